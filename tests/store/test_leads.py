"""Leads in the store: saved, recognised again, found."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.leads.lead import Saved, UnknownLead
from bot.store import Store
from scoring.explain.score import Tier
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DANA = lead(name="Dana Reyes", email="dana@example.com")


def save(store: Store, one: Lead, tier: Tier = Tier.HIGH, *, at: datetime = NOON, model: str = "model-1") -> Saved:
    return store.leads.save(one, score(one, tier, model=model), source="slack", by="U0MAYA", at=at)


def test_a_lead_comes_back_as_it_was(store: Store) -> None:
    one = lead(name="Zoë O'Neil", company="Acme & Söhne", phone="+49 30 1234567", external_id="L-7", age=33)
    saved = save(store, one)
    assert saved.is_new
    assert not saved.is_repeat
    assert saved.before is None
    stored = store.leads.get(saved.lead_id)
    assert stored.lead == store.leads.lead(saved.lead_id) == one
    assert stored.score == store.leads.score(saved.score_id) == score(one)
    assert (stored.score_id, stored.scored_at, stored.created_at) == (saved.score_id, NOON, NOON)
    assert (stored.latest.source, stored.latest.by) == ("slack", "U0MAYA")


def test_a_lead_with_unknown_features_is_kept_so(store: Store) -> None:
    one = REAL_ESTATE.update(lead(name="Dana"), {"age": None})
    assert store.leads.lead(save(store, one).lead_id) == one


def test_a_lead_scored_again_keeps_its_history(store: Store) -> None:
    first = save(store, DANA, Tier.MEDIUM)
    again = save(store, REAL_ESTATE.update(DANA, {"age": 51}), Tier.HIGH, at=NOON + timedelta(days=1))
    assert again.lead_id == first.lead_id
    assert not again.is_new
    assert not again.is_repeat
    assert again.before is not None
    assert (again.before.id, again.before.tier, again.before.at) == (first.score_id, Tier.MEDIUM, NOON)
    assert [past.tier for past in store.leads.history(first.lead_id)] == [Tier.MEDIUM, Tier.HIGH]
    stored = store.leads.get(first.lead_id)
    assert (stored.lead.get("age"), stored.score.tier, stored.created_at) == (51, Tier.HIGH, NOON)


def test_a_repeat_adds_no_score(store: Store) -> None:
    first = save(store, DANA)
    again = save(store, DANA, at=NOON + timedelta(days=1))
    assert again.is_repeat
    assert (again.lead_id, again.score_id) == (first.lead_id, first.score_id)
    assert len(store.leads.history(first.lead_id)) == 1
    assert store.leads.get(first.lead_id).scored_at == NOON + timedelta(days=1)


def test_another_model_gives_the_same_lead_a_new_score(store: Store) -> None:
    first = save(store, DANA)
    again = save(store, DANA, model="model-2")
    assert not again.is_repeat
    assert [past.score.model_version for past in store.leads.history(first.lead_id)] == ["model-1", "model-2"]


def test_what_was_learnt_of_who_it_is_is_added_and_kept(store: Store) -> None:
    first = save(store, lead(email="dana@example.com"))
    again = save(store, lead(email="DANA@example.com", name="Dana Reyes", phone="+1 415 555 0132"))
    assert not again.is_repeat
    assert again.score_id == first.score_id
    third = save(store, lead(phone="(415) 555-0132", company="Acme"))
    assert third.lead_id == again.lead_id == first.lead_id
    known = store.leads.lead(first.lead_id)
    assert (known.name, known.email, known.company) == ("Dana Reyes", "dana@example.com", "Acme")


def test_an_address_stays_with_the_first_of_two_who_share_it(store: Store) -> None:
    one = save(store, lead(external_id="L-7", email="home@example.com"))
    other = save(store, lead(external_id="L-8", email="home@example.com"))
    assert other.is_new
    assert save(store, lead(email="home@example.com")).lead_id == one.lead_id
    assert save(store, lead(external_id="L-8")).lead_id == other.lead_id


def test_each_of_two_who_share_an_address_is_known_with_their_name(store: Store) -> None:
    dana = save(store, lead(name="Dana Reyes", email="home@example.com"))
    sam = save(store, lead(name="Sam Reyes", email="home@example.com"))
    assert sam.lead_id != dana.lead_id
    assert save(store, lead(name="sam reyes", email="HOME@example.com")).lead_id == sam.lead_id
    assert save(store, lead(name="Dana Reyes", email="home@example.com", age=51)).lead_id == dana.lead_id


def test_a_thousand_leads_are_saved_at_once(store: Store) -> None:
    many = [lead(external_id=f"L-{number}", age=18 + number % 80) for number in range(1000)]
    scored = [(one, score(one, list(Tier)[number % 3])) for number, one in enumerate(many)]
    saved = store.leads.save_many(scored, source="http", by="key:1", at=NOON)
    assert len({one.lead_id for one in saved}) == 1000
    for (one, its_score), kept in list(zip(scored, saved, strict=True))[::199]:
        stored = store.leads.get(kept.lead_id)
        assert (stored.lead, stored.score, stored.score_id) == (one, its_score, kept.score_id)
    again = store.leads.save_many(scored, source="http", by="key:1", at=NOON)
    assert [one.lead_id for one in again] == [one.lead_id for one in saved]
    assert all(one.is_repeat for one in again)


def test_a_lead_that_comes_twice_in_one_list_is_one(store: Store) -> None:
    younger, older = lead(email="dana@example.com", age=30), lead(email="dana@example.com", age=60)
    scored = [(younger, score(younger, Tier.LOW)), (older, score(older)), (older, score(older))]
    first, second, third = store.leads.save_many(scored, source="http", by="key:1", at=NOON)
    assert first.lead_id == second.lead_id == third.lead_id
    assert (first.is_new, second.is_new, third.is_new) == (True, False, False)
    assert second.before is not None
    assert (second.before.id, second.before.tier) == (first.score_id, Tier.LOW)
    assert third.is_repeat
    assert third.score_id == second.score_id
    assert store.leads.lead(first.lead_id).get("age") == 60


def test_no_leads_are_saved_without_a_word(store: Store) -> None:
    assert store.leads.save_many([], source="http", by="key:1", at=NOON) == []


def test_replicas_that_save_one_new_lead_at_once_save_one_lead(store: Store, database_url: str) -> None:
    replicas = [Store.open(database_url) for _ in range(4)]
    saved: list[Saved] = []

    def save_some(replica: Store, age: int) -> None:
        for number in range(5):
            people = [lead(email=f"{one}@example.com", age=age) for one in (number, number + 1)]
            order = people if age % 2 else people[::-1]
            scored = [(one, score(one)) for one in order]
            saved.extend(replica.leads.save_many(scored, source="http", by="key:1", at=NOON))

    threads = [threading.Thread(target=save_some, args=(one, 20 + age)) for age, one in enumerate(replicas)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(saved) == 40
    assert len(store.leads.recent(100)) == len({one.lead_id for one in saved}) == 6
    assert sum(one.is_new for one in saved) == 6
    for replica in replicas:
        replica.close()


def test_recent_leads_come_latest_first(store: Store) -> None:
    ids = [save(store, lead(name=f"L{n}"), at=NOON + timedelta(hours=n)).lead_id for n in range(12)]
    assert [one.id for one in store.leads.recent(3)] == ids[:-4:-1]
    save(store, lead(name="L0"), at=NOON + timedelta(days=1))
    assert store.leads.recent(1)[0].id == ids[0]


@pytest.mark.parametrize(
    "words",
    ["Dana", "dana reyes", "REYES DANA", "rey", "dana@example.com", "EXAMPLE.com", "Acme", "L-7", "50% off", "étude"],
)
def test_a_lead_is_found_by_what_people_know_of_it(store: Store, words: str) -> None:
    facts = {"email": "dana@example.com", "company": "Acme 50% off ÉTUDE", "external_id": "L-7"}
    dana = save(store, lead(name="Dana Reyes", **facts))
    save(store, lead(name="Sam Lee"))
    assert [one.id for one in store.leads.find(words)] == [dana.lead_id]


@pytest.mark.parametrize("words", ["", "  ", "Quin", "dana lee", "%", "_ana", "\\", "'; DROP TABLE leads"])
def test_nothing_is_found_that_is_not_there(store: Store, words: str) -> None:
    save(store, lead(name="Dana Reyes"))
    save(store, lead(name="Sam Lee"))
    assert store.leads.find(words) == []


def test_a_lead_is_found_by_its_id(store: Store) -> None:
    saved = save(store, lead(name="Dana Reyes"))
    assert [one.id for one in store.leads.find(f" {saved.lead_id} ")] == [saved.lead_id]


def test_who_is_called_just_so_comes_first(store: Store) -> None:
    just_so = save(store, lead(name="Dana"))
    save(store, lead(name="Dana Reyes"), at=NOON + timedelta(days=1))
    latest = save(store, lead(name="Mandana"), at=NOON + timedelta(days=2))
    found = [one.id for one in store.leads.find("dana")]
    assert found[:2] == [just_so.lead_id, latest.lead_id]
    assert len(found) == 3


def test_only_who_is_called_just_so_is_called_so(store: Store) -> None:
    save(store, lead(name="Kim", external_id="crm-10"))
    for number in range(12):
        save(store, lead(name="Kimberly", external_id=f"crm-2{number}"), at=NOON + timedelta(days=1))
    assert [one.lead.name for one in store.leads.called("KIM")] == ["Kim"]
    assert store.leads.find("kim")[0].lead.name == "Kim"
    assert store.leads.called("crm-1") == []


def test_a_lead_nobody_knows_is_an_error_in_words(store: Store) -> None:
    for ask in (store.leads.get, store.leads.lead):
        with pytest.raises(UnknownLead, match="may have been forgotten"):
            ask("nobody")
    with pytest.raises(UnknownLead):
        store.leads.score(7)
    assert store.leads.history("nobody") == []
