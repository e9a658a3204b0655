"""Socket Mode: the bot's WebSocket connections."""

import json
import secrets
from collections.abc import Callable
from typing import Any

from cachetools import TTLCache
from starlette.websockets import WebSocket, WebSocketDisconnect

from localslack.deliveries import Deliveries, Delivery
from localslack.people import APP_ID

TICKET_SECONDS = 30.0
MOST_TICKETS = 1_000
MOST_CONNECTIONS = 10


class Sockets:
    """The bot's WebSocket connections; every envelope goes to one of them, in turn."""

    timeout_reason = "timeout"

    def __init__(self, clock: Callable[[], float], deliveries: Deliveries) -> None:
        self._deliveries = deliveries
        self._tickets: TTLCache[str, bool] = TTLCache(MOST_TICKETS, TICKET_SECONDS, timer=clock)
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

    async def send(self, delivery: Delivery) -> None:
        """Send an envelope to the connection whose turn it is; none is a delivery that nobody acknowledges."""
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
