"""Two bots on one PostgreSQL: they share the work, and one finishes what the other leaves; nothing happens twice."""

from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.store.migrations import pending_migrations
from bot.store.tables import outbox
from localslack.faults import Stage
from localslack.people import JONAS, PRIYA
from localslack.testing.driver import Driver
from tests.databases import Postgres
from tests.faults import alert_life
from tests.faults.alert_life import MINUTE, SENTENCES, alert_of, is_shown, look, wait_for_alert
from tests.faults.bot_process import BotProcess, Host, wait_for
from tests.leads import high

NAMES = [f"Dana {letter}eyes" for letter in "ABCDEFGHIJKLMNOP"]
Pair = dict[str, BotProcess]


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
def pair(host: Host) -> Pair:
    """Two replicas, which were started at the same moment on an empty database."""
    pair = {name: host.bot(CONTACT_WITHIN_HOURS="1000").start() for name in ("a", "b")}
    for bot in pair.values():
        bot.wait_until_ready()
    return pair


def test_two_that_start_at_once_on_an_empty_database_share_the_work(host: Host, pair: Pair, seen: Store) -> None:
    with seen.database.read() as connection:
        assert pending_migrations(connection) == []
    slack = Driver(host.workspace.url)
    for name in NAMES:
        slack.send(high(name))
        wait_for_alert(name, seen, lambda alert: alert.ts is not None and is_shown(alert, seen), "shown")
        assert look(name, host.workspace).tells_once([])
        if all(bot.has_posted for bot in pair.values()):
            return
    pytest.fail("only one of them ever worked")


@pytest.mark.usefixtures("pair")
def test_what_reaches_both_replicas_is_done_once(host: Host, seen: Store) -> None:
    host.workspace.faults.deliver_twice(always=True)
    slack = Driver(host.workspace.url)
    slack.send(high(NAMES[0]))
    slack.expect_private(NAMES[0])
    jonas = slack.as_(JONAS.id).in_("#hot-leads")
    jonas.expect_message("Nobody has it yet").press("Claim")
    jonas.expect_message("has it, claimed").press("Contacted")
    wait_for_alert(NAMES[0], seen, lambda alert: alert.contacted_at is not None and is_shown(alert, seen), "contacted")
    assert look(NAMES[0], host.workspace).tells_once(["has this lead", "contacted this lead"])
    slack.expect_nothing_new()


@pytest.mark.parametrize("stages", [("arrived", "carried out"), ("carried out", "arrived")])
def test_what_a_killed_replica_leaves_the_other_finishes_and_its_return_changes_nothing(
    host: Host, pair: Pair, seen: Store, stages: tuple[Stage, Stage]
) -> None:
    name = NAMES[0]
    for stage, (seconds, status, urgency) in zip(cycle(stages), alert_life.STEPS, strict=False):
        killed = kill_whoever_posts_next(host, pair, seen, stage)
        host.clock.skip(seconds)
        if status == "open" and urgency == "on time":
            Driver(host.workspace.url).send(high(name))
        wait_for(lambda: killed or None, "a replica at work")  # noqa: B023, called before the next turn
        wait_for_alert(name, seen, lambda alert: alert.urgency is urgency and is_shown(alert, seen), urgency)  # noqa: B023
        for replica in killed:
            pair[replica].start().wait_until_ready()
    assert look(name, host.workspace).tells_once(SENTENCES), look(name, host.workspace)
    assert (alert := alert_of(name, seen)) is not None
    assert alert.owner == PRIYA.id
    wait_for(lambda: None if seen.outbox.unsent() else True, "an empty outbox")
    assert look(name, host.workspace).tells_once(SENTENCES)


@pytest.mark.parametrize("dies", [False, True])
def test_the_daily_digest_comes_once_also_when_who_posts_it_dies(host: Host, seen: Store, dies: bool) -> None:
    soon = datetime.fromtimestamp(host.clock(), UTC) + timedelta(minutes=2)
    bots = [host.bot(DAILY_DIGEST_AT=f"{soon:%H:%M}").start() for _ in range(2)]
    for bot in bots:
        bot.wait_until_ready()
    if dies:
        host.workspace.faults.break_where(lambda method, stage: all_die(bots, method, stage))
    host.clock.skip(3 * MINUTE)
    wait_for(lambda: host.workspace.posts("hot-leads") or None, "a daily digest")
    if dies:
        for bot in bots:
            bot.kill_and_wait()
            bot.start().wait_until_ready()
    host.clock.skip(3 * MINUTE)
    key = f"daily:{soon.date()}"
    wait_for(lambda: ((row := seen.outbox.find(key)) and row.ts) or None, "a digest that is done with", bots[0].said)
    assert len(host.workspace.posts("hot-leads")) == 1


def all_die(bots: list[BotProcess], method: str, stage: Stage) -> bool:
    """Kill them when the digest was posted, and its answer is on its way."""
    if (method, stage) != ("chat.postMessage", "carried out"):
        return False
    for bot in bots:
        bot.kill()
    return True


def test_a_process_that_was_suspended_while_it_posted_posts_nothing_twice(host: Host, pair: Pair, seen: Store) -> None:
    paused: list[BotProcess] = []

    def pauses(method: str, reached: Stage) -> bool:
        if paused or (method, reached) != ("chat.postMessage", "carried out"):
            return False
        paused.extend(pair[name] for name in in_hand(pair, seen))
        for bot in paused:
            bot.pause()
        return False

    host.workspace.faults.break_where(pauses)
    Driver(host.workspace.url).send(high(NAMES[0]))
    wait_for_alert(NAMES[0], seen, lambda alert: alert.ts is not None and is_shown(alert, seen), "shown by the other")
    (suspended,) = paused
    suspended.go_on()
    host.clock.skip(11 * MINUTE)
    wait_for_alert(NAMES[0], seen, lambda alert: alert.urgency == "at risk" and is_shown(alert, seen), "at risk")
    assert look(NAMES[0], host.workspace).tells_once(SENTENCES[:1])


def kill_whoever_posts_next(host: Host, pair: Pair, seen: Store, stage: Stage) -> list[str]:
    """Order the death of the replica that posts next, once its post has come to `stage`; its name is entered then."""
    killed: list[str] = []

    def kills(method: str, reached: Stage) -> bool:
        if killed or (method, reached) != ("chat.postMessage", stage):
            return False
        killed.extend(in_hand(pair, seen))
        for replica in killed:
            pair[replica].kill()
        return bool(killed)

    host.workspace.faults.break_where(kills)
    return killed


def in_hand(pair: Pair, store: Store) -> list[str]:
    """Return which replicas have a message in hand."""
    with store.database.read() as connection:
        workers = set(connection.scalars(select(outbox.c.worker_id).where(outbox.c.worker_id.is_not(None))))
    return [name for name, bot in pair.items() if bot.worker_id in workers]
