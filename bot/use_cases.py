"""What the product does, whichever way a lead came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.alerts.desk import Desk, Raised
from bot.store import Store
from bot.store.leads import PastScore
from scoring.lead import Lead
from scoring.score import Score
from scoring.scorer import Scorer


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
    """Score leads, remember them, and alert the team to those that are High: all of it or, when something fails, none.

    Raises:
        InvalidLead: of the first lead that has unknown features.
    """
    scores = list(scorer.score_many(leads))
    scored = []
    with store.database.write():
        saved = store.leads.save_many(list(zip(leads, scores, strict=True)), source=source, by=asked_by, at=desk.now)
        for lead, score, kept in zip(leads, scores, saved, strict=True):
            raised = desk.raise_alert(kept, score.tier, entered_by=asked_by)
            scored.append(ScoredLead(kept.lead_id, lead, score, asked_by, kept.before, raised))
    for one in scored:
        desk.wake(one.raised)
        desk.metrics.scored(one.score.tier, source)
    return scored
