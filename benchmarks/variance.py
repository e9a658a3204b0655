"""Luck: the same recipes on other files of leads, to see what of a figure is chance."""

from collections.abc import Sequence

from benchmarks.quality import GOALS, form, model_figures
from benchmarks.table import Row, Table, asked
from training.data import LabelledLeads
from training.recipes import Recipe
from training.synthetic import draw_leads


def luck_table(runs: Sequence[tuple[Recipe, int]], seeds: Sequence[int], fresh: LabelledLeads) -> Table:
    """Return the figures of each run, a recipe and a number of rows, over files of so many leads drawn with `seeds`."""
    reached = [[model_figures(recipe.train(draw_leads(rows, seed)), fresh) for seed in seeds] for recipe, rows in runs]
    return Table(
        f"Luck: trained on {len(seeds)} other files, the same {len(fresh):,} fresh leads; mean (lowest to highest)",
        ("asked of leads.csv", *(f"{recipe.name}, {rows:,} rows" for recipe, rows in runs)),
        tuple(
            Row(
                (
                    name,
                    asked(goal, form(goal)),
                    *(_spread([figures[name] for figures in files], form(goal)) for files in reached),
                )
            )
            for name, goal in GOALS.items()
        ),
    )


def _spread(figures: Sequence[float], written: str) -> str:
    mean, lowest, highest = (
        written.format(figure) for figure in (sum(figures) / len(figures), min(figures), max(figures))
    )
    return f"{mean} ({lowest} to {highest})"
