"""Questions: how many it takes until a tier is certain, the most telling first and in the order of the form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import mean
from time import perf_counter

import numpy as np

from benchmarks.leads import stated
from benchmarks.table import Row, Table, at_least, at_most, figure
from scoring.explain.next_question import WORTH_ASKING, Question
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from training.data import LabelledLeads

STARTS: Mapping[str, int] = {"nothing known": 0, "three facts known": 3, "half known": 6}
"""Of how many facts, drawn at random, it begins."""

_SEED = 20_261_122
_FEWER = at_least(0.30)
_MILLISECONDS = at_most(30)

Order = Callable[[Scorer, Lead], Question]


def most_telling(scorer: Scorer, lead: Lead) -> Question:
    """Return the question that the bot asks."""
    question = scorer.next_question(lead)
    if question is None:
        raise ValueError("no question is left")
    return question


def as_in_the_form(scorer: Scorer, lead: Lead) -> Question:
    """Return the question for the first fact of the form that is unknown."""
    return Question.about(next(feature for feature in scorer.features if feature.name not in lead.values), inf)


@dataclass(frozen=True)
class Course:
    """How many questions it took until the tier was `settled`, and until it was `right`, never to change again.

    After `worthwhile` ones no other was worth asking, and the tier shown was or was not the `last`. `seconds` are what
    finding each question took.
    """

    settled: int
    right: int
    worthwhile: int
    last: bool
    seconds: tuple[float, ...]


def ask(scorer: Scorer, whole: Lead, half: Lead, order: Order) -> Course:
    """Return how it goes when the facts that `half` lacks of `whole` are asked for in this order."""
    scores, gains, seconds = [scorer.score(half)], [], []
    while not scores[-1].settled:
        began = perf_counter()
        question = order(scorer, half)
        seconds.append(perf_counter() - began)
        gains.append(question.gain)
        half = scorer.fields.update(half, {question.feature.name: whole.get(question.feature.name)})
        scores.append(scorer.score(half))
    wrong = [at for at, score in enumerate(scores) if score.tier is not scores[-1].tier]
    worthwhile = next((at for at, gain in enumerate(gains) if gain < WORTH_ASKING), len(gains))
    return Course(len(gains), max(wrong, default=-1) + 1, worthwhile, worthwhile not in wrong, tuple(seconds))


def questions_table(name: str, scorer: Scorer, fresh: LabelledLeads) -> Table:
    """Return how many questions it takes for the leads in `fresh`, so named, from each start."""
    rows: list[Row] = []
    seconds: list[float] = []
    leads = [scorer.fields.read(facts) for facts in stated(fresh)]
    for start, known in STARTS.items():
        halves = _half_known(scorer.fields, leads, known)
        telling = [ask(scorer, *pair, most_telling) for pair in zip(leads, halves, strict=True)]
        formal = [ask(scorer, *pair, as_in_the_form) for pair in zip(leads, halves, strict=True)]
        rows += _rows(start, telling, formal)
        seconds += [second for course in telling for second in course.seconds]
    slowest = 1e3 * float(np.percentile(seconds, 99))
    return Table(
        f"Questions asked of {len(fresh):,} {name}, mean",
        ("asked", "fewer by", "most telling first", "in the form's order"),
        (*rows, figure("milliseconds to find a question, 99th percentile", slowest, goal=_MILLISECONDS, form="{:.2f}")),
        (
            "Certain: no answer could change the tier any more. For good: the tier shown is that one, and stays so.",
            f"Worth asking: the answer is expected to tell at least {WORTH_ASKING} bits of the tier.",
        ),
    )


def _half_known(fields: FieldSet, leads: Sequence[Lead], known: int) -> list[Lead]:
    """Return each lead with so many of its facts, drawn at random."""
    random = np.random.default_rng(_SEED)
    names = [feature.name for feature in fields.features]
    return [fields.update(lead, dict.fromkeys(random.permutation(names)[known:].tolist())) for lead in leads]


def _rows(start: str, telling: Sequence[Course], formal: Sequence[Course]) -> list[Row]:
    settled, right, worthwhile = (
        _compared([getattr(one, name) for one in telling], [getattr(one, name) for one in formal])
        for name in ("settled", "right", "worthwhile")
    )
    return [
        figure(f"{start}: until the tier is certain", *settled, goal=_FEWER, form="{:.2f}"),
        figure(f"{start}: until it is right for good", *right, goal=_FEWER, form="{:.2f}"),
        figure(f"{start}: worth asking", *worthwhile, form="{:.2f}"),
        figure(f"{start}: leads whose tier would still change", mean(not one.last for one in telling), form="{:.3f}"),
    ]


def _compared(telling: Sequence[int], formal: Sequence[int]) -> tuple[float, float, float]:
    """Return by which share the former are fewer than the latter on average, and both means."""
    ours, theirs = mean(telling), mean(formal)
    return 1 - ours / theirs if theirs else 0.0, ours, theirs
