"""Deliveries: a request that Slack delivers twice is served once, and answered twice alike."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

_SLACK_WAITS_SECONDS = 3


class LastingAck(Ack):
    """An acknowledgement that others can wait for, and that stays.

    Bolt takes it back when a listener fails right after it, and then lets Slack report a failure to somebody who was
    served; see slack_bolt.listener.thread_runner.
    """

    def __init__(self) -> None:
        self._answer: Future[BoltResponse] = Future()
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt declares no types here

    @property
    def response(self) -> BoltResponse | None:
        """The answer, once there is one."""
        return self._answer.result() if self._answer.done() else None

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        if response is not None and not self._answer.done():
            self._answer.set_result(response)

    def wait(self) -> BoltResponse:
        """Return the answer once there is one; raises TimeoutError when Slack waits no longer."""
        return self._answer.result(_SLACK_WAITS_SECONDS)


def serve_once(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002, the name by which Bolt passes it
    """Let a request through the first time; a repeated delivery does nothing, and gets the first one's answer."""
    ack = context["ack"] = LastingAck()
    key = delivery_key(body)
    first: LastingAck = ack if key is None else context["ledger"].first_of(key, ack)
    if first is ack:
        next()
        return None
    return first.wait()


def delivery_key(body: dict[str, Any]) -> Hashable | None:
    """Return what every delivery of a request has in common: its trigger, of which each click and submit has one."""
    return ("trigger", body["trigger_id"]) if "trigger_id" in body else None
