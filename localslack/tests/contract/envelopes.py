"""What a workspace sends to the app over Socket Mode."""

import queue
import time
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

Payload = dict[str, Any]
Reply = Callable[[SocketModeRequest], Payload | None]


class Silence(Exception):
    """Raised by a reply to leave an envelope without an acknowledgement."""


def acknowledge(_: SocketModeRequest) -> None:
    """Acknowledge an envelope, with nothing to add."""


class Envelopes:
    """A Socket Mode connection that acknowledges and keeps what arrives; `reply` decides what to answer."""

    def __init__(self, app_token: str, client: WebClient) -> None:
        self.reply: Reply = acknowledge
        self._arrived: queue.Queue[SocketModeRequest] = queue.Queue()
        self._socket = SocketModeClient(app_token=app_token, web_client=client, ping_interval=5)
        self._socket.socket_mode_request_listeners.append(self._receive)
        self._socket.connect()

    @property
    def is_connected(self) -> bool:
        """Whether the connection is open."""
        return bool(self._socket.is_connected())

    def reset(self) -> None:
        """Forget what arrived, and acknowledge everything from now on."""
        self.reply = acknowledge
        while not self._arrived.empty():
            self._arrived.get_nowait()

    def expect(
        self, kind: str, wanted: Callable[[Payload], bool] = lambda _: True, *, timeout: float
    ) -> SocketModeRequest:
        """Wait for an envelope of a kind whose payload is wanted, and return it."""
        deadline = time.monotonic() + timeout
        while True:
            left = deadline - time.monotonic()
            try:
                request = self._arrived.get(timeout=max(left, 0.01))
            except queue.Empty:
                raise AssertionError(f"no envelope of type {kind} arrived within {timeout:g} seconds") from None
            if request.type == kind and wanted(request.payload):
                return request

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _receive(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            payload = self.reply(request)
        except Silence:
            pass
        else:
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))
        self._arrived.put(request)
