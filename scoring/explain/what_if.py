"""What if: what a lead would be worth if some of its facts were others."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import InvalidLead, Problem
from scoring.explain.score import Score
from scoring.fields.field import Feature, Value
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a lead that would be another; `before` is None if it is unknown."""

    feature: Feature
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The score of a lead as it is and as it would be after `changes`, which stand in the order of the features."""

    before: Score
    after: Score
    changes: tuple[Change, ...]


def changed(fields: FieldSet, lead: Lead, changes: Mapping[str, Value]) -> Lead:
    """Return `lead` with the facts in `changes`, by the feature's name, in place of its own.

    Raises:
        InvalidLead: naming every value that is not allowed, and every name that is no feature.
    """
    named = (field for field in fields.identity if field.name in changes)
    if who := [Problem(field.name, f"{field.title} is never scored") for field in named]:
        raise InvalidLead(who, understood=lead, needed=())
    try:
        return fields.read({**fields.facts(lead), **changes})
    except InvalidLead as error:  # what is unknown of the lead may stay so
        raise InvalidLead(error.problems, understood=error.understood, needed=()) from None


def changes_between(fields: FieldSet, before: Lead, after: Lead) -> tuple[Change, ...]:
    """Return the facts that are known of `after`, and differ from those of `before`."""
    facts = ((one, before.values.get(one.name), after.values.get(one.name)) for one in fields.features)
    return tuple(Change(feature, old, new) for feature, old, new in facts if new is not None and new != old)
