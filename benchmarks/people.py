"""People in Slack who press at once, and how long each waits."""

import asyncio
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from benchmarks.connections import Connections
from benchmarks.leads import Stated
from bot.slack.names import CLAIM, SCORE_COMMAND
from localslack.people import BOT_USER_ID
from scoring.fields.field import YesNo
from scoring.fields.field_set import load_real_estate

SALES = "C0SALES"
HOT_LEADS = "C0HOTLEADS"

_ALERT_BLOCK = "alert"
_TIMEOUT_SECONDS = 10.0
_POLL_INTERVAL = 1.0  # when each answer came is written on it


@dataclass(frozen=True)
class Deed:
    """What a person does in a channel, as the workspace's page would tell it."""

    person: str
    channel: str
    name: str
    asked: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Press:
    """A deed that was done, `at` a time in seconds since 1970."""

    deed: Deed
    at: float


def send(person: str, text: str) -> Deed:
    """Return the deed of typing something in #sales."""
    return Deed(person, SALES, "send", {"text": text})


def score(person: str, lead: str, facts: Stated) -> Deed:
    """Return the deed of scoring a lead of this name."""
    return send(person, f"{SCORE_COMMAND} {lead}, {', '.join(_said(name, value) for name, value in facts.items())}")


def claim(person: str, card: str) -> Deed:
    """Return the deed of pressing Claim on a card, by its ts."""
    return Deed(person, HOT_LEADS, "click", {"ts": card, "block_id": _ALERT_BLOCK, "action_id": CLAIM})


def _said(name: str, value: int) -> str:
    what = load_real_estate()[name]
    return f"{what.title} {('no', 'yes')[value] if isinstance(what, YesNo) else value}"


class People:
    """People at the page of a workspace."""

    def __init__(self, url: str) -> None:
        self._page = Connections(url)

    def close(self) -> None:
        """Let go of the connections."""
        self._page.close()

    async def do_at_once(self, deeds: Iterable[Deed]) -> list[Press]:
        """Do all of it at once, and return when the last was acknowledged or failed."""
        return [press for press in await asyncio.gather(*map(self.do, deeds)) if press is not None]

    async def do(self, deed: Deed) -> Press | None:
        """Do it, and return when it was acknowledged or failed; None where the button is gone already."""
        at = time.time()
        asked = {"channel": deed.channel} | deed.asked
        done = await self._page.post(f"/person/{deed.person}/{deed.name}", asked)
        if done.status == HTTPStatus.NOT_FOUND and deed.name == "click":
            return None
        if done.status != HTTPStatus.OK:
            raise ValueError(f"{deed}: {done}")
        return Press(deed, at)

    async def waits(self, presses: Sequence[Press]) -> list[float | None]:
        """Return after how many seconds each got a private answer, None where there was none in ten seconds."""
        deadline = time.time() + _TIMEOUT_SECONDS
        waits = [await self._wait(press) for press in presses]
        while None in waits and time.time() < deadline:
            await asyncio.sleep(_POLL_INTERVAL)
            waits = [
                await self._wait(press) if wait is None else wait for wait, press in zip(waits, presses, strict=True)
            ]
        return waits

    async def _wait(self, press: Press) -> float | None:
        screen = (await self._page.get(f"/person/{press.deed.person}/screen")).json()
        here = next(one for one in screen["conversations"] if one["id"] == press.deed.channel)
        answers = [float(one["ts"]) for one in here["messages"] if one["ephemeral"] and one["user"] == BOT_USER_ID]
        return min((at - press.at for at in answers if at >= press.at), default=None)
