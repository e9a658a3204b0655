"""A month under a fake clock: 100,000 leads, 50 people, a Slack that fails, and a bot that dies; is anything wrong?"""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import Row, Table, claim
from bot.alerts.alert import EventKind
from scoring.explain.scorer import Scorer
from tests.month.findings import wrong_at_the_end, wrong_by_now
from tests.month.record import Past, record
from tests.month.simulate_month import Month, Plan

_SHOWN = 10


def month_table(model: Path, leads: int, seed: int, folder: Path) -> Table:
    """Play a month of so many `leads` with the model in a folder, its database in `folder`, and return how it went."""
    with Month(Plan(seed, leads), Scorer.load(model), folder) as month:
        began = time.perf_counter()
        month.play(wrong_by_now)
        minutes = (time.perf_counter() - began) / 60
        wrong = [*month.found_at_midnight, *wrong_at_the_end(month)]
        pasts = record(month.bot.store)
    return Table(
        f"A month under a fake clock, from seed {seed}",
        ("asked", "reached"),
        (
            claim("no High lead unowned past escalation, none posted twice, every card right", holds=not wrong),
            *_counted(month, pasts),
            Row(("minutes it took", "", f"{minutes:.1f}")),
        ),
        tuple(wrong[:_SHOWN]),
    )


def _counted(month: Month, pasts: Sequence[Past]) -> list[Row]:
    happened = [one.event.kind for past in pasts for one in past.events]
    counts = {
        "leads sent in": month.plan.leads,
        "alerts": len(pasts),
        "of them in digests": sum(past.alert.digest_at is not None for past in pasts),
        "claims": happened.count(EventKind.CLAIMED),
        "people asked": happened.count(EventKind.ASKED),
        "escalations": happened.count(EventKind.ESCALATED),
        "buttons pressed too late": month.team.refused,
        "calls of Slack's Web API": month.calls,
        "messages that Slack accepted": len(month.posts),
        "deaths of the bot": month.lives - 1,
    }
    return [Row((title, "", f"{count:,}")) for title, count in counts.items()]
