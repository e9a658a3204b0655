"""Late acknowledgement: Slack is told that an event was heard once its answer stands.

Bolt acknowledges events before their listeners run; an answer that is lost then, as when the process is killed, is lost
for good. Until it is acknowledged, Slack delivers an event again. Slack waits for three seconds: what takes longer is
acknowledged before.
"""

import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

_LATEST_SECONDS = 2.0


class LateAck(Ack):
    """An acknowledgement that Bolt's own call leaves open, until `now` is called or time is up."""

    def __init__(self, ack: Ack) -> None:
        self._ack = ack
        self._timer = threading.Timer(_LATEST_SECONDS, self._ack)
        self._timer.daemon = True
        self._timer.start()

    @property
    def response(self) -> BoltResponse | None:
        """The answer, once there is one."""
        return self._ack.response

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        self._timer.cancel()
        self._ack.response = response

    def __call__(self, *arguments: Any, **named: Any) -> BoltResponse:  # noqa: ARG002, Bolt's signature
        """Leave it open."""
        return BoltResponse(status=HTTPStatus.OK)

    def now(self) -> None:
        """Acknowledge the event."""
        self._timer.cancel()
        self._ack()

    def not_now(self) -> None:
        """Let Slack deliver the event again, if that is still possible."""
        self.response = BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)


def acknowledge_late(context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002, the name by which Bolt passes it
    """Leave the acknowledgement of an event to its listener."""
    context["ack"] = LateAck(context.ack)
    next()
