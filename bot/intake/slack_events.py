"""Slack's requests over HTTP, for those who prefer request URLs to Socket Mode."""

import re
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import Clock, SignatureVerifier

from bot.intake.bodies import read_body
from bot.intake.problems import Problem

PATH = "/slack/events"
"""Where commands, interactivity and events arrive."""

# Each waits in Bolt for its acknowledgement; the pool that all other routes share would run dry.
_WAITING = 64
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
        body = await read_body(request)
        if not signatures.vouch_for(request, body):
            raise Problem(
                401, "Unauthorized", "Not signed by Slack: the signature or its timestamp is missing, wrong or too old."
            )
        answer = await to_thread.run_sync(app.dispatch, to_bolt_request(request, body), limiter=threads)
        return to_starlette_response(answer)

    return router


class _Signatures:
    def __init__(self, signing_secret: str, clock: Callable[[], float]) -> None:
        self._verifier = SignatureVerifier(signing_secret, _Clock(clock))

    def vouch_for(self, request: Request, body: bytes) -> bool:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        # The verifier raises on a timestamp that is no number, a signature beyond ASCII, and bytes that are no text.
        if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


class _Clock(Clock):
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock()
