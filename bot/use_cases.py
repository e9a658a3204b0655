"""What the product does, whichever way a lead came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.alerts.desk import Desk, Raised
from bot.store import Store
from bot.store.leads import PastScore
from scoring.lead import Lead
from scoring.score import Score
from scoring.scorer import Scorer

# SQLite has one writer at a time; between two slices of a long list others have their turn, who answer Slack.
_SLICE = 100

# Each takes a write of its own, for which the answer waits; the watch wakes the others within half a minute.
_WOKEN_AT_ONCE = 50


@dataclass(frozen=True)
class ScoredLead:
    """A lead, what it is worth, what it was worth before, and its alert, if it is worth one."""

    lead_id: str
    lead: Lead
    score: Score
    asked_by: str
    before: PastScore | None = None
    raised: Raised | None = None


def score_lead(lead: Lead, *, scorer: Scorer, store: Store, desk: Desk, source: str, asked_by: str) -> ScoredLead:
    """Score the lead, remember it, and alert the team when it is High.

    `source` is the way it came in, `asked_by` a Slack user or an API key. Nothing here waits for Slack.

    Raises:
        InvalidLead: naming every feature that is unknown.
    """
    return score_leads([lead], scorer=scorer, store=store, desk=desk, source=source, asked_by=asked_by)[0]


def score_leads(
    leads: Sequence[Lead], *, scorer: Scorer, store: Store, desk: Desk, source: str, asked_by: str
) -> list[ScoredLead]:
    """Score leads, remember them, and alert the team to those that are High.

    Nothing is remembered unless all can be scored. A database that fails keeps none of them; SQLite may keep the first
    ones of more than a hundred, which are recognised when they come again.

    Raises:
        InvalidLead: of the first lead that has unknown features.
    """
    pairs = list(zip(leads, scorer.score_many(leads), strict=True))
    at_once = _SLICE if store.database.is_sqlite else max(len(pairs), 1)
    scored: list[ScoredLead] = []
    for begin in range(0, len(pairs), at_once):
        scored += _remember(pairs[begin : begin + at_once], store, desk, source, asked_by)
    for one in scored:
        desk.metrics.scored(one.score.tier, source)
    changed = [one.raised for one in scored if one.raised and (one.raised.is_new or one.raised.is_changed)]
    for raised in changed[:_WOKEN_AT_ONCE]:
        desk.wake(raised)
    return scored


def _remember(
    pairs: Sequence[tuple[Lead, Score]], store: Store, desk: Desk, source: str, asked_by: str
) -> list[ScoredLead]:
    """Remember leads with their scores, and raise their alerts, in one transaction."""
    with store.database.write():
        saved = store.leads.save_many(pairs, source=source, by=asked_by, at=desk.now)
        return [
            ScoredLead(
                kept.lead_id,
                lead,
                score,
                asked_by,
                kept.before,
                desk.raise_alert(kept, score.tier, entered_by=asked_by),
            )
            for (lead, score), kept in zip(pairs, saved, strict=True)
        ]
