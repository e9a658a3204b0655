"""Nobody claims, nobody calls: the clock reminds, asks the next person, and gives the lead to a manager."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.alerts.alert import Alert
from bot.doctor.manifest import MANIFEST
from localslack import Workspace
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.conftest import Office, connected_bot
from tests.dialogues.test_claiming import claimed, raised, story
from tests.leads import high

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def test_an_unclaimed_lead_is_reminded_of_then_somebody_is_asked_then_a_manager_has_it(office: Office) -> None:
    card = raised(office)
    thread, channel = story(office, card), office.slack.in_("#hot-leads")
    office.slack.skip(11 * MINUTE)
    thread.expect_message("Nobody has Dana Reyes yet. Who takes this lead?")
    channel.expect_message("Nobody has it. Claim it now, by")
    office.slack.skip(5 * MINUTE)
    thread.expect_message("@Maya Lind Nobody claimed this lead in time. Will you take it?")
    channel.expect_message("Nobody has it. @Maya Lind was asked to take it.")
    office.slack.skip(16 * MINUTE)
    thread.expect_message("@Priya Nair This lead is yours now, for nobody claimed it.")
    channel.expect_message("@Priya Nair has it, because nobody claimed it")
    office.slack.as_("Priya").in_("bot").expect_message("The High lead Dana Reyes is yours now", "Open it")
    office.slack.skip(25 * HOUR)
    late = channel.expect_message("@Priya Nair has it.", "It was to be contacted by now.")
    assert "claimed after" not in late.words


def test_people_are_asked_in_turn_and_not_who_is_away(office: Office) -> None:
    office.slack.send("/scorelead away 3 days")
    office.slack.expect_private("You are away until", "/scorelead back")
    card = raised(office)
    office.slack.skip(16 * MINUTE)
    story(office, card).expect_message("@Jonas Weber Nobody claimed this lead in time.")
    office.slack.send("/scorelead back")
    office.slack.expect_private("Welcome back")
    assert [deed.did for deed in office.bot.store.audit.history("U0MAYA")] == ["away", "back"]


def test_an_owner_who_does_not_call_is_reminded_and_then_the_manager_is_told(office: Office) -> None:
    card, jonas = claimed(office, by="Jonas")
    office.slack.skip(21 * HOUR)
    story(office, card).expect_message("@Jonas Weber Please contact this lead by")
    office.slack.skip(4 * HOUR)
    story(office, card).expect_message("@Jonas Weber @Priya Nair This lead was to be contacted by now")
    jonas.expect_message("It was to be contacted by now.")


def test_a_pause_of_the_clock_puts_off_what_is_due(office: Office) -> None:
    card = raised(office)
    office.slack.as_("Priya").send("/scorelead pause 2 hours")
    office.slack.as_("Priya").expect_private("The clock stands still until")
    thread = story(office, card)
    office.slack.skip(HOUR)
    assert office.cards() == 1
    assert not any("Who takes this lead?" in post.words for post in thread.posts())
    office.slack.as_("Priya").send("/scorelead resume")
    office.slack.as_("Priya").expect_private("The clock runs again.")
    office.slack.skip(12 * MINUTE)
    story(office, card).expect_message("Nobody has Dana Reyes yet. Who takes this lead?")


def test_a_shorter_pause_does_not_end_a_longer_one_and_says_so(office: Office) -> None:
    priya = office.slack.as_("Priya")
    priya.send("/scorelead  pause 2 hours.")
    longer = priya.expect_private("The clock stands still until")
    priya.send("/scorelead pause 30 min")
    shorter = priya.expect_private("The clock stands still until")
    assert shorter.words == longer.words


def test_only_a_manager_pauses_the_clock(slack: Driver) -> None:
    slack.send("/scorelead pause 2 hours")
    slack.expect_private("Only a manager can do that.")


@pytest.mark.parametrize("time", ["3 moons", "0 days", "-1 days", "tomorrow"])
def test_a_time_that_is_not_understood_is_asked_for_again(slack: Driver, time: str) -> None:
    slack.send(f"/scorelead away {time}")
    slack.expect_private("For how long? Write it as 2 hours, 30 min or 3 days.")


def test_a_lead_that_is_scored_again_says_in_its_thread_what_changed(office: Office) -> None:
    office.slack.send(f"{high('Dana Reyes')}, email=dana@example.com")
    card = office.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes")
    less = high("Dana Reyes").replace("credit 780", "credit 560").replace("income 250k", "income 60k")
    office.slack.send(f"{less}, email=dana@example.com")
    story(office, card).expect_message("Scored again by @Maya Lind.", "High ", "→")


@pytest.fixture
def open_office(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Open an office whose bot has these settings."""
    monkeypatch.chdir(tmp_path)
    with ExitStack() as closing:

        def open_(**settings: object) -> Office:
            clock = Clock()
            workspace = closing.enter_context(Workspace(MANIFEST, clock=clock))
            url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
            bot = connected_bot(workspace, scorer, url, clock, **settings)
            closing.callback(bot.close)
            return Office(workspace, clock, bot, Driver(workspace.url))

        yield open_


def time_of_day(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%H:%M}"


def test_in_the_quiet_hours_a_high_lead_waits_until_morning(open_office: Callable[..., Office]) -> None:
    quiet = f"{time_of_day(time.time() - HOUR)}-{time_of_day(time.time() + 2 * HOUR)}"
    night = open_office(quiet_hours=quiet)
    night.slack.send(high("Dana Reyes"))
    night.slack.expect_private("#hot-leads hears of it", "after the quiet hours")
    night.slack.in_("#hot-leads").expect_nothing_new()
    night.slack.skip(2 * HOUR)
    night.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes")


def test_what_was_put_off_until_the_quiet_hours_waits_for_their_end(open_office: Callable[..., Office]) -> None:
    evening = open_office(quiet_hours=f"{time_of_day(time.time() + HOUR)}-{time_of_day(time.time() + 4 * HOUR)}")
    evening.workspace.faults.go_down(2 * HOUR)
    evening.slack.send(high("Dana Reyes"))
    evening.slack.wait_for(lambda: evening.has_failed_attempts() or None, "an attempt")
    evening.slack.skip(2 * HOUR)
    evening.slack.wait_for(lambda: is_held_for(HOUR, listed(evening)[0], evening) or None, "it to be held")
    evening.settle()
    assert evening.cards() == 0
    evening.slack.skip(2 * HOUR)
    evening.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes")


def test_a_day_begins_with_what_is_open(open_office: Callable[..., Office]) -> None:
    office = open_office(daily_digest_at=time_of_day(time.time() + HOUR))
    claimed(office, by="Jonas")
    channel = office.slack.in_("#hot-leads")
    for name in ("Omar Haddad", "Eve Adams"):
        office.slack.send(high(name))
        card = channel.expect_message(name)
        if name == "Omar Haddad":
            card.press("Claim")
            channel.expect_message(name, "@Maya Lind has it").press("Contacted")
    office.slack.skip(HOUR + MINUTE)
    channel.expect_message(
        "High leads today",
        "To be contacted: @Jonas Weber 1",
        "and still open: @Maya Lind 1",
        "an owner after under a minute",
    )
    office.slack.skip(HOUR / 2)
    assert sum("High leads today" in post.words for post in channel.posts()) == 1
    forget_all_of("Eve Adams", office)
    assert not [post for post in channel.posts() if "Eve Adams" in post.words]


def test_a_lead_that_may_yet_be_less_is_not_among_what_is_open(open_office: Callable[..., Office]) -> None:
    office = open_office(daily_digest_at=time_of_day(time.time() + HOUR))
    channel = office.slack.in_("#hot-leads")
    office.slack.skip(HOUR - MINUTE)
    office.slack.send("/scorelead Dana Reyes, income 250k, credit 800, inquiry yes, visits 40, opens 20, views 15")
    office.slack.expect_private("High lead so far: Dana Reyes", "#hot-leads hears of it")
    office.slack.skip(MINUTE)
    digest = channel.expect_message("High leads today")
    assert "Dana Reyes" not in digest.words
    office.slack.skip(2 * MINUTE)
    channel.expect_message("High lead so far: Dana Reyes")


def test_more_alerts_than_fit_into_an_hour_share_a_digest_in_which_each_can_be_claimed(
    open_office: Callable[..., Office],
) -> None:
    busy = open_office(alerts_per_hour=2)
    channel = busy.slack.in_("#hot-leads")
    skip_to_just_after_a_time_for_digests(busy)
    for name in ("Ann One", "Bea Two"):
        busy.slack.send(high(name))
        channel.expect_message(f"High lead: {name}")
    for name in ("Cid Three", "Dora Four"):
        busy.slack.send(high(name))
    busy.slack.wait_for(lambda: sum(alert.digest_at is not None for alert in listed(busy)) == 2 or None, "a digest")
    busy.slack.as_("Jonas").send(high("Cid Three"))
    waiting = busy.slack.as_("Jonas").expect_private("#hot-leads hears of it", "together with others.")
    assert "quiet hours" not in waiting.words
    busy.slack.skip(6 * MINUTE)
    digest = channel.expect_message("2 more High leads", "Cid Three", "Dora Four", "Nobody has it yet")
    digest.press("Claim")
    channel.expect_message("2 more High leads", "@Maya Lind has it", "Nobody has it yet")
    card = channel.expect_message("High lead: Cid Three", "@Maya Lind has it")
    busy.slack.thread(card).expect_message("@Maya Lind has this lead")
    card.press("Won")
    channel.expect_message("High lead: Cid Three", "Won · @Maya Lind")
    channel.expect_message("2 more High leads", "Won · @Maya Lind", "Nobody has it yet")
    busy.settle()
    forget_all_of("Cid Three", busy)
    channel.expect_message("1 more High lead", "Dora Four", "Nobody has it yet")
    assert not [post for post in channel.posts() if "Cid Three" in post.words]


def test_a_digest_that_slack_refuses_to_update_for_a_moment_is_all_that_is_updated_again(
    open_office: Callable[..., Office],
) -> None:
    busy = open_office(alerts_per_hour=1)
    channel = busy.slack.in_("#hot-leads")
    skip_to_just_after_a_time_for_digests(busy)
    for name in ("Ann Ames", "Bea Banks", "Cid Crane"):
        busy.slack.send(high(name))
    busy.slack.wait_for(lambda: sum(alert.digest_at is not None for alert in listed(busy)) == 2 or None, "a digest")
    busy.slack.skip(6 * MINUTE)
    digest = channel.expect_message("2 more High leads", "Nobody has it yet")
    busy.settle()
    busy.workspace.faults.fail("chat.update", "ratelimited", retry_after=1)
    before = len(updates(busy))
    digest.press("Claim")
    channel.expect_message("2 more High leads", "@Maya Lind has it")
    busy.settle()
    assert updates(busy)[before:] == ["ratelimited", None]


def forget_all_of(name: str, office: Office) -> None:
    priya = office.slack.as_("Priya")
    priya.send(f"/scorelead forget {name}")
    priya.expect_private("for good?").press("Forget for good")
    priya.expect_private("Forgotten: the lead")


def skip_to_just_after_a_time_for_digests(office: Office) -> None:
    """Leave nearly five minutes in which all that comes is for the same digest."""
    office.slack.skip(5 * MINUTE + 1 - office.clock() % (5 * MINUTE))


def updates(office: Office) -> list[str | None]:
    """Return how each update of a message ended: with this error, or well."""
    return [call.error for call in office.workspace.journal.calls if call.method == "chat.update"]


def is_held_for(seconds: float, alert: Alert, office: Office) -> bool:
    """Return whether an alert is tried again in so many seconds at the earliest."""
    card = office.bot.store.outbox.next_due()
    return alert.ts is None and card is not None and card.timestamp() >= office.clock() + seconds


def listed(office: Office) -> list[Alert]:
    """Return the alerts that are not closed."""
    return office.bot.store.alerts.listed()
