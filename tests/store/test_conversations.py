"""Conversations: remembered by thread, one turn at a time, until they have been silent for long."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation.conversation import Conversation, StillBusy, Thread, Unsaid
from bot.leads.lead import UnknownLead
from bot.store import Store
from scoring.fields.lead import Lead
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)
DMS = Thread("D0MAYA", "1763899200.000100")


def test_a_conversation_comes_back_as_it_was(store: Store) -> None:
    said = Conversation(
        DMS,
        lead=Lead(name="Dana Reyes"),
        others=("a1", "b2"),
        asked="credit_score",
        question_ts="1763899201.000200",
        skipped=frozenset({"income", "age"}),
        stopped=True,
        title="Dana Reyes",
        heard=("Ev1", "Ev2"),
        unsaid=Unsaid("Ev2", ({"text": "Is she pre-approved?", "blocks": []},), asks=True, tells_of=("a1",)),
    )
    store.conversations.save(said, ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) == said


def test_another_thread_is_another_conversation(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    assert store.conversations.get(Thread(DMS.channel, "1763899299.000100"), at=NOON) is None
    assert store.conversations.get(Thread("C0SALES", DMS.ts), at=NOON) is None


def test_what_is_said_later_replaces_what_was_said(store: Store) -> None:
    store.conversations.save(Conversation(DMS, asked="age", stopped=True), ends_at=TOMORROW)
    store.conversations.save(Conversation(DMS, lead=Lead(name="Sam")), ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) == Conversation(DMS, lead=Lead(name="Sam"))


def test_of_a_scored_lead_the_newest_facts_count(store: Store) -> None:
    dana = lead(name="Dana Reyes", email="dana@example.com", age=45)
    lead_id = store.leads.save(dana, score(dana), source="slack", by="U0MAYA", at=NOON).lead_id
    store.conversations.save(Conversation(DMS, lead=dana, lead_id=lead_id), ends_at=TOMORROW)
    older = dana.model_copy(update={"age": 46})
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


def test_an_answer_that_was_not_said_is_known_once_nobody_has_the_turn(store: Store) -> None:
    unsaid = Unsaid("Ev1", ({"text": "Hello"},))
    with store.conversations.turn(DMS, clock=lambda: NOON):
        store.conversations.save(Conversation(DMS, unsaid=unsaid), ends_at=TOMORROW)
        assert store.conversations.unsaid(NOON) == []
    assert store.conversations.unsaid(NOON) == [DMS]
    store.conversations.save(Conversation(DMS), ends_at=TOMORROW)
    assert store.conversations.unsaid(NOON) == []


def test_a_turn_alone_makes_no_conversation(store: Store) -> None:
    with store.conversations.turn(DMS, clock=lambda: NOON):
        assert store.conversations.get(DMS, at=NOON) is None
    assert store.conversations.get(DMS, at=NOON) is None


def test_turns_in_a_thread_are_taken_one_after_the_other(store: Store) -> None:
    order: list[str] = []
    began = threading.Event()

    def first() -> None:
        with store.conversations.turn(DMS, clock=lambda: NOON):
            began.set()
            order.append("first begins")
            store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
            order.append("first ends")

    thread = threading.Thread(target=first)
    thread.start()
    began.wait()
    with store.conversations.turn(DMS, clock=lambda: NOON):
        known = store.conversations.get(DMS, at=NOON)
        order.append(f"second knows {known and known.asked}")
    thread.join()
    assert order == ["first begins", "first ends", "second knows age"]


def test_who_died_over_a_turn_holds_nobody_up_for_long(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.conversations._PATIENCE_SECONDS", 0.05)
    dead = store.conversations.turn(DMS, clock=lambda: NOON)
    dead.__enter__()
    with pytest.raises(StillBusy), store.conversations.turn(DMS, clock=lambda: NOON + timedelta(seconds=1)):
        pytest.fail("two turns at a time")
    with store.conversations.turn(DMS, clock=lambda: NOON + timedelta(minutes=1)):
        store.conversations.save(Conversation(DMS, asked="age"), ends_at=TOMORROW)
    assert store.conversations.get(DMS, at=NOON) is not None


def test_a_thread_is_written_on_a_button_and_read_from_it() -> None:
    assert Thread.read(str(DMS)) == DMS
