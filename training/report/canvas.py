"""Canvas: a matplotlib figure that becomes SVG inside the page, in the colours of the page, light or dark."""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# matplotlib wants real colours: each of these stands for the variable of the page's style that takes its place.
# The greys are those that shap draws with.
INK: Final = "#333333"
MUTED: Final = "#999999"
FAINT: Final = "#cccccc"
FIRST: Final = "#1f77b4"
SECOND: Final = "#d95f02"
_VARIABLES: Final = {INK: "--ink", MUTED: "--muted", FAINT: "--faint", FIRST: "--first", SECOND: "--second"}

_STYLE: Final[Mapping[Any, Any]] = {
    "axes.edgecolor": MUTED,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "font.size": 9,
    "grid.color": FAINT,
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
}
_PIXELS_PER_INCH: Final = 96
_LONG_NUMBER: Final = re.compile(r"-?\d+\.\d{3,}")
_FONT_FAMILY: Final = re.compile(r"font-family:[^;]*;?")
_FONT: Final = re.compile(r"font: (\S+) [^;]*;?")
_REFERENCE: Final = re.compile(r"#(\w+)")


@dataclass(eq=False)
class Canvas:
    """A figure `width` by `height` inches; `svg` is there when it is drawn."""

    figure: Figure
    svg: Markup = field(default_factory=Markup)

    def axes(self) -> Axes:
        """Return the figure's only axes."""
        return self.figure.subplots()


@contextmanager
def canvas(name: str, description: str, width: float, height: float) -> Iterator[Canvas]:
    """Yield a canvas to draw on; `name` keeps its ids apart from those of the page's other plots."""
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": name}):
        drawn = Canvas(Figure(figsize=(width, height), layout="constrained"))
        yield drawn
        written = io.StringIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        drawn.figure.savefig(written, format="svg", metadata=nothing)
    svg = _for_the_page(ElementTree.fromstring(written.getvalue()), name)  # noqa: S314, matplotlib wrote it just now
    svg.attrib |= {"role": "img", "aria-label": description}
    svg.attrib |= {"width": f"{width * _PIXELS_PER_INCH:.0f}", "height": f"{height * _PIXELS_PER_INCH:.0f}"}
    drawn.svg = Markup(ElementTree.tostring(svg, encoding="unicode", method="html"))  # noqa: S704, escaped as written


def _for_the_page(svg: ElementTree.Element, name: str) -> ElementTree.Element:
    """Return the tree without namespaces and ids that nothing names, its colours and fonts left to the page."""
    referred = {found for element in svg.iter() for value in element.attrib.values() for found in _references(value)}
    for element in svg.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.text = (element.text or "").strip() or None
        element.tail = None
        for child in element.findall("{*}style"):
            element.remove(child)
        _rewrite(element.attrib, name, referred)
    return svg


def _references(value: str) -> list[str]:
    return _REFERENCE.findall(value) if value.startswith(("#", "url(#")) else []


def _rewrite(attributes: dict[str, str], name: str, referred: set[str]) -> None:
    for key, value in list(attributes.items()):
        del attributes[key]
        if key == "id" and value not in referred:
            continue
        if key == "id":
            value = f"{name}-{value}"
        elif key == "style":
            value = _style(value)
        elif _references(value):
            value = _REFERENCE.sub(rf"#{name}-\1", value)
        elif key in {"d", "x", "y", "width", "height", "transform"}:
            value = _LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value).replace("\n", "")
        attributes[key.rpartition("}")[2]] = value


def _style(style: str) -> str:
    for colour, variable in _VARIABLES.items():
        style = style.replace(colour, f"var({variable})")
    return _FONT.sub(r"font-size: \1;", _FONT_FAMILY.sub("", style)).strip()
