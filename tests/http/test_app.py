"""The application around the routes: what it says of itself, and the page that describes it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import httpx
import pytest

from bot.http.authorization import Gate
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.http.schemas import lead_schema
from bot.store import Store
from bot.store.api_keys import Scope
from scoring.errors import InvalidLead
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.fields import REAL_ESTATE
from tests.http.serving import served


@pytest.fixture(scope="module")
def http(scorer: Scorer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('app') / 'leads.sqlite'}")
    clock = Clock()
    _, secret = store.api_keys.create("CRM", [Scope.PREDICT], at=datetime.fromtimestamp(clock(), UTC))
    routes = prediction_routes(scorer, Gate(store.api_keys, RequestLimit(600), clock=clock))
    with (
        served(scorer, routes) as url,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}) as http,
    ):
        yield http
    store.close()


@pytest.fixture(scope="module")
def description(http: httpx.Client) -> dict[str, Any]:
    described: dict[str, Any] = http.get("/openapi.json").json()
    return described


def test_it_says_what_it_is(http: httpx.Client, scorer: Scorer) -> None:
    assert http.get("/").json() == {
        "service": "Lead scorer",
        "version": version("lead-scorer"),
        "model_version": scorer.card.version,
        "endpoints": {"/": ["get"], "/health": ["get"], "/predict": ["post"], "/predict/batch": ["post"]},
    }


def test_it_says_that_it_lives(http: httpx.Client, scorer: Scorer) -> None:
    said = {"status": "healthy", "model_loaded": True, "model_version": scorer.card.version}
    assert http.get("/health").json() == said


def test_its_page_needs_nothing_from_elsewhere(http: httpx.Client) -> None:
    page = http.get("/docs")
    assert page.status_code == 200
    sources = [part.split('"')[0] for name in ("src=", "href=") for part in page.text.split(f'{name}"')[1:]]
    assert sources
    for source in sources:
        assert source.startswith("/"), source
        assert http.get(source).status_code == 200


def test_the_specifications_second_page_leads_to_the_first(http: httpx.Client) -> None:
    assert http.get("/redoc", follow_redirects=True).url.path == "/docs"


def test_examples_of_the_description_are_answered_as_it_says(http: httpx.Client, description: dict[str, Any]) -> None:
    posts = {path: methods["post"] for path, methods in description["paths"].items() if "post" in methods}
    assert set(posts) == {"/predict", "/predict/batch"}
    for path, post in posts.items():
        answer = http.post(path, json=post["requestBody"]["content"]["application/json"]["example"])
        assert answer.status_code == 200
        schema = post["responses"]["200"]["content"]["application/json"]["schema"]
        said, described = (answer.json()[0], schema["items"]) if schema["type"] == "array" else (answer.json(), schema)
        assert set(said) == set(described["properties"])
        assert set(said["reasons"][0]) == set(described["properties"]["reasons"]["items"]["properties"])


def test_the_description_says_who_may_ask(description: dict[str, Any]) -> None:
    assert [scheme["scheme"] for scheme in description["components"]["securitySchemes"].values()] == ["bearer"]
    assert all(methods["post"]["security"] for methods in description["paths"].values() if "post" in methods)


def test_the_description_of_a_lead_is_what_a_lead_is(scorer: Scorer, description: dict[str, Any]) -> None:
    described = description["paths"]["/predict"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert described == lead_schema(scorer.fields, scorer.features)
    assert set(described["properties"]) == set(REAL_ESTATE.names)
    for name, field in described["properties"].items():
        for wrong in [field["minimum"] - 1, field["maximum"] + 1] if "minimum" in field else []:
            with pytest.raises(InvalidLead):
                REAL_ESTATE.read({name: wrong})
        for right in [field["minimum"], field["maximum"]] if "minimum" in field else field.get("enum", ["a"]):
            assert REAL_ESTATE.read({name: right}).get(name) == right


@pytest.mark.parametrize("path", ["/", "/health"])
def test_a_monitor_may_ask_for_the_head_alone(path: str, http: httpx.Client) -> None:
    answer = http.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
