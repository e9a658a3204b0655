"""What is wrong with a request is said as a problem, on every route, and never quotes what was sent."""

import logging
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
from fastapi import APIRouter, Request, Response

from bot.intake.problems import MOST_BYTES, FieldError, Problem, read_body, read_json
from scoring.scorer import Scorer
from tests.intake.serving import served

PLANTED = "planted-4711"


def routes() -> APIRouter:
    router = APIRouter()

    @router.post("/echo")
    async def echo(request: Request) -> Response:
        return Response(orjson.dumps(await read_json(request)), media_type="application/json")

    @router.post("/size")
    async def size(request: Request) -> int:
        return len(await read_body(request))

    @router.get("/refused")
    async def refused() -> None:
        errors = [FieldError("age", "Age: at least 18"), FieldError("age", "Age: at most 100", index=3)]
        raise Problem(409, "Conflict", "Not now.", errors=errors, headers={"Retry-After": "7"})

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


def problem(answer: httpx.Response) -> dict[str, object]:
    """Return the problem that an answer must be."""
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, object] = answer.json()
    assert content["status"] == answer.status_code
    assert content["type"] == "about:blank"
    return content


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


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1,]", b"{'age': 45}", b"NaN", b'{"name": "\xff"}', b'"\\ud800"', b"[" * 5_000]
)
def test_a_body_that_is_not_json_is_a_bad_request(body: bytes, http: httpx.Client) -> None:
    answer = http.post("/echo", content=body, headers={"Content-Type": "application/json"})
    assert problem(answer)["status"] == 400
    assert str(problem(answer)["detail"]).startswith("The body is not JSON in UTF-8 (line 1, column ")


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_may_be_called_json(kind: str, http: httpx.Client) -> None:
    assert http.post("/echo", content='{"name": "Zoë"}', headers={"Content-Type": kind}).json() == {"name": "Zoë"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_what_is_not_said_to_be_plain_json_is_not_read(headers: dict[str, str], http: httpx.Client) -> None:
    assert problem(http.post("/echo", content=b"{}", headers=headers))["status"] == 415


def test_a_body_of_a_million_bytes_is_taken_and_one_more_is_not(http: httpx.Client) -> None:
    assert http.post("/size", content=b" " * MOST_BYTES).json() == MOST_BYTES
    content = problem(http.post("/size", content=b" " * (MOST_BYTES + 1)))
    assert content["status"] == 413
    assert content["detail"] == "A body of at most 1,000,000 bytes is taken: send leads in several parts."


def test_a_body_that_is_announced_too_large_is_refused_before_it_arrives(http: httpx.Client) -> None:
    url = urlsplit(str(http.base_url))
    with socket.create_connection((url.hostname, url.port), timeout=10) as client:
        client.sendall(b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_body_that_does_not_announce_its_size_is_counted(http: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(101):
            yield b" " * 10_000

    assert problem(http.post("/size", content=chunks()))["status"] == 413
    assert http.post("/size", content=iter([b"12", b"34"])).json() == 4


def test_a_client_that_leaves_in_the_middle_is_no_failure(http: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    url = urlsplit(str(http.base_url))
    with socket.create_connection((url.hostname, url.port), timeout=10) as client:
        client.sendall(b"POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n12")
    assert http.post("/size", content=b"1").json() == 1
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
