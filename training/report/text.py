"""How figures, and words that come from strangers, are written on the page."""

import unicodedata
from math import isnan

from scoring.fields.field import Feature, Quantity
from training.grouping import write_code
from training.intervals import Interval, Share
from training.report.section import Cell

NONE = "none"
_LONGEST = 60
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def percent(share: float, digits: int = 0) -> str:
    """Return a share as "83 %", one that is not known as none."""
    return NONE if isnan(share) else f"{100 * share:.{digits}f}\N{NO-BREAK SPACE}%"


def of_100(share: float) -> str:
    """Return a share as "83 of 100"."""
    return f"{100 * share:.0f} of 100"


def points(share: float, digits: int = 1) -> str:
    """Return a difference of shares as "1.6 points", percentage points."""
    written = f"{100 * share:.{digits}f}"
    return f"{written} point{'' if float(written) == 1 else 's'}"


def between(interval: Interval, digits: int = 0) -> str:
    """Return an interval of shares as "77 to 88 %"."""
    return f"{100 * interval.lowest:.{digits}f} to {percent(interval.highest, digits)}"


def measured(share: Share, digits: int = 0) -> Cell:
    """Return a share as a cell, its interval under it; of no leads there is none."""
    if isnan(share.value):
        return Cell(NONE)
    return Cell(percent(share.value, digits), between(share.interval, digits))


def counted(share: Share) -> str:
    """Return a share as "148 of 179 (83 %)"."""
    part = "" if isnan(share.value) else f" ({percent(share.value)})"
    return f"{share.hits:,} of {share.of:,}{part}"


def signed(number: float, digits: int = 2) -> str:
    """Return a number with its sign, "+1.40"."""
    written = f"{abs(number):.{digits}f}"
    if not float(written):
        return written
    return ("\N{MINUS SIGN}" if number < 0 else "+") + written


def leads(count: int) -> str:
    """Return "1 lead", "2,000 leads"."""
    return f"{count:,} lead{'' if count == 1 else 's'}"


def short(feature: Feature, value: float) -> str:
    """Return a value of `feature` in the room that an axis has: "$250k"."""
    if isinstance(feature, Quantity) and feature.unit.sign and value >= 1_000:
        return f"{feature.unit.sign}{value / 1_000:,.0f}k"
    return write_code(feature, round(value))


def quoted(stranger: str) -> str:
    """Return a name that a file brought, on one line, cut to what a page has room for, and unable to reorder it."""
    visible = (" " if unicodedata.category(char) in _UNSEEN else char for char in stranger)
    line = " ".join("".join(visible).split())
    cut = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
    return f"\N{FIRST STRONG ISOLATE}{cut}\N{POP DIRECTIONAL ISOLATE}"
