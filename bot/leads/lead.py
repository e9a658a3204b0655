"""A lead as it is kept, and what it was worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.store.scores import read_score
from scoring.explain.score import Score, Tier
from scoring.fields.lead import FIELDS, IDENTITY, Lead, read_lead


class UnknownLead(Exception):
    """This lead is not known; it may have been forgotten."""

    def __init__(self) -> None:
        super().__init__("This lead is not known; it may have been forgotten.")


@dataclass(frozen=True)
class PastScore:
    """A score that a lead got; `source` is the way it came in, `by` a Slack user or an API key."""

    id: int
    score: Score
    at: datetime
    source: str
    by: str

    @property
    def tier(self) -> Tier:
        """The tier at that time."""
        return self.score.tier


@dataclass(frozen=True)
class StoredLead:
    """A lead as it is known now, with its latest score."""

    id: str
    lead: Lead
    latest: PastScore
    scored_at: datetime
    created_at: datetime

    @property
    def score(self) -> Score:
        """The latest score."""
        return self.latest.score

    @property
    def score_id(self) -> int:
        """The id of the latest score."""
        return self.latest.id


@dataclass(frozen=True)
class Saved:
    """A lead that was saved: its score, and the one `before`.

    `is_new`: the lead was not known. `is_repeat`: all of it was known, and this model had scored it. A lead whose
    features are scored by the same model again gets no further score: `score_id` is that of the one before.
    """

    lead_id: str
    score_id: int
    before: PastScore | None
    is_new: bool
    is_repeat: bool


def lead_columns(lead: Lead) -> dict[str, Any]:
    """Return the columns of table `leads` that say what is known of a lead."""
    identity: dict[str, str | None] = {field.name: getattr(lead, field.name) for field in IDENTITY}
    words = " ".join(fact for fact in identity.values() if fact).casefold()
    features = {name: value for name, value in lead.features.items() if value is not None}
    return identity | {"words": words, "features": features}


def updated(known: Lead, stated: Lead) -> Lead:
    """Return what is known now: who it is, as far as ever stated, and the features of this time, which were scored."""
    kept = {}
    for name in (fact.name for fact in IDENTITY):
        old, new = getattr(known, name), getattr(stated, name)
        if old and (not new or old.casefold() == new.casefold()):
            kept[name] = old
    return stated.model_copy(update=kept)


def completed(stated: Lead, known: Lead) -> Lead:
    """Return what is stated of a lead, with what else is `known` of it."""
    features = {name: value for name, value in known.features.items() if getattr(stated, name) is None}
    return updated(known, stated.model_copy(update=features))


def lead_of(row: Row[Any]) -> Lead:
    """Return the lead in a row of table `leads`; a feature that no longer exists is passed over."""
    known: Mapping[str, Any] = row.features | {field.name: getattr(row, field.name) for field in IDENTITY}
    return read_lead({name: value for name, value in known.items() if name in FIELDS})


def past_score_of(row: Row[Any]) -> PastScore:
    """Return the score in a row of table `scores`."""
    return PastScore(row.id, read_score(row), row.at, row.source, row.scored_by)
