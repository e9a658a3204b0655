"""Bodies are read within limits, and what is no JSON, or too much of it, is said as a problem."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
from fastapi import APIRouter, Request, Response

from bot.http.bodies import MAX_BYTES, LeadForm, read_body, read_json, read_one_lead
from bot.http.problems import HttpProblem
from scoring.explain.scorer import Scorer
from tests.http.serving import problem, served


def routes() -> APIRouter:
    router = APIRouter()

    @router.post("/echo")
    async def echo(request: Request) -> Response:
        return Response(orjson.dumps(await read_json(request)), media_type="application/json")

    @router.post("/size")
    async def size(request: Request) -> int:
        return len(await read_body(request))

    @router.post("/soon")
    async def soon(request: Request) -> int:
        return len(await read_body(request, within=0.1))

    return router


@pytest.fixture(scope="module")
def http(scorer: Scorer) -> Iterator[httpx.Client]:
    with served(scorer, routes()) as url, httpx.Client(base_url=url) as http:
        yield http


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
    assert http.post("/size", content=b" " * MAX_BYTES).json() == MAX_BYTES
    content = problem(http.post("/size", content=b" " * (MAX_BYTES + 1)))
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


def test_a_body_that_does_not_arrive_is_not_waited_for(http: httpx.Client) -> None:
    url = urlsplit(str(http.base_url))
    with socket.create_connection((url.hostname, url.port), timeout=10) as client:
        client.sendall(b"POST /soon HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf")
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_the_first_unknown_names_of_a_request_get_hints(scorer: Scorer) -> None:
    misspelt = {f"income{'x' * number}": 1 for number in range(1, 25)}
    with pytest.raises(HttpProblem) as refused:
        read_one_lead(misspelt, LeadForm(scorer.fields, scorer.features))
    reasons = {error.field: error.reason for error in refused.value.errors}
    assert reasons["incomex"] == "Not known of a lead: did you mean income?"
    assert reasons["income" + "x" * 24] == "Not known of a lead"
