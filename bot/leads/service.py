"""What the product does with leads, wherever they come in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.alerts.alert import Alert
from bot.alerts.service import AlertService, Raised
from bot.leads.erasure import Erased
from bot.leads.feedback import Comment, Verdict, Verdicts
from bot.leads.lead import PastScore, StoredLead, completed
from bot.leads.ports import LeadStore
from scoring.explain.score import Score, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

# SQLite has one writer at a time; between two slices of a long list others have their turn, who answer Slack.
_SLICE = 100

_FEEDBACK_DAYS = 30
_MAX_COMMENTS = 3


@dataclass(frozen=True)
class ScoredLead:
    """A lead, its score, the score before, and its alert if it has one.

    `fields` are those that describe it; `kept` names the features that nobody stated this time, and that are known from
    before.
    """

    lead_id: str
    lead: Lead
    score: Score
    asked_by: str
    before: PastScore | None = None
    raised: Raised | None = None
    score_id: int = 0
    kept: tuple[str, ...] = ()
    fields: FieldSet = field(kw_only=True)

    @property
    def is_news(self) -> bool:
        """Whether it got a further score: it is new, or its features or the model changed."""
        return self.before is None or self.before.id != self.score_id


@dataclass(frozen=True)
class LeadHistory:
    """A lead with all its scores, the oldest first, and its latest alert."""

    stored: StoredLead
    scores: Sequence[PastScore]
    alert: Alert | None
    fields: FieldSet


@dataclass(frozen=True)
class FeedbackSummary:
    """What people thought of the scores of the last `days` days: how many, by model, and the latest comments."""

    counts: Mapping[str, Verdicts]
    comments: Sequence[Comment] = ()
    days: int = _FEEDBACK_DAYS


class LeadService:
    """Scores, finds and forgets leads. Safe to share between threads."""

    def __init__(self, store: LeadStore, scorer: Scorer, alerts: AlertService) -> None:
        self.scorer = scorer
        self._store = store
        self._alerts = alerts

    @property
    def fields(self) -> FieldSet:
        """All that may be known of a lead."""
        return self.scorer.fields

    @property
    def now(self) -> datetime:
        """The time, by the one clock of the bot."""
        return self._alerts.now

    def score(
        self,
        facts: Lead,
        *,
        source: str,
        by: str,
        lead_id: str | None = None,
        is_answer: bool = False,
        forgotten: Collection[str] = (),
    ) -> ScoredLead:
        """Score a lead from stated facts, save it, and raise an alert if it is High.

        Facts known from before count, too, unless they are stated again; facts that answer a question count only if
        nobody was faster. The features named in `forgotten` no longer count. The lead is recognized as leads are, or it
        is the one with `lead_id`. `source` is the way it came in, `by` a Slack user.

        Raises:
            UnknownLead: the lead with `lead_id` is gone.
        """
        for attempt in self._store.database.attempts():
            with attempt:
                known = self._store.leads.known(facts, lead_id)  # from here on nobody else states anything about it
                lead = _together(facts, known.lead, self.fields, is_answer=is_answer) if known else facts
                lead = self.fields.update(lead, dict.fromkeys(forgotten))
                score, known_id = self.scorer.score(lead), known.id if known else None
                saved = self._store.leads.save(lead, score, source=source, by=by, at=self._alerts.now, lead_id=known_id)
                raised = self._alerts.raise_alert(saved, score.tier, entered_by=by, tentative=not score.settled)
        kept = tuple(name for name in lead.values if name not in facts.values)
        scored = ScoredLead(
            saved.lead_id, lead, score, by, saved.before, raised, saved.score_id, kept, fields=self.fields
        )
        self._count([scored], source)
        return scored

    def score_many(self, leads: Sequence[Lead], *, source: str, by: str) -> list[ScoredLead]:
        """Score complete leads that programs send, save them, and raise alerts for those that are High.

        `source` is the way they came in, `by` an API key. A database that fails keeps none of them; SQLite may keep the
        first ones of more than a hundred, which are recognized when they come again.

        Raises:
            InvalidLead: of the first lead that is not complete; then none is saved.
        """
        pairs = list(zip(leads, self.scorer.score_many(map(self.scorer.require_complete, leads)), strict=True))
        size = _SLICE if self._store.database.is_sqlite else max(len(pairs), 1)
        scored: list[ScoredLead] = []
        for begin in range(0, len(pairs), size):
            for attempt in self._store.database.attempts():
                with attempt:
                    saved = self._save(pairs[begin : begin + size], source, by)
            scored += saved
        self._count(scored, source)
        return scored

    def get(self, lead_id: str) -> StoredLead:
        """Return a lead; raises UnknownLead."""
        return self._store.leads.get(lead_id)

    def latest(self, lead_id: str, *, by: str) -> ScoredLead:
        """Return a lead with its latest score and alert, as asked for by somebody; raises UnknownLead."""
        stored = self._store.leads.get(lead_id)
        alert = self._alerts.latest_of(lead_id)
        raised = Raised(alert) if alert else None
        kept = tuple(stored.lead.values)
        return ScoredLead(
            lead_id,
            stored.lead,
            stored.score,
            by,
            raised=raised,
            score_id=stored.score_id,
            kept=kept,
            fields=self.fields,
        )

    def history(self, lead_id: str) -> LeadHistory:
        """Return a lead with all its scores and its latest alert; raises UnknownLead."""
        stored = self._store.leads.get(lead_id)
        return LeadHistory(stored, self._store.leads.history(lead_id), self._alerts.latest_of(lead_id), self.fields)

    def find(self, words: str) -> list[StoredLead]:
        """Return the leads whose facts of identity have all the words, or that have this id."""
        return self._store.leads.find(words)

    def called(self, words: str) -> list[StoredLead]:
        """Return the leads whose id, name, e-mail, phone or CRM id is exactly this."""
        return self._store.leads.called(words)

    def recent(self, most: int) -> list[StoredLead]:
        """Return the leads that were scored last, the latest first."""
        return self._store.leads.recent(most)

    def scored_by(self, user: str, most: int) -> list[StoredLead]:
        """Return the leads that somebody scored last, the latest first."""
        return self._store.leads.scored_by(user, most)

    def owners(self, leads: Sequence[StoredLead]) -> dict[str, str]:
        """Return the owner of each of these leads that has one, by the lead's id."""
        return self._store.leads.owners([one.id for one in leads])

    def tiers(self, days: int) -> dict[Tier, int]:
        """Return how many scores of each tier there were in the last days."""
        return self._store.leads.tiers(self._alerts.now - timedelta(days=days))

    def give_feedback(self, verdict: Verdict, *, score_id: int, by: str, reason: str | None = None) -> bool:
        """Keep somebody's opinion on a score in place of their earlier one, and return whether it is new.

        Raises:
            UnknownLead: the score is gone, with its lead.
        """
        return self._store.feedback.give(score_id, by, verdict, reason, self._alerts.now)

    def feedback(self) -> FeedbackSummary:
        """Return what people thought of the scores lately."""
        since = self._alerts.now - timedelta(days=_FEEDBACK_DAYS)
        return FeedbackSummary(self._store.feedback.counts(since), self._store.feedback.comments(since, _MAX_COMMENTS))

    def require_may_forget(self, lead_id: str, user: str) -> None:
        """Raise NotAllowed unless `user` is a manager, or alone has ever scored the lead and it never had an alert."""
        others = {past.by for past in self._store.leads.history(lead_id)} - {user}
        if others or self._alerts.latest_of(lead_id) is not None:
            self._alerts.require_manager(user)

    def extent(self, lead_id: str) -> Erased:
        """Return how much is kept of a lead, which forgetting it would delete."""
        return self._store.leads.extent(lead_id)

    def forget(self, lead_id: str, *, by: str) -> Erased:
        """Delete a lead with all that is kept of it, and return how much that was."""
        self._alerts.wait_until_silent(lead_id)
        return forget(self._store, lead_id, by=by, now=self._alerts.now)

    def _save(self, pairs: Sequence[tuple[Lead, Score]], source: str, by: str) -> list[ScoredLead]:
        """Save leads with their scores, and raise their alerts; within a transaction."""
        scored = []
        saved = self._store.leads.save_many(pairs, source=source, by=by, at=self._alerts.now)
        for (lead, score), one in zip(pairs, saved, strict=True):
            raised = self._alerts.raise_alert(one, score.tier, entered_by=by)
            scored.append(
                ScoredLead(one.lead_id, lead, score, by, one.before, raised, one.score_id, fields=self.fields)
            )
        return scored

    def _count(self, scored: Sequence[ScoredLead], source: str) -> None:
        """Count the new scores, once they are saved."""
        for one in scored:
            if one.is_news:
                self._alerts.metrics.scored(one.score.tier, source)


def _together(facts: Lead, known: Lead, fields: FieldSet, *, is_answer: bool) -> Lead:
    return completed(known, facts, fields) if is_answer else completed(facts, known, fields)


def forget(store: LeadStore, lead_id: str, *, by: str, now: datetime) -> Erased:
    """Delete a lead with all that is kept of it, and return how much that was. The audit keeps that `by` did so."""
    for attempt in store.database.attempts():
        with attempt:
            erased = store.leads.forget(lead_id, at=now)
            if erased.leads:
                store.audit.record(who=by, did="forget", subject=lead_id, at=now)
    store.database.vacate()
    return erased
