"""What the product does, whichever way a lead came in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.alerts.service import Desk, Raised
from bot.leads.feedback import Verdict
from bot.leads.lead import PastScore, completed
from bot.store import Store
from scoring.explain.score import Score
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature
from scoring.fields.lead import FEATURES, Lead

# SQLite has one writer at a time; between two slices of a long list others have their turn, who answer Slack.
_SLICE = 100


@dataclass(frozen=True)
class ScoredLead:
    """A lead, what it is worth, what it was worth before, and its alert, if it is worth one.

    `kept` are the features that nobody stated this time, and that are known from before.
    """

    lead_id: str
    lead: Lead
    score: Score
    asked_by: str
    before: PastScore | None = None
    raised: Raised | None = None
    score_id: int = 0
    kept: tuple[Feature, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether it got a further score: it is new, or its features or the model changed."""
        return self.before is None or self.before.id != self.score_id


def score_facts(
    facts: Lead,
    *,
    scorer: Scorer,
    store: Store,
    desk: Desk,
    source: str,
    asked_by: str,
    lead_id: str | None = None,
    is_answer: bool = False,
    without: Collection[str] = (),
) -> ScoredLead:
    """Score the lead of which somebody stated these facts, remember it, and alert the team when it is High.

    What is known of it from before, and was not stated anew, counts, too; facts that answer a question count only if
    nobody was faster. What was known of the features named in `without` counts no more. The lead is recognised as leads
    are, or it is the one with `lead_id`. `source` is the way it came in, `asked_by` a Slack user.

    Raises:
        UnknownLead: the lead with `lead_id` is gone.
    """

    def remember() -> ScoredLead:
        known = store.leads.known(facts, lead_id)  # from here on nobody else states anything of it
        lead = _together(facts, known.lead, is_answer=is_answer) if known else facts
        lead = lead.model_copy(update=dict.fromkeys(without))
        score = scorer.score(lead)
        saved = store.leads.save(
            lead, score, source=source, by=asked_by, at=desk.now, lead_id=known.id if known else None
        )
        raised = desk.raise_alert(saved, score.tier, entered_by=asked_by, tentative=not score.settled)
        kept = tuple(each for each in facts.missing if getattr(lead, each.name) is not None)
        return ScoredLead(saved.lead_id, lead, score, asked_by, saved.before, raised, saved.score_id, kept)

    scored = store.database.in_one_go(remember)
    if scored.is_news:
        desk.metrics.scored(scored.score.tier, source)
    return scored


def _together(facts: Lead, known: Lead, *, is_answer: bool) -> Lead:
    return completed(known, facts) if is_answer else completed(facts, known)


def as_it_stands(lead_id: str, *, store: Store, asked_by: str) -> ScoredLead:
    """Return a lead with its latest score and alert; raises UnknownLead."""
    stored = store.leads.get(lead_id)
    alert = store.alerts.latest_of(lead_id)
    raised = Raised(alert) if alert else None
    kept = tuple(each for each in FEATURES if stored.lead.features[each.name] is not None)
    return ScoredLead(lead_id, stored.lead, stored.score, asked_by, raised=raised, score_id=stored.score_id, kept=kept)


def record_feedback(
    verdict: Verdict, *, score_id: int, by: str, store: Store, desk: Desk, reason: str | None = None
) -> bool:
    """Keep what somebody thinks of a score, in the place of what they thought before, and tell whether it is new.

    Raises:
        UnknownLead: the score is gone, with its lead.
    """
    return store.feedback.give(score_id, by, verdict, reason, desk.now)


def score_leads(
    leads: Sequence[Lead], *, scorer: Scorer, store: Store, desk: Desk, source: str, asked_by: str
) -> list[ScoredLead]:
    """Score leads that programs send, remember them, and alert the team to those that are High.

    `source` is the way they came in, `asked_by` an API key. Nothing is remembered unless all are complete. A database
    that fails keeps none of them; SQLite may keep the first ones of more than a hundred, which are recognised when they
    come again.

    Raises:
        InvalidLead: of the first lead that has unknown features.
    """
    pairs = list(zip(leads, scorer.score_many(map(scorer.require_complete, leads)), strict=True))
    at_once = _SLICE if store.database.is_sqlite else max(len(pairs), 1)
    scored: list[ScoredLead] = []
    for begin in range(0, len(pairs), at_once):
        scored += _remember(pairs[begin : begin + at_once], store, desk, source, asked_by)
    for one in scored:
        if one.is_news:
            desk.metrics.scored(one.score.tier, source)
    return scored


def _remember(
    pairs: Sequence[tuple[Lead, Score]], store: Store, desk: Desk, source: str, asked_by: str
) -> list[ScoredLead]:
    """Remember leads with their scores, and raise their alerts, in one transaction."""

    def remember() -> list[ScoredLead]:
        saved = store.leads.save_many(pairs, source=source, by=asked_by, at=desk.now)
        return [
            ScoredLead(
                kept.lead_id,
                lead,
                score,
                asked_by,
                kept.before,
                desk.raise_alert(kept, score.tier, entered_by=asked_by),
                kept.score_id,
            )
            for (lead, score), kept in zip(pairs, saved, strict=True)
        ]

    return store.database.in_one_go(remember)
