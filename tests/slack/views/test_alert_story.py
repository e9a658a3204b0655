"""What the thread of an alert says, and to which people."""

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
def test_unaddressed_reminder_is_broadcast_and_names_lead(kind: EventKind, policy: Policy) -> None:
    told = story(ALERT, Event(kind, LATER), policy, who="Dana Reyes")
    assert told["reply_broadcast"] is True
    assert "*Dana Reyes*" in told["text"]
    assert "Who takes this lead?" in told["text"]


@pytest.mark.parametrize("kind", [EventKind.ASKED, EventKind.ESCALATED, EventKind.CONTACT_AT_RISK])
def test_message_to_one_person_stays_in_thread(kind: EventKind) -> None:
    assert "reply_broadcast" not in story(ALERT, Event(kind, LATER, to="U0JONAS"), TEAM, who="Dana Reyes")


@pytest.mark.parametrize("kind", [EventKind.CLAIMED, EventKind.CONTACTED])
def test_duration_belongs_to_event_not_to_previous_owner(kind: EventKind) -> None:
    assert said(Event(kind, LATER, by="U0JONAS")).endswith(", 20 min after it came in.")


def test_owning_manager_is_mentioned_once_when_contact_is_overdue() -> None:
    over = EventKind.CONTACT_BREACHED
    assert said(Event(over, LATER, to="U0PRIYA")).startswith("<@U0PRIYA> This lead was to be contacted")
    assert said(Event(over, LATER, to="U0MAYA")).startswith("<@U0MAYA> <@U0PRIYA> This lead was to be contacted")


@pytest.mark.parametrize(("to", "can"), [("U0PRIYA", "Reassign"), ("U0MAYA", "Release")])
def test_new_owner_is_told_their_options(to: str, can: str) -> None:
    assert said(Event(EventKind.ESCALATED, LATER, to=to)).endswith(f"Contact it, or *{can}* it.")


def test_unavailable_team_is_asked_without_naming_settings() -> None:
    words = said(Event(EventKind.ESCALATED, LATER))
    assert "Still nobody has *Dana Reyes*, and everybody is away or has enough." in words
    assert "SALES_TEAM" not in words


def test_settings_are_named_only_without_team() -> None:
    words = said(Event(EventKind.ESCALATED, LATER), NOBODY)
    assert "Ask your admin to name the team" in words
    assert "SALES_TEAM" in words
