"""What the service of leads needs of others: where leads are kept."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.alerts.ports import AuditLog
from bot.leads.erasure import Erased
from bot.leads.feedback import Comment, Verdict, Verdicts
from bot.leads.lead import PastScore, Saved, StoredLead
from scoring.explain.score import Score, Tier
from scoring.fields.lead import Lead


class TransactionAttempts(Protocol):
    """TransactionAttempts: all of one happens, or nothing."""

    @property
    def is_sqlite(self) -> bool:
        """Whether there is one writer at a time."""

    def attempts(self) -> Iterable[AbstractContextManager[object]]:
        """Yield transactions until one succeeds."""

    def vacate(self) -> None:
        """Remove what was deleted from the files of the database."""


class LeadRepository(Protocol):
    """Leads by id, each with every score that it got."""

    def save(
        self, lead: Lead, score: Score, *, source: str, by: str, at: datetime, lead_id: str | None = None
    ) -> Saved:
        """Save a lead with its score; raises UnknownLead if the lead with `lead_id` is gone."""

    def save_many(self, scored: Sequence[tuple[Lead, Score]], *, source: str, by: str, at: datetime) -> list[Saved]:
        """Save leads with their scores, all or none."""

    def known(self, lead: Lead, lead_id: str | None = None) -> StoredLead | None:
        """Return the lead that `lead` is, if it is known, or the one with `lead_id`, locked; raises UnknownLead."""

    def get(self, lead_id: str) -> StoredLead:
        """Return a lead; raises UnknownLead."""

    def history(self, lead_id: str) -> list[PastScore]:
        """Return all scores of a lead, the oldest first."""

    def find(self, words: str) -> list[StoredLead]:
        """Return the leads that have all the words, or this id."""

    def called(self, words: str) -> list[StoredLead]:
        """Return the leads whose id, name, e-mail, phone or CRM id is just this."""

    def recent(self, most: int) -> list[StoredLead]:
        """Return the leads that were scored last."""

    def scored_by(self, user: str, most: int) -> list[StoredLead]:
        """Return the leads that somebody scored last."""

    def owners(self, lead_ids: Sequence[str]) -> dict[str, str]:
        """Return the owner of each of these leads that has one."""

    def tiers(self, since: datetime) -> dict[Tier, int]:
        """Return how many scores of each tier there were since then."""

    def extent(self, lead_id: str) -> Erased:
        """Return how much is kept of a lead."""

    def forget(self, lead_id: str, *, at: datetime) -> Erased:
        """Delete a lead with all that is kept of it."""


class FeedbackRepository(Protocol):
    """Opinions on scores."""

    def give(self, score_id: int, by: str, verdict: Verdict, reason: str | None, at: datetime) -> bool:
        """Keep an opinion, and return whether it is new; raises UnknownLead."""

    def counts(self, since: datetime) -> dict[str, Verdicts]:
        """Return how many opinions of each kind there are by model."""

    def comments(self, since: datetime, most: int) -> list[Comment]:
        """Return the latest opinions with a reason."""


class LeadStore(Protocol):
    """The store, as far as the service of leads needs it."""

    @property
    def database(self) -> TransactionAttempts:
        """The transactions."""

    @property
    def leads(self) -> LeadRepository:
        """The leads."""

    @property
    def feedback(self) -> FeedbackRepository:
        """The opinions."""

    @property
    def audit(self) -> AuditLog:
        """The audit."""
