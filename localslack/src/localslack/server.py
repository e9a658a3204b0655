"""An ASGI application served from a thread, to this machine only."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
START_SECONDS = 10.0
STOP_SECONDS = 3
PING_SECONDS = 0.2

T = TypeVar("T")


class Connection(H11Protocol):
    """An HTTP connection that gives requests its transport, so that a fault can break it off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # asyncio makes no other kind
        """Start serving a new connection."""
        super().connection_made(transport)
        # asyncio does so only for sockets it made itself; without it every second answer takes 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "transport": transport}


class Server:
    """Serves routes on a loopback port while running. Its event loop owns all state behind the routes."""

    def __init__(self, routes: list[BaseRoute], port: int, before_stop: Callable[[], None]) -> None:
        self._wanted_port = port
        self._before_stop = before_stop
        self._app = Starlette(
            routes=routes,
            # A web page elsewhere may point its own host name at this machine, but cannot change the Host header.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
            lifespan=self._lifespan,
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.port = 0

    def start(self) -> None:
        """Bind the port and serve; raises OSError when the port is taken."""
        listener = socket.create_server((HOST, self._wanted_port), backlog=128)
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            http=Connection,
            ws="websockets-sansio",
            # The SDK closes only between two frames and waits 3 s for one: pings let a bot stop at once.
            ws_ping_interval=PING_SECONDS,
            lifespan="on",
            log_config=None,
            log_level="warning",  # its lines on connections would carry secrets
            access_log=False,
            date_header=False,  # the Web API sends the workspace's own time
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._uvicorn.run, kwargs={"sockets": [listener]}, name="workspace", daemon=True
        )
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise TimeoutError("the local workspace did not start")

    def stop(self) -> None:
        """Close all connections and wait until nothing runs."""
        if self._uvicorn is None or self._thread is None:
            return
        self.run(self._before_stop)
        self._uvicorn.should_exit = True
        self._thread.join()
        self._loop = None

    def run(self, function: Callable[[], T]) -> T:
        """Call a function in the event loop that owns the state, and return its result; from any other thread."""

        async def call() -> T:
            return function()

        return self.run_async(call) if self._loop is not None else function()

    def run_async(self, function: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Run a coroutine in the event loop that owns the state, and return its result; only while the server runs."""
        if self._loop is None:
            raise RuntimeError("the local workspace is not running")
        return asyncio.run_coroutine_threadsafe(function(), self._loop).result()

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[dict[str, Any]]:
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        yield {}
