"""Conversations: remembered by thread, one turn at a time, until they have been silent for long."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.conversation import Conversation, StillBusy, Thread
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.store import Store
from tests.fields import REAL_ESTATE, make_lead
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)
DMS = Thread("D0MAYA", "1763899200.000100")


def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    said = Conversation(
        DMS,
        lead=make_lead(name="Dana Reyes"),
        others=("a1", "b2"),
        asked="credit_score",
        question_ts="1763899201.000200",
        skipped=frozenset({"income", "age"}),
        stopped=True,
        title="Dana Reyes",
        heard=("Ev1", "Ev2"),
    )
    store.conversations.save(said, ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) == said


def test_another_thread_is_another_conversation(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    assert store.conversations.get(Thread(DMS.channel, "1763899299.000100"), at=NOON) is None
    assert store.conversations.get(Thread("C0SALES", DMS.ts), at=NOON) is None


def test_what_is_said_later_replaces_what_was_said(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age", stopped=True), ends_at=TOMORROW)
    store.conversations.save(Conversation(DMS, lead=make_lead(name="Sam")), ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) == Conversation(DMS, lead=make_lead(name="Sam"))


def test_of_a_scored_lead_the_newest_facts_count(store: Store) -> None:
    dana = lead(name="Dana Reyes", email="dana@example.com", age=45)
    lead_id = store.leads.save(dana, score(dana), source="slack", by="U0MAYA", at=NOON).lead_id
    store.conversations.save(Conversation(DMS, lead=dana, lead_id=lead_id), ends_at=TOMORROW)
    older = REAL_ESTATE.update(dana, {"age": 46})
    store.leads.save(older, score(older), source="http", by="key:crm", at=NOON)
    known = store.conversations.get(DMS, at=NOON)
    assert known is not None
    assert known.lead == older


def test_a_conversation_goes_with_its_lead(store: Store) -> None:
    dana = lead(name="Dana Reyes")
    lead_id = store.leads.save(dana, score(dana), source="slack", by="U0MAYA", at=NOON).lead_id
    store.conversations.save(Conversation(DMS, lead=dana, lead_id=lead_id), ends_at=TOMORROW)
    store.leads.forget(lead_id, at=NOON)
    assert store.conversations.get(DMS, at=NOON) is None
    with pytest.raises(UnknownLead):
        store.leads.lead(lead_id)


def test_a_silent_conversation_ends_and_is_deleted(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=TOMORROW - timedelta(seconds=1)) is not None
    assert store.conversations.get(DMS, at=TOMORROW) is None
    store.conversations.purge(TOMORROW)
    assert store.conversations.get(DMS, at=NOON) is None


def test_an_answer_that_was_posted_is_the_question_that_is_open_and_goes_with_the_lead(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    store.conversations.posted(DMS, "1763899202.000100", asks=False, of_lead=True, at=NOON)
    store.conversations.posted(DMS, "1763899203.000100", asks=True, of_lead=True, at=NOON)
    known = store.conversations.get(DMS, at=NOON)
    assert known is not None
    assert known.question_ts == "1763899203.000100"
    assert known.said_before == ("1763899202.000100", "1763899203.000100")


def test_an_answer_that_is_posted_once_its_lead_was_scored_is_deleted_with_it(store: Store) -> None:
    dana = lead(name="Dana Reyes")
    lead_id = store.leads.save(dana, score(dana), source="slack", by="U0MAYA", at=NOON).lead_id
    store.conversations.save(Conversation(DMS, lead=dana, lead_id=lead_id), ends_at=TOMORROW)
    store.conversations.posted(DMS, "1763899202.000100", asks=False, of_lead=True, at=NOON)
    assert store.leads.extent(lead_id).messages == (SlackMessage(DMS.channel, "1763899202.000100"),)


def test_a_turn_alone_makes_no_conversation(store: Store) -> None:
    with store.conversations.turn(DMS, at=NOON):
        assert store.conversations.get(DMS, at=NOON) is None
    assert store.conversations.get(DMS, at=NOON) is None


def test_turns_in_a_thread_are_taken_one_after_the_other(store: Store) -> None:
    order: list[str] = []
    began = threading.Event()

    def first() -> None:
        with store.conversations.turn(DMS, at=NOON):
            began.set()
            order.append("first begins")
            store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
            order.append("first ends")

    thread = threading.Thread(target=first)
    thread.start()
    began.wait()
    with store.conversations.turn(DMS, at=NOON):
        known = store.conversations.get(DMS, at=NOON)
        order.append(f"second knows {known and known.asked}")
    thread.join()
    assert order == ["first begins", "first ends", "second knows age"]


def test_a_turn_whose_process_died_is_free_once_that_is_noticed(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.conversations._TIMEOUT", 0.05)
    other = Store.open(database_url)
    other.workers.beat()
    dead = other.conversations.turn(DMS, at=NOON)
    dead.__enter__()
    with pytest.raises(StillBusy), store.conversations.turn(DMS, at=NOON):
        pytest.fail("two turns at a time")
    other.workers.leave()
    with store.conversations.turn(DMS, at=NOON):
        store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) is not None
    other.close()


def test_a_thread_is_written_on_a_button_and_read_from_it() -> None:
    assert Thread.read(str(DMS)) == DMS
