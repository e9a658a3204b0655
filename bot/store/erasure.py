"""Erasure: leads go with all that is kept of them. What stays is who did what to which id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    Connection,
    Table,
    Text,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.leads.erasure import Erased, SlackMessage
from bot.outgoing import Kind, alert_subject, digest_subject
from bot.store.inbox import RequestKind
from bot.store.tables import (
    alert_events,
    alerts,
    feedback,
    inbox,
    lead_messages,
    leads,
    outbox,
    scores,
)

_ANSWERS = (Kind.ANSWER, Kind.PRIVATE, Kind.SHARE, Kind.TITLE, Kind.CLOSE_QUESTION)

# By what people and other systems name a lead. A name of two letters is in too many words.
_WHO = (leads.c.name, leads.c.company, leads.c.email, leads.c.phone, leads.c.external_id)
_MIN_LENGTH = 3


def extent(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Return how much there is of these leads."""
    ids = connection.scalars(select(alerts.c.id).where(alerts.c.lead_id.in_(lead_ids))).all()
    return Erased(
        _count(connection, leads, "id", lead_ids),
        _count(connection, scores, "lead_id", lead_ids),
        len(ids),
        _count(connection, alert_events, "alert_id", ids),
        tuple(sorted(_messages(connection, lead_ids, ids), key=lambda message: (not message.key, message.ts))),
        connection.scalar(select(func.count()).select_from(feedback.join(scores)).where(scores.c.lead_id.in_(lead_ids)))
        or 0,
    )


def erase(connection: Connection, lead_ids: Sequence[str], *, at: datetime) -> Erased:
    """Delete leads with their scores, keys, alerts, the alerts' history and messages; return how much that was.

    Digests that list others, too, are updated. The caller has locked the leads.
    """
    erased = extent(connection, lead_ids)
    theirs = alerts.c.lead_id.in_(lead_ids)
    ids = connection.scalars(select(alerts.c.id).where(theirs)).all()
    if ids:
        ours, shared = _digests(connection, ids)
        subjects = [*map(alert_subject, ids), *map(digest_subject, ours)]
        connection.execute(delete(outbox).where(outbox.c.subject.in_(subjects)))
        changed = {"version": outbox.c.version + 1, "due_at": at}
        is_posted = outbox.c.subject.in_(map(digest_subject, shared)), outbox.c.failure.is_(None)
        connection.execute(update(outbox).where(*is_posted).values(changed))
    connection.execute(delete(leads).where(leads.c.id.in_(lead_ids)))  # the other tables follow by their foreign keys
    return erased


def erase_answers(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Delete what was answered of leads: to requests with an Idempotency-Key, and any answer to Slack, said or not."""
    names_one = or_(*(cast(inbox.c.answer, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids))
    connection.execute(delete(inbox).where(inbox.c.kind == RequestKind.API.value, names_one))
    is_slacks = inbox.c.kind.not_in([RequestKind.API.value, RequestKind.ONCE.value])
    connection.execute(update(inbox).where(is_slacks, inbox.c.answer.is_not(None)).values(answer=None))
    _erase_requests(connection, lead_ids)
    tells_of_one = or_(*(cast(outbox.c.payload, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids))
    connection.execute(delete(outbox).where(outbox.c.kind.in_(_ANSWERS), tells_of_one))


def _erase_requests(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Give up requests from Slack that name one of these leads and are not worked off: clear what they say."""
    found = connection.execute(select(*_WHO).where(leads.c.id.in_(lead_ids))).all()
    told = {str(value).casefold() for row in found for value in row if value and len(value) >= _MIN_LENGTH}
    if not told:
        return
    pending = connection.execute(select(inbox.c.key, inbox.c.payload).where(inbox.c.payload.is_not(None)))
    keys = [row.key for row in pending if any(each in said for said in _strings(row.payload) for each in told)]
    cleared = {"payload": None, "done_at": inbox.c.received_at}
    connection.execute(update(inbox).where(inbox.c.key.in_(keys)).values(cleared))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _messages(connection: Connection, lead_ids: Sequence[str], alert_ids: Sequence[str]) -> set[SlackMessage]:
    """Return the messages that tell of these leads, but for digests that list others, too."""
    cards = connection.execute(select(alerts.c.id, alerts.c.channel, alerts.c.ts).where(alerts.c.id.in_(alert_ids)))
    places = {alert_subject(row.id): SlackMessage(row.channel, row.ts) for row in cards if row.ts}
    found = set(places.values())
    sent = connection.execute(select(outbox).where(outbox.c.subject.in_(map(alert_subject, alert_ids)))).all()
    for row in sent:
        thread = places.get(row.subject, SlackMessage("")) if row.kind != Kind.CARD else SlackMessage("")
        if row.ts:
            found.add(SlackMessage(row.channel, row.ts))
        elif row.begun_at is not None:
            found.add(replace(thread, key=row.key))
    said = connection.execute(select(lead_messages).where(lead_messages.c.lead_id.in_(lead_ids)))
    found |= {SlackMessage(row.channel, row.ts, row.file_id) for row in said}
    ours, shared = _digests(connection, alert_ids)
    return (found | _posted(connection, ours)) - _posted(connection, shared)


def _digests(connection: Connection, alert_ids: Sequence[str]) -> tuple[set[datetime], set[datetime]]:
    """Return the digests that list these alerts: those that list no others, and those that do."""
    others = alerts.alias()
    is_shared = exists().where(others.c.digest_at == alerts.c.digest_at, others.c.id.not_in(alert_ids))
    theirs = alerts.c.id.in_(alert_ids), alerts.c.digest_at.is_not(None)
    found = connection.execute(select(alerts.c.digest_at, is_shared.label("is_shared")).where(*theirs).distinct()).all()
    shared = {row.digest_at for row in found if row.is_shared}
    return {row.digest_at for row in found} - shared, shared


def _posted(connection: Connection, digests: Iterable[datetime]) -> set[SlackMessage]:
    rows = connection.execute(select(outbox).where(outbox.c.subject.in_(map(digest_subject, digests)))).all()
    posted = {SlackMessage(row.channel, row.ts) for row in rows if row.ts}
    return posted | {SlackMessage("", key=row.key) for row in rows if not row.ts and row.begun_at is not None}


def _count(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> int:
    return connection.scalar(select(func.count()).where(table.c[column].in_(ids))) or 0
