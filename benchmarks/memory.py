"""Memory: what the bot holds while leads arrive, people score and claim, for minutes on end."""

import asyncio
import json
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from statistics import median

from benchmarks.fixture import ANY_RATE, Office, open_office
from benchmarks.leads import Stated, called
from benchmarks.people import Deed, People, claim, score, send
from benchmarks.process import PYTHON, ROOT
from benchmarks.send_latency import write_leads
from benchmarks.table import Table, at_most, figure
from bot.slack.names import SCORE_COMMAND

_PEOPLE = 10
_LEADS_A_SECOND = 20
_MINUTE = 60
_MAX_GROWTH = 1.05
_FIRST_TYPED = 200_000


@dataclass
class Load:
    """What was done to the bot, and the memory it held each second, in megabytes."""

    resident: list[float] = field(default_factory=list)
    presses: int = 0


def memory_table(model: Path, facts: Sequence[Stated], database_url: str, folder: Path, *, minutes: float) -> Table:
    """Return what the bot holds in the first, the middle and the last third of so many `minutes` of load."""
    seconds = round(minutes * _MINUTE)
    sent = [lead for lead, _ in zip(cycle(facts), range(seconds * _LEADS_A_SECOND), strict=False)]
    with open_office(model, database_url, folder, people=_PEOPLE, post_rate=ANY_RATE) as office:
        file = write_leads(folder / "sent.jsonl", sent)
        sender = [str(PYTHON), "-m", "benchmarks.fresh.send", office.api, office.key, str(file), str(_LEADS_A_SECOND)]
        with subprocess.Popen(sender, cwd=ROOT, env={}, stdout=subprocess.PIPE, text=True) as sending:
            load = asyncio.run(_press_and_look(office, facts, seconds))
            said = json.loads(sending.communicate()[0])
    third = len(load.resident) // 3
    first, middle, last = (median(load.resident[at * third : (at + 1) * third]) for at in range(3))
    return Table(
        f"Memory of the bot in {minutes:g} minutes of load",
        ("asked", "reached"),
        (
            figure("leads sent in", len(said["receipts"]), form="{:,.0f}"),
            figure("presses in Slack", load.presses, form="{:,.0f}"),
            figure("at the beginning, MB", load.resident[0], form="{:.0f}"),
            figure("median of the first third, MB", first, form="{:.0f}"),
            figure("of the middle third, MB", middle, form="{:.0f}"),
            figure("of the last third, MB", last, form="{:.0f}"),
            figure("most, MB", max(load.resident), form="{:.0f}"),
            figure("last third to middle third", last / middle, goal=at_most(_MAX_GROWTH), form="{:.3f}"),
        ),
        ("Every second 20 leads over HTTP, a lead scored, the board shown, and an alert claimed in Slack.",),
    )


async def _press_and_look(office: Office, facts: Sequence[Stated], seconds: int) -> Load:
    """Press every second, and see what the bot holds, for so many seconds."""
    people, load = People(office.workspace.url), Load()
    typed = zip(map(called, count(_FIRST_TYPED)), cycle(facts), strict=False)
    ends = time.monotonic() + seconds
    for person in cycle([person.id for person in office.people]):
        tick = asyncio.create_task(asyncio.sleep(1))
        load.resident.append(office.resident_mb)
        deeds = [score(person, *next(typed)), send(person, f"{SCORE_COMMAND} board"), *_claim(office, person)]
        load.presses += len(await people.do_at_once(deeds))
        await tick
        if time.monotonic() >= ends:
            break
    people.close()
    return load


def _claim(office: Office, person: str) -> list[Deed]:
    """Return the claim of the alert that has been nobody's for longest, if there is one."""
    return [claim(person, alert.ts) for alert in office.store.alerts.unowned(most=1) if alert.ts is not None]
