"""A waterfall: how the reasons of one score add up, drawn by shap. Figures in on standard input, a PNG out.

Run as a process of its own, for importing shap takes seconds and matplotlib serves one thread only.
"""

import io
import sys
from collections.abc import Sequence
from typing import Self

import matplotlib as mpl
import numpy as np
import shap
from matplotlib.axes import Axes
from pydantic import BaseModel, ConfigDict, model_validator

_DOTS_PER_INCH = 110


class Waterfall(BaseModel):
    """What is drawn: from `base`, where an average lead stands, each contribution leads on to the lead's own score.

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


def draw(waterfall: Waterfall) -> bytes:
    """Return the picture as a PNG."""
    explanation = shap.Explanation(
        values=np.array(waterfall.contributions),
        base_values=waterfall.base,
        feature_names=list(waterfall.labels),
    )
    written = io.BytesIO()
    with mpl.rc_context({"text.parse_math": False}):  # "$250,000" is an amount, no formula
        figure = shap.plots.waterfall(explanation, max_display=len(waterfall.labels), show=False).figure
        _name_the_ends(figure.axes, waterfall)
        figure.savefig(written, format="png", dpi=_DOTS_PER_INCH, bbox_inches="tight", facecolor="white")
    return written.getvalue()


def _name_the_ends(each: Sequence[Axes], waterfall: Waterfall) -> None:
    """Say in words what shap calls E[f(X)] and f(x); each has axes of its own, behind those of the bars."""
    _, base, end = each
    for axes, words, value in (
        (base, "\nan average lead", waterfall.base),
        (end, "this lead", waterfall.base + sum(waterfall.contributions)),
    ):
        axes.set_xticks([value], [f"{words} {value:+.2f}"], fontsize=12, ha="center")


if __name__ == "__main__":
    mpl.use("agg")
    sys.stdout.buffer.write(draw(Waterfall.model_validate_json(sys.stdin.buffer.read())))
