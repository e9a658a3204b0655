"""The alert's life, as a function of the alert, the policy and the time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts import lifecycle
from bot.alerts.alert import Alert, AlertStatus, Change, EventKind, Outcome, Urgency
from bot.alerts.lifecycle import Actor, NotPossible
from bot.alerts.policy import Policy
from bot.hours import QuietHours, WorkingHours

ZONE = ZoneInfo("Europe/Berlin")
POLICY = Policy(
    hours=WorkingHours.parse("Mon-Fri 09:00-18:00", ZONE),
    quiet=QuietHours.parse("20:00-08:00", ZONE),
    team=("TOM", "ANN"),
    managers=("MEG",),
)
TOM, ANN, MEG = Actor("TOM"), Actor("ANN"), Actor("MEG", is_manager=True)
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def waiting(at: datetime = FRIDAY) -> Alert:
    return Alert("a", "lead", 1, AlertStatus.WAITING, Urgency.ON_TIME, "TOM", raised_at=at, due_at=at)


def posted(at: datetime = FRIDAY) -> Alert:
    return placed(moved(waiting(at), at), at)


def claimed(at: datetime = FRIDAY, by: Actor = TOM) -> Alert:
    return changed(lifecycle.claim(posted(at), POLICY, at, by))


def moved(alert: Alert, now: datetime, person: str | None = "ANN", manager: str | None = "MEG") -> Alert:
    """Let the clock do what is due at a time."""
    return changed(lifecycle.move(alert, POLICY, now, next_person=lambda: person, next_owner=lambda: manager))


def placed(alert: Alert, now: datetime) -> Alert:
    return changed(lifecycle.placed(alert, POLICY, now, "C1", "1.0"))


def changed(change: Change | None) -> Alert:
    assert change is not None
    return change[0]


def kinds(change: Change | None) -> list[EventKind]:
    assert change is not None
    return [event.kind for event in change[1]]


def test_an_unclaimed_lead_is_reminded_of_asked_about_and_given_to_a_manager() -> None:
    alert = posted()
    assert alert.due_at == FRIDAY + 10 * MINUTE
    alert = moved(alert, FRIDAY + 10 * MINUTE)
    assert (alert.urgency, alert.due_at) == (Urgency.AT_RISK, FRIDAY + 15 * MINUTE)
    alert = moved(alert, FRIDAY + 15 * MINUTE)
    assert (alert.urgency, alert.asked, alert.due_at) == (Urgency.BREACHED, "ANN", FRIDAY + 30 * MINUTE)
    alert = moved(alert, FRIDAY + 30 * MINUTE)
    assert (alert.status, alert.urgency, alert.owner) == (AlertStatus.CLAIMED, Urgency.ESCALATED, "MEG")


def test_who_was_given_a_lead_has_not_claimed_it_until_they_do() -> None:
    alert = changed(lifecycle.reassign(posted(), POLICY, FRIDAY, MEG, "ANN"))
    assert alert.given
    alert = changed(lifecycle.release(alert, POLICY, FRIDAY, Actor("ANN")))
    assert not changed(lifecycle.claim(alert, POLICY, FRIDAY, TOM)).given


def test_with_nobody_to_give_it_to_that_is_said_daily() -> None:
    late = moved(posted(), FRIDAY + 15 * MINUTE)
    alone = moved(late, FRIDAY + 30 * MINUTE, person=None, manager=None)
    assert alone.unowned
    assert alone.due_at == datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


def test_after_a_time_in_which_nobody_looked_only_the_latest_step_is_taken() -> None:
    change = lifecycle.move(posted(), POLICY, FRIDAY + 2 * HOUR, next_person=lambda: "ANN", next_owner=lambda: "MEG")
    assert kinds(change) == [EventKind.ASKED]
    assert changed(change).due_at == FRIDAY + 2 * HOUR + 15 * MINUTE


def test_the_clock_for_claiming_stands_still_over_the_weekend() -> None:
    evening = FRIDAY.replace(hour=17, minute=55)
    alert = posted(evening)
    assert alert.due_at == datetime(2026, 11, 23, 9, 5, tzinfo=ZONE)
    assert changed(lifecycle.claim(alert, POLICY, alert.due_at, TOM)).claim_seconds == 600


def test_what_came_due_while_nobody_worked_waits_until_somebody_does() -> None:
    alert = replace(posted(), due_at=FRIDAY + 10 * MINUTE)
    night = FRIDAY.replace(hour=23)
    assert moved(alert, night).due_at == datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


def test_24_hours_for_contact_from_friday_end_on_monday() -> None:
    alert = moved(claimed(), datetime(2026, 11, 23, 9, 0, tzinfo=ZONE))
    assert (alert.urgency, alert.due_at) == (Urgency.AT_RISK, datetime(2026, 11, 23, 10, 0, tzinfo=ZONE))
    breached = lifecycle.move(alert, POLICY, FRIDAY + 3 * DAY, next_person=lambda: "ANN", next_owner=lambda: "MEG")
    assert kinds(breached) == [EventKind.CONTACT_BREACHED]
    assert changed(breached).owner == "TOM"


def test_times_are_measured_also_after_the_breach() -> None:
    late = claimed(FRIDAY)
    contacted = changed(lifecycle.contacted(late, POLICY, FRIDAY + 6 * DAY, TOM))
    assert contacted.contact_seconds == 4 * 9 * 3600
    again = changed(lifecycle.release(late, POLICY, FRIDAY + HOUR, TOM))
    assert changed(lifecycle.claim(again, POLICY, FRIDAY + 2 * HOUR, ANN)).claim_seconds == late.claim_seconds


def test_the_clock_starts_when_the_card_stands_if_slack_was_away() -> None:
    published = moved(waiting(), FRIDAY)
    assert published.due_at is None
    late = placed(published, FRIDAY + HOUR)
    assert (late.clock_from, late.due_at) == (FRIDAY + HOUR, FRIDAY + HOUR + 10 * MINUTE)
    soon = placed(published, FRIDAY + timedelta(seconds=2))
    assert (soon.clock_from, soon.due_at) == (FRIDAY, FRIDAY + 10 * MINUTE)


def test_where_slack_refuses_for_good_the_clock_runs_all_the_same() -> None:
    alert = changed(lifecycle.undeliverable(moved(waiting(), FRIDAY), POLICY, FRIDAY, "not_in_channel"))
    assert (alert.failure, alert.due_at) == ("not_in_channel", FRIDAY + 10 * MINUTE)


def test_a_snooze_puts_off_reminders_and_not_the_time_that_is_measured() -> None:
    until = FRIDAY + 5 * DAY
    alert = changed(lifecycle.snooze(claimed(), FRIDAY, TOM, until))
    assert alert.due_at == until
    assert kinds(lifecycle.move(alert, POLICY, until, next_person=lambda: None, next_owner=lambda: None)) == [
        EventKind.CONTACT_BREACHED
    ]


def test_a_reminder_comes_when_somebody_asked_for_it_and_is_no_delay() -> None:
    soon = changed(lifecycle.snooze(claimed(), FRIDAY, TOM, FRIDAY + HOUR))
    assert soon.due_at == FRIDAY + HOUR
    reminded = lifecycle.move(soon, POLICY, FRIDAY + HOUR, next_person=lambda: None, next_owner=lambda: None)
    assert kinds(reminded) == [EventKind.CONTACT_AT_RISK]
    assert (changed(reminded).urgency, changed(reminded).snoozed_until) == (Urgency.ON_TIME, None)


def test_who_wins_a_lead_has_contacted_it_and_a_second_click_changes_nothing() -> None:
    won = changed(lifecycle.close(claimed(), POLICY, FRIDAY + HOUR, TOM, Outcome.WON))
    assert won.contact_seconds == 3600
    assert lifecycle.close(won, POLICY, FRIDAY + HOUR, TOM, Outcome.WON) is None


def test_who_releases_is_not_asked_next() -> None:
    assert changed(lifecycle.release(claimed(), POLICY, FRIDAY, TOM)).asked == "TOM"


def test_a_pause_puts_off_what_is_due_and_a_resume_takes_that_back() -> None:
    alert = posted()
    paused = POLICY.without([(FRIDAY + MINUTE, FRIDAY + HOUR)])
    later = changed(lifecycle.retimed(alert, paused))
    assert later.due_at == FRIDAY + HOUR + 9 * MINUTE
    assert changed(lifecycle.retimed(later, POLICY)).due_at == alert.due_at
    assert lifecycle.retimed(alert, POLICY) is None


Deed = Callable[[Alert, Actor], object]
DEEDS: dict[str, Deed] = {
    "release": lambda alert, by: lifecycle.release(alert, POLICY, FRIDAY, by),
    "snooze": lambda alert, by: lifecycle.snooze(alert, FRIDAY, by, FRIDAY + DAY),
    "contacted": lambda alert, by: lifecycle.contacted(alert, POLICY, FRIDAY, by),
    "won": lambda alert, by: lifecycle.close(alert, POLICY, FRIDAY, by, Outcome.WON),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_an_owner_does_nobody_else_does_but_a_manager(deed: Deed) -> None:
    deed(claimed(), TOM)
    deed(claimed(), MEG)
    with pytest.raises(NotPossible, match="<@TOM> has this lead"):
        deed(claimed(), ANN)
    with pytest.raises(NotPossible, match="Claim it first"):
        deed(posted(), ANN)
    with pytest.raises(NotPossible, match="closed: lost"):
        deed(changed(lifecycle.close(claimed(), POLICY, FRIDAY, TOM, Outcome.LOST)), TOM)


def test_who_claims_again_changes_nothing_and_who_comes_second_is_told_who_has_it() -> None:
    assert lifecycle.claim(claimed(), POLICY, FRIDAY, TOM) is None
    with pytest.raises(NotPossible, match="<@TOM> has this lead already"):
        lifecycle.claim(claimed(), POLICY, FRIDAY, ANN)


@given(st.lists(st.tuples(st.sampled_from(["wait", "claim", "release"]), st.integers(1, 3 * 24 * 60)), max_size=30))
def test_whatever_happens_an_open_alert_always_has_something_due(story: list[tuple[str, int]]) -> None:
    """So that none is forgotten: nobody's is due within two stretches for claiming, somebody's until it was late."""
    alert, now = posted(), FRIDAY
    for deed, minutes in story:
        now += minutes * MINUTE
        while alert.due_at is not None and alert.due_at <= now:
            alert = moved(alert, max(alert.due_at, POLICY.hours.opens(alert.due_at)))
        if deed == "claim" and alert.owner is None:
            alert = changed(lifecycle.claim(alert, POLICY, now, TOM))
        elif deed == "release" and alert.owner is not None:
            alert = changed(lifecycle.release(alert, POLICY, now, MEG))
        assert alert.due_at is not None or alert.urgency is Urgency.BREACHED
        if alert.owner is None:
            assert alert.due_at is not None
            assert alert.due_at.astimezone(UTC) <= POLICY.hours.after(now, 2 * POLICY.claim_within)
