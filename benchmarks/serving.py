"""Serving: what the bot needs where nothing is trained, and how long it takes to the first score."""

import subprocess
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer

from benchmarks.fresh.importers import TRAINING_ONLY
from benchmarks.install import Install
from benchmarks.process import Ran, run, run_fresh
from benchmarks.table import Table, at_most, claim, figure

_OURS = {"benchmarks", "bot", "scoring", "training"}
_TIMEOUT = 60.0


def installs_table(serving: Install, training: Install, model: Path, processes: int) -> Table:
    """Return the size of both installs, and the medians over so many fresh `processes` that score one lead."""
    runs = [
        [run_fresh("first_score", model, python=each.python) for each in (serving, training)] for _ in range(processes)
    ]
    alone, beside = zip(*runs, strict=True)
    return Table(
        f"Serving without the training extra and with it: medians of {processes} fresh processes in turns",
        ("asked", "without", "with"),
        (
            figure(
                "import, load and first score with reasons, seconds",
                _step(alone, "all"),
                _step(beside, "all"),
                goal=at_most(1.0),
            ),
            *(
                figure(f"  of that, {step}", _step(alone, step), _step(beside, step))
                for step in ("import", "load", "score")
            ),
            figure("the whole process, seconds", *(median(ran.seconds for ran in each) for each in (alone, beside))),
            figure("memory, MB", *(median(ran.peak_mb for ran in each) for each in (alone, beside)), form="{:,.0f}"),
            figure("size of all packages, MB", serving.megabytes, training.megabytes, form="{:,.0f}"),
        ),
    )


def _step(runs: tuple[Ran, ...], name: str) -> float:
    return median(float(ran.answer[name]) for ran in runs)


def independence_table(serving: Install, training: Install, model: Path) -> Table:
    """Return whether the bot does without the packages of the training extra."""
    importers = run_fresh("importers", model, python=training.python).answer
    asking = f"from importlib.util import find_spec; print(*filter(find_spec, {sorted(TRAINING_ONLY)}))"
    return Table(
        f"The serving path without {', '.join(sorted(TRAINING_ONLY))}",
        ("asked", "holds"),
        (
            claim(
                "they are not in the install for serving", holds=not run(serving.python, "-c", asking).output.strip()
            ),
            claim("the bot starts there with a model", holds=_bot_starts(serving.python, model)),
            claim(
                "where they are installed, no code of ours imports them",
                holds=not _OURS & set().union(*importers.values()),
            ),
        ),
        tuple(f"{package} is imported by {_listed(names)}" for package, names in importers.items()),
    )


def _listed(names: list[str]) -> str:
    return ", ".join(filter(None, names))


def _bot_starts(python: Path, model: Path) -> bool:
    """Return whether `python -m bot` says in the local workspace that it is ready, and ends well when told to."""
    settings = {"MODEL_DIR": str(model.resolve()), "WORKSPACE_PORT": "0"}
    with TemporaryDirectory() as folder:
        bot = subprocess.Popen(
            [python, "-m", "bot"], cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        impatience = Timer(_TIMEOUT, bot.kill)
        impatience.start()
        ready = any("ready: model" in line for line in bot.stdout or ())
        bot.terminate()
        bot.communicate()
        impatience.cancel()
        return ready and bot.returncode == 0
