"""Deliveries: what Slack sends to an app, and the acknowledgements it waits for."""

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
    """The app was not reached.

    `code` is the error that Slack's client shows, `retry_reason` the reason that a retried event gives.
    """

    code: str
    retry_reason: str


class NotConnected(DeliveryFailed):
    """No app is connected, or none listens at the request URL."""

    code = "dispatch_failed"
    retry_reason = "connection_failed"


class NotAcked(DeliveryFailed):
    """The app did not acknowledge in time."""

    code = "operation_timeout"

    def __init__(self, retry_reason: str) -> None:
        super().__init__()
        self.retry_reason = retry_reason


class RejectedDelivery(DeliveryFailed):
    """The app's request URL answered with an HTTP error."""

    code = "dispatch_failed"
    retry_reason = "http_error"


@dataclass(eq=False, slots=True)
class Delivery:
    """One envelope on its way: when it was sent, and its first acknowledgement."""

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
        """Whether an app is there."""

    @property
    def timeout_reason(self) -> str:
        """The reason that Slack gives when the app takes too long this way."""

    async def send(self, delivery: Delivery) -> None:
        """Send an envelope. `Deliveries` gets the acknowledgement later, or why there is none."""


class Deliveries:
    """Envelopes that wait for their acknowledgement, and those of the last half hour, which may get another one."""

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

        Only events carry a retry: how often they were sent before, and why they are sent again.
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
        """Accept the app's acknowledgement of an envelope; ignore one of an unknown envelope."""
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
        """Note that an envelope will not be acknowledged."""
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
            # A test may move the workspace's clock, so a timer of the event loop would be wrong.
            await asyncio.wait([delivery.ack], timeout=POLL_INTERVAL)
        return delivery.ack.result()

    def _record(self, delivery: Delivery, payload: dict[str, Any] | None, *, in_time: bool) -> None:
        latency = self._clock() - delivery.sent_at if in_time else None
        self._journal.note_ack(Ack(delivery.id, delivery.envelope["type"], latency, payload))
