"""What would be wrong with a month is found: the bot is made to do wrong."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.alerts.service import AlertService
from bot.delivery.alert_clock import AlertClock
from scoring.explain.scorer import Scorer
from tests.month.findings import wrong_at_the_end, wrong_by_now
from tests.month.simulate_month import Month, Plan


def found_in(scorer: Scorer, folder: Path) -> list[str]:
    """Return what is wrong with two days of leads."""
    with Month(Plan(seed=1, leads=120, days=2), scorer, folder) as month:
        month.play(wrong_by_now)
        return wrong_at_the_end(month)


def test_of_two_good_days_nothing_is_found(scorer: Scorer, tmp_path: Path) -> None:
    assert found_in(scorer, tmp_path) == []


def test_leads_that_nobody_gets_are_found(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AlertClock, "_next_owner", lambda *_: None)
    assert any("was nobody's from" in wrong for wrong in found_in(scorer, tmp_path))


def test_leads_without_an_alert_are_found(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AlertService, "raise_alert", lambda *_, **__: None)
    assert any("nobody was alerted" in wrong for wrong in found_in(scorer, tmp_path))


def test_alerts_that_are_never_to_be_posted_are_found(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alerts.service._TENTATIVE", timedelta(days=400))
    due = AlertService._due
    monkeypatch.setattr(AlertService, "_due", lambda desk, now, _tentative: due(desk, now, True))
    assert any("was held until" in wrong for wrong in found_in(scorer, tmp_path))
