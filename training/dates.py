"""Dates: the day that each lead of a file is from."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from scoring.lead_table import quoted
from scoring.tables.table import RowError

DATE_COLUMNS = ("date", "created_at")
"""Columns that say when a lead came, the preferred first."""

Days = NDArray[np.datetime64]

_NO_DAY = "NaT"


def date_column(header: Sequence[str]) -> str | None:
    """Return how the column of dates is spelled in `header`, None if it has none."""
    by_name = {cell.strip().lower().replace(" ", "_"): cell for cell in header}
    return next((by_name[name] for name in DATE_COLUMNS if name in by_name), None)


def read_days(texts: Sequence[str]) -> Days:
    """Return the day that each of `texts` states in ISO 8601, not a time (NaT) where it states none.

    Of a time with a zone it is the day in UTC.
    """
    return np.array([_day(text) for text in texts], dtype="datetime64[D]")


def wrong_days(column: str, lines: Sequence[int], texts: Sequence[str]) -> Iterator[RowError]:
    """Yield a flaw for each of `texts`, cells of the column that stand on `lines`, that states no day."""
    for line, text in zip(lines, texts, strict=True):
        if _day(text) == _NO_DAY:
            yield RowError(
                line,
                column,
                f"a date like 2026-01-31, with or without a time, not {quoted(text)} (or rename the column)",
            )


def _day(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, OverflowError):  # the latter in the year 1 or 9999, where UTC has no such day
        return _NO_DAY
