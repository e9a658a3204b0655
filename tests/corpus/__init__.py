"""Sentences of salespeople with the facts they state, and cases that the parser must read exactly, as data.

The sentences in `*.yaml` measure how much is understood: a fact in `missed` is one that is known not to be found.
The cases in `cases/*.yaml` are regressions: each one must hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.language import Facts, Parser
from scoring.fields.field_set import FieldSet, load_real_estate

_FOLDER = Path(__file__).parent
FIELDS = load_real_estate()
PARSER = Parser(FIELDS)


@dataclass(frozen=True)
class Sentence:
    """What somebody writes, perhaps as an answer or about a lead partly known, and what it states about leads."""

    say: str
    facts: dict[str, Any]
    asked: str = ""
    known: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    more: list[dict[str, Any]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def stated(self) -> set[tuple[int, str, Any]]:
        """The facts: the number of the lead, the field and its value; None if it is said to be unknown."""
        leads = enumerate([self.facts, *self.more])
        return _facts(leads) | {(0, name, None) for name in self.unknown}

    def parse(self, parser: Parser = PARSER) -> Facts:
        """Return what a parser reads."""
        fields = parser.fields
        known = {name: value for name, value in self.known.items() if name in fields}
        return parser.parse(self.say, asked=fields.feature(self.asked), known=fields.read(known) if known else None)

    def found(self, parser: Parser = PARSER) -> set[tuple[int, str, Any]]:
        """Return the facts that a parser finds, as `stated` has them."""
        return found(self.parse(parser), parser.fields)


def found(facts: Facts, fields: FieldSet = FIELDS) -> set[tuple[int, str, Any]]:
    """Return facts as `Sentence.stated` has them."""
    leads = enumerate(fields.facts(lead) for lead in (facts.lead, *facts.more))
    return _facts(leads) | {(0, name, None) for name in facts.unknown}


def _facts(leads: Any) -> set[tuple[int, str, Any]]:
    return {(number, name, value) for number, lead in leads for name, value in lead.items()}


def sentences() -> Iterator[Sentence]:
    """Yield the sentences of all files."""
    for path in sorted(_FOLDER.glob("*.yaml")):
        yield from (Sentence(**sentence) for sentence in yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def read_sentences() -> tuple[tuple[Sentence, set[tuple[int, str, Any]]], ...]:
    """Return the sentences, each with the facts that are found in it."""
    return tuple((sentence, sentence.found()) for sentence in sentences())


def cases(file: str) -> list[dict[str, Any]]:
    """Return the cases of a file, each with its text and what is expected."""
    listed: list[dict[str, Any]] = yaml.safe_load((_FOLDER / "cases" / f"{file}.yaml").read_text(encoding="utf-8"))
    return listed
