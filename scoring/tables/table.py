"""A table in a file: cells in rows under a header, read and written some thousand rows at a time."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_MOST_ROWS, _MOST_CELLS = 5_000, 200_000

Made = str | float | bool
"""A cell that is added to a table."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong with a file. Without a column it concerns the whole line; `title` is the column's.

    Lines are counted from 1 as an editor counts them; Parquet has none, and its rows are counted from 1.
    """

    line: int
    column: str | None
    reason: str
    title: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, without the place: "Age: at least 18, not “17”"."""
        return f"{self.title}: {self.reason}" if self.title else self.reason

    def __str__(self) -> str:
        place = f"line {self.line}" if self.column is None else f"line {self.line}, column {self.column}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, eq=False)
class Batch(ABC):
    """Some rows of a table. `lines` says where each stands in the file; `flaws`, which lines between are no rows."""

    lines: Sequence[int]
    flaws: Sequence[RowError]

    @abstractmethod
    def cells(self, position: int) -> Sequence[object]:
        """Return the column at `position`: text from CSV; text, numbers, yes or no, and None from Parquet."""

    @abstractmethod
    def texts(self, position: int) -> Sequence[str]:
        """Return the column at `position` as CSV has it."""

    @abstractmethod
    def select(self, rows: Sequence[int]) -> Self:
        """Return the rows at the positions `rows` alone."""


class Table(ABC):
    """A table in a file, to be read once.

    `header_line` is None where the header is no line of the file. `rows` is how many there are, in CSV at most: quoted
    cells may hold line ends.
    """

    path: Path
    header: Sequence[str]
    header_line: int | None
    rows: int

    @abstractmethod
    def batches(self) -> Iterator[Batch]:
        """Yield the rows.

        Raises:
            BadFile: it cannot be read to the end.
        """


class TableWriter(ABC):
    """A table on its way into a file: columns of a table that was read, and others made beside them."""

    @abstractmethod
    def write(self, batch: Batch, made: Sequence[Sequence[Made]]) -> None:
        """Write the rows of `batch`, and beside each the cells `made` for it."""

    @abstractmethod
    def close(self) -> None:
        """End the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def rows_per_batch(header: Sequence[str]) -> int:
    """Return how many rows a batch has at most, so that it fits in memory, however wide the table."""
    return max(1, min(_MOST_ROWS, _MOST_CELLS // max(1, len(header))))
