"""Whatever is typed as a name is shown as typed, and pings nobody."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.alert import Alert, AlertStatus, Event, EventKind, Pace, Urgency
from bot.alerts.board import Board
from bot.alerts.daily_digest import Daily
from bot.alerts.policy import Policy
from bot.hours import QuietHours, WorkingHours
from bot.leads.service import FeedbackSummary
from bot.slack.views.alert_card import AlertedLead
from bot.slack.views.alert_story import escalation, story
from bot.slack.views.blocks import escaped
from bot.slack.views.board import board_card
from bot.slack.views.digests import daily_card, digest_card
from bot.slack.views.lead_card import unknown_lead_card
from scoring.explain.scorer import Scorer
from tests.conftest import Office
from tests.fields import make_lead
from tests.leads import FACTS, in_form
from tests.seed import SCENARIOS

NAMES = [
    "<!channel>",
    "<!here> <!everyone>",
    "<@U0JONAS>",
    "<#C0SALES|sales>",
    "*bold* _italic_ ~struck~ `code`",
    "<http://evil.example|click me>",
    "http://evil.example/x",
    "www.evil.example evil.example tom@evil.example",
    "@here #sales",
    "&lt;!channel&gt;",
    "Tom & Jerry <b>",
    ":fire: :tada:",
    "'; DROP TABLE leads; --",
    "{{7*7}} ${7*7} %s %n",
    "=HYPERLINK(1)",
    "شادی \u200c محمد",
    "👩‍👩‍👧‍👦 Family",
]


COMES_ALIVE = re.compile(r"[<*_~`]|://|\w\.[a-z]|[@#]\w|:\w+:")
MAYA = "U0MAYA"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOURS = WorkingHours.parse("Mon-Sun 00:00-24:00", ZoneInfo("UTC"))
POLICY = Policy(hours=HOURS, quiet=QuietHours.parse("off", ZoneInfo("UTC")))
BY_THE_CLOCK = (EventKind.REMINDED, EventKind.ASKED, EventKind.ESCALATED)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_is_inert_everywhere(office: Office, name: str) -> None:
    slack = office.slack
    slack.send(f'/scorelead name="{name}" company="{name}" {FACTS}')
    card = slack.expect_private(f"High lead: {name}", "On its way to #hot-leads")
    post = slack.in_("#hot-leads").expect_message(f"High lead: {name}")
    card.press("Share here")
    shared = slack.as_("Jonas").expect_message(f"High lead: {name}")
    for message in (card.message, post.message, shared.message):
        assert_inert(message, name)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_is_inert_in_error(office: Office, name: str) -> None:
    office.slack.send(f'/scorelead name="{name}" age=12')
    answer = office.slack.expect_private("Age: at least 18", name)
    assert_inert(answer.message, name)
    answer.press("Open the form")
    form = office.slack.modal()
    assert form.values()["Name"] == name


@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_is_inert_in_alert(scorer: Scorer, name: str) -> None:
    lead = make_lead(name=name, company=name)
    alert = Alert("a", "1", 1, AlertStatus.OPEN, Urgency.ON_TIME, MAYA, NOW, clock_from=NOW)
    pace, called = Pace(None, None, 0, 0), {"1": name}
    board = Board(0, [alert], [alert], [alert], [replace(alert, owner=MAYA)], called, pace, 7)
    for message in (
        digest_card([AlertedLead(alert, lead, scorer.score(make_lead(**SCENARIOS[1].lead)))], POLICY),
        daily_card(Daily([alert], {}, {}, pace, 7), called),
        board_card(board, FeedbackSummary({}), POLICY),
        escalation(name, "<https://local.example/p1|Open it>"),
        *(story(alert, Event(kind, NOW, note=name), POLICY, who=name) for kind in BY_THE_CLOCK),
        story(alert, Event(EventKind.RELEASED, NOW, by=MAYA), POLICY, who=name),
        story(alert, Event(EventKind.CLOSED, NOW, by=MAYA, note=name), POLICY, who=name),
        unknown_lead_card(name, ""),
    ):
        assert_nothing_alive(message, name)


def test_newlines_and_direction_marks_in_names_are_removed(office: Office) -> None:
    office.slack.send("/scorelead")
    entered = {"Name": "Dana\nHigh lead: Fake\u202e\x00"} | in_form(SCENARIOS[4].lead)
    office.slack.modal().fill(entered).submit(skip_client_checks=True)
    office.slack.expect_private("Low lead: Dana High lead: Fake\n")


def assert_inert(message: dict[str, object], name: str) -> None:
    """What a person typed stands in no markup of a block, and in the text with nothing alive in it."""
    for markup in mrkdwn_of(message["blocks"]):
        assert name not in markup
        assert escaped(name) not in markup
    assert_nothing_alive(message, name)


def assert_nothing_alive(message: dict[str, object], name: str) -> None:
    """No word of a name stands in markup as it was typed, if Slack makes a mention, link, emoji or format of it."""
    alive = [word for word in name.split() if COMES_ALIVE.search(word)]
    for markup in (*mrkdwn_of(message.get("blocks", [])), str(message["text"]).removeprefix("<!here> ")):  # our own
        assert [word for word in alive if word in markup] == []


def mrkdwn_of(part: object) -> list[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            return [str(part["text"])]
        return [words for value in part.values() for words in mrkdwn_of(value)]
    return [words for item in part for words in mrkdwn_of(item)] if isinstance(part, list) else []
