"""The two ways to an app: Socket Mode connections, and signed requests to its request URL."""

import asyncio
import http.client
import itertools
import json
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from cachetools import TTLCache
from slack_sdk.signature import SignatureVerifier
from starlette.websockets import WebSocket, WebSocketDisconnect

from localslack.delivery.deliveries import (
    ACK_SECONDS,
    Deliveries,
    Delivery,
    DeliveryFailed,
    NotAcked,
    NotConnected,
    RejectedDelivery,
)
from localslack.people import APP_ID

TICKET_SECONDS = 30.0
MAX_TICKETS = 1_000
MAX_CONNECTIONS = 10


class Sockets:
    """The bot's WebSocket connections; every envelope goes to one of them, in turn."""

    timeout_reason = "timeout"

    def __init__(self, clock: Callable[[], float], deliveries: Deliveries) -> None:
        self._deliveries = deliveries
        self._tickets: TTLCache[str, bool] = TTLCache(MAX_TICKETS, TICKET_SECONDS, timer=clock)
        self._connections: list[WebSocket] = []
        self.on_connection_change: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        """Whether an app is connected."""
        return bool(self._connections)

    def issue_ticket(self) -> str:
        """Return the secret that opens one connection within half a minute."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = True
        return ticket

    async def serve(self, websocket: WebSocket) -> None:
        """Be one connection from handshake to close."""
        if not self._tickets.pop(websocket.query_params.get("ticket", ""), False):
            await websocket.close(code=4001)
            return
        await websocket.accept()
        if len(self._connections) >= MAX_CONNECTIONS:
            await self._part_from(websocket, "too_many_websockets")
            return
        self._connections.append(websocket)
        self.on_connection_change()
        try:
            await websocket.send_text(json.dumps(self._hello()))
            while True:
                await self._receive(json.loads(await websocket.receive_text()))
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(websocket)

    async def send(self, delivery: Delivery) -> None:
        """Send an envelope to the next connection in turn; without a connection it gets no acknowledgement."""
        while self._connections:
            connection = self._connections.pop(0)
            self._connections.append(connection)
            try:
                await connection.send_text(json.dumps(delivery.envelope))
            except WebSocketDisconnect:
                self._forget(connection)
            else:
                return

    async def _receive(self, frame: dict[str, Any]) -> None:
        await self._deliveries.acknowledge(frame.get("envelope_id", ""), frame.get("payload"))

    async def disconnect(self, reason: str | None = "refresh_requested", *, which: int | None = None) -> None:
        """Ask the app to reconnect and close (reason), or just close (None): one connection, or all."""
        chosen = self._connections[:] if which is None else [self._connections[which]]
        for websocket in chosen:
            self._forget(websocket)
            await self._part_from(websocket, reason)

    async def _part_from(self, websocket: WebSocket, reason: str | None) -> None:
        if reason is not None:
            await websocket.send_text(
                json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-local"}})
            )
        await websocket.close()

    def _forget(self, websocket: WebSocket) -> None:
        if websocket in self._connections:
            self._connections.remove(websocket)
            self.on_connection_change()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {"host": "applink-local", "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP_ID},
        }


MAX_AT_ONCE = 64
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class RequestUrl:
    """Posts envelopes to the request URLs of one app or its replicas, in turn."""

    timeout_reason = "http_timeout"

    def __init__(
        self, urls: Sequence[str], signing_secret: str, deliveries: Deliveries, clock: Callable[[], float]
    ) -> None:
        self._urls = itertools.cycle(urls)
        self._signer = SignatureVerifier(signing_secret)
        self._deliveries = deliveries
        self._clock = clock
        self._workers = ThreadPoolExecutor(MAX_AT_ONCE, thread_name_prefix="request-url")
        self._posting: set[asyncio.Task[None]] = set()
        self.connected = True

    async def send(self, delivery: Delivery) -> None:
        """Post an envelope without waiting for the answer."""
        task = asyncio.create_task(self._post(delivery, next(self._urls)))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    def stop(self) -> None:
        """Stop posting."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _post(self, delivery: Delivery, url: str) -> None:
        body, kind = _body(delivery)
        headers = {"Content-Type": kind, **self._signature(body), **_retry(delivery)}
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._workers, _exchange, url, body.encode(), headers)
        except DeliveryFailed as failure:
            self._deliveries.fail(delivery.id, failure)
        else:
            await self._deliveries.acknowledge(delivery.id, answer)

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(self._clock()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}


def _body(delivery: Delivery) -> tuple[str, str]:
    """Return the body that Slack would send, and its content type: each kind of envelope has its own."""
    payload = delivery.envelope["payload"]
    if delivery.envelope["type"] == "slash_commands":
        return urlencode(payload), FORM
    if delivery.envelope["type"] == "interactive":
        return urlencode({"payload": json.dumps(payload)}), FORM
    return json.dumps(payload), JSON


def _retry(delivery: Delivery) -> dict[str, str]:
    if delivery.retry is None or delivery.retry[0] == 0:
        return {}
    return {"X-Slack-Retry-Num": str(delivery.retry[0]), "X-Slack-Retry-Reason": delivery.retry[1]}


def _exchange(url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any] | None:
    """Post and return the ack's payload; raises DeliveryFailed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ACK_SECONDS)
    try:
        connection.request("POST", parts.path, body, headers)
        response = connection.getresponse()
        content = response.read()
    except TimeoutError:
        raise NotAcked(RequestUrl.timeout_reason) from None
    except (OSError, http.client.HTTPException):
        raise NotConnected from None
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise RejectedDelivery
    return _payload(content, response.getheader("Content-Type") or "")


def _payload(content: bytes, kind: str) -> dict[str, Any] | None:
    if not content:
        return None
    if not kind.startswith(JSON):
        return {"text": content.decode()}
    payload = json.loads(content)
    return payload if isinstance(payload, dict) and payload else None
