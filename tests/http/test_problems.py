"""What is wrong with a request is said as a problem, on every route, and never quotes what was sent."""

import logging
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import APIRouter, Request

from bot.http.problems import FieldError, HttpProblem
from scoring.explain.scorer import Scorer
from tests.http.serving import problem, served

PLANTED = "planted-4711"


def routes() -> APIRouter:
    router = APIRouter()

    @router.post("/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    @router.get("/refused")
    async def refused() -> None:
        errors = [FieldError("age", "Age: at least 18"), FieldError("age", "Age: at most 100", index=3)]
        raise HttpProblem(409, "Conflict", "Not now.", errors=errors, headers={"Retry-After": "7"})

    @router.get("/broken")
    async def broken() -> None:
        raise RuntimeError(PLANTED)

    @router.get("/broken-in-a-thread")
    def broken_in_a_thread() -> None:
        raise RuntimeError(PLANTED)

    return router


@pytest.fixture(scope="module")
def http(scorer: Scorer) -> Iterator[httpx.Client]:
    with served(scorer, routes()) as url, httpx.Client(base_url=url) as http:
        yield http


def test_a_problem_has_its_errors_and_headers(http: httpx.Client) -> None:
    answer = http.get("/refused")
    assert answer.headers["retry-after"] == "7"
    assert problem(answer) == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Not now.",
        "errors": [
            {"field": "age", "reason": "Age: at least 18"},
            {"field": "age", "reason": "Age: at most 100", "index": 3},
        ],
    }


def test_an_address_that_is_not_there_is_a_problem(http: httpx.Client) -> None:
    content = problem(http.get("/nowhere"))
    assert (content["status"], content["title"]) == (404, "Not Found")


def test_a_method_that_is_not_served_is_a_problem_that_names_those_that_are(http: httpx.Client) -> None:
    answer = http.put("/refused")
    assert problem(answer)["detail"] == "PUT is not served at this address: see the header Allow."
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("path", ["/broken", "/broken-in-a-thread"])
def test_a_failure_is_answered_and_logged_with_one_reference_and_no_message(
    path: str, http: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = http.get(path)
    content = problem(answer)
    assert content["status"] == 500
    reference = str(content["detail"]).split()[-1].rstrip(".")
    failures = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in failures] == [f"request failed (reference {reference})"]
    assert PLANTED not in answer.text
    assert not any(PLANTED in record.getMessage() for record in caplog.records)


def test_a_client_that_leaves_in_the_middle_is_no_failure(http: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    url = urlsplit(str(http.base_url))
    with socket.create_connection((url.hostname, url.port), timeout=10) as client:
        client.sendall(b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n12")
    assert http.post("/size", content=b"1").json() == 1
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
