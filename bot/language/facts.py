"""Facts: what a text says of a lead."""

from dataclasses import dataclass, field
from typing import Protocol

from scoring.errors import Problem
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, Lead


@dataclass(frozen=True, slots=True)
class Facts:
    """What was understood of a text, and what was not.

    `lead` holds what is stated, everything else unknown; `more` the further leads that the text speaks of. `notes` are
    readings to show, such as “about 250k” taken as $250,000. `left` are the pieces that were not understood, `problems`
    the values that cannot be, and `unknown` names the features that are said to be unknown.
    """

    lead: Lead = field(default_factory=Lead)
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unknown: frozenset[str] = frozenset()
    more: tuple[Lead, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the text says anything of a lead: a fact, one that cannot be, or that one is not known."""
        return self.lead != Lead() or bool(self.more or self.problems or self.unknown)


class ReadFacts(Protocol):
    """What reads a text: `parse_facts`, or a `ModelParser`."""

    def __call__(
        self,
        text: str,
        features: tuple[Feature, ...] = FEATURES,
        *,
        asked: Feature | None = None,
        known: Lead | None = None,
        markup: bool = False,
    ) -> Facts:
        """Return what `text` says of a lead."""
