"""A card as the value of its buttons: what a press needs travels with it, so that none depends on memory."""

import json
from dataclasses import dataclass

from bot.alerts import Alert, AlertStatus
from scoring.lead import Lead, read_lead


@dataclass(frozen=True)
class CardValue:
    """The lead that a card is about, and what became of its alert."""

    lead: Lead
    alert: Alert | None = None


def write_value(value: CardValue) -> str:
    """Return the value as Slack carries it: at most 2,000 characters, which the bounds of `Lead` keep."""
    alert = [value.alert.status, value.alert.reason] if value.alert else None
    return json.dumps(
        {"lead": value.lead.model_dump(exclude_none=True), "alert": alert}, ensure_ascii=False, separators=(",", ":")
    )


def read_value(text: str) -> CardValue:
    """Return what a button carries.

    Raises:
        InvalidLead: the button is from an older version, whose fields were others.
    """
    carried = json.loads(text)
    alert = carried["alert"]
    return CardValue(read_lead(carried["lead"]), Alert(AlertStatus(alert[0]), alert[1]) if alert else None)
