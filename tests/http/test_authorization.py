"""Who may use the HTTP API: whoever has a key, for what it is good for, as often as the limit allows."""

import logging
from pathlib import Path

import pytest

from bot.store.api_keys import Scope
from tests.http.conftest import PER_MINUTE, Api
from tests.http.test_leads import DANA, HOT

GUARDED = {
    ("POST", "/predict"): Scope.PREDICT,
    ("POST", "/predict/batch"): Scope.PREDICT,
    ("POST", "/leads"): Scope.LEADS,
    ("GET", "/leads/{lead_id}"): Scope.LEADS,
    ("GET", "/metrics"): Scope.METRICS,
}
OPEN = {("GET", path) for path in ("/", "/health", "/ready")}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: tests/store looks up keys on both."""
    return f"sqlite:///{tmp_path / 'leads.sqlite'}"


def test_every_route_is_either_guarded_or_meant_to_be_open(api: Api) -> None:
    described = api.http.get("/openapi.json").json()["paths"]
    routes = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert routes == set(GUARDED) | OPEN


@pytest.mark.parametrize(("method", "path"), sorted(OPEN | {("GET", "/docs"), ("GET", "/openapi.json")}))
def test_what_is_open_needs_no_key(api: Api, method: str, path: str) -> None:
    assert api.http.request(method, path).status_code == 200


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_without_a_key_nothing_is_told(api: Api, method: str, path: str) -> None:
    answer = api.http.request(method, path, json=HOT)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert api.store.leads.recent() == []


@pytest.mark.parametrize(("route", "needed"), GUARDED.items())
def test_a_key_for_all_else_is_told_which_scope_it_lacks(api: Api, route: tuple[str, str], needed: Scope) -> None:
    others = [scope for scope in Scope if scope is not needed]
    answer = api.http.request(*route, json=HOT, headers=api.key(*others))
    assert answer.status_code == 403
    assert f"lacks the scope {needed}:" in answer.json()["detail"]
    assert answer.headers["www-authenticate"] == f'Bearer error="insufficient_scope", scope="{needed}"'


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_the_description_says_that_a_key_is_needed(api: Api, method: str, path: str) -> None:
    described = api.http.get("/openapi.json").json()["paths"][path][method.lower()]
    assert described["security"] == [{"API key": []}]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_may_be_written_anyhow(api: Api, scheme: str) -> None:
    secret = api.key(Scope.PREDICT)["Authorization"].removeprefix("Bearer ")
    answer = api.http.post("/predict", json=HOT, headers={"Authorization": f"{scheme} {secret}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "credentials",
    ["Bearer", "Bearer ls_00000000_guess", "Basic {secret}", "{secret}", "Bearer {secret}x", "Bearer é"],
)
def test_what_is_no_key_is_refused_and_not_logged(api: Api, credentials: str, caplog: pytest.LogCaptureFixture) -> None:
    secret = api.key(Scope.LEADS)["Authorization"].removeprefix("Bearer ")
    sent = credentials.format(secret=secret)
    with caplog.at_level(logging.DEBUG):
        answer = api.http.post("/leads", json=DANA, headers=[(b"Authorization", sent.encode("latin-1"))])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert secret not in caplog.text + answer.text
    assert "guess" not in caplog.text + answer.text


def test_a_revoked_key_stops_working_within_seconds(api: Api) -> None:
    assert api.send(DANA).status_code == 202
    (key,) = api.store.api_keys.listed()
    api.store.api_keys.revoke(key.id, at=api.desk.now)
    api.timer.seconds += 5
    answer = api.send(DANA)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_a_key_that_keeps_being_used_does_not_outlive_its_revocation(api: Api) -> None:
    api.send(DANA)
    (key,) = api.store.api_keys.listed()
    api.store.api_keys.revoke(key.id, at=api.desk.now)
    statuses = []
    for _ in range(10):
        api.timer.seconds += 1
        statuses.append(api.send(DANA).status_code)
    assert statuses[4:] == [401] * 6


def test_use_of_a_key_is_noted(api: Api) -> None:
    api.key(Scope.LEADS)
    (unused,) = api.store.api_keys.listed()
    api.send(DANA)
    (used,) = api.store.api_keys.listed()
    assert unused.used_at is None
    assert used.used_at is not None


def test_who_asks_too_often_is_told_how_long_to_wait(api: Api) -> None:
    headers = api.key(Scope.PREDICT)
    statuses = [api.http.post("/predict", json=HOT, headers=headers).status_code for _ in range(PER_MINUTE + 1)]
    assert statuses == [200] * PER_MINUTE + [429]
    answer = api.http.post("/predict/batch", json=[HOT], headers=headers)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    api.timer.seconds += 1
    assert api.http.post("/predict", json=HOT, headers=headers).status_code == 200


def test_nobody_pays_for_the_haste_of_another(api: Api) -> None:
    hasty, patient = api.key(Scope.PREDICT), api.key(Scope.PREDICT, Scope.LEADS)
    for _ in range(PER_MINUTE + 1):
        api.http.post("/predict", json=HOT, headers=hasty)
    assert api.http.post("/predict", json=HOT, headers=patient).status_code == 200
