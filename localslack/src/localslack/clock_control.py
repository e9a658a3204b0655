"""The page's control of time: skipping an hour, where the workspace's clock can be moved."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from localslack.clock import MovableClock
from localslack.state import State

HOUR = 60 * 60
LONGEST_SKIP = 31 * 24 * HOUR


class ClockControl:
    """Puts the clock forward, then says so to whoever waits for deadlines."""

    def __init__(self, state: State, on_skip: Callable[[], object]) -> None:
        self._state = state
        self._on_skip = on_skip

    def routes(self) -> list[Route]:
        """Return the route that the page's control posts to."""
        return [Route("/clock/skip", self._skip, methods=["POST"])]

    async def _skip(self, request: Request) -> Response:
        clock = self._state.clock
        if not isinstance(clock, MovableClock):
            return JSONResponse({"ok": False, "error": "clock_is_fixed"}, 409)
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return JSONResponse({"ok": False, "error": "invalid_content_type"}, 415)
        try:
            seconds = float((await request.json()).get("seconds", HOUR))
        except (AttributeError, TypeError, ValueError):
            return JSONResponse({"ok": False, "error": "invalid_arguments"}, 400)
        if not 0 < seconds <= LONGEST_SKIP:
            return JSONResponse({"ok": False, "error": "invalid_arguments"}, 400)
        clock.advance(seconds)
        # In a thread, because a listener may post to this very workspace and wait for the answer.
        await asyncio.to_thread(self._on_skip)
        self._state.changes.touch(self._state.people)
        return JSONResponse({"ok": True, "now": clock()})
