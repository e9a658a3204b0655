"""What can go wrong.

ScoringError
├── InvalidLead          what a person stated of a lead is wrong or incomplete
├── BadFile              a file of leads cannot be used
├── BadFields            a field set is wrong
├── BadArtifact          a model cannot be loaded
└── BadExplanation       reasons do not add up to the score they explain
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.text import join_words

if TYPE_CHECKING:
    from scoring.fields.field import Feature
    from scoring.fields.lead import Lead


class ScoringError(Exception):
    """Scoring cannot go on; the message says why in the user's words."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: `field` is its name in `Lead`, or empty for words that belong to none.

    `message` quotes what was stated; `allowed` says what may be stated, and quotes nothing.
    """

    field: str
    message: str
    allowed: str = ""


class InvalidLead(ScoringError):
    """All that is wrong with a lead at once, and what was `understood` of it.

    The message holds what the person stated: it is for them, never for a log.
    """

    def __init__(self, problems: Sequence[Problem], *, understood: "Lead", needed: "tuple[Feature, ...]" = ()) -> None:
        self.problems = tuple(problems)
        self.understood = understood
        missing = self.missing_of(needed)
        titles = [feature.title.lower() for feature in missing]
        said = [problem.message for problem in problems] + [f"Missing: {join_words(titles)}"] * bool(titles)
        super().__init__("; ".join(said))

    def missing_of(self, features: "tuple[Feature, ...]") -> "tuple[Feature, ...]":
        """Return those of `features` that nothing was said of, neither right nor wrong."""
        wrong = {problem.field for problem in self.problems}
        unknown = (one for one in features if self.understood.get(one.name) is None and not one.when_missing)
        return tuple(feature for feature in unknown if feature.name not in wrong)


class BadFile(ScoringError):
    """A file of leads cannot be used: {path}, line {line}, column {column}: {reason}."""

    def __init__(self, path: Path, reason: str, *, line: int | None = None, column: str | None = None) -> None:
        self.path, self.reason, self.line, self.column = path, reason, line, column
        place = [str(path)]
        if line is not None:
            place.append(f"line {line}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: {reason}")


class BadFields(ScoringError):
    """A field set is wrong: {source}: {problems}."""

    def __init__(self, source: str, problems: Sequence[str]) -> None:
        self.source, self.problems = source, tuple(problems)
        super().__init__(f"{source}: {'; '.join(problems)}")


class BadArtifact(ScoringError):
    """A model cannot be loaded: {path}: {reason}."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class BadExplanation(ScoringError):
    """Reasons do not add up to the score: they miss it by {gap}."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        super().__init__(
            f"Reasons do not add up to the score: they miss it by {gap:.2g}. "
            "The model or XGBoost is at fault: train again with the version that serves it."
        )
