"""Many leads: `score_many` with all reasons, against the specification's way one lead at a time."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.leads import Stated
from benchmarks.process import Ran, run_fresh
from benchmarks.rounds import take_turns
from benchmarks.specified import SpecifiedScorer
from benchmarks.table import Row, Table, at_least, at_most, figure
from scoring.explain.scorer import Scorer

_SHARE_FOR_SPECIFIED = 200
_LAPS = 5


def many_table(scorer: Scorer, specified: SpecifiedScorer, leads: Sequence[Stated]) -> Table:
    """Return how many leads a second each way scores, in turns in one process; the specified one gets fewer leads."""
    known = list(map(scorer.fields.read, leads))
    few = leads[: len(leads) // _SHARE_FOR_SPECIFIED]
    ours, with_reading, loop = "score_many", "reading and score_many", "specified"
    contenders = {
        ours: lambda _: _exhaust(scorer.score_many(known)),
        with_reading: lambda _: _exhaust(scorer.score_many(map(scorer.fields.read, leads))),
        loop: lambda _: _exhaust(map(specified.predict_single, few)),
    }
    times = take_turns(contenders, range(_LAPS + 1), warm_up=1)
    counts = {ours: len(leads), with_reading: len(leads), loop: len(few)}
    rates = {name: count / times[name].median for name, count in counts.items()}
    return Table(
        f"Leads a second with all reasons: {len(leads):,} leads, medians of {_LAPS} laps, {os.cpu_count()} cores",
        ("asked", "reached", "specified"),
        (
            figure(ours, rates[ours], rates[loop], goal=at_least(20_000), form="{:,.0f}"),
            figure(with_reading, rates[with_reading], form="{:,.0f}"),
            figure("times as fast as specified", rates[ours] / rates[loop], goal=at_least(100), form="{:,.0f}"),
        ),
        (f"specified: predict_single on {len(few):,} leads, one after the other; it gives no reasons.",),
    )


def process_table(model: Path, leads: int, many: int, cores: Sequence[int]) -> Table:
    """Return the rate of fresh processes that may use so many `cores`, and the memory of one that scores `many`."""
    rates = [_rate(f"leads a second, cores: {few}", run_fresh("score_many", model, leads, few)) for few in cores]
    ran = run_fresh("score_many", model, many, max(cores))
    return Table(
        f"score_many in a process of its own, {leads:,} leads made as they are needed",
        ("asked", "reached"),
        (
            *rates,
            _rate(f"leads a second, {many:,} leads", ran),
            figure(f"memory at most, {many:,} leads, MB", ran.peak_mb, goal=at_most(1000), form="{:,.0f}"),
        ),
    )


def _rate(title: str, ran: Ran) -> Row:
    return figure(title, ran.answer["leads"] / ran.answer["scoring"], form="{:,.0f}")


def _exhaust(things: Iterable[object]) -> None:
    for _ in things:
        pass
