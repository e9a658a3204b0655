"""Section: a part of the page as plain values, in words, tables and plots, before it is HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, a `note` in small print under it, and how large it is, a `weight` from 0 to 1."""

    text: str
    note: str = ""
    weight: float | None = None


Row = Sequence[str | Cell]


@dataclass(frozen=True)
class ReportTable:
    """A table; the first cell of each row is its heading.

    `look` says how cells are shown: figures with their weight as a bar or as a tint, or words, which may wrap.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Row]
    look: Literal["bars", "tint", "words"] = "bars"


@dataclass(frozen=True)
class Plot:
    """A plot as SVG that names its own content for those who cannot see it, and what it says in a sentence or two."""

    svg: Markup
    caption: str


@dataclass(frozen=True)
class Section:
    """A part of the page: paragraphs, then plots side by side, then tables; `name` is its anchor."""

    name: str
    title: str
    paragraphs: Sequence[str]
    plots: Sequence[Plot] = ()
    tables: Sequence[ReportTable] = ()


@dataclass(frozen=True)
class Headline:
    """A figure on top of the page, and what it means."""

    figure: str
    words: str


@dataclass(frozen=True)
class Page:
    """The whole report."""

    title: str
    origin: str
    headlines: Sequence[Headline]
    unknown: Sequence[str]
    sections: Sequence[Section]
