"""Deliveries: what Slack tells a bot, each with an ack to wait for, over sockets or to a request URL."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from cachetools import TTLCache

from localslack.faults import Faults
from localslack.journal import Ack, Journal

ACK_SECONDS = 3.0
POLL_INTERVAL = 0.02
REMEMBERED_SECONDS = 30 * 60
MAX_REMEMBERED = 10_000


class DeliveryFailed(Exception):
    """What a person did has not reached the app.

    `code` is what Slack's client shows, `retry_reason` what a retried event gives as its reason.
    """

    code: str
    retry_reason: str


class NotConnected(DeliveryFailed):
    """No app is connected, or nobody listens at its request URL."""

    code = "dispatch_failed"
    retry_reason = "connection_failed"


class NotAcked(DeliveryFailed):
    """The app did not acknowledge in time."""

    code = "operation_timeout"

    def __init__(self, retry_reason: str) -> None:
        super().__init__()
        self.retry_reason = retry_reason


class Refused(DeliveryFailed):
    """The app's request URL answered with an HTTP error."""

    code = "dispatch_failed"
    retry_reason = "http_error"


@dataclass(eq=False, slots=True)
class Delivery:
    """One envelope on its way: when it was sent, and its acks, the first of which counts."""

    envelope: dict[str, Any]
    sent_at: float
    retry: tuple[int, str] | None = None
    ack: asyncio.Future[dict[str, Any] | None] = field(default_factory=asyncio.Future)
    lost_acks: int = 0

    @property
    def id(self) -> str:
        """The envelope's id."""
        return str(self.envelope["envelope_id"])


class Carrier(Protocol):
    """Takes envelopes to the app."""

    @property
    def connected(self) -> bool:
        """Whether there is an app to take them to."""

    @property
    def timeout_reason(self) -> str:
        """What Slack calls it when the app takes too long this way."""

    async def send(self, delivery: Delivery) -> None:
        """Send an envelope; the ack, or why there will be none, is told to `Deliveries` later."""


class Deliveries:
    """Envelopes that wait for their ack, and those acknowledged within half an hour, which may be so again."""

    def __init__(self, clock: Callable[[], float], faults: Faults, journal: Journal) -> None:
        self._clock = clock
        self._faults = faults
        self._journal = journal
        self._known: TTLCache[str, Delivery] = TTLCache(MAX_REMEMBERED, REMEMBERED_SECONDS, timer=clock)
        self.carrier: Carrier

    @property
    def connected(self) -> bool:
        """Whether there is an app."""
        return self.carrier.connected

    async def deliver(
        self, kind: str, payload: dict[str, Any], *, accepts_response: bool, retry: tuple[int, str] | None = None
    ) -> dict[str, Any] | None:
        """Send an envelope and return the payload of its ack; raises DeliveryFailed.

        Only events carry a retry: how often they were sent before, and why again.
        """
        if not self.connected:
            raise NotConnected
        delivery_id = str(uuid.uuid4())
        envelope = {
            "envelope_id": delivery_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_response,
            **({} if retry is None else {"retry_attempt": retry[0], "retry_reason": retry[1]}),
        }
        delivery = self._known[delivery_id] = Delivery(envelope, self._clock(), retry)
        await self._dispatch(delivery)
        return await self._acked(delivery)

    async def acknowledge(self, delivery_id: str, payload: dict[str, Any] | None) -> None:
        """Take the app's ack of an envelope; one that is not known any more is nobody's."""
        delivery = self._known.get(delivery_id)
        if delivery is None:
            return
        self._record(delivery, payload, in_time=True)
        if delivery.lost_acks:
            delivery.lost_acks -= 1
            await self.carrier.send(delivery)
        elif not delivery.ack.done():
            delivery.ack.set_result(payload)

    def fail(self, delivery_id: str, failure: DeliveryFailed) -> None:
        """Take note that an envelope will have no ack."""
        delivery = self._known.get(delivery_id)
        if delivery is not None and not delivery.ack.done():
            delivery.ack.set_exception(failure)

    async def _dispatch(self, delivery: Delivery) -> None:
        twice = self._faults.next_delivery()
        delivery.lost_acks = 1 if twice and twice.first_ack_is_lost else 0
        await self.carrier.send(delivery)
        if twice and not twice.first_ack_is_lost:
            await self.carrier.send(delivery)

    async def _acked(self, delivery: Delivery) -> dict[str, Any] | None:
        while not delivery.ack.done():
            if self._clock() - delivery.sent_at >= ACK_SECONDS:
                delivery.ack.cancel()
                self._record(delivery, None, in_time=False)
                raise NotAcked(self.carrier.timeout_reason)
            # The workspace's clock may be advanced by a test, so no timer of the event loop can be trusted with it.
            await asyncio.wait([delivery.ack], timeout=POLL_INTERVAL)
        return delivery.ack.result()

    def _record(self, delivery: Delivery, payload: dict[str, Any] | None, *, in_time: bool) -> None:
        latency = self._clock() - delivery.sent_at if in_time else None
        self._journal.note_ack(Ack(delivery.id, delivery.envelope["type"], latency, payload))
