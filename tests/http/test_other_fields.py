"""The HTTP API and the store with a field set that shares nothing with real estate."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.http.authorization import Gate
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.http.schemas import lead_schema
from bot.store import Store
from bot.store.api_keys import Scope
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.http.serving import served

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STUDENT = {
    "name": "Ida Berg", "instrument": "violin", "lessons_missed": 0.05, "grade_change": -2, "siblings": 1,
    "owns_instrument": True,
}  # fmt: skip


@pytest.fixture
def students(store: Store, other_scorer: Scorer) -> Store:
    return Store(store.database, other_scorer.fields)


@pytest.fixture
def http(other_scorer: Scorer, students: Store) -> Iterator[httpx.Client]:
    gate = Gate(students.api_keys, RequestLimit(60_000), clock=Clock())
    _, secret = students.api_keys.create("CRM", [Scope.PREDICT], at=NOON)
    with (
        served(other_scorer, prediction_routes(other_scorer, gate)) as url,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}, timeout=30) as http,
    ):
        yield http


def test_lead_is_scored_with_every_kind_of_field(http: httpx.Client) -> None:
    answer = http.post("/predict", json=STUDENT)
    assert answer.status_code == 200
    values = {reason["feature"]: reason["value"] for reason in answer.json()["reasons"]}
    assert values == {
        "instrument": "violin", "lessons_missed": "5%", "grade_change": "-2", "siblings": "1",
        "owns_instrument": "yes", "weeks_since_trial": None,
    }  # fmt: skip
    sentences = {reason["sentence"].partition(" hold")[0] for reason in answer.json()["reasons"]}
    assert "No trial lesson" in sentences


def test_everything_wrong_is_named(http: httpx.Client) -> None:
    wrong: dict[str, Any] = STUDENT | {"instrument": "harp", "lessons_missed": 5, "grade_change": 9, "age": 45}
    del wrong["siblings"]
    answer = http.post("/predict", json=wrong)
    assert answer.status_code == 422
    assert {error["field"]: error["reason"] for error in answer.json()["errors"]} == {
        "instrument": "Instrument: piano, guitar, violin or drums",
        "lessons_missed": "Lessons missed: a share from 0% to 100%",
        "grade_change": "Grade change: at most 5",
        "age": "Not known of a lead",
        "siblings": "Siblings enrolled is missing: a whole number from 0 to 12",
    }


def test_schema_describes_every_kind(other_scorer: Scorer) -> None:
    schema = lead_schema(other_scorer.fields, other_scorer.features)
    assert schema["properties"]["instrument"]["enum"] == ["piano", "guitar", "violin", "drums"]
    assert (
        schema["properties"]["lessons_missed"] | {"type": "number", "maximum": 1}
        == (schema["properties"]["lessons_missed"])
    )
    assert schema["properties"]["grade_change"]["minimum"] == -5
    assert "weeks_since_trial" not in schema["required"]
    assert set(schema["properties"]) == set(other_scorer.fields.names)


def test_store_returns_lead_and_score_as_they_were(students: Store, other_scorer: Scorer) -> None:
    lead = other_scorer.fields.read(STUDENT)
    score = other_scorer.score(lead)
    saved = students.leads.save(lead, score, source="http", by="key:1", at=NOON)
    stored = students.leads.get(saved.lead_id)
    assert (stored.lead, stored.score.reasons, stored.score.unknown) == (lead, score.reasons, ())
    partial = other_scorer.fields.update(lead, {"instrument": None, "name": "Tom"})
    half = other_scorer.score(partial)
    saved = students.leads.save(partial, half, source="slack", by="U1", at=NOON)
    assert students.leads.get(saved.lead_id).score.unknown == half.unknown


def test_store_ignores_fields_that_its_field_set_lacks(store: Store, other_scorer: Scorer) -> None:
    lead = other_scorer.fields.read(STUDENT | {"email": "ida@example.com"})
    saved = Store(store.database, other_scorer.fields).leads.save(
        lead, other_scorer.score(lead), source="http", by="key:1", at=NOON
    )
    stored = store.leads.get(saved.lead_id)
    assert stored.lead.identity == {"name": "Ida Berg", "email": "ida@example.com"}
    assert (stored.lead.values, stored.score.reasons) == ({}, ())
    assert stored.score.tier is other_scorer.score(lead).tier
