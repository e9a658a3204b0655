"""The outbox: messages are entered once, sent in order, and by one worker at a time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.outgoing import Kind, Outgoing, Row
from bot.store import Store
from bot.store.tables import outbox

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON, LATER = NOON + timedelta(seconds=5), NOON + timedelta(hours=1)


def card(version: int = 1) -> Outgoing:
    return Outgoing("alert:a:card", Kind.CARD, "alert:a", "alert:a", version=version)


def event(number: int, *, held: bool = False) -> Outgoing:
    return Outgoing(f"alert:a:event:{number}", Kind.EVENT, "alert:a", "alert:a", {"number": number}, held=held)


def keys(rows: list[Row]) -> list[str]:
    return [row.key for row in rows]


@pytest.fixture(autouse=True)
def _alive(store: Store) -> None:
    store.workers.beat()


def test_messages_of_a_lane_are_sent_in_order(store: Store) -> None:
    store.outbox.put([card(), event(1), event(2), Outgoing("daily", Kind.DAILY, "daily")], at=NOON)
    first = store.outbox.claim(NOON, 10)
    assert keys(first) == ["alert:a:card", "daily"]
    assert store.outbox.claim(NOON, 10, in_hand={row.id for row in first}) == []
    store.outbox.done(first[0], NOON, channel="C0HOT", ts="1.2")
    assert keys(store.outbox.claim(NOON, 10, lane="alert:a")) == ["alert:a:event:1"]


def test_a_message_that_has_to_wait_holds_up_those_behind_it(store: Store) -> None:
    store.outbox.put([event(1), event(2)], at=NOON)
    (row,) = store.outbox.claim(NOON, 10)
    store.outbox.put_off(row, LATER)
    assert store.outbox.claim(NOON, 10) == []
    assert store.outbox.next_due() == LATER
    assert not store.outbox.is_due(SOON)
    (again,) = store.outbox.claim(LATER, 10)
    assert (again.key, again.attempts) == ("alert:a:event:1", 1)


def test_a_message_that_slack_refuses_and_that_is_tried_again_holds_up_nothing(store: Store) -> None:
    store.outbox.put([event(1), event(2)], at=NOON)
    (row,) = store.outbox.claim(NOON, 10)
    store.outbox.put_off(row, LATER, failure="cant_delete_message")
    assert keys(store.outbox.claim(NOON, 10)) == ["alert:a:event:2"]
    assert [code for _, code in store.outbox.refused()] == ["cant_delete_message"]


def test_what_was_entered_once_is_not_entered_again(store: Store) -> None:
    store.outbox.put([event(1)], at=NOON)
    (row,) = store.outbox.claim(NOON, 1)
    store.outbox.done(row, NOON, channel="C0HOT", ts="1.2")
    store.outbox.put([event(1)], at=NOON)
    assert store.outbox.claim(NOON, 10) == []


def test_updates_coalesce_and_one_that_comes_meanwhile_is_sent_next(store: Store) -> None:
    store.outbox.put([card()], at=NOON)
    store.outbox.put([card(version=3)], at=NOON)
    (row,) = store.outbox.claim(NOON, 10)
    assert row.version == 3
    store.outbox.put([card(version=4)], at=NOON)
    assert store.outbox.claim(NOON, 10, in_hand={row.id}) == []
    store.outbox.done(row, NOON, channel="C0HOT", ts="1.2", shown=3)
    (update_,) = store.outbox.claim(NOON, 10)
    assert (update_.version, update_.shown, update_.ts, update_.is_posted) == (4, 3, "1.2", True)
    store.outbox.done(update_, NOON, shown=4)
    assert store.outbox.unsent() == []


def test_a_new_version_waits_with_the_one_that_failed_unless_a_person_waits_for_it(store: Store) -> None:
    store.outbox.put([card()], at=NOON)
    (row,) = store.outbox.claim(NOON, 1)
    store.outbox.put_off(row, LATER)
    store.outbox.put([card(version=2)], at=SOON)
    assert store.outbox.claim(SOON, 1) == []
    store.outbox.put([card(version=3)], at=SOON, urgent=True)
    assert keys(store.outbox.claim(SOON, 1)) == ["alert:a:card"]


def test_what_is_held_waits_until_it_is_released(store: Store) -> None:
    store.outbox.put([event(1, held=True), event(2, held=True)], at=NOON)
    assert store.outbox.claim(LATER, 10) == []
    assert not store.outbox.is_due(LATER)
    store.outbox.skip(["alert:a:event:1"])
    store.outbox.release("alert:a", SOON)
    assert keys(store.outbox.claim(SOON, 10)) == ["alert:a:event:2"]


def test_what_is_refused_waits_until_it_is_released(store: Store) -> None:
    store.outbox.put([card(), event(1)], at=NOON)
    (row,) = store.outbox.claim(NOON, 10)
    store.outbox.refuse(row, "is_archived")
    store.outbox.hold("alert:a", {Kind.CARD, Kind.EVENT})
    assert store.outbox.claim(LATER, 10) == []
    assert [code for _, code in store.outbox.refused()] == ["is_archived"]
    store.outbox.release("alert:a", LATER)
    assert store.outbox.refused() == []
    assert keys(store.outbox.claim(LATER, 10)) == ["alert:a:card"]


def test_what_a_living_process_has_claimed_nobody_else_sends(store: Store, database_url: str) -> None:
    other = Store.open(database_url)
    other.workers.beat()
    store.outbox.put([card()], at=NOON)
    assert len(store.outbox.claim(NOON, 1)) == 1
    assert store.outbox.is_in_hand(subject="alert:a")
    assert other.outbox.claim(NOON, 1) == []
    other.close()


def test_what_a_dead_process_has_claimed_another_sends_and_knows_that_it_may_be_posted(
    store: Store, database_url: str
) -> None:
    other = Store.open(database_url)
    other.workers.beat()
    store.outbox.put([card()], at=NOON)
    (first,) = other.outbox.claim(NOON, 1)
    assert first.begun_at is None
    other.workers.leave()
    (second,) = store.outbox.claim(SOON, 1)
    assert second.begun_at == NOON
    other.close()


def test_a_message_that_slack_certainly_did_not_take_need_not_be_looked_for(store: Store) -> None:
    store.outbox.put([card()], at=NOON)
    (row,) = store.outbox.claim(NOON, 1)
    store.outbox.put_off(row, SOON)
    (row,) = store.outbox.claim(SOON, 1)
    assert row.begun_at is None
    store.outbox.put_off(row, LATER, may_be_posted=True)
    (row,) = store.outbox.claim(LATER, 1)
    assert row.begun_at == SOON


def test_what_this_process_could_not_record_it_claims_again(store: Store) -> None:
    store.outbox.put([card()], at=NOON)
    (row,) = store.outbox.claim(NOON, 1)
    assert store.outbox.claim(NOON, 1, in_hand={row.id}) == []
    assert keys(store.outbox.claim(NOON, 1)) == [row.key]


def test_a_kind_that_only_a_newer_release_knows_is_left_to_it(store: Store) -> None:
    store.outbox.put([card(), Outgoing("hologram:1", Kind.DAILY, "hologram")], at=NOON)
    with store.database.write() as connection:
        connection.execute(update(outbox).where(outbox.c.key == "hologram:1").values(kind="hologram"))
    assert keys(store.outbox.claim(NOON, 10)) == ["alert:a:card"]


def test_work_that_is_left_wakes_once_it_is_committed(store: Store) -> None:
    woken: list[bool] = []
    store.database.on_work(lambda: woken.append(store.outbox.is_due(NOON)))
    with store.database.write():
        store.outbox.put([card()], at=NOON)
        assert woken == []
    assert woken == [True]
    with pytest.raises(ZeroDivisionError):
        fail_after(lambda: store.outbox.put([event(1)], at=NOON), store)
    assert woken == [True]


def test_a_row_that_is_deleted_meanwhile_is_reported(store: Store) -> None:
    store.outbox.put([card()], at=NOON)
    (row,) = store.outbox.claim(NOON, 1)
    store.outbox.delete("alert:a")
    assert not store.outbox.done(row, NOON, channel="C0HOT", ts="1.2")


def test_old_digests_and_long_refused_deletions_are_given_up(store: Store) -> None:
    store.outbox.put([Outgoing("daily:1", Kind.DAILY, "daily:1"), Outgoing("delete:1", Kind.DELETE, "x")], at=NOON)
    for row in store.outbox.claim(NOON, 10):
        if row.kind is Kind.DAILY:
            store.outbox.done(row, NOON, channel="C0HOT", ts="1.2")
        else:
            store.outbox.put_off(row, LATER, failure="channel_not_found")
    store.outbox.purge(NOON, refused_before=NOON)
    assert store.outbox.find("daily:1") is not None
    store.outbox.purge(SOON, refused_before=SOON)
    assert store.outbox.find("daily:1") is None
    assert store.outbox.find("delete:1") is None


def fail_after(act: Callable[[], None], store: Store) -> None:
    """Do something in a transaction that fails."""
    with store.database.write():
        act()
        _ = 1 / 0
