"""Versions: how fast other versions of XGBoost explain the same models, and whether they say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.process import PYTHON, run_fresh
from benchmarks.table import Row, Table, figure
from scoring.model.artifact import MODEL_FILE
from scoring.scaling import Floats, scaled
from training.data import LabelledLeads
from training.model import Model


@dataclass(frozen=True)
class Explained:
    """What one interpreter took for one model, and what it said."""

    version: str
    one: float
    each: float
    contributions: Floats


def versions_table(models: Mapping[str, Model], leads: LabelledLeads, others: Sequence[Path], laps: int) -> Table:
    """Return what explaining `leads` takes with this interpreter and with `others`, which have another XGBoost."""
    rows: list[Row] = []
    for name, model in models.items():
        ours, *theirs = _explained(model, leads, [PYTHON, *others], laps)
        together = (ours, *theirs)
        differences = [float(np.abs(one.contributions - ours.contributions).max()) for one in together]
        rows += [
            figure(f"{name}, one lead alone, µs", *(one.one for one in together), form="{:.1f}"),
            figure(f"{name}, each of {len(leads):,} leads, µs", *(one.each for one in together), form="{:.1f}"),
            figure(f"{name}, a contribution differs by at most", *differences, form="{:.1g}"),
        ]
    return Table(
        f"SHAP values with other versions, one thread: medians of {laps} processes each, in turns",
        ("", *(one.version for one in together)),
        tuple(rows),
    )


def _explained(model: Model, leads: LabelledLeads, pythons: Sequence[Path], laps: int) -> Iterator[Explained]:
    """Yield what each of `pythons` took, all of them in turns."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        model.booster.save_model(folder / MODEL_FILE)
        np.save(folder / "rows.npy", scaled(leads.features, model.mean, model.scale))
        places = [(python, folder / f"{at}.npy") for at, python in enumerate(pythons)]
        answers = [
            [
                run_fresh("explain", folder / MODEL_FILE, folder / "rows.npy", said, python=python).answer
                for python, said in places
            ]
            for _ in range(laps)
        ]
        for runs, (_, said) in zip(zip(*answers, strict=True), places, strict=True):
            version = f"{runs[0]['xgboost']} on {runs[0]['python']}"
            one, each = (1e6 * median(float(run[name]) for run in runs) for name in ("one", "each"))
            yield Explained(version, one, each, np.load(said))
