from datetime import UTC, datetime, time, timedelta

import pytest

from tests.settings.environment import load, refusal


def test_the_team_works_when_and_where_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = load(
        monkeypatch, WORKING_HOURS="Tue-Thu 10:00-16:00", TIME_ZONE="America/New_York", HOLIDAYS="US, 2026-11-25"
    ).hours()
    tuesday_evening = datetime(2026, 11, 25, 2, tzinfo=UTC)  # Wednesday is off, Thursday is Thanksgiving
    assert hours.opens(tuesday_evening) == datetime(2026, 12, 1, 15, tzinfo=UTC)


def test_it_is_left_alone_when_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    at_ten = datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert load(monkeypatch).quiet().ends(at_ten) == at_ten + timedelta(hours=10)
    assert load(monkeypatch, QUIET_HOURS="off").quiet().ends(at_ten) == at_ten


def test_the_daily_digest_has_a_time_or_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch).digest_time() == time(9)
    assert load(monkeypatch, DAILY_DIGEST_AT="off").digest_time() is None


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SALES_TEAM": "Maya"}, "SALES_TEAM: Maya is no id of a person (U…); separate ids with commas"),
        ({"BACKUP_GROUP": "sales"}, "BACKUP_GROUP: sales is no id of a user group (S…)"),
        ({"WORKING_HOURS": "nine to five"}, "WORKING_HOURS: “nine to five” is not understood"),
        ({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE: there is no such time zone; write one such as Europe/Berlin"),
        ({"TIME_ZONE": "Europe"}, "TIME_ZONE: there is no such time zone"),
        ({"HOLIDAYS": "Bavaria"}, "HOLIDAYS: “BAVARIA” is neither a date such as 2026-12-24, nor a country"),
        ({"QUIET_HOURS": "at night"}, "QUIET_HOURS: write from when to when, such as 20:00-08:00, or off"),
        ({"DAILY_DIGEST_AT": "9 am"}, "DAILY_DIGEST_AT: write a time such as 09:00, or off"),
        ({"CLAIM_WITHIN_MINUTES": "0"}, "CLAIM_WITHIN_MINUTES: "),
        ({"ALERTS_PER_HOUR": "many"}, "ALERTS_PER_HOUR: "),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str) -> None:
    assert words in refusal(monkeypatch, **environment)
