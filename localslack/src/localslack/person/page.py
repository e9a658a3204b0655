"""The page itself: its files, the files that people are shown, and its control of the clock."""

import asyncio
import os
from collections.abc import Callable
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from localslack.clock import MovableClock
from localslack.files.state import UNKNOWN_KIND, File
from localslack.state import State

# Windows guesses types from its registry, where .js is often text/plain, which no browser runs as a module.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class PageFiles(StaticFiles):
    """Static files that a browser asks for each time, so that an upgrade never mixes modules of two versions."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file, or with 304 if the browser has it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        if "content-type" in response.headers:
            guessed = response.headers["content-type"]
            response.headers["content-type"] = TYPES.get(PurePath(full_path).suffix, guessed)
        return response


PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})
"""Types that a page may draw. Anything else, such as an SVG with a script, is only downloaded."""


class ShownFiles:
    """Serves a file to people who can read a message that shows it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[Route]:
        """Return the route under /person/{person}/."""
        return [Route("/person/{person}/file/{file}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        file = self._shown_to(request.path_params["person"], request.path_params["file"])
        if file is None:
            return PlainTextResponse("file_not_found", 404)
        is_picture = file.kind in PICTURES
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if is_picture else "attachment"}
        return Response(file.content, media_type=file.kind if is_picture else UNKNOWN_KIND, headers=headers)

    def _shown_to(self, person: str, file_id: str) -> File | None:
        return next(
            (
                file
                for conversation in self._state.conversations.values()
                if person in conversation.members
                for message in conversation.visible_to(person)
                for file in message.files
                if file.id == file_id and not file.is_deleted
            ),
            None,
        )


HOUR = 60 * 60
LONGEST_SKIP = 31 * 24 * HOUR


class ClockControl:
    """Puts the clock forward, then notifies whoever waits for deadlines."""

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
        # In a thread: a listener may post to this workspace and wait for the answer.
        await asyncio.to_thread(self._on_skip)
        self._state.changes.touch(self._state.people)
        return JSONResponse({"ok": True, "now": clock()})
