"""What the product does, whichever way a lead came in."""

from dataclasses import dataclass

from bot.alerts import Alert, Alerts, AlertStatus
from scoring.lead import Lead
from scoring.score import Score, Tier
from scoring.scorer import Scorer


@dataclass(frozen=True)
class ScoredLead:
    """A lead, what it is worth, and what became of its alert; a lead that is not High has none."""

    lead: Lead
    score: Score
    asked_by: str
    alert: Alert | None

    @property
    def needs_action(self) -> bool:
        """Whether the lead should be in the hot leads channel, and it is not certain that it is."""
        return self.alert is not None and self.alert.status in {AlertStatus.REFUSED, AlertStatus.UNCONFIRMED}


def score_lead(lead: Lead, *, scorer: Scorer, alerts: Alerts, asked_by: str, alert_again: bool = False) -> ScoredLead:
    """Score the lead and, when it is High, tell the hot leads channel once; `asked_by` is a Slack user.

    `alert_again` posts also an alert of which it is not known whether Slack took it.

    Raises:
        InvalidLead: naming every feature that is unknown.
    """
    score = scorer.score(lead)
    high = score.tier is Tier.HIGH
    alert = alerts.raise_alert(lead, score, entered_by=asked_by, again=alert_again) if high else None
    return ScoredLead(lead, score, asked_by, alert)
