"""A second field set, which shares nothing with real estate, leads made up for it, and a model trained on them.

It has a choice, a fraction, a quantity that may be negative, and one whose missing value means something: no trial
lesson is the worst sign there is. It has no money and no age.
"""

from pathlib import Path

import numpy as np

from scoring.explain.score import TIERS
from scoring.fields.field_set import FieldSet
from training.data import LeadsFile, parse_leads

MUSIC_SCHOOL_FILE = Path(__file__).parent / "data" / "music_school.toml"
MUSIC_SCHOOL = FieldSet.load(MUSIC_SCHOOL_FILE)

_ROWS = 1_500
_SHARES = (0.25, 0.4)  # of High and of Medium


def student_lines(rows: int = _ROWS, seed: int = 7) -> list[str]:
    """Return a CSV file of made-up leads with their tiers, line by line."""
    random = np.random.default_rng(seed)
    instrument = random.integers(0, 4, rows)
    missed = (random.beta(1.5, 5, rows)).round(3)
    change = random.integers(-5, 6, rows)
    weeks = random.integers(0, 40, rows)
    had_trial = random.random(rows) < 0.6
    siblings = random.poisson(0.6, rows).clip(0, 12)
    owns = random.random(rows) < 0.5
    points = (
        np.array([2.0, 0.5, 1.5, -1.0])[instrument]
        - 6 * missed
        + 0.5 * change
        + np.where(had_trial, 2.5 - 0.06 * weeks, -2.5)
        + 0.8 * siblings
        + 1.2 * owns
        + random.normal(0, 1, rows)
    )
    high, medium = (np.quantile(points, 1 - share) for share in (_SHARES[0], sum(_SHARES)))
    tiers = np.array(TIERS)[np.where(points >= high, 0, np.where(points >= medium, 1, 2))]
    options = ("piano", "guitar", "violin", "drums")
    cells = zip(instrument, missed, change, weeks, had_trial, siblings, owns, tiers, strict=True)
    return [
        "instrument,lessons_missed,grade_change,weeks_since_trial,siblings,owns_instrument,lead_score",
        *(f"{options[i]},{m},{c},{w if trial else ''},{s},{int(o)},{tier}" for i, m, c, w, trial, s, o, tier in cells),
    ]


def student_file() -> LeadsFile:
    """Return the made-up leads as training reads them."""
    content = "\n".join(student_lines()).encode()
    return parse_leads(content, Path("students.csv"), MUSIC_SCHOOL)
