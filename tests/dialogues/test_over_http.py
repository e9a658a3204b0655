"""Leads that arrive by themselves, on their way to an owner; and Slack's own requests over HTTP."""

import hashlib
import hmac
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from bot.doctor.manifest import MANIFEST
from bot.server import Bot, build
from bot.settings import Settings
from bot.store.api_keys import Scope
from localslack import Workspace
from localslack.people import MAYA
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.conftest import TEAM, Office
from tests.http.test_leads import DANA
from tests.leads import high

HOUR = 3600.0
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def crm(office: Office) -> Iterator[httpx.Client]:
    """The team's CRM, which has a key for everything."""
    _, secret = office.bot.store.api_keys.create("CRM", Scope, at=datetime.now(UTC))
    headers = {"Authorization": f"Bearer {secret}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{office.bot.http_port}", headers=headers) as crm:
        yield crm


def test_a_high_lead_from_the_crm_finds_its_owner_and_the_crm_sees_who_it_is(office: Office, crm: httpx.Client) -> None:
    told = crm.post("/leads", json=DANA).json()
    hot_leads = office.slack.as_("Jonas").in_("#hot-leads")
    hot_leads.expect_message("Dana Reyes").press("Claim")
    hot_leads.expect_message("@Jonas Weber has it")
    alert = crm.get(f"/leads/{told['id']}").json()["alert"]
    assert (alert["status"], alert["owner"]) == ("claimed", office.slack.person_id("Jonas"))
    metrics = crm.get("/metrics").text
    assert 'lead_scorer_alerts{status="claimed"} 1.0' in metrics
    assert "lead_scorer_claim_seconds_count 1.0" in metrics
    assert crm.get("/ready").json()["status"] == "ready"


def test_a_lead_that_the_crm_sends_twice_is_posted_once(office: Office, crm: httpx.Client) -> None:
    first, again = (crm.post("/leads", json=DANA).json() for _ in range(2))
    assert first == again
    hot_leads = office.slack.in_("#hot-leads")
    hot_leads.expect_message("Dana Reyes")
    hot_leads.expect_nothing_new()


def test_what_the_crm_sends_again_every_night_is_no_news_once_the_lead_is_lost(
    office: Office, crm: httpx.Client
) -> None:
    hot_leads = office.slack.in_("#hot-leads")
    crm.post("/leads", json=DANA)
    hot_leads.expect_message("Dana Reyes").press("Claim")
    hot_leads.expect_message("@Maya Lind has it").press("Lost")
    hot_leads.expect_message("Lost")
    office.slack.skip(25 * HOUR)
    crm.post("/leads", json=DANA)
    assert [alert.closed_at is None for alert in office.bot.store.alerts.listed(most=9)] == []
    crm.post("/leads", json=DANA | {"website_visits": 40})
    hot_leads.expect_message("Dana Reyes", "Nobody has it yet")


def test_leads_that_cannot_be_posted_are_a_backlog(office: Office, crm: httpx.Client) -> None:
    office.workspace.faults.go_down(2 * HOUR)
    crm.post("/leads", json=DANA)
    office.slack.wait_for(lambda: office.has_failed_attempts() or None, "an attempt")
    office.slack.skip(HOUR)
    ready = crm.get("/ready").json()
    check = ready["checks"]["alerts"]
    assert (ready["status"], check["ok"], check["waiting"]) == ("degraded", False, 1)
    assert check["words"] == "the oldest is 60 min late; 1 to be posted"
    office.slack.skip(HOUR)
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    office.settle()
    assert crm.get("/ready").json()["checks"]["alerts"]["words"] == "all posted"


def test_lead_assigned_by_the_clock_is_counted_with_its_delay(office: Office, crm: httpx.Client) -> None:
    crm.post("/leads", json=DANA)
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    for minutes in (15, 15):
        office.settle()
        office.slack.skip(minutes * 60)
    office.slack.in_("#hot-leads").expect_message("@Priya Nair has it")
    metrics = crm.get("/metrics").text
    assert "lead_scorer_claim_seconds_count 1.0" in metrics
    assert 'lead_scorer_claim_seconds_bucket{le="900.0"} 0.0' in metrics


def test_every_call_of_slacks_that_fails_is_counted_whoever_made_it(office: Office, crm: httpx.Client) -> None:
    assert "lead_scorer_slack_errors_total{" not in crm.get("/metrics").text
    office.workspace.faults.fail("views.open", "fatal_error")
    office.slack.send("/scorelead")
    office.slack.expect_private("Something went wrong")
    office.workspace.faults.crash("views.publish")
    office.slack.open_app("home")
    office.workspace.faults.drop_connection_after("views.publish")
    office.slack.open_app("home")
    failed = {"views.open": "fatal_error", "views.publish": "http_500", "chat.postMessage": "ratelimited"}
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=1)
    crm.post("/leads", json=DANA)
    lines = [
        f'lead_scorer_slack_errors_total{{code="{code}",method="{method}"}} 1.0'
        for method, code in [*failed.items(), ("views.publish", "connection_lost")]
    ]
    office.slack.wait_for(lambda: all(line in crm.get("/metrics").text for line in lines) or None, "them to be counted")


@pytest.fixture
def over_http(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Workspace, Bot]]:
    """A workspace, and a bot that Slack reaches by request URLs."""
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    with Workspace(MANIFEST) as workspace:
        chosen = Settings(http_port=0, **TEAM).with_slack(
            bot_token=workspace.bot_token, api_url=workspace.api_url, signing_secret=SECRET
        )
        bot = build(chosen, scorer)
        bot.start()
        yield workspace, bot
        assert bot.close()


def deliver(bot: Bot, command: str, *, trigger: str, secret: str = SECRET) -> httpx.Response:
    """Send a slash command as Slack does in HTTP mode."""
    name, _, text = command.partition(" ")
    said = {"command": name, "text": text, "user_id": MAYA.id, "trigger_id": trigger, "channel_id": "C0SALES"}
    body = urlencode(said | {"response_url": f"http://127.0.0.1:{bot.http_port}/gone"})
    timestamp = str(int(time.time()))
    signature = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={signature}",
    }
    return httpx.post(f"http://127.0.0.1:{bot.http_port}/slack/events", content=body, headers=headers)


def test_in_http_mode_a_command_is_acknowledged_and_its_high_lead_posted_once(
    over_http: tuple[Workspace, Bot],
) -> None:
    workspace, bot = over_http
    statuses = [deliver(bot, high("Dana Reyes"), trigger="1.2").status_code for _ in range(2)]
    assert statuses == [200, 200]
    hot_leads = Driver(workspace.url).in_("#hot-leads")
    hot_leads.expect_message("Dana Reyes")
    hot_leads.expect_nothing_new()
    assert len(bot.store.leads.recent()) == 1


def test_in_http_mode_nobody_else_gives_commands(over_http: tuple[Workspace, Bot]) -> None:
    _, bot = over_http
    assert deliver(bot, high("Dana Reyes"), trigger="1.2", secret="f" * 32).status_code == 401
    assert bot.store.leads.recent() == []


def test_in_http_mode_there_is_no_connection_to_lose(over_http: tuple[Workspace, Bot]) -> None:
    _, bot = over_http
    checks = httpx.get(f"http://127.0.0.1:{bot.http_port}/ready").json()["checks"]
    assert checks["slack"] == {"ok": True, "words": "sends its requests here, over HTTP"}


def test_in_socket_mode_there_is_no_url_for_slack(office: Office) -> None:
    assert httpx.post(f"http://127.0.0.1:{office.bot.http_port}/slack/events").status_code == 404
