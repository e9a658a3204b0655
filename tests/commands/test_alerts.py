"""`python -m bot alerts`: what Slack refused is listed, and sent after all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.alerts.alert import Event, EventKind, Urgency
from bot.outgoing import Kind, Outgoing, alert_subject, card_key, event_key
from bot.settings import Settings
from bot.store import Store
from tests.stored_alerts import add_alert

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2099, 1, 1, tzinfo=UTC)
ESCALATED = 3


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{folder / 'leads.sqlite'}")
    yield store
    store.close()


def refused(store: Store, id: str, name: str, owner: str | None = None) -> None:  # noqa: A002, it is what the alert calls it
    events = [
        Event(EventKind.RAISED, NOON, by="U0MAYA"),
        Event(EventKind.REMINDED, NOON),
        Event(EventKind.ESCALATED, NOON),
    ]
    add_alert(store, id, name, NOON, events, urgency=Urgency.ESCALATED, owner=owner, failure="is_archived")


def test_what_slack_refused_is_listed_by_id_and_never_by_name(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    refused(store, "a1", "Dana Reyes")
    refused(store, "b2", "Omar Haddad", owner="U0PRIYA")
    assert main(["alerts"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a1  raised 2026-11-23 12:00 UTC, with nobody, refused: is_archived",
        "b2  raised 2026-11-23 12:00 UTC, with U0PRIYA, refused: is_archived",
        "",
        "When that is mended: python -m bot alerts retry. What to mend: python -m bot doctor",
    ]


def test_a_retry_leaves_the_rest_to_the_running_bot_without_reminders_that_are_over(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(store, "a1", "Dana Reyes")
    refused(store, "b2", "Omar Haddad")
    store.outbox.put([Outgoing("admin:is_archived:U0JONAS", Kind.ADMIN, "admin")], at=NOON)
    assert main(["alerts", "retry", "a1"]) == 0
    assert capsys.readouterr().out == "1 alert to be sent: a running bot does so within half a minute.\n"
    assert [row.key for row in store.outbox.claim(LATER, 10)] == [card_key("a1")], "the rest follows in its thread"
    unsent = [row.key for row in store.outbox.unsent(subject=alert_subject("a1"))]
    assert unsent == [card_key("a1"), event_key("a1", ESCALATED)]
    assert [alert.id for alert in store.alerts.failed()] == ["b2"]
    assert store.outbox.find("admin:is_archived:U0JONAS") is None
    assert main(["alerts", "retry"]) == 0
    assert store.alerts.failed() == []


def test_with_nothing_refused_that_is_said(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert store.alerts.failed() == []
    for arguments in (["alerts"], ["alerts", "retry"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == "Slack refuses no alert.\n"


def test_an_alert_nobody_refused_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alerts", "retry", "c3"]) == 2
    assert capsys.readouterr().err == (
        "error: Slack refused no alert c3: python -m bot alerts lists those that it did.\n"
    )
