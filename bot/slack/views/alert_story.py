"""What an alert's thread says: each event in a sentence, addressed to the people it concerns."""

from datetime import datetime

from bot.alerts.alert import Alert, Event, EventKind
from bot.alerts.policy import Policy
from bot.slack.views.alert_card import duration, mention
from bot.slack.views.blocks import Message, escaped, moment
from bot.slack.views.cards import person


def story(alert: Alert, event: Event, policy: Policy, *, who: str, rise: str = "") -> Message:
    """Return what the thread says of an event; what everybody should see also goes to the channel.

    `who` is how people call the lead, `rise` says how the score changed, where it did.
    """
    words = _sentence(alert, event, policy, escaped(who) or "this lead", rise)
    to_all = {"reply_broadcast": True} if _concerns_all(event) else {}
    return {"text": words, "unfurl_links": False, "unfurl_media": False} | to_all


def _concerns_all(event: Event) -> bool:
    by_the_clock_to_nobody = event.by is None and event.to is None
    return by_the_clock_to_nobody or event.kind is EventKind.RELEASED


def _sentence(alert: Alert, event: Event, policy: Policy, who: str, rise: str) -> str:
    if event.by is None:
        return _by_the_clock(alert, event, policy, who)
    by = f"<@{event.by}>"
    match event.kind:
        case EventKind.CLAIMED:
            return f"{by} has this lead{_after(alert, event, policy)}."
        case EventKind.RELEASED:
            return f"{by} released *{who}*. Who takes this lead?"
        case EventKind.REASSIGNED:
            return f"{mention(event.to or '')} This lead is yours now: {by} gave it to you."
        case EventKind.SNOOZED:
            return f"{by} will be reminded {moment(datetime.fromisoformat(event.note or ''))}."
        case EventKind.CONTACTED:
            return f"{by} contacted this lead{_after(alert, event, policy)}."
        case EventKind.CLOSED:
            return f"{by} closed this lead: {escaped(event.note or '')}."
        case EventKind.RESCORED:
            return f"Scored again by {person(event.by)}. {escaped(rise)}".strip()
    raise ValueError(f"{event.kind} is not told")


def _by_the_clock(alert: Alert, event: Event, policy: Policy, who: str) -> str:
    to = mention(event.to) if event.to else "<!here>"
    match event.kind:
        case EventKind.REMINDED:
            return f"Nobody has *{who}* yet. Who takes this lead?{_until(alert, policy)}"
        case EventKind.ASKED if event.to is None:
            return f"{to} Nobody claimed *{who}* in time. Who takes this lead? Press *Claim* on its card."
        case EventKind.ASKED:
            return f"{to} Nobody claimed this lead in time. Will you take it? Press *Claim* on its card."
        case EventKind.ESCALATED if event.to:
            otherwise = "Reassign" if event.to in policy.managers else "Release"
            return f"{to} This lead is yours now, for nobody claimed it. Contact it, or *{otherwise}* it."
        case EventKind.ESCALATED:
            return f"{to} Still nobody has *{who}*{_why_nobody_gets_it(policy)}"
        case EventKind.CONTACT_AT_RISK:
            return f"{to} Please contact this lead{_contact_until(alert, policy)}."
        case EventKind.CONTACT_BREACHED:
            addressees = " ".join(dict.fromkeys([to, *map(mention, policy.managers)]))
            return f"{addressees} This lead was to be contacted by now, and nobody said that it was."
    raise ValueError(f"{event.kind} is not told")


def _why_nobody_gets_it(policy: Policy) -> str:
    if policy.team or policy.managers:
        return ", and everybody is away or has enough. Who takes this lead?"
    return ". Who takes this lead? Ask your admin to name the team (settings SALES_TEAM, MANAGERS), so that I can ask."


def _after(alert: Alert, event: Event, policy: Policy) -> str:
    return f", {duration(policy.worked(alert.raised_at, event.at))} after it came in"


def _until(alert: Alert, policy: Policy) -> str:
    return f" The time for claiming it ends {moment(policy.claim_end(alert.clock_from))}." if alert.clock_from else ""


def _contact_until(alert: Alert, policy: Policy) -> str:
    return f" by {moment(policy.contact_end(alert.clock_from))}" if alert.clock_from else ""


def escalation(who: str, link: str) -> Message:
    """Return the direct message to somebody whose alert it is now; `who` the lead is."""
    words = f"The High lead *{escaped(who or 'without a name')}* is yours now, for nobody claimed it. {link}".strip()
    return {"text": words, "unfurl_links": False, "unfurl_media": False}
