"""Receive Slack's requests over HTTP, an alternative to Socket Mode."""

import re
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import Clock, SignatureVerifier

from bot.http.bodies import read_body
from bot.http.problems import HttpProblem

PATH = "/slack/events"
"""The path for commands, interactivity and events."""

# Each request waits in Bolt for its acknowledgement and would exhaust the pool that the other routes share.
_WAITING = 64
_SIGNED_WITHIN_SECONDS = 300
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def slack_events(app: App, *, signing_secret: str, clock: Callable[[], float]) -> APIRouter:
    """Return the route that hands Slack's requests to the Bolt `app`.

    Requests that Slack did not sign within five minutes are refused here: Bolt would log their bodies.
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


def _not_signed() -> HttpProblem:
    detail = "Not signed by Slack: the signature or its timestamp is missing, wrong or too old."
    return HttpProblem(401, "Unauthorized", detail)


class _Signatures:
    def __init__(self, signing_secret: str, clock: Callable[[], float]) -> None:
        self._verifier = SignatureVerifier(signing_secret, _Clock(clock))
        self._clock = clock

    def may_be_right(self, request: Request) -> bool:
        """Return whether the headers justify reading the body."""
        timestamp, signature = _signed(request)
        # The verifier raises on a timestamp that is no number, and on a signature beyond ASCII.
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            return False
        return abs(self._clock() - int(timestamp)) <= _SIGNED_WITHIN_SECONDS

    def vouch_for(self, request: Request, body: bytes) -> bool:
        """Return whether Slack signed this body. The headers must have passed `may_be_right`."""
        try:
            return self._verifier.is_valid(body, *_signed(request))
        except UnicodeDecodeError:
            return False


def _signed(request: Request) -> tuple[str, str]:
    """Return the timestamp and the signature of a request."""
    headers = request.headers
    return headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")


class _Clock(Clock):
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock()
