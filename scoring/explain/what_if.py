"""What if: what a lead would be worth if some of its facts were others."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import InvalidLead, Problem
from scoring.explain.score import Score
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, IDENTITY, Lead, read_lead


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a lead that would be another; `before` is None if it is unknown."""

    feature: Feature
    before: int | bool | None
    after: int | bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The score of a lead as it is and as it would be after `changes`, which stand in the order of the features."""

    before: Score
    after: Score
    changes: tuple[Change, ...]


def changed(lead: Lead, changes: Mapping[str, int | bool]) -> Lead:
    """Return `lead` with the facts in `changes`, by the feature's name, in place of its own.

    Raises:
        InvalidLead: naming every value that is not allowed, and every name that is no feature.
    """
    if who := [Problem(field.name, f"{field.title} is never scored") for field in IDENTITY if field.name in changes]:
        raise InvalidLead(who, understood=lead, needed=())
    try:
        return read_lead(lead.model_dump() | dict(changes))
    except InvalidLead as error:  # what is unknown of the lead may stay so
        raise InvalidLead(error.problems, understood=error.understood, needed=()) from None


def changes_between(before: Lead, after: Lead) -> tuple[Change, ...]:
    """Return the facts that are known of `after`, and differ from those of `before`."""
    facts = ((feature, getattr(before, feature.name), getattr(after, feature.name)) for feature in FEATURES)
    return tuple(Change(feature, old, new) for feature, old, new in facts if new is not None and new != old)
