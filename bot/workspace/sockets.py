"""Socket Mode: connections of the bot, and envelopes that wait for their ack."""

import asyncio
import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.workspace.faults import Faults
from bot.workspace.journal import Ack, Journal
from bot.workspace.people import APP_ID

ACK_SECONDS = 3.0
TICKET_SECONDS = 30.0
MOST_CONNECTIONS = 10
CLOCK_CHECK_SECONDS = 0.02


class DeliveryFailed(Exception):
    """What a person did has not reached the app.

    `code` is what Slack's client shows, `retry_reason` what a retried event gives as its reason.
    """

    code: str
    retry_reason: str


class NotConnected(DeliveryFailed):
    """No app is connected."""

    code = "dispatch_failed"
    retry_reason = "connection_failed"


class NotAcked(DeliveryFailed):
    """The app did not acknowledge in time."""

    code = "operation_timeout"
    retry_reason = "timeout"


@dataclass(eq=False, slots=True)
class Delivery:
    """One envelope on its way: when it was sent, and its acks, the first of which counts."""

    envelope: dict[str, Any]
    sent_at: float
    ack: asyncio.Future[dict[str, Any] | None] = field(default_factory=asyncio.Future)
    lost_acks: int = 0


class Sockets:
    """The bot's WebSocket connections; every envelope goes to one of them, in turn."""

    def __init__(self, clock: Callable[[], float], faults: Faults, journal: Journal) -> None:
        self._clock = clock
        self._faults = faults
        self._journal = journal
        self._tickets: dict[str, float] = {}
        self._connections: list[WebSocket] = []
        self._deliveries: dict[str, Delivery] = {}
        self.on_connection_change: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        """Whether an app is connected."""
        return bool(self._connections)

    def issue_ticket(self) -> str:
        """Return the secret that opens one connection within half a minute."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = self._clock() + TICKET_SECONDS
        return ticket

    async def serve(self, websocket: WebSocket) -> None:
        """Be one connection from handshake to close."""
        if self._tickets.pop(websocket.query_params.get("ticket", ""), 0.0) < self._clock():
            await websocket.close(code=4001)
            return
        await websocket.accept()
        if len(self._connections) >= MOST_CONNECTIONS:
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

    async def deliver(
        self, kind: str, payload: dict[str, Any], *, accepts_response: bool, retry: tuple[int, str] | None = None
    ) -> dict[str, Any] | None:
        """Send an envelope and return the payload of its ack; raises NotConnected or NotAcked.

        Only events carry a retry: how often they were sent before, and why again.
        """
        if not self._connections:
            raise NotConnected
        envelope_id = str(uuid.uuid4())
        envelope = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_response,
            **({} if retry is None else {"retry_attempt": retry[0], "retry_reason": retry[1]}),
        }
        delivery = Delivery(envelope, self._clock())
        self._deliveries[envelope_id] = delivery
        await self._dispatch(delivery)
        return await self._acked(delivery)

    async def _dispatch(self, delivery: Delivery) -> None:
        twice = self._faults.next_delivery()
        delivery.lost_acks = 1 if twice and twice.first_ack_is_lost else 0
        await self._send(delivery)
        if twice and not twice.first_ack_is_lost:
            await self._send(delivery)

    async def _send(self, delivery: Delivery) -> None:
        while self._connections:
            connection = self._connections.pop(0)
            self._connections.append(connection)
            try:
                await connection.send_text(json.dumps(delivery.envelope))
            except WebSocketDisconnect:
                self._forget(connection)
            else:
                return

    async def _acked(self, delivery: Delivery) -> dict[str, Any] | None:
        while not delivery.ack.done():
            if self._clock() - delivery.sent_at >= ACK_SECONDS:
                delivery.ack.cancel()
                self._record(delivery, None, in_time=False)
                raise NotAcked
            # The workspace's clock may be advanced by a test, so no timer of the event loop can be trusted with it.
            await asyncio.wait([delivery.ack], timeout=CLOCK_CHECK_SECONDS)
        return delivery.ack.result()

    async def _receive(self, frame: dict[str, Any]) -> None:
        delivery = self._deliveries.get(frame.get("envelope_id", ""))
        if delivery is None:
            return
        self._record(delivery, frame.get("payload"), in_time=True)
        if delivery.lost_acks:
            delivery.lost_acks -= 1
            await self._send(delivery)
        elif not delivery.ack.done():
            delivery.ack.set_result(frame.get("payload"))

    def _record(self, delivery: Delivery, payload: dict[str, Any] | None, *, in_time: bool) -> None:
        latency = self._clock() - delivery.sent_at if in_time else None
        envelope = delivery.envelope
        self._journal.note_ack(Ack(envelope["envelope_id"], envelope["type"], latency, payload))

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
