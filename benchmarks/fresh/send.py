"""Send leads in at an even pace: `python -m benchmarks.fresh.send URL KEY LEADS PER_SECOND`.

LEADS has a lead with an external_id on each line, as JSON. It is sent when its time has come, however many are still
without an answer; every 20th is sent again a second after its answer, with the same Idempotency-Key.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from benchmarks.connections import Connections

_AGAIN_EVERY = 20
_AGAIN_AFTER_SECONDS = 1.0
_TASKS_AT_ONCE = 100
_TIMEOUT_SECONDS = 30.0


@dataclass
class Sent:
    """What became of the leads: seconds from their time to the answer, answers by external id, refusals by reason.

    It took `seconds` from the first one's time until the last answer, and `ended` then, in seconds since 1970.
    """

    times: list[float] = field(default_factory=list)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    answered_otherwise: int = 0
    seconds: float = 0.0
    ended: float = 0.0


class Sender:
    """Sends leads with an API key."""

    def __init__(self, url: str, key: str) -> None:
        self._api = Connections(url)
        self._authorization = {"Authorization": f"Bearer {key}"}
        self.sent = Sent()

    async def send(self, lead: dict[str, Any], at: float, *, again: bool) -> None:
        """Send a lead at a time of the monotonic clock, and if asked `again`: the answer must be the same."""
        await asyncio.sleep(at - time.monotonic())
        receipt = await self._post(lead)
        self.sent.times.append(time.monotonic() - at)
        self.sent.ended = time.time()
        if receipt is not None:
            self.sent.receipts[lead["external_id"]] = receipt
        if again:
            await asyncio.sleep(_AGAIN_AFTER_SECONDS)
            self.sent.repeated += 1
            self.sent.answered_otherwise += await self._post(lead) != receipt

    async def _post(self, lead: dict[str, Any]) -> dict[str, Any] | None:
        headers = self._authorization | {"Idempotency-Key": lead["external_id"]}
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                answer = await self._api.post("/leads", lead, headers)
        except (OSError, EOFError) as error:
            self.sent.refused[type(error).__name__] += 1
            return None
        if answer.status != HTTPStatus.ACCEPTED:
            self.sent.refused[str(answer.status)] += 1
            return None
        receipt: dict[str, Any] = answer.json()
        return receipt


async def send(url: str, key: str, leads: list[dict[str, Any]], per_second: float) -> Sent:
    """Send `leads`, so many a second, and return what became of them."""
    sender = Sender(url, key)
    begins = time.monotonic() + 0.5
    async with asyncio.TaskGroup() as sending:
        for number, lead in enumerate(leads):
            at = begins + number / per_second
            sending.create_task(sender.send(lead, at, again=number % _AGAIN_EVERY == 0))
            if number % _TASKS_AT_ONCE == 0:
                await asyncio.sleep(at - 1 - time.monotonic())
    sender.sent.seconds = sender.sent.ended - time.time() + time.monotonic() - begins
    return sender.sent


def main(url: str, key: str, leads: Path, per_second: float) -> None:
    """Print what became of the leads, as JSON."""
    everything = [json.loads(line) for line in leads.read_text().splitlines()]
    print(json.dumps(vars(asyncio.run(send(url, key, everything, per_second)))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4]))
