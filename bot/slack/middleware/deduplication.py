"""Deliveries: a request that Slack delivers twice is served once, and answered twice alike, by whichever replica."""

import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from bot.context import Services
from bot.store.idempotency import Ledger

_SLACK_WAITS_SECONDS = 3
_GLANCE_SECONDS = 0.02
_KINDS = {"block_actions": "button", "view_submission": "form", "shortcut": "shortcut", "message_action": "shortcut"}

# Who had the request died before answering, and Slack, which repeats events after a minute, has it served again.
_ABANDONED_AFTER = timedelta(seconds=30)


class LastingAck(Ack):
    """An acknowledgement that stays; `keep` is called with it, once.

    Bolt takes it back when a listener fails right after it, and then lets Slack report a failure to somebody who was
    served; see slack_bolt.listener.thread_runner.
    """

    def __init__(self, keep: Callable[[BoltResponse], None]) -> None:
        self._keep = keep
        self._response: BoltResponse | None = None
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt declares no types here

    @property
    def response(self) -> BoltResponse | None:
        """The answer, once there is one."""
        return self._response

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        if response is not None and self._response is None:
            self._response = response  # Bolt sends it from now on, while it is being kept
            self._keep(response)


def serve_once(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002, the name by which Bolt passes it
    """Let a request through the first time; a repeated delivery does nothing, and gets the first one's answer."""
    key = delivery_key(body)
    services: Services = context["services"]
    ledger = services.store.ledger
    if key is not None and not ledger.first(key, at=services.now, abandoned_after=_ABANDONED_AFTER):
        return _first_answer(key, ledger)
    received = time.perf_counter()

    def keep(answer: BoltResponse) -> None:
        services.metrics.acked(_kind(body), time.perf_counter() - received)
        _keep(answer, key, ledger)

    context["ack"] = LastingAck(keep)
    next()
    return None


def _kind(body: dict[str, Any]) -> str:
    return "command" if "command" in body else "event" if "event" in body else _KINDS.get(body.get("type", ""), "other")


def delivery_key(body: dict[str, Any]) -> str | None:
    """Return what every delivery of a request has in common: its trigger, which each click has, or its event."""
    if "trigger_id" in body:
        return f"trigger:{body['trigger_id']}"
    return f"event:{body['event_id']}" if "event_id" in body else None


def _keep(answer: BoltResponse, key: str | None, ledger: Ledger) -> None:
    if key is not None:
        ledger.answer(key, {"status": answer.status, "body": answer.body, "headers": dict(answer.headers)})


def _first_answer(key: str, ledger: Ledger) -> BoltResponse:
    """Return what the first delivery was answered, or, once Slack waits no longer, nothing that acknowledges it."""
    deadline = time.monotonic() + _SLACK_WAITS_SECONDS
    while (kept := ledger.answer_of(key)) is None:
        if time.monotonic() > deadline:
            return BoltResponse(status=HTTPStatus.GATEWAY_TIMEOUT)
        time.sleep(_GLANCE_SECONDS)
    return BoltResponse(status=kept["status"], body=kept["body"], headers=kept["headers"])
