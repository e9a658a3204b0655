"""Slack's requests over HTTP, for those who prefer request URLs to Socket Mode."""

import re
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import Clock, SignatureVerifier

from bot.http.bodies import read_body
from bot.http.problems import Problem

PATH = "/slack/events"
"""Where commands, interactivity and events arrive."""

# Each waits in Bolt for its acknowledgement; the pool that all other routes share would run dry.
_WAITING = 64
_SIGNED_WITHIN_SECONDS = 300
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def slack_events(app: App, *, signing_secret: str, clock: Callable[[], float]) -> APIRouter:
    """Return the route on which Slack reaches the Bolt `app`.

    What Slack did not sign within the last five minutes is refused here: Bolt would log the whole of it.
    """
    router = APIRouter()
    signatures = _Signatures(signing_secret, clock)
    threads = CapacityLimiter(_WAITING)

    @router.post(PATH, include_in_schema=False)
    async def receive(request: Request) -> Response:
        if not signatures.may_be_right(request):
            raise _not_signed()
        body = await read_body(request)
        if not signatures.vouch_for(request, body):
            raise _not_signed()
        answer = await to_thread.run_sync(app.dispatch, to_bolt_request(request, body), limiter=threads)
        return to_starlette_response(answer)

    return router


def _not_signed() -> Problem:
    detail = "Not signed by Slack: the signature or its timestamp is missing, wrong or too old."
    return Problem(401, "Unauthorized", detail)


class _Signatures:
    def __init__(self, signing_secret: str, clock: Callable[[], float]) -> None:
        self._verifier = SignatureVerifier(signing_secret, _Clock(clock))
        self._clock = clock

    def may_be_right(self, request: Request) -> bool:
        """Whether the headers are worth reading the body for."""
        timestamp, signature = _signed(request)
        # The verifier raises on a timestamp that is no number, and on a signature beyond ASCII.
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            return False
        return abs(self._clock() - int(timestamp)) <= _SIGNED_WITHIN_SECONDS

    def vouch_for(self, request: Request, body: bytes) -> bool:
        """Whether Slack signed this body; asked only of headers that may be right."""
        try:
            return self._verifier.is_valid(body, *_signed(request))
        except UnicodeDecodeError:
            return False


def _signed(request: Request) -> tuple[str, str]:
    """Return the time at which a request was signed, and the signature."""
    headers = request.headers
    return headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")


class _Clock(Clock):
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock()
