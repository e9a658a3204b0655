"""Sentences of salespeople, with the facts that they state."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.language import Facts, parse_facts
from scoring.fields.lead import FEATURES, Lead

FILES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.yaml")))
_ASKED = {feature.name: feature for feature in FEATURES}


@dataclass(frozen=True)
class Sentence:
    """What somebody says, perhaps to a question or of a lead partly known, and what it states of one lead or more."""

    say: str
    facts: dict[str, Any]
    asked: str = ""
    known: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    more: list[dict[str, Any]] = field(default_factory=list)

    @property
    def stated(self) -> set[tuple[int, str, Any]]:
        """The facts: of which lead, which field, and its value; None where it is said to be unknown."""
        leads = enumerate([self.facts, *self.more])
        return _facts(leads) | {(0, name, None) for name in self.unknown}

    def parsed(self) -> Facts:
        """What the parser makes of it."""
        known = Lead(**self.known) if self.known else None
        return parse_facts(self.say, asked=_ASKED.get(self.asked), known=known, markup=True)

    def found(self) -> set[tuple[int, str, Any]]:
        """The facts that the parser finds, as `stated` has them."""
        facts = self.parsed()
        leads = enumerate(lead.model_dump(exclude_none=True) for lead in (facts.lead, *facts.more))
        return _facts(leads) | {(0, name, None) for name in facts.unknown}


def _facts(leads: Any) -> set[tuple[int, str, Any]]:
    return {(number, name, value) for number, lead in leads for name, value in lead.items()}


def sentences(file: str) -> list[Sentence]:
    """Return the sentences of one file of this folder."""
    listed = yaml.safe_load((Path(__file__).parent / f"{file}.yaml").read_text(encoding="utf-8"))
    return [Sentence(**sentence) for sentence in listed]
