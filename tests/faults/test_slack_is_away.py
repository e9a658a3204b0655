"""Slack is down, slow or rude: alerts wait, and arrive once."""

from collections.abc import Callable

import pytest

from bot.outgoing import alert_subject
from localslack.faults import Faults
from localslack.people import JONAS
from tests.conftest import Office
from tests.faults.alert_life import attempts, is_shown, look, wait_for_alert
from tests.faults.bot_process import wait_for
from tests.leads import high

HOUR = 3600.0
NAMES = [f"Dana {letter}eyes" for letter in "ABCDEF"]


@pytest.mark.parametrize("how", ["unreachable", "unavailable"])
def test_what_comes_in_while_slack_is_down_for_an_hour_arrives_once_when_it_is_back(office: Office, how: str) -> None:
    office.workspace.faults.go_down(HOUR, how="unreachable" if how == "unreachable" else "unavailable")
    for name in NAMES:
        office.slack.send(high(name))
    for name in NAMES:
        wait_for_alert(name, office.bot.store, lambda alert: attempts(alert, office.bot.store) > 0, "put off")
    office.slack.skip(HOUR / 2)
    office.slack.skip(HOUR / 2)
    assert_each_is_told_once(office, [])


def test_of_what_happens_to_an_alert_while_slack_is_down_the_latest_is_said_once(office: Office) -> None:
    for name in NAMES[:3]:
        office.slack.send(high(name))
        wait_for_alert(name, office.bot.store, lambda alert: is_shown(alert, office.bot.store), "shown")
    office.workspace.faults.go_down(HOUR)
    for minutes in (11, 5, 16):
        office.slack.skip(minutes * 60)
        wait_for_alerts_to_be_moved(office, NAMES[:3])
    office.slack.skip(HOUR)
    assert_each_is_told_once(office, ["is yours now"], NAMES[:3])


def drop_and_hide(faults: Faults) -> None:
    faults.drop_connection_after("chat.postMessage", times=3)
    faults.crash("conversations.history", times=3)


FAULTS: dict[str, Callable[[Faults], None]] = {
    "429": lambda faults: faults.fail("chat.postMessage", "ratelimited", retry_after=1, times=3),
    "500": lambda faults: faults.crash("chat.postMessage", times=3),
    "dropped after it was accepted": lambda faults: faults.drop_connection_after("chat.postMessage", times=3),
    "internal_error": lambda faults: faults.fail("chat.postMessage", "internal_error", times=3),
    "dropped, and not even looked for": drop_and_hide,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_post_that_fails_for_the_moment_arrives_once(office: Office, fault: str) -> None:
    FAULTS[fault](office.workspace.faults)
    for name in NAMES[:3]:
        office.slack.send(high(name))
    assert_each_is_told_once(office, [], NAMES[:3])


def test_a_message_that_waits_for_its_turn_is_not_tried_before_however_often_the_worker_is_woken(
    office: Office,
) -> None:
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=600)
    office.slack.send(high(NAMES[0]))
    store = office.bot.store
    alert = wait_for_alert(NAMES[0], store, lambda alert: attempts(alert, store) > 0, "put off")
    waiting = store.outbox.unsent(subject=alert_subject(alert.id))
    for _ in range(3):
        office.bot.delivery.tick()
    assert store.outbox.unsent(subject=alert_subject(alert.id)) == waiting


@pytest.mark.parametrize("fault", ["500", "dropped after it was accepted"])
def test_a_reminder_that_fails_for_the_moment_arrives_once(office: Office, fault: str) -> None:
    for name in NAMES[:3]:
        office.slack.send(high(name))
    assert_each_is_told_once(office, [], NAMES[:3])
    FAULTS[fault](office.workspace.faults)
    office.slack.skip(11 * 60)
    assert_each_is_told_once(office, ["Who takes this lead?"], NAMES[:3])


def test_a_claim_while_slack_is_down_holds(office: Office) -> None:
    office.slack.send(high(NAMES[0]))
    card = office.slack.as_(JONAS.id).in_("#hot-leads").expect_message("Nobody has it yet")
    office.workspace.faults.go_down(HOUR)
    card.press("Claim")
    wait_for_alert(NAMES[0], office.bot.store, lambda alert: alert.owner == JONAS.id, "Jonas's")
    office.slack.skip(HOUR)
    assert_each_is_told_once(office, ["has this lead"], NAMES[:1])


def test_a_card_shows_its_owner_while_posts_have_to_wait(office: Office) -> None:
    office.slack.send(high(NAMES[0]))
    assert_each_is_told_once(office, [], NAMES[:1])
    hot_leads = office.slack.as_(JONAS.id).in_("#hot-leads")
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=int(HOUR))
    hot_leads.expect_message("Nobody has it yet").press("Claim")
    hot_leads.expect_message("has it", "claimed after")
    wait_for_alert(NAMES[0], office.bot.store, lambda alert: attempts(alert, office.bot.store) > 0, "to be told later")
    assert look(NAMES[0], office.workspace).sentences == []


def wait_for_alerts_to_be_moved(office: Office, names: list[str]) -> None:
    for name in names:
        wait_for_alert(
            name,
            office.bot.store,
            lambda alert: alert.due_at is None or alert.due_at.timestamp() > office.clock(),
            "moved",
        )


def assert_each_is_told_once(office: Office, sentences: list[str], names: list[str] = NAMES) -> None:
    store = office.bot.store
    for name in names:
        wait_for_alert(name, store, lambda alert: alert.ts is not None and is_shown(alert, store), "shown")
        wait_for(lambda: len(look(name, office.workspace).sentences) >= len(sentences) or None, "all sentences")  # noqa: B023, called before the next turn
        slack = look(name, office.workspace)
        assert slack.tells_once(sentences), slack
