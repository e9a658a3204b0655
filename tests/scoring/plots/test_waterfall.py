"""The waterfall: each bar is as long as its contribution, to its side, and begins where the one below it ended."""

import pytest
from matplotlib.patches import Rectangle
from pydantic import ValidationError

from scoring.plots.waterfall import Waterfall, draw, figure_of

SIZES = {
    "large and small": (1.9, -0.8, 0.05, -0.01, 0.002, 0.0),
    "all against": (-2.5, -0.004, -0.2),
    "nothing at all": (0.0,),
}


def waterfall(contributions: tuple[float, ...]) -> Waterfall:
    return Waterfall(base=-1.2, labels=tuple(map(str, range(len(contributions)))), contributions=contributions)


def bars(drawn: Waterfall) -> list[Rectangle]:
    """The bars, from the top down."""
    (axes,) = figure_of(drawn).axes
    return [bar for container in reversed(axes.containers) for bar in container]


@pytest.mark.parametrize("contributions", SIZES.values(), ids=SIZES)
def test_each_bar_is_its_contribution_and_all_lead_from_the_base_to_the_score(contributions: tuple[float, ...]) -> None:
    drawn = bars(waterfall(contributions))
    assert [bar.get_width() for bar in drawn] == pytest.approx(contributions)
    ends = [bar.get_x() + bar.get_width() for bar in drawn]
    assert [bar.get_x() for bar in drawn] == pytest.approx([*ends[1:], -1.2])
    assert ends[0] == pytest.approx(-1.2 + sum(contributions))


@pytest.mark.parametrize("contributions", SIZES.values(), ids=SIZES)
def test_every_figure_is_inside_the_picture(contributions: tuple[float, ...]) -> None:
    figure = figure_of(waterfall(contributions))
    figure.draw_without_rendering()
    (axes,) = figure.axes
    inside = axes.get_window_extent()
    for text in axes.texts[:-1]:  # the last names the lead, above
        assert inside.x0 <= text.get_window_extent().x0 <= text.get_window_extent().x1 <= inside.x1, text.get_text()


@pytest.mark.parametrize("labels", [(), ("income",), ("income", "age", "visits")])
def test_each_contribution_needs_its_label(labels: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="one label for each contribution"):
        Waterfall(base=0.0, labels=labels, contributions=(1.0, -0.5) if labels else ())


def test_what_stands_between_dollars_is_no_formula() -> None:
    drawn = draw(Waterfall(base=0.0, labels=(r"between $\frac and $1",), contributions=(1.0,)))
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
