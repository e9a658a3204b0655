"""A waterfall: how the reasons of one score add up. It reads figures from standard input and writes a PNG.

It runs as its own process (`COMMAND`), because matplotlib is slow to import and serves only one thread. We do not use
shap's waterfall: it draws a bar that is shorter than the head of its arrow too long, and to the wrong side.
"""

import io
import sys
from importlib.util import find_spec
from itertools import accumulate
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, model_validator

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COMMAND = (sys.executable, "-m", "scoring.plots.waterfall")
"""Draws what it reads."""

_DOTS_PER_INCH = 110
_WIDTH_INCHES = 9.0
_INCHES_A_BAR = 0.42
_MORE_INCHES = 1.0
_BAR = 0.7
_ROOM = 0.12  # for the figure beside the outermost bar, of the width that the bars take
_UP, _DOWN, _GREY = "#1f77d0", "#d6004f", "#8a8a8a"
_OVER_THE_LINE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


class Waterfall(BaseModel):
    """What to draw: contributions that lead from `base`, the score of an average lead, to the lead's own score.

    `labels` name the contributions, in the same order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    base: float
    labels: tuple[str, ...]
    contributions: tuple[float, ...]

    @model_validator(mode="after")
    def _each_has_a_label(self) -> Self:
        if not self.labels or len(self.labels) != len(self.contributions):
            raise ValueError("there is one label for each contribution, and at least one")
        return self

    @property
    def steps(self) -> list[float]:
        """Where each contribution begins, from the last one, which begins at `base`, to the first; then the end."""
        return list(accumulate(reversed(self.contributions), initial=self.base))


def can_draw() -> bool:
    """Return whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def draw(waterfall: Waterfall) -> bytes:
    """Return the picture as a PNG."""
    import matplotlib as mpl

    written = io.BytesIO()
    with mpl.rc_context({"text.parse_math": False}):  # "$250,000" is an amount, no formula
        figure_of(waterfall).savefig(written, format="png", dpi=_DOTS_PER_INCH, bbox_inches="tight", facecolor="white")
    return written.getvalue()


def figure_of(waterfall: Waterfall) -> "Figure":
    """Return the picture: a bar for each contribution, the first on top, and both ends of their sum."""
    from matplotlib.figure import Figure

    height = _INCHES_A_BAR * len(waterfall.labels) + _MORE_INCHES
    figure = Figure(figsize=(_WIDTH_INCHES, height), layout="constrained")
    axes = figure.subplots()
    _draw_bars(axes, waterfall)
    _name_the_ends(axes, waterfall)
    axes.set_yticks(range(len(waterfall.labels)), list(reversed(waterfall.labels)), fontsize=12)
    axes.tick_params(left=False)
    axes.set_xlim(_limits(waterfall.steps))
    axes.spines[["left", "right", "top"]].set_visible(False)
    return figure


def _limits(steps: list[float]) -> tuple[float, float]:
    lowest, highest = min(steps), max(steps)
    room = _ROOM * (highest - lowest) or 1.0
    return lowest - room, highest + room


def _draw_bars(axes: "Axes", waterfall: Waterfall) -> None:
    starts = waterfall.steps
    for place, (start, contribution) in enumerate(zip(starts, reversed(waterfall.contributions), strict=False)):
        color = _UP if contribution >= 0 else _DOWN
        bar = axes.barh(place, contribution, left=start, height=_BAR, color=color)
        axes.bar_label(bar, [f"{contribution:+.2f}"], padding=4, color=color, fontsize=12, bbox=_OVER_THE_LINE)
        axes.plot([start + contribution] * 2, [place, place + 1], color=_GREY, linewidth=0.8, linestyle=":")


def _name_the_ends(axes: "Axes", waterfall: Waterfall) -> None:
    """Label the score of an average lead, below, and of this one, above."""
    base, end = waterfall.steps[0], waterfall.steps[-1]
    axes.axvline(base, color=_GREY, linewidth=1.4, linestyle="--", zorder=0)
    axes.set_xlabel(f"an average lead {base:+.2f}, dashed; higher is better", fontsize=12)
    axes.annotate(
        f"this lead {end:+.2f}",
        (end, len(waterfall.labels)),
        ha="center",
        fontsize=12,
        fontweight="bold",
        annotation_clip=False,
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(Waterfall.model_validate_json(sys.stdin.buffer.read())))
