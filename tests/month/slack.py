"""Slack in the month: the strict workspace without a socket in between, and all that it accepted."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message as Headers
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

from slack_sdk import WebClient
from starlette.types import Message, Scope

from bot.slack import names
from localslack import Workspace
from tests.month.clock import StandingClock
from tests.month.power_loss import Power

_HOST = "http://127.0.0.1"
# A call takes longer, but sixteen alerts are told at once.
_CALL_TAKES_SECONDS = 0.02
_DIES_BEFORE, _DIES_AFTER = 3e-4, 1e-3


@dataclass(frozen=True)
class Post:
    """A message that Slack accepted, as people see it: its key, its words, and the alerts that it offers to claim."""

    at: datetime
    key: str
    channel: str
    ts: str
    is_reply: bool
    text: str
    claimable: tuple[str, ...]


@dataclass
class Transport:
    """What the workspace breaks off in order to drop a connection."""

    is_aborted: bool = field(default=False, init=False)

    def abort(self) -> None:
        self.is_aborted = True


class SocketlessClient(WebClient):
    """The SDK's client, whose requests reach the workspace's web application by a call. The process may die in one."""

    def __init__(
        self, workspace: Workspace, power: Power, clock: StandingClock, on_post: Callable[[Post], None]
    ) -> None:
        super().__init__(token=workspace.bot_token, base_url=f"{_HOST}/api/", retry_handlers=[])
        self._app = workspace._server._app
        self._power = power
        self._clock = clock
        self._on_post = on_post
        self.calls = 0

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        self._power.use(_DIES_BEFORE)
        self._clock.forward_by(_CALL_TAKES_SECONDS)
        self.calls += 1
        transport = Transport()
        status, headers, body = self._answer(req, transport)
        if req.selector.endswith("/chat.postMessage") and status == 200 and json.loads(body)["ok"]:
            self._on_post(_post(self._clock.now, req, json.loads(body)))
        self._power.use(_DIES_AFTER)
        if transport.is_aborted:
            raise RemoteDisconnected("the workspace broke it off")
        if status >= 400:
            raise HTTPError(url, status, "", headers, io.BytesIO(body))
        return {"status": status, "headers": headers, "body": body.decode()}

    def _answer(self, request: Request, transport: Transport) -> tuple[int, Headers, bytes]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": request.data or b""}

        async def send(message: Message) -> None:
            sent.append(message)

        # Nothing in the application waits for anything, so it runs to its end without an event loop.
        answering = self._app(_scope(request, transport), receive, send)
        try:
            answering.send(None)
        except StopIteration:
            pass
        else:
            raise AssertionError(f"{request.selector} waits for something")
        headers = Headers()
        for name, value in sent[0]["headers"]:
            headers[name.decode()] = value.decode()
        return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


def _scope(request: Request, transport: Transport) -> Scope:
    path, _, query = request.selector.partition("?")
    headers = {"host": request.host} | {name.lower(): str(value) for name, value in request.header_items()}
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.get_method(),
        "scheme": request.type,
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": (request.host, 80),
        "state": {"transport": transport},
    }


def _post(at: datetime, request: Request, answer: dict[str, Any]) -> Post:
    arguments = json.loads(request.data)  # type: ignore[arg-type]
    key = arguments.get("metadata", {}).get("event_payload", {}).get("key", "")
    offered = tuple(claimable(arguments.get("blocks") or []))
    is_reply = "thread_ts" in answer["message"]
    return Post(at, key, answer["channel"], answer["ts"], is_reply, arguments["text"], offered)


def claimable(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the ids of the alerts that a message offers to claim."""
    for block in blocks:
        for element in (*block.get("elements", ()), block.get("accessory", {})):
            if element.get("action_id") == names.CLAIM:
                yield element["value"]
