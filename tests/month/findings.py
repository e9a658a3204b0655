"""What would be wrong with a month, in words. Each function yields what it found; nothing is how it should be."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from sqlalchemy import select

from bot.alerts.alert import Alert, AlertStatus, Event, EventKind, Outcome
from bot.alerts.policy import Policy
from bot.leads.summary import describe_change
from bot.outgoing import card_key, digest_key, event_key
from bot.slack.views.alert_card import AlertedLead, alert_card
from bot.store import Store
from bot.store.tables import alerts, scores
from localslack import Workspace
from scoring.explain.score import Tier
from tests.month.office_hours import OfficeHours, Pause
from tests.month.record import Past, receiver, record
from tests.month.simulate_month import BERLIN, Month
from tests.month.slack import Post, claimable

_SLACK = timedelta(minutes=5)
_HOUR = timedelta(hours=1)
_TENTATIVE_AND_DIGEST = timedelta(minutes=7)
_DIGEST = "digest:"
_ROUNDING = 0.001
_FEW, _UNEVEN = 6, 0.25


def unowned_too_long(pasts: Sequence[Past], policy: Policy, hours: OfficeHours, end: datetime) -> Iterator[str]:
    """Yield the alerts that stood in Slack for more working time than the two terms after which somebody gets them.

    The time in which the bot was dead is none of `hours`.
    """
    most = (2 * policy.claim_within + _SLACK).total_seconds()
    for past in pasts:
        for since, until in past.free(end):
            seconds = hours.seconds(since, until)
            if seconds > most:
                yield f"{past.called} was nobody's from {since} to {until}, {seconds / 60:.0f} working minutes"


def not_posted(pasts: Sequence[Past]) -> Iterator[str]:
    """Yield the alerts that Slack has not seen at all."""
    for past in pasts:
        alert = past.alert
        if alert.ts is None and alert.status is not AlertStatus.WAITING:
            yield f"{past.called}, raised {alert.raised_at}, is {alert.status} and stands nowhere"


def never_alerted(pasts: Sequence[Past], store: Store, policy: Policy) -> Iterator[str]:
    """Yield the scores of High that found no alert open, and raised none, though there was none within the cooldown."""
    by_lead: defaultdict[str, list[Alert]] = defaultdict(list)
    for past in pasts:
        by_lead[past.alert.lead_id].append(past.alert)
    with store.database.read() as connection:
        high = connection.scalars(select(scores.c.lead_id).where(scores.c.tier == Tier.HIGH.value).distinct()).all()
    for lead_id in high:
        history = store.leads.history(lead_id)
        for before, score in zip([None, *history], history, strict=False):
            stayed = before is not None and before.tier is Tier.HIGH
            since = score.at - (policy.cooldown if stayed else timedelta(0))
            if score.tier is Tier.HIGH and not any(_covers(alert, since, score.at) for alert in by_lead[lead_id]):
                yield f"{lead_id} was High at {score.at}, and nobody was alerted"


def _covers(alert: Alert, since: datetime, at: datetime) -> bool:
    is_open = alert.closed_at is None or alert.closed_at >= at
    return alert.raised_at <= at and (is_open or alert.raised_at >= since)


def held_too_long(pasts: Sequence[Past], policy: Policy, now: datetime) -> Iterator[str]:
    """Yield the alerts that were not to be posted in time: once what was told of the lead, and the night, are over."""
    for past in pasts:
        alert = past.alert
        most = policy.quiet.ends(alert.raised_at + _TENTATIVE_AND_DIGEST) + _HOUR
        due = now if alert.due_at is None else max(now, alert.due_at)
        posted = due if alert.status is AlertStatus.WAITING else alert.posted_at
        if posted is not None and posted > most:
            yield f"{past.called}, raised {alert.raised_at}, was held until {posted}"


def said_twice(posts: Sequence[Post]) -> Iterator[str]:
    """Yield the cards, digests and sentences that Slack accepted more than once."""
    for key, times in Counter(post.key for post in posts if post.key).items():
        if times > 1:
            yield f"{key} was accepted {times} times"


def in_the_wrong_place(pasts: Sequence[Past], posts: Sequence[Post]) -> Iterator[str]:
    """Yield the alerts without a card or a digest, or with one too many: in a digest only owned ones have cards."""
    accepted = {post.key for post in posts}
    for past in pasts:
        alert = past.alert
        if alert.ts is None:
            continue
        if (card_key(alert.id) in accepted) != (alert.digest_at is None or past.taken_at is not None):
            yield f"{past.called} has {'a' if card_key(alert.id) in accepted else 'no'} card"
        if alert.digest_at is not None and digest_key(alert.digest_at) not in accepted:
            yield f"{past.called} is in no digest"


def untold(pasts: Sequence[Past], posts: Sequence[Post], passed_over: Set[str], store: Store) -> Iterator[str]:
    """Yield what happened and no thread says, though it was news, and what a thread says and never happened."""
    said = {post.key for post in posts if post.is_reply}
    told = {event_key(past.alert.id, one.number) for past in pasts for one in past.events if one.event.kind.is_told}
    yield from (f"{key} was said, but never happened" for key in sorted(said - told))
    for past in pasts:
        for at, one in enumerate(past.events):
            key = event_key(past.alert.id, one.number)
            is_over = one.event.kind.ages and at + 1 < len(past.events)
            if key in told - said - passed_over and not is_over and not _reads_as_before(past, one.event, store):
                yield f"{key} of {past.called}, {one.event.kind}, was not said"


def _reads_as_before(past: Past, event: Event, store: Store) -> bool:
    if event.kind is not EventKind.RESCORED:
        return False
    scores = store.leads.history(past.alert.lead_id)
    at = next(at for at, one in enumerate(scores) if one.id == int(event.note or 0))
    return at == 0 or not describe_change(scores[at - 1], scores[at].score)


def told_directly_too_often(pasts: Sequence[Past], posts: Sequence[Post]) -> Iterator[str]:
    """Yield the managers who were told more often that an alert is theirs than they got one."""
    got = Counter(one.event.to for past in pasts for one in past.events if one.event.kind is EventKind.ESCALATED)
    told = Counter(post.channel for post in posts if "The High lead" in post.text)
    for manager, times in got.items():
        direct = f"D{(manager or '')[1:]}"
        if told[direct] > times:
            yield f"{manager} was told {told[direct]} times of {times} alerts"


def stale_cards(pasts: Sequence[Past], store: Store, workspace: Workspace, policy: Policy) -> Iterator[str]:
    """Yield the cards and digests that do not show their alerts as they are."""
    shown = {message.ts: message for message in workspace.posts("hot-leads")}
    offered = {alert_id for message in shown.values() for alert_id in claimable(message.blocks or [])}
    for past in pasts:
        alert = past.alert
        if alert.ts is None:
            continue
        if (alert.id in offered) != (alert.status in {AlertStatus.WAITING, AlertStatus.OPEN}):
            yield f"{past.called} is {alert.status}, and {'can' if alert.id in offered else 'cannot'} be claimed"
        elif alert.digest_at is None or alert.owner is not None:
            stored = store.leads.get(alert.lead_id)
            state = alert_card(AlertedLead(alert, stored.lead, stored.score), policy)["text"].partition("\n")[0]
            if not shown[alert.ts].text.startswith(state):
                yield f"the card of {past.called} says {shown[alert.ts].text[:90]!r}, not {state!r}"


def raised_against_the_rules(pasts: Sequence[Past], store: Store, policy: Policy) -> Iterator[str]:
    """Yield the alerts of a lead that had one within the cooldown and was High all the while."""
    by_lead: defaultdict[str, list[Past]] = defaultdict(list)
    for past in pasts:
        by_lead[past.alert.lead_id].append(past)
    for lead_id, theirs in by_lead.items():
        for earlier, later in pairwise(past.alert.raised_at for past in theirs):
            fell = any(one.tier is not Tier.HIGH and earlier <= one.at < later for one in store.leads.history(lead_id))
            if later - earlier < policy.cooldown and not fell:
                yield f"{theirs[0].called} got an alert at {earlier}, and another at {later}"


def posted_at_night(pasts: Sequence[Past], posts: Sequence[Post], policy: Policy) -> Iterator[str]:
    """Yield the cards and digests of alerts that came during quiet hours and did not wait until morning."""
    raised = {card_key(past.alert.id): past.alert.raised_at for past in pasts}
    for post in posts:
        is_first = post.key.startswith(_DIGEST) or post.key.endswith(":card")
        if is_first and policy.quiet.quiet(post.at):
            since = raised.get(post.key)
            yield f"{post.key.partition(':')[2]} of {since} was posted at {post.at}"


def posted_too_fast(pasts: Sequence[Past], policy: Policy) -> Iterator[str]:
    """Yield the times at which more alerts got a card of their own within an hour than may."""
    times = sorted(
        past.alert.posted_at for past in pasts if past.alert.digest_at is None and past.alert.posted_at is not None
    )
    for first, beyond in zip(times, times[policy.most_per_hour :], strict=False):
        if beyond - first < _HOUR:
            yield f"{policy.most_per_hour + 1} cards between {first} and {beyond}"


def mismeasured(pasts: Sequence[Past], hours: OfficeHours) -> Iterator[str]:
    """Yield the alerts whose measured times are not those that pass on the office's clock."""
    for past in pasts:
        alert = past.alert
        contacted = max(past.when(EventKind.CONTACTED), default=None)
        if contacted is None and alert.outcome is Outcome.WON:
            contacted = alert.closed_at  # who won a lead has contacted it
        measures = {"to claim": (past.taken_at, alert.claim_seconds), "to contact": (contacted, alert.contact_seconds)}
        for what, (at, seconds) in measures.items():
            passed = None if at is None else hours.seconds(alert.raised_at, at)
            if (passed is None) != (seconds is None) or abs((passed or 0) - (seconds or 0)) > _ROUNDING:
                yield f"{past.called} has {seconds} s {what}, not {passed} s"


def asked_unfairly(pasts: Sequence[Past], people: Collection[str]) -> Iterator[str]:
    """Yield who of these, who were there all month, got far more alerts than the others and was asked more often, too.

    Likewise who got far fewer. What people claim or give to each other is their own; the bot then asks others.
    """
    got = Counter(person for past in pasts for person in {receiver(one.event) for one in past.events})
    asked = Counter(one.event.to for past in pasts for one in past.events if one.event.kind is EventKind.ASKED)
    usual, usually_asked = (median(counted[person] for person in people) for counted in (got, asked))
    for person in sorted(people):
        beyond, asked_beyond = got[person] - usual, asked[person] - usually_asked
        if abs(beyond) > max(_FEW, usual * _UNEVEN) and beyond * asked_beyond > 0:
            yield f"{person} got {got[person]} alerts, others {usual}, and was asked {asked[person]} times"


def wrong_by_now(month: Month) -> list[str]:
    """Return what must not be wrong at any time: alerts that nobody got in time, and messages that came twice."""
    store = month.bot.store
    pasts = record(store, alerts.c.owner.is_(None), alerts.c.closed_at.is_(None))
    return [
        *unowned_too_long(pasts, month.policy, office_hours(month, but=month.away), month.clock.now),
        *said_twice(month.posts),
    ]


def wrong_at_the_end(month: Month) -> list[str]:
    """Return everything that any of these finds in a month that was played to its end."""
    store, policy, posts = month.bot.store, month.policy, month.posts
    pasts, hours = record(store), office_hours(month)
    return [
        *unowned_too_long(pasts, policy, office_hours(month, but=month.away), month.clock.now),
        *not_posted(pasts),
        *never_alerted(pasts, store, policy),
        *held_too_long(pasts, policy, month.clock.now),
        *said_twice(posts),
        *in_the_wrong_place(pasts, posts),
        *untold(pasts, posts, month.trouble.passed_over, store),
        *told_directly_too_often(pasts, posts),
        *stale_cards(pasts, store, month.workspace, policy),
        *raised_against_the_rules(pasts, store, policy),
        *posted_at_night(pasts, posts, policy),
        *posted_too_fast(pasts, policy),
        *mismeasured(pasts, hours),
        *asked_unfairly(pasts, month.team.never_away - set(policy.managers)),
    ]


def office_hours(month: Month, *, but: Sequence[Pause] = ()) -> OfficeHours:
    """Return the team's hours without those in which it paused the clock, and `but` some more."""
    pauses = month.bot.store.people.pauses(month.plan.start)
    return OfficeHours(BERLIN, [*((pause.begins, pause.ends) for pause in pauses), *but])
