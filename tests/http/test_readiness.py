"""What operators and their machines are told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.http.readiness import BacklogCheck, describe_backlog
from bot.store.api_keys import Scope
from bot.store.backlog import Backlog
from tests.http.conftest import Api
from tests.http.test_leads import DANA

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_all_is_well(api: Api) -> None:
    answer = api.get("/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    checks = answer.json()["checks"]
    assert {part: check["ok"] for part, check in checks.items()} == {
        "database": True,
        "model": True,
        "slack": True,
        "alerts": True,
    }
    assert checks["alerts"] == {"ok": True, "words": "all posted", "waiting": 0, "failed": 0, "oldest_late_seconds": 0}


def test_without_slack_leads_are_still_taken_in(api: Api) -> None:
    api.slack_is_connected = False
    answer = api.get("/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"]["slack"] == {
        "ok": False,
        "words": "not connected; leads are taken in, and their alerts wait",
    }
    assert api.send(DANA).status_code == 202


def test_without_the_database_they_are_not(api: Api) -> None:
    with api.store.database.write() as connection:
        connection.execute(text("ALTER TABLE alerts RENAME TO lost"))
    answer = api.get("/ready")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    checks = answer.json()["checks"]
    assert not checks["database"]["ok"]
    assert checks["alerts"]["words"] == "unknown while the database does not answer"
    assert checks["model"]["ok"]


def test_waiting_alerts_are_counted(api: Api) -> None:
    api.send(DANA)
    assert api.get("/ready").json()["checks"]["alerts"]["waiting"] == 1


def test_an_alert_that_nobody_posts_is_told_of(api: Api) -> None:
    api.send(DANA)
    (alert,) = api.raised
    api.store.alerts.change(alert.id, lambda one: (replace(one, due_at=api.desk.now - timedelta(minutes=7)), []))
    check = api.get("/ready").json()["checks"]["alerts"]
    assert (check["ok"], check["words"]) == (False, "the oldest is 7 min late; 1 to be posted")
    assert 420 <= check["oldest_late_seconds"] < 430


def test_an_alert_that_slack_refused_is_told_of_and_how_to_send_it(api: Api) -> None:
    api.send(DANA)
    api.store.alerts.note(api.raised[0].id, failure="channel_not_found")
    check = api.get("/ready").json()["checks"]["alerts"]
    assert check["failed"] == 1
    assert check["words"] == "1 refused by Slack: see `python -m bot alerts retry`"


@pytest.mark.parametrize(
    ("backlog", "ok", "words"),
    [
        (Backlog(waiting=3, failed=0, overdue_since=None), True, "3 to be posted"),
        (Backlog(waiting=3, failed=0, overdue_since=NOON - timedelta(minutes=5)), True, "3 to be posted"),
        (Backlog(waiting=0, failed=0, overdue_since=NOON - timedelta(hours=2)), False, "the oldest is 120 min late"),
    ],
)
def test_what_is_only_waiting_is_no_trouble(backlog: Backlog, ok: bool, words: str) -> None:
    finding: BacklogCheck = describe_backlog(backlog, NOON)
    assert (finding.ok, finding.words) == (ok, words)


def test_prometheus_reads_the_metrics(api: Api) -> None:
    api.send(DANA)
    answer = api.get("/metrics", Scope.METRICS)
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'lead_scorer_scores_total{source="http",tier="High"} 1.0' in answer.text
    assert 'lead_scorer_alerts{status="waiting"} 1.0' in answer.text


def test_nothing_of_a_lead_is_in_the_metrics(api: Api) -> None:
    api.send(DANA | {"name": "Planted Name", "income": 123_454_321})
    told = api.get("/metrics", Scope.METRICS).text + api.get("/ready").text
    assert "Planted" not in told
    assert "123454321" not in told


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_database_that_keeps_us_waiting_is_as_good_as_down(api: Api) -> None:
    with api.store.database.write() as connection:
        connection.execute(text("LOCK TABLE alerts IN ACCESS EXCLUSIVE MODE"))
        answer = api.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ok": False, "words": "no answer within 2 s"}
    assert api.get("/ready").status_code == 200


def test_a_monitor_may_ask_for_the_head_alone(api: Api) -> None:
    answer = api.http.head("/ready")
    assert (answer.status_code, answer.content) == (200, b"")
