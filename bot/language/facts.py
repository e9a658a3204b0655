"""Facts: what a text says about leads."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Feature
from scoring.fields.lead import Lead

_SEVERAL_LEADS = Problem("", "This speaks of several leads; say one at a time")
_AMOUNT = re.compile(r"-?\$?\d")


def _no_suggestion(_words: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was understood of a text, and what was not.

    `lead` holds what is stated, everything else unknown; `more` the further leads that the text is about. `notes` are
    readings to show, such as “about 250k” taken as $250,000. `left` are the words that were not understood, `problems`
    the values that are not allowed, and `unknown` names the features that are said to be unknown. `suggest` returns
    the name of a field that words not understood may mean.
    """

    lead: Lead = field(default_factory=Lead)
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: frozenset[str] = frozenset()
    more: tuple[Lead, ...] = ()
    suggest: Callable[[str], str] = field(default=_no_suggestion, compare=False, repr=False)

    @property
    def anything(self) -> bool:
        """Whether the text says anything about a lead: a fact, one that is not allowed, or that one is unknown."""
        return self.lead != Lead() or bool(self.more or self.problems or self.unknown)

    @property
    def only_names(self) -> bool:
        """Whether the text says who a lead is, all of it was understood, and it says nothing else."""
        return bool(self.lead.identity) and not (self.lead.values or self.unknown or self.every_problem)

    @property
    def every_problem(self) -> tuple[Problem, ...]:
        """What prevents reading the text as one lead: values, words not understood with hints, further leads."""
        left = (self._not_understood(words) for words in self.left)
        return (*self.problems, *left, *([_SEVERAL_LEADS] if self.more else []))

    def require_understood(self) -> Lead:
        """Return the lead, if all of the text was understood and it is about one lead.

        Raises:
            InvalidLead: naming every problem, and holding what was understood.
        """
        if problems := self.every_problem:
            raise InvalidLead(problems, understood=self.lead)
        return self.lead

    def _not_understood(self, words: str) -> Problem:
        suggestion = self.suggest(words)
        hint = f"; did you mean “{suggestion}”?" if suggestion else ""
        if not hint and _AMOUNT.match(words):
            hint = "; say what it is, as in “age 45”"
        return Problem("", f"“{words}” is not understood{hint}")


class FactParser(Protocol):
    """Reads what people write: a `Parser`, or a `ModelParser`."""

    def parse(
        self, text: str, *, asked: Feature | None = None, known: Lead | None = None, is_command: bool = False
    ) -> Facts:
        """Return what `text` says about leads; see `Parser.parse`."""
