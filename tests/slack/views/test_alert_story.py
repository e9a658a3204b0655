"""What the thread of an alert says, and to whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.alerts.alert import Alert, AlertStatus, Event, EventKind, Urgency
from bot.alerts.policy import Policy
from bot.hours import QuietHours, WorkingHours
from bot.slack.views.alert_story import story

ALWAYS = WorkingHours.parse("Mon-Sun 00:00-24:00", ZoneInfo("UTC"))
NOBODY = Policy(hours=ALWAYS, quiet=QuietHours.parse("off", ZoneInfo("UTC")))
TEAM = replace(NOBODY, team=("U0MAYA", "U0JONAS"), managers=("U0PRIYA",))
CAME_IN = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = CAME_IN + timedelta(minutes=20)
ALERT = Alert(
    "a", "1", 1, AlertStatus.OPEN, Urgency.BREACHED, "U0MAYA", CAME_IN, claim_seconds=180.0, contact_seconds=240.0
)


def said(event: Event, policy: Policy = TEAM) -> str:
    return str(story(ALERT, event, policy, who="Dana Reyes")["text"])


@pytest.mark.parametrize("policy", [NOBODY, TEAM])
@pytest.mark.parametrize("kind", [EventKind.REMINDED, EventKind.ASKED, EventKind.ESCALATED])
def test_what_the_clock_says_to_nobody_in_particular_goes_to_the_channel_and_names_the_lead(
    kind: EventKind, policy: Policy
) -> None:
    told = story(ALERT, Event(kind, LATER), policy, who="Dana Reyes")
    assert told["reply_broadcast"] is True
    assert "*Dana Reyes*" in told["text"]
    assert "Who takes this lead?" in told["text"]


@pytest.mark.parametrize("kind", [EventKind.ASKED, EventKind.ESCALATED, EventKind.CONTACT_AT_RISK])
def test_what_concerns_one_person_stays_in_the_thread(kind: EventKind) -> None:
    assert "reply_broadcast" not in story(ALERT, Event(kind, LATER, to="U0JONAS"), TEAM, who="Dana Reyes")


@pytest.mark.parametrize("kind", [EventKind.CLAIMED, EventKind.CONTACTED])
def test_a_time_is_that_of_the_event_and_not_of_who_had_the_lead_before(kind: EventKind) -> None:
    assert said(Event(kind, LATER, by="U0JONAS")).endswith(", 20 min after it came in.")


def test_a_manager_who_has_the_lead_is_called_once_when_the_time_for_contact_is_over() -> None:
    over = EventKind.CONTACT_BREACHED
    assert said(Event(over, LATER, to="U0PRIYA")).startswith("<@U0PRIYA> This lead was to be contacted")
    assert said(Event(over, LATER, to="U0MAYA")).startswith("<@U0MAYA> <@U0PRIYA> This lead was to be contacted")


@pytest.mark.parametrize(("to", "can"), [("U0PRIYA", "Reassign"), ("U0MAYA", "Release")])
def test_who_gets_a_lead_is_told_what_they_may_do_with_it(to: str, can: str) -> None:
    assert said(Event(EventKind.ESCALATED, LATER, to=to)).endswith(f"Contact it, or *{can}* it.")


def test_a_team_that_is_away_or_full_is_asked_and_told_of_no_settings() -> None:
    words = said(Event(EventKind.ESCALATED, LATER))
    assert "Still nobody has *Dana Reyes*, and everybody is away or has enough." in words
    assert "SALES_TEAM" not in words


def test_only_where_no_team_is_named_the_settings_are() -> None:
    words = said(Event(EventKind.ESCALATED, LATER), NOBODY)
    assert "Ask your admin to name the team" in words
    assert "SALES_TEAM" in words
