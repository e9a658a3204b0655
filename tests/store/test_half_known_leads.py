"""Half-known leads in the store: what is unknown comes back as such, and facts that come later are added."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.leads.lead import Saved, UnknownLead, completed
from bot.store import Store
from scoring.explain.score import Range, Reason, Score, Tier
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE, make_lead
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def half_known_score(one: Lead) -> Score:
    reasons = tuple(Reason(each, one.get(each.name), 0.1) for each in REAL_ESTATE.features)
    return replace(
        score(lead()),
        reasons=reasons,
        unknown=REAL_ESTATE.missing(one),
        range=Range(Tier.LOW, Tier.HIGH, 0.05, 0.4),
        beyond=(),
    )


def save(store: Store, one: Lead, lead_id: str | None = None) -> Saved:
    return store.leads.save(one, half_known_score(one), source="slack", by="U0MAYA", at=NOON, lead_id=lead_id)


def test_a_score_comes_back_with_what_is_unknown_and_what_it_may_become(store: Store) -> None:
    dana = make_lead(name="Dana", age=45, budget_disclosed=False)
    kept = store.leads.get(save(store, dana).lead_id)
    assert kept.lead == dana
    assert kept.score == half_known_score(dana)
    assert kept.score.unknown == REAL_ESTATE.missing(dana)


def test_what_is_learnt_of_a_lead_belongs_to_it_although_it_has_no_email(store: Store) -> None:
    first = save(store, make_lead(age=45))
    again = save(store, make_lead(age=45, income=90_000), first.lead_id)
    assert again.lead_id == first.lead_id
    assert again.before is not None
    assert len(store.leads.history(first.lead_id)) == 2
    assert store.leads.lead(first.lead_id) == make_lead(age=45, income=90_000)


def test_two_leads_with_the_same_few_facts_stay_apart(store: Store) -> None:
    first = save(store, make_lead(age=45))
    save(store, make_lead(age=45, income=90_000), first.lead_id)
    other = save(store, make_lead(age=45))
    assert other.is_new
    assert save(store, make_lead(age=45)).lead_id == other.lead_id
    assert save(store, make_lead(age=45, income=90_000)).lead_id == first.lead_id


def test_the_email_of_somebody_known_does_not_make_two_leads_one(store: Store) -> None:
    dana, sam = save(store, make_lead(email="dana@example.com", age=45)), save(store, make_lead(age=30))
    save(store, make_lead(email="dana@example.com", age=30), sam.lead_id)
    assert store.leads.lead(dana.lead_id).get("age") == 45
    assert store.leads.lead(sam.lead_id).email == "dana@example.com"


def test_a_lead_that_was_forgotten_learns_nothing_more(store: Store) -> None:
    dana = save(store, make_lead(age=45))
    store.leads.forget(dana.lead_id, at=NOON)
    with pytest.raises(UnknownLead):
        save(store, make_lead(age=45, income=90_000), dana.lead_id)
    with pytest.raises(UnknownLead):
        store.leads.known(Lead(), dana.lead_id)


def test_a_known_lead_is_recognised_before_it_is_scored(store: Store) -> None:
    dana = save(store, make_lead(name="Dana Reyes", email="dana@example.com", age=45))
    known = store.leads.known(make_lead(email="DANA@example.com", income=90_000))
    assert known is not None
    assert known.id == dana.lead_id
    assert store.leads.known(make_lead(email="sam@example.com")) is None


def test_what_is_stated_comes_first_and_what_else_is_known_is_kept() -> None:
    known = make_lead(name="Dana Reyes", email="dana@example.com", age=45, income=90_000)
    assert completed(make_lead(email="DANA@example.com", age=46, credit_score=700), known, REAL_ESTATE) == make_lead(
        name="Dana Reyes", email="dana@example.com", age=46, income=90_000, credit_score=700
    )


def test_facts_that_are_told_at_once_are_all_kept(store: Store) -> None:
    dana = save(store, make_lead(age=45))
    facts = [
        make_lead(**{feature.name: 20})
        for feature in REAL_ESTATE.features
        if feature.name.endswith(("visits", "opens", "views"))
    ]
    start = threading.Barrier(len(facts))

    def tell(fact: Lead) -> None:
        start.wait()
        with store.database.write():
            known = store.leads.known(fact, dana.lead_id)
            assert known is not None
            save(store, completed(fact, known.lead, REAL_ESTATE), known.id)

    tellers = [threading.Thread(target=tell, args=(fact,)) for fact in facts]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    assert len(facts) == 3
    assert store.leads.lead(dana.lead_id) == make_lead(age=45, website_visits=20, email_opens=20, property_views=20)


def test_the_leads_that_somebody_scored_last_come_first_and_once(store: Store) -> None:
    dana, sam = save(store, make_lead(name="Dana", age=45)), save(store, make_lead(name="Sam", age=30))
    save(store, make_lead(name="Dana", age=45, income=90_000), dana.lead_id)
    theirs = store.leads.save(lead(name="Eve"), score(lead()), source="slack", by="U0JONAS", at=NOON)
    assert [one.id for one in store.leads.scored_by("U0MAYA")] == [dana.lead_id, sam.lead_id]
    assert [one.id for one in store.leads.scored_by("U0JONAS")] == [theirs.lead_id]
    assert store.leads.scored_by("U0PRIYA") == []
    assert store.leads.tiers(NOON)[Tier.HIGH] == 4
