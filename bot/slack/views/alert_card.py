"""The card of an alert in the hot leads channel: who has the lead, until when, and what its owner can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.alerts.alert import Alert, AlertStatus, Outcome, Urgency
from bot.alerts.policy import Policy
from bot.slack import names
from bot.slack.views.blocks import Block, Message, actions, button, escaped, message, moment, mrkdwn, small
from bot.slack.views.cards import identity, origin, person, score_blocks, spoken
from bot.slack.views.feedback import feedback_row
from scoring.explain.score import Score
from scoring.fields.lead import Lead

# A name of its own, so that a press counts that comes while the card is being updated.
_ACTIONS = "alert"


@dataclass(frozen=True)
class AlertedLead:
    """An alert with its lead and score; `rise` says how the score changed since before the alert, where it did."""

    alert: Alert
    lead: Lead
    score: Score
    rise: str = ""


def alert_card(alerted: AlertedLead, policy: Policy) -> Message:
    """Return the current card."""
    alert, lead, score = alerted.alert, alerted.lead, alerted.score
    state = alert_state(alert, policy)
    who = [one for one in (alerted.rise, identity(lead)) if one]
    entered = "Came in through" if ":" in alert.entered_by else "Entered by"
    heading, *rest = score_blocks(lead, score)
    blocks = [
        heading,
        mrkdwn(state),
        *rest,
        *map(small, who),
        origin(entered, alert.entered_by, score),
        *alert_actions(alert),
        *feedback_row(alert.score_id),
    ]
    entry = f"{entered} {person(alert.entered_by)}, model {score.model_version}."
    words = spoken(lead, score, *map(escaped, who), entry)
    return message(f"{state}\n{words}", blocks)


def alert_state(alert: Alert, policy: Policy) -> str:
    """Return the state of the alert in one line of Slack's markup: "Tom has it, claimed after 3 min."."""
    match alert.status:
        case AlertStatus.CLOSED:
            note = f" ({escaped(alert.note)})" if alert.note else ""
            return f"{_OUTCOMES[alert.outcome or Outcome.LOST]}{note} · <@{alert.owner}>"
        case AlertStatus.CONTACTED:
            after = f", {duration(alert.contact_seconds)} after it came in" if alert.contact_seconds is not None else ""
            return f":telephone_receiver: *Contacted* by <@{alert.owner}>{after}."
        case AlertStatus.CLAIMED:
            return f":large_blue_circle: *<@{alert.owner}> has it*{_since(alert, policy)}. {_contact_by(alert, policy)}"
        case _:
            return _unclaimed(alert, policy)


_OUTCOMES = {
    Outcome.WON: ":tada: *Won*",
    Outcome.LOST: ":white_circle: *Lost*",
    Outcome.NOT_QUALIFIED: ":x: *Not qualified*",
}


def _since(alert: Alert, policy: Policy) -> str:
    if alert.urgency is Urgency.ESCALATED:
        return ", because nobody claimed it"
    if alert.given or alert.claimed_at is None:
        return ""
    return f", claimed after {duration(policy.worked(alert.raised_at, alert.claimed_at))}"


def _contact_by(alert: Alert, policy: Policy) -> str:
    if alert.snoozed_until is not None:
        return f"Reminders are off until {moment(alert.snoozed_until)}."
    if alert.urgency is Urgency.BREACHED:
        return ":red_circle: *It was to be contacted by now.*"
    if alert.urgency is Urgency.AT_RISK and alert.clock_from:
        return f":large_orange_circle: *Contact it now*, by {moment(policy.contact_end(alert.clock_from))}."
    return f"To be contacted by {moment(policy.contact_end(alert.clock_from))}." if alert.clock_from else ""


def _unclaimed(alert: Alert, policy: Policy) -> str:
    match alert.urgency:
        case Urgency.BREACHED if alert.asked:
            return f":red_circle: *Nobody has it.* {mention(alert.asked)} was asked to take it."
        case Urgency.BREACHED | Urgency.ESCALATED:
            return ":red_circle: *Nobody has it.* It is overdue: who takes it?"
        case Urgency.AT_RISK:
            return f":large_orange_circle: *Nobody has it.* Claim it now{_claim_by(alert, policy)}."
    return f":large_green_circle: *Nobody has it yet.* Claim it{_claim_by(alert, policy)}."


def _claim_by(alert: Alert, policy: Policy) -> str:
    return f", by {moment(policy.claim_end(alert.clock_from))}" if alert.clock_from else ""


def mention(person_or_group: str) -> str:
    """Return a user or a user group so that Slack tells them."""
    return f"<!subteam^{person_or_group}>" if person_or_group.startswith("S") else f"<@{person_or_group}>"


def alert_actions(alert: Alert) -> list[Block]:
    """Return the buttons that fit the state."""
    row = [button(words, action, alert.id, primary=not at) for at, (words, action) in enumerate(_buttons(alert))]
    return [actions(row) | {"block_id": _ACTIONS}] if row else []


def _buttons(alert: Alert) -> Iterator[tuple[str, str]]:
    match alert.status:
        case AlertStatus.WAITING | AlertStatus.OPEN:
            yield "Claim", names.CLAIM
            yield "Reassign…", names.REASSIGN
            return
        case AlertStatus.CLAIMED:
            yield "Contacted", names.CONTACTED
            yield "Snooze…", names.SNOOZE
        case AlertStatus.CLOSED:
            return
    yield "Won", names.WON
    yield "Lost", names.LOST
    yield "Not qualified…", names.NOT_QUALIFIED
    yield "Release", names.RELEASE
    yield "Reassign…", names.REASSIGN


def claim_beside(alert: Alert) -> Block:
    """Return the claim button as the accessory of a section."""
    return {"accessory": button("Claim", names.CLAIM, alert.id, primary=True)}


def duration(seconds: float) -> str:
    """Return a working time as a person says it: "3 min", "2 h 5 min", "under a minute"."""
    minutes = int(timedelta(seconds=seconds) / timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min" if minutes else "under a minute"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
