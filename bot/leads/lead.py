"""A lead as it is kept, and what it was worth."""

from dataclasses import dataclass
from datetime import datetime

from scoring.explain.score import Score, Tier
from scoring.fields.field import IDENTITY_NAMES
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead


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

    @property
    def id_before(self) -> int | None:
        """The id of the score before."""
        return self.before.id if self.before else None

    @property
    def tier_before(self) -> Tier | None:
        """The tier before."""
        return self.before.tier if self.before else None


def updated(known: Lead, stated: Lead) -> Lead:
    """Return what is known now: who it is, as far as ever stated, and the features of this time, which were scored."""
    identity = {}
    for name in IDENTITY_NAMES:
        old, new = known.identity.get(name), stated.identity.get(name)
        if fact := old if old and (not new or old.casefold() == new.casefold()) else new:
            identity[name] = fact
    return Lead(identity, stated.values)


def completed(stated: Lead, known: Lead, fields: FieldSet) -> Lead:
    """Return what is stated of a lead, with what else is `known` of it."""
    return updated(known, fields.update(stated, {**known.values, **stated.values}))
