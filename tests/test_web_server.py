"""A web server in a thread: it starts and stops when told to, and drops nothing that it has begun."""

import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from bot.web_server import WebServer


@pytest.fixture
def begun() -> threading.Event:
    return threading.Event()


@pytest.fixture
def may_end() -> threading.Event:
    return threading.Event()


@pytest.fixture
def server(begun: threading.Event, may_end: threading.Event) -> Iterator[WebServer]:
    app = FastAPI()

    @app.get("/long")
    def long() -> str:
        begun.set()
        assert may_end.wait(10)
        return "done"

    @app.get("/short")
    async def short() -> str:
        return "done"

    server = WebServer(app, host="127.0.0.1", port=0)
    yield server
    server.stop()


def test_it_serves_from_start_to_stop(server: WebServer) -> None:
    server.start()
    url = f"http://127.0.0.1:{server.port}/short"
    assert httpx.get(url).json() == "done"
    server.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other = WebServer(FastAPI(), host="127.0.0.1", port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            other.start()
        other.stop()


def test_a_host_that_is_not_this_machine_is_an_error() -> None:
    with pytest.raises(OSError):  # noqa: PT011, each system words it in its own way
        WebServer(FastAPI(), host="203.0.113.1", port=0).start()


def test_it_can_be_stopped_before_it_starts(server: WebServer) -> None:
    server.stop()
    server.start()
    assert httpx.get(f"http://127.0.0.1:{server.port}/short").json() == "done"


def test_what_has_begun_is_finished_before_it_stops(
    server: WebServer, begun: threading.Event, may_end: threading.Event
) -> None:
    server.start()
    answers: list[httpx.Response] = []
    url = f"http://127.0.0.1:{server.port}/long"
    asking = threading.Thread(target=lambda: answers.append(httpx.get(url)))
    asking.start()
    assert begun.wait(10)
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    may_end.set()
    stopping.join()
    asking.join()
    assert [answer.json() for answer in answers] == ["done"]


def test_it_listens_on_ipv6_too() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("there is no IPv6 here")
    six = WebServer(FastAPI(), host="::1", port=0)
    six.start()
    assert httpx.get(f"http://[::1]:{six.port}/openapi.json").status_code == 200
    six.stop()
