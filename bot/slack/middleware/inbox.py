"""Store before acknowledgement: a request from Slack is in the inbox before anybody is told that it was taken.

The listener runs at once. When it has finished, the request is done, and what it said is cleared. If the process dies
in between, another one dispatches the stored request again, with an acknowledgement that goes nowhere: the person gets
the answer as a message. A repeated delivery does nothing, and gets the first one's acknowledgement.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.listener.listener_completion_handler import ListenerCompletionHandler
from sqlalchemy.exc import SQLAlchemyError

from bot.delivery.inbox import Hands
from bot.delivery.ports import TryLater
from bot.log import new_reference
from bot.store.inbox import Payload, Request, RequestKind

log = logging.getLogger(__name__)

_ACK_TIMEOUT = (
    2.5  # Slack waits for three seconds; a listener that takes longer is acknowledged; its answer follows as a message
)
_POLL_INTERVAL = 0.02
_MIN_PAUSE, _MAX_PAUSE = timedelta(seconds=2), timedelta(minutes=1)
_KINDS = {
    "block_actions": RequestKind.BUTTON,
    "view_submission": RequestKind.FORM,
    "shortcut": RequestKind.SHORTCUT,
    "message_action": RequestKind.SHORTCUT,
}
_ANSWERED_WITH_WORDS = {RequestKind.COMMAND, RequestKind.FORM}
_MESSAGE_KEPT = ("ts", "thread_ts")
_VIEW_KEPT = ("id", "type", "callback_id", "private_metadata")


class StoredAck(Ack):
    """The acknowledgement of a stored request: it stays, and it is given in time.

    Bolt takes an acknowledgement back when a listener fails right after it, and then lets Slack report a failure to
    somebody who was served; see slack_bolt.listener.thread_runner. `keep` is called with it, once.
    """

    def __init__(
        self, keep: Callable[[BoltResponse], None], *, in_time: bool, given: BoltResponse | None = None
    ) -> None:
        self._keep = keep
        self._deadline = time.monotonic() + _ACK_TIMEOUT if in_time else None
        self._response: BoltResponse | None = None
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt declares no types here
        self._response = given

    @property
    def response(self) -> BoltResponse | None:
        """The acknowledgement, once there is one; Bolt asks for it while Slack waits."""
        if self._response is None and self._deadline is not None and time.monotonic() > self._deadline:
            self.response = BoltResponse(status=HTTPStatus.OK)
        return self._response

    @response.setter
    def response(self, response: BoltResponse | None) -> None:
        if response is not None and self._response is None:
            self._response = response  # Bolt sends it from now on, while it is being kept
            self._keep(response)


def give_reference(body: Payload, context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002, the name by which Bolt passes it
    """Give the request a reference, under which everything done for it is logged, and log what it is by ids."""
    new_reference()
    log.info("%s by %s in %s", _name_of(body), context.user_id or "nobody", context.channel_id or "no channel")
    next()


def store_request(body: Payload, context: BoltContext, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002, the name by which Bolt passes it
    """Store a request and let it through; a repeated delivery does nothing, and gets the first one's answer."""
    hands: Hands = context["hands"]
    again: Request | None = context.get("stored")
    if again is not None:
        context["ack"] = StoredAck(_forget, in_time=False, given=BoltResponse(status=HTTPStatus.OK))
    elif (new := _request(body, context["now"])) is not None:
        if not hands.inbox.receive(new):
            return _first_answer(new.key, hands)
        context["stored"] = new
        context["ack"] = StoredAck(
            partial(_keep, new, context, time.perf_counter()), in_time=new.kind is not RequestKind.FORM
        )
    context["once"] = partial(_once, context)
    next()
    return None


def finish_request(context: BoltContext) -> None:
    """Mark the request as worked off: its listener has finished, or none will run."""
    stored: Request | None = context.get("stored")
    if stored is None:
        return
    hands: Hands = context["hands"]
    pause: timedelta | None = context.get("again_after")
    if pause is None:
        hands.finish(stored.key)
    else:
        hands.postpone(stored.key, pause)


def put_off(context: BoltContext, error: TryLater) -> bool:
    """Have the request worked on again, as Slack keeps us from answering it now; return whether that is possible."""
    stored: Request | None = context.get("stored")
    if stored is None:
        return False
    waited = context["now"] - stored.received_at
    pause = timedelta(seconds=error.seconds) if error.seconds is not None else min(max(waited, _MIN_PAUSE), _MAX_PAUSE)
    log.warning("%s is worked on again in %.0f s: %s", stored.key, pause.total_seconds(), error)
    context["again_after"] = pause
    return True


def has_listener(context: BoltContext) -> bool:
    """Return whether a listener runs, at whose end the request is finished."""
    return bool(context.get("has_listener"))


def finish_with_listeners(app: App) -> None:
    """Have the app finish each request when its listener has finished."""
    runner = app.listener_runner
    runner.listener_completion_handler = _Finished()
    runner.run = partial(_run_alone, runner.run)  # type: ignore[method-assign]  # Bolt makes its runner itself


def request_key(body: Payload) -> str | None:
    """Return what every delivery of a request has in common: its trigger, which each click has, or its event."""
    if "trigger_id" in body:
        return f"trigger:{body['trigger_id']}"
    return f"event:{body['event_id']}" if "event_id" in body else None


def _run_alone(run: Callable[..., BoltResponse | None], request: BoltRequest, **named: Any) -> BoltResponse:
    """Run a listener and no other: Bolt goes on to the next one that matches when an acknowledgement is late."""
    request.context["has_listener"] = True
    return run(request=request, **named) or BoltResponse(status=HTTPStatus.GATEWAY_TIMEOUT)


class _Finished(ListenerCompletionHandler):
    def handle(self, request: BoltRequest, response: BoltResponse | None) -> None:  # noqa: ARG002, Bolt's signature
        finish_request(request.context)


def _request(body: Payload, now: datetime) -> Request | None:
    key = request_key(body)
    return None if key is None else Request(key, _kind(body), _trimmed(body), now)


def _name_of(body: Payload) -> str:
    """Return the name of what was asked for, which is one of the app's own."""
    if "actions" in body:
        return str(body["actions"][0]["action_id"])
    if "event" in body:
        return str(body["event"]["type"])
    return str(body.get("command") or body.get("callback_id") or body.get("view", {}).get("callback_id"))


def _kind(body: Payload) -> RequestKind:
    if "command" in body:
        return RequestKind.COMMAND
    return RequestKind.EVENT if "event" in body else _KINDS.get(body.get("type", ""), RequestKind.OTHER)


def _trimmed(body: Payload) -> Payload:
    """Return what is stored: no verification token, and for a button not the message around it, which shows leads."""
    kept = {name: value for name, value in body.items() if name != "token"}
    if _kind(body) is RequestKind.BUTTON:
        kept.pop("state", None)
        for name, names in (("message", _MESSAGE_KEPT), ("view", _VIEW_KEPT)):
            if body.get(name):
                kept[name] = {each: body[name][each] for each in names if each in body[name]}
    return kept


def _keep(request: Request, context: BoltContext, received: float, answer: BoltResponse) -> None:
    context["metrics"].acked(request.kind.value, time.perf_counter() - received)
    if answer.body:
        hands: Hands = context["hands"]
        kept = {"status": answer.status, "body": answer.body, "headers": dict(answer.headers)}
        try:
            hands.inbox.acknowledge(request.key, kept)
        except SQLAlchemyError as trouble:  # it goes out all the same; a second delivery gets none
            log.warning("an acknowledgement was not kept: %s", type(trouble).__name__)


def _forget(_: BoltResponse) -> None:
    """Nobody waits for it."""


def _first_answer(key: str, hands: Hands) -> BoltResponse:
    """Return what the first delivery was answered; only a command and a form may be answered with words.

    A form must not close by an empty answer if the first one has errors for it.
    """
    deadline = time.monotonic() + _ACK_TIMEOUT
    while (known := hands.inbox.receipt(key)) is not None:
        if known.answer is not None:
            return BoltResponse(**known.answer)
        if known.is_done or known.kind not in _ANSWERED_WITH_WORDS:
            break
        if time.monotonic() > deadline:
            is_form = known.kind is RequestKind.FORM
            return BoltResponse(status=HTTPStatus.GATEWAY_TIMEOUT if is_form else HTTPStatus.OK)
        time.sleep(_POLL_INTERVAL)
    return BoltResponse(status=HTTPStatus.OK)


@contextmanager
def _once(context: BoltContext, key: str) -> Iterator[bool]:
    hands: Hands = context["hands"]
    with hands.inbox.once(key, by=context["stored"].key, at=context["now"]) as is_first:
        yield is_first
