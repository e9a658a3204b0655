"""Feedback: one opinion for each person and score, which goes with the lead."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.leads.feedback import Comment, Opinion, Verdict
from bot.leads.lead import Saved, UnknownLead
from bot.store import Store
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RIGHT, TOO_HIGH, TOO_LOW = Verdict.RIGHT, Verdict.TOO_HIGH, Verdict.TOO_LOW


def saved(store: Store, name: str = "Dana", *, model: str = "model-1") -> Saved:
    one = lead(name=name)
    return store.leads.save(one, score(one, model=model), source="slack", by="U0MAYA", at=NOON)


def test_an_opinion_is_kept_with_its_model(store: Store) -> None:
    dana = saved(store)
    assert store.feedback.give(dana.score_id, "U0MAYA", TOO_HIGH, "She is a student", NOON)
    kept = store.feedback.opinion(dana.score_id, "U0MAYA")
    assert kept == Opinion(dana.score_id, "U0MAYA", TOO_HIGH, "She is a student", "model-1", NOON)
    assert store.feedback.opinion(dana.score_id, "U0JONAS") is None


def test_a_changed_opinion_takes_the_place_of_the_earlier_one(store: Store) -> None:
    dana = saved(store)
    store.feedback.give(dana.score_id, "U0MAYA", TOO_HIGH, "She is a student", NOON)
    assert store.feedback.give(dana.score_id, "U0MAYA", RIGHT, None, NOON + timedelta(hours=1))
    kept = store.feedback.opinion(dana.score_id, "U0MAYA")
    assert kept is not None
    assert (kept.verdict, kept.reason, kept.at) == (RIGHT, None, NOON + timedelta(hours=1))
    assert store.feedback.counts(NOON)["model-1"] == {RIGHT: 1, TOO_HIGH: 0, TOO_LOW: 0}


def test_the_same_opinion_again_is_no_news_and_keeps_its_reason(store: Store) -> None:
    dana = saved(store)
    store.feedback.give(dana.score_id, "U0MAYA", TOO_LOW, "She called twice", NOON)
    assert not store.feedback.give(dana.score_id, "U0MAYA", TOO_LOW, None, NOON + timedelta(hours=1))
    kept = store.feedback.opinion(dana.score_id, "U0MAYA")
    assert kept is not None
    assert (kept.reason, kept.at) == ("She called twice", NOON)


def test_a_reason_given_later_is_added(store: Store) -> None:
    dana = saved(store)
    store.feedback.give(dana.score_id, "U0MAYA", TOO_LOW, None, NOON)
    assert store.feedback.give(dana.score_id, "U0MAYA", TOO_LOW, "She called twice", NOON)
    kept = store.feedback.opinion(dana.score_id, "U0MAYA")
    assert kept is not None
    assert kept.reason == "She called twice"


def test_opinions_are_counted_by_model_from_a_day_on(store: Store) -> None:
    dana, sam = saved(store), saved(store, "Sam", model="model-2")
    store.feedback.give(dana.score_id, "U0MAYA", RIGHT, None, NOON)
    store.feedback.give(dana.score_id, "U0JONAS", RIGHT, None, NOON)
    store.feedback.give(sam.score_id, "U0MAYA", TOO_LOW, None, NOON)
    store.feedback.give(sam.score_id, "U0JONAS", RIGHT, None, NOON - timedelta(days=31))
    assert store.feedback.counts(NOON - timedelta(days=30)) == {
        "model-1": {RIGHT: 2, TOO_HIGH: 0, TOO_LOW: 0},
        "model-2": {RIGHT: 0, TOO_HIGH: 0, TOO_LOW: 1},
    }


def test_the_latest_opinions_with_a_reason_are_told(store: Store) -> None:
    dana, sam = saved(store), saved(store, "Sam")
    store.feedback.give(dana.score_id, "U0MAYA", TOO_HIGH, "A student", NOON)
    store.feedback.give(dana.score_id, "U0JONAS", TOO_LOW, "Called twice", NOON - timedelta(days=31))
    store.feedback.give(sam.score_id, "U0JONAS", TOO_LOW, "Sold his firm", NOON + timedelta(hours=1))
    store.feedback.give(sam.score_id, "U0MAYA", RIGHT, None, NOON + timedelta(hours=2))
    told = [Comment("Sam", "U0JONAS", TOO_LOW, "Sold his firm"), Comment("Dana", "U0MAYA", TOO_HIGH, "A student")]
    assert store.feedback.comments(NOON - timedelta(days=30), 3) == told
    assert store.feedback.comments(NOON - timedelta(days=30), 1) == told[:1]
    store.leads.forget(sam.lead_id, at=NOON)
    assert store.feedback.comments(NOON - timedelta(days=30), 3) == told[1:]


def test_opinions_go_with_the_lead(store: Store) -> None:
    dana = saved(store)
    store.feedback.give(dana.score_id, "U0MAYA", TOO_HIGH, "She is a student", NOON)
    assert store.leads.forget(dana.lead_id, at=NOON).opinions == 1
    assert store.feedback.opinion(dana.score_id, "U0MAYA") is None
    with pytest.raises(UnknownLead):
        store.feedback.give(dana.score_id, "U0MAYA", RIGHT, None, NOON)
