"""Digests: many alerts in one message, and how a day begins."""

from collections.abc import Mapping, Sequence

from bot.alerts.alert import AlertStatus, Pace
from bot.alerts.daily_digest import Daily
from bot.alerts.policy import Policy
from bot.leads.summary import NAMELESS, format_tier_so_far, name_of
from bot.slack.views.alert_card import AlertedLead, alert_state, claim_beside, duration
from bot.slack.views.blocks import Block, Message, context, escaped, header, message, mrkdwn


def digest_card(listed: Sequence[AlertedLead], policy: Policy) -> Message:
    """Return the message that lists alerts that came too fast for a card each; each can be claimed."""
    heading = f"{len(listed)} more High leads" if len(listed) > 1 else "1 more High lead"
    blocks: list[Block] = [header(heading), context("They came in so fast that they share one message.")]
    for alerted in listed:
        line = mrkdwn(
            f"*{escaped(name_of(alerted.lead))}* · {format_tier_so_far(alerted.score)}\n{_state(alerted, policy)}"
        )
        is_free = alerted.alert.status in {AlertStatus.WAITING, AlertStatus.OPEN}
        blocks.append(line | {"block_id": alerted.alert.id} | (claim_beside(alerted.alert) if is_free else {}))
    words = "\n".join(
        [f"{heading}:", *(f"{escaped(name_of(one.lead))}, {format_tier_so_far(one.score)}" for one in listed)]
    )
    return message(words, blocks)


def daily_card(daily: Daily, names: dict[str, str]) -> Message:
    """Return the state of the day: what is open, who has what, and how fast the team was."""
    blocks: list[Block] = [header("High leads today"), mrkdwn(_open(daily, names))]
    if daily.waiting_for_contact:
        blocks.append(mrkdwn(f"*To be contacted:* {_each(daily.waiting_for_contact)}"))
    if daily.contacted:
        blocks.append(mrkdwn(f"*Contacted, and still open:* {_each(daily.contacted)}"))
    blocks.append(context(pace_in_words(daily.pace, daily.days)))
    return message("\n".join(["High leads today.", _open(daily, names), pace_in_words(daily.pace, daily.days)]), blocks)


def _each(counted: Mapping[str, int]) -> str:
    return " · ".join(f"<@{user}> {count}" for user, count in sorted(counted.items()))


def pace_in_words(pace: Pace, days: int) -> str:
    """Return how fast the team was: "Last 7 days, medians in working time: an owner after 4 min (31 leads)."."""
    if pace.claim_seconds is None:
        return f"Last {days} days: no lead got an owner."
    claims = f"an owner after {duration(pace.claim_seconds)} ({_leads(pace.claimed)})"
    contacts = ""
    if pace.contact_seconds is not None:
        contacts = f", contacted after {duration(pace.contact_seconds)} ({_leads(pace.contacted)})"
    return f"Last {days} days, medians in working time: {claims}{contacts}."


def _leads(count: int) -> str:
    return f"{count} lead{'s' * (count != 1)}"


def _state(alerted: AlertedLead, policy: Policy) -> str:
    return alert_state(alerted.alert, policy)


def _open(daily: Daily, names: dict[str, str]) -> str:
    if not daily.unowned:
        return ":white_check_mark: Every High lead has an owner."
    listed = [escaped(names.get(alert.lead_id, NAMELESS)) for alert in daily.named]
    count = len(daily.unowned)
    more = f" and {count - len(daily.named)} more" if count > len(daily.named) else ""
    return f":red_circle: *{count} High lead{'s' * (count > 1)} without an owner:* {', '.join(listed)}{more}"
