"""The specification's API: what leads are worth, with reasons, and nothing kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.http.authorization import Gate
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.store import Store, tables
from bot.store.api_keys import Scope
from scoring.explain.reasons import format_reason, say_beyond
from scoring.explain.score import RECOMMENDATIONS, Tier
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.fields import REAL_ESTATE, make_lead
from tests.http.serving import served
from tests.seed import LEADS, SCENARIOS

SPECIFIED: dict[str, Any] = {
    "age": 45,
    "income": 250000,
    "credit_score": 780,
    "website_visits": 25,
    "email_opens": 15,
    "property_views": 18,
    "contact_attempts": 5,
    "time_on_site_minutes": 90,
    "inquiry_submitted": 1,
    "financing_pre_approved": 1,
    "budget_disclosed": 1,
    "location_preference_set": 1,
}
"""The specification's example."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('predict') / 'leads.sqlite'}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def http(scorer: Scorer, store: Store) -> Iterator[httpx.Client]:
    clock = Clock()
    gate = Gate(store.api_keys, RequestLimit(60_000), clock=clock)
    _, secret = store.api_keys.create("CRM", [Scope.PREDICT], at=datetime.fromtimestamp(clock(), UTC))
    with (
        served(scorer, prediction_routes(scorer, gate)) as url,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}, timeout=30) as http,
    ):
        yield http


def errors(answer: httpx.Response) -> dict[str, str]:
    """Return what is wrong, by field, of an answer that must be a problem."""
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    return {error["field"]: error["reason"] for error in answer.json()["errors"]}


def test_the_specifications_example_is_answered_as_specified_and_with_reasons(http: httpx.Client) -> None:
    answer = http.post("/predict", json=SPECIFIED)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    said = answer.json()
    assert said["lead_score"] == "High"
    assert said["confidence"] == said["probabilities"]["High"] > 0.9
    assert set(said["probabilities"]) == {"High", "Medium", "Low"}
    assert sum(said["probabilities"].values()) == pytest.approx(1, abs=2e-4)
    assert said["recommendation"] == "Priority follow-up within 24 hours. Assign to senior sales team."
    assert said["borderline"] is False


def test_reasons_are_those_of_the_card(http: httpx.Client, scorer: Scorer) -> None:
    score = scorer.score(make_lead(**SPECIFIED))
    said = http.post("/predict", json=SPECIFIED).json()
    assert said["model_version"] == scorer.card.version
    assert said["reasons"] == [
        {
            "feature": reason.feature.name,
            "value": reason.feature.write(reason.value or 0),
            "contribution": round(reason.contribution, 4),
            "direction": reason.direction,
            "sentence": format_reason(reason, score),
        }
        for reason in score.reasons
    ]
    income = next(reason for reason in said["reasons"] if reason["feature"] == "income")
    assert income["value"] == "$250,000"
    assert income["direction"] == "up"
    assert income["sentence"].startswith("Income $250,000 pushes it up")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_scenarios_get_their_tier(http: httpx.Client, scenario: Any) -> None:
    said = http.post("/predict", json=scenario.lead).json()
    assert said["lead_score"] in scenario.expected
    assert said["recommendation"] == RECOMMENDATIONS[Tier(said["lead_score"])]


def test_signals_may_be_true_or_1_and_who_it_is_may_be_said(http: httpx.Client) -> None:
    named = SPECIFIED | {"inquiry_submitted": True, "name": "Dana Reyes", "email": "dana@example.com"}
    assert http.post("/predict", json=named).json() == http.post("/predict", json=SPECIFIED).json()


def test_values_beyond_the_training_data_are_noted(http: httpx.Client, scorer: Scorer) -> None:
    beyond = scorer.score(make_lead(**SPECIFIED | {"income": 2_100_000})).beyond
    said = http.post("/predict", json=SPECIFIED | {"income": 2_100_000}).json()
    assert said["notes"] == [say_beyond(one) for one in beyond]
    assert said["notes"][0].startswith("Income $2.1M is above anything the model has seen")
    assert http.post("/predict", json=dict(LEADS[0].values)).json()["notes"] == []


@pytest.mark.parametrize("count", [0, 1, 19, 500])
def test_a_batch_is_answered_in_its_order_each_as_it_is_alone(http: httpx.Client, count: int) -> None:
    leads = [dict(lead.values) for lead in LEADS[:count]]
    answer = http.post("/predict/batch", json=leads)
    assert answer.status_code == 200
    said = answer.json()
    assert len(said) == count
    for at in range(0, count, 50):
        assert said[at] == http.post("/predict", json=leads[at]).json()


def test_all_that_is_wrong_is_said_at_once_and_no_value_is_repeated(http: httpx.Client) -> None:
    wrong = SPECIFIED | {"age": 17, "credit_score": "8xx7", "inquiry_submitted": "perhaps", "emial_opens": 15}
    del wrong["income"], wrong["email_opens"]
    answer = http.post("/predict", json=wrong)
    assert errors(answer) == {
        "age": "Age: at least 18",
        "credit_score": "Credit score: a whole number from 300 to 850",
        "inquiry_submitted": "Inquiry submitted: yes or no",
        "emial_opens": "Not known of a lead: did you mean email_opens?",
        "income": "Income is missing: a whole number, at least $0",
        "email_opens": "E-mail opens is missing: a whole number, at least 0",
    }
    problem = answer.json()
    assert problem["type"] == "about:blank"
    assert problem["status"] == 422
    assert problem["title"] == "Invalid lead"
    assert problem["detail"] == "The lead cannot be scored as stated, so nothing was done: see errors."
    assert "8xx7" not in answer.text
    assert "perhaps" not in answer.text


@pytest.mark.parametrize("stated", ["[]", '["age"]', '"age 45"', "7", "null", "true"])
def test_what_is_no_lead_is_refused_in_words(http: httpx.Client, stated: str) -> None:
    answer = http.post("/predict", content=stated, headers={"Content-Type": "application/json"})
    assert errors(answer) == {"": "A lead is a JSON object of its fields"}


@pytest.mark.parametrize("value", [1e300, -1, 2**80, 45.5, "", [], {}, "45 years"])
def test_what_is_no_value_of_a_field_is_refused_in_its_words(http: httpx.Client, value: object) -> None:
    found = errors(http.post("/predict", json=SPECIFIED | {"age": value}))
    assert set(found) == {"age"}
    assert found["age"].startswith("Age: ")


def test_a_feature_that_is_null_is_missing(http: httpx.Client) -> None:
    assert errors(http.post("/predict", json=SPECIFIED | {"age": None})) == {
        "age": "Age is missing: a whole number from 18 to 100"
    }


def test_in_a_batch_each_error_has_the_place_of_its_lead(http: httpx.Client) -> None:
    answer = http.post("/predict/batch", json=[SPECIFIED, SPECIFIED | {"age": 7}, SPECIFIED, "lead"])
    assert answer.status_code == 422
    assert answer.json()["detail"] == "2 of 4 leads cannot be scored as stated, so nothing was done: see errors."
    assert answer.json()["errors"] == [
        {"field": "age", "reason": "Age: at least 18", "index": 1},
        {"field": "", "reason": "A lead is a JSON object of its fields", "index": 3},
    ]


def test_of_very_many_errors_the_first_hundred_are_told(http: httpx.Client) -> None:
    answer = http.post("/predict/batch", json=[{}] * 1000)
    assert len(answer.json()["errors"]) == 100
    detail = "1000 of 1,000 leads cannot be scored as stated, so nothing was done: "
    assert (
        answer.json()["detail"]
        == f"{detail}see errors; errors has the first 100 of {1000 * len(REAL_ESTATE.features):,}."
    )


def test_a_batch_is_a_list_of_at_most_a_thousand_leads(http: httpx.Client) -> None:
    too_many = http.post("/predict/batch", json=[{}] * 1001)
    assert too_many.status_code == 413
    assert too_many.json()["detail"] == "At most 1,000 leads are taken at once, not 1,001."
    one = http.post("/predict/batch", json=SPECIFIED)
    assert one.status_code == 200
    assert one.json() == [http.post("/predict", json=SPECIFIED).json()]


def test_a_program_without_a_key_learns_nothing(http: httpx.Client) -> None:
    for path in ("/predict", "/predict/batch"):
        answer = httpx.post(f"{http.base_url}{path}", json=SPECIFIED)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"


def test_nothing_is_kept(http: httpx.Client, store: Store) -> None:
    http.post("/predict", json=SPECIFIED)
    http.post("/predict/batch", json=[SPECIFIED])
    with store.database.read() as connection:
        for table in (tables.leads, tables.scores, tables.alerts):
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_large_batch_does_not_keep_others_waiting(http: httpx.Client) -> None:
    leads = [dict(lead.values) for lead in LEADS[:1000]]
    with ThreadPoolExecutor() as others:
        batch = others.submit(http.post, "/predict/batch", json=leads)
        answered = 0
        while not batch.done():
            assert http.get("/health").status_code == 200
            answered += 1
    assert batch.result().status_code == 200
    assert answered >= 1
