"""The leads that benchmarks score: fresh ones of the generator, which no training has seen."""

from collections.abc import Iterator

import numpy as np

from benchmarks.process import ROOT
from training.data import LabelledLeads
from training.synthetic import draw_leads

LEADS_FILE = ROOT / "tests" / "data" / "leads.csv"
"""The specification's leads."""

FRESH_SEED = 20_261_122
"""Used nowhere else; chosen before anything was measured with it."""

Stated = dict[str, int]
"""A lead as a caller states it: by field name."""


def fresh_leads(rows: int) -> LabelledLeads:
    """Return `rows` leads that nothing was trained on."""
    return draw_leads(rows, FRESH_SEED)


def stated(leads: LabelledLeads) -> Iterator[Stated]:
    """Yield each of `leads` as a caller states it."""
    names = [feature.name for feature in leads.known]
    for row in leads.features.astype(np.int64).tolist():
        yield dict(zip(names, row, strict=True))


def called(number: int) -> str:
    """Return a name for the lead of this number, as people have them: without digits, and each its own."""
    letters = [chr(ord("a") + number // 26**place % 26) for place in range(4)]
    return f"Kim {''.join(letters).capitalize()}"
