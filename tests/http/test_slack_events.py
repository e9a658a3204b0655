"""Slack's requests over HTTP: only what Slack signed just now gets in."""

import hashlib
import hmac
import json
import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.doctor.manifest import MANIFEST
from bot.http.slack_events import PATH, slack_events
from localslack import Workspace
from scoring.explain.scorer import Scorer
from tests.http.serving import served

SECRET = "0123456789abcdef0123456789abcdef"
NOW = 1_795_435_200
PLANTED = "planted-3b1f"
COMMAND = urlencode({"command": "/scorelead", "text": f"{PLANTED} credit=640", "trigger_id": "1.2", "user_id": "U1"})
FORM = "application/x-www-form-urlencoded"


class Slack:
    """Slack, which signs what it sends."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    @property
    def address(self) -> tuple[str, int]:
        url = self._http.base_url
        return url.host, url.port or 80

    def send(self, body: str | bytes, *, content_type: str = FORM, retry: int | None = None) -> httpx.Response:
        raw = body.encode() if isinstance(body, str) else body
        retried = {"X-Slack-Retry-Num": str(retry)} if retry else {}
        return self.send_with(signed(raw) | retried, raw, content_type=content_type)

    def send_with(self, headers: dict[str, str], body: str | bytes, *, content_type: str = FORM) -> httpx.Response:
        """Send `body` with these headers, which may hold what is no ASCII."""
        encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
        return self._http.post(PATH, content=body, headers={b"Content-Type": content_type.encode()} | encoded)


def signed(body: bytes, *, ago: float = 0, secret: str = SECRET) -> dict[str, str]:
    """Return the headers with which Slack signs `body`, `ago` seconds ago."""
    timestamp = str(int(NOW - ago))
    signature = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}


@pytest.fixture
def app() -> Iterator[App]:
    with Workspace(MANIFEST) as workspace, ThreadPoolExecutor(64) as workers:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])
        yield App(client=client, request_verification_enabled=False, listener_executor=workers)


@pytest.fixture
def slack(app: App, scorer: Scorer) -> Iterator[Slack]:
    routes = slack_events(app, signing_secret=SECRET, clock=lambda: NOW)
    with served(scorer, routes) as url, httpx.Client(base_url=url) as http:
        yield Slack(http)


@pytest.fixture
def commands(app: App) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []

    @app.command("/scorelead")
    def hear(ack: Ack, command: dict[str, Any]) -> None:
        heard.append(command)
        ack("High")

    return heard


def test_a_command_that_slack_signed_is_served(slack: Slack, commands: list[dict[str, Any]]) -> None:
    answer = slack.send(COMMAND)
    assert (answer.status_code, answer.text) == (200, "High")
    assert commands[0]["text"] == f"{PLANTED} credit=640"


def test_a_click_is_served(slack: Slack, app: App) -> None:
    clicks: list[str] = []

    @app.action("claim")
    def hear(ack: Ack, action: dict[str, Any]) -> None:
        clicks.append(action["value"])
        ack()

    pressed = {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"action_id": "claim", "value": "alert-1"}]}
    answer = slack.send(urlencode({"payload": json.dumps(pressed)}))
    assert answer.status_code == 200
    assert clicks == ["alert-1"]


def test_an_event_is_served_and_knows_that_it_is_a_retry(slack: Slack, app: App) -> None:
    retries: Queue[list[str]] = Queue()

    @app.event("app_home_opened")
    def hear(request: Any) -> None:
        retries.put(request.headers["x-slack-retry-num"])

    event = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "app_home_opened", "user": "U1"}}
    answer = slack.send(json.dumps(event), content_type="application/json", retry=1)
    assert answer.status_code == 200
    assert retries.get(timeout=10) == ["1"]


def test_slack_may_make_sure_that_the_url_is_ours(slack: Slack) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"})
    answer = slack.send(challenge, content_type="application/json")
    assert answer.status_code == 200
    assert answer.json() == {"challenge": "3eZbrw1aB"}


_RIGHT = signed(COMMAND.encode())
_STALE = signed(COMMAND.encode(), ago=6 * 60)
_EARLY = signed(COMMAND.encode(), ago=-6 * 60)
_OTHERS = signed(COMMAND.encode(), secret="f" * 32)
_TIME, _SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="nothing signed"),
        pytest.param({_TIME: _RIGHT[_TIME]}, id="no signature"),
        pytest.param({_SIGNATURE: _RIGHT[_SIGNATURE]}, id="no timestamp"),
        pytest.param(_RIGHT | {_TIME: "yesterday"}, id="timestamp in words"),
        pytest.param(_RIGHT | {_TIME: ""}, id="timestamp empty"),
        pytest.param(_RIGHT | {_TIME: "-1"}, id="timestamp negative"),
        pytest.param(_RIGHT | {_TIME: f"{_RIGHT[_TIME]}.5"}, id="timestamp with a fraction"),
        pytest.param(_RIGHT | {_TIME: "9" * 5000}, id="timestamp of 5,000 digits"),
        pytest.param(_STALE, id="six minutes old"),
        pytest.param(_EARLY, id="six minutes ahead"),
        pytest.param(_OTHERS, id="signed by another app"),
        pytest.param(_RIGHT | {_SIGNATURE: "v0="}, id="signature empty"),
        pytest.param(_RIGHT | {_SIGNATURE: "v0=" + "é" * 64}, id="signature beyond ASCII"),
        pytest.param(_RIGHT | {_SIGNATURE: _RIGHT[_SIGNATURE].upper()}, id="signature in capitals"),
        pytest.param(_RIGHT | {_SIGNATURE: _RIGHT[_SIGNATURE].replace("v0", "v1")}, id="another version"),
    ],
)
def test_all_else_is_refused_and_nothing_of_it_logged(
    slack: Slack, commands: list[dict[str, Any]], headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = slack.send_with(headers, COMMAND)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert not commands
    assert PLANTED not in caplog.text + answer.text


def test_a_body_that_was_changed_on_its_way_is_refused(slack: Slack, commands: list[dict[str, Any]]) -> None:
    assert slack.send_with(_RIGHT, COMMAND.replace("640", "840")).status_code == 401
    assert not commands


def test_bytes_that_are_no_text_are_refused(slack: Slack) -> None:
    assert slack.send(b"text=\xff\xfe").status_code == 401


def test_a_body_beyond_a_megabyte_is_refused(slack: Slack) -> None:
    assert slack.send("text=" + "x" * 1_000_001).status_code == 413


def test_fifty_commands_at_once_all_get_their_acknowledgement(slack: Slack, app: App) -> None:
    all_here = Barrier(50, timeout=10)

    @app.command("/scorelead")
    def meet(ack: Ack) -> None:
        all_here.wait()  # so none is done before all are under way
        ack()

    with ThreadPoolExecutor(50) as people:
        answers = list(people.map(slack.send, [COMMAND] * 50))
    assert {answer.status_code for answer in answers} == {200}


def test_what_slack_cannot_have_signed_is_refused_before_it_arrives(slack: Slack) -> None:
    head = b"POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n"
    with socket.create_connection(slack.address, timeout=10) as client:
        client.sendall(head)
        assert client.recv(100).startswith(b"HTTP/1.1 401 ")
