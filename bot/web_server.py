"""A web server that runs an ASGI application in a thread of this process."""

import socket
import threading
from typing import Any

import uvicorn
from starlette.types import ASGIApp

START_SECONDS = 10.0
STOP_SECONDS = 5
_WAITING = 512
_CONNECTIONS = 1_000  # further requests are answered 503 at once
_KEEP_ALIVE_SECONDS = 65  # longer than load balancers keep an idle connection, so that they close it first


class WebServer:
    """Serves an application on `host` and `port` from `start` to `stop`. Port 0 takes any free port.

    `settings` are further settings of uvicorn.
    """

    def __init__(self, app: ASGIApp, *, host: str, port: int, name: str = "http", **settings: Any) -> None:
        self._server = _Server(uvicorn.Config(app, **(_SETTINGS | settings)))
        self._host = host
        self._name = name
        self._thread: threading.Thread | None = None
        self.port = port

    def start(self) -> None:
        """Bind the port and serve.

        Raises:
            OSError: the port is taken, or the host is not this machine.
        """
        listener = _listen(self._host, self.port)
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, name=self._name, daemon=True
        )
        self._thread.start()
        if not self._server.serving.wait(START_SECONDS):
            raise TimeoutError(f"the web server on port {self.port} did not start")

    def stop(self) -> None:
        """Accept no new requests, and wait for the running ones."""
        if self._thread is not None:
            self._server.should_exit = True
            self._thread.join()
            self._thread = None


# Logs of connections are off: they would contain who asked for what.
_SETTINGS: dict[str, Any] = {
    "ws": "none",
    "log_config": None,
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "limit_concurrency": _CONNECTIONS,
    "timeout_keep_alive": _KEEP_ALIVE_SECONDS,
    "timeout_graceful_shutdown": STOP_SECONDS,
}


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serving = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.serving.set()


def _listen(host: str, port: int) -> socket.socket:
    family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.create_server((host, port), family=family, backlog=_WAITING)
    # Connections inherit it; without it every second answer waits 40 ms, for asyncio sets it on its own sockets only.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
