"""Table: what was asked and what is reached, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

_GAP = "  "


@dataclass(frozen=True)
class Goal:
    """What is asked of a figure: at least `value`, or at most."""

    value: float
    at_least: bool

    def met_by(self, reached: float) -> bool:
        """Return whether `reached` is what was asked."""
        return reached >= self.value if self.at_least else reached <= self.value


def at_least(value: float) -> Goal:
    """Return the goal of reaching `value` or more."""
    return Goal(value, at_least=True)


def at_most(value: float) -> Goal:
    """Return the goal of staying at `value` or below."""
    return Goal(value, at_least=False)


@dataclass(frozen=True)
class Row:
    """One line of a table; `missed` marks a goal that was not reached."""

    cells: tuple[str, ...]
    missed: bool = False


def asked(goal: Goal, form: str) -> str:
    """Return the goal in words, its value written as `form`."""
    return f"at {'least' if goal.at_least else 'most'} {form.format(goal.value)}"


def figure(title: str, reached: float, *beside: float | None, goal: Goal | None = None, form: str = "{:.3f}") -> Row:
    """Return the row of a figure: its title, what was asked, what is reached, and the same of others `beside`."""
    numbers = ["" if value is None else form.format(value) for value in (reached, *beside)]
    missed = goal is not None and not goal.met_by(reached)
    return Row((title, asked(goal, form) if goal else "", *numbers), missed=missed)


def claim(title: str, *, holds: bool) -> Row:
    """Return the row of something that was asked and either holds or does not."""
    return Row((title, "yes", "yes" if holds else "no"), missed=not holds)


@dataclass(frozen=True)
class Table:
    """Rows under a title and the `columns` of all but their first cells; `notes` say how it was measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def missed(self) -> int:
        """How many goals were not reached."""
        return sum(row.missed for row in self.rows)

    def render(self) -> str:
        """Return the table as aligned text."""
        return "\n".join([self.title, "", *self._lines(), *([""] * bool(self.notes)), *self.notes])

    def _lines(self) -> Iterator[str]:
        rows = [Row(("", *self.columns)), *self.rows]
        width = max(len(row.cells) for row in rows)
        filled = [(*row.cells, *[""] * (width - len(row.cells))) for row in rows]
        widths = [max(map(len, column)) for column in zip(*filled, strict=True)]
        for row, (title, *cells) in zip(rows, filled, strict=True):
            aligned = [
                title.ljust(widths[0]),
                *(cell.rjust(size) for cell, size in zip(cells, widths[1:], strict=True)),
            ]
            yield _GAP.join([*aligned, "missed" if row.missed else ""]).rstrip()
