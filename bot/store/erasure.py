"""Erasure: leads go with all that is kept of them. What stays is who did what to which id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    delete,
    exists,
    false,
    func,
    null,
    or_,
    select,
    update,
)

from bot.leads.erasure import Erased, SlackMessage
from bot.store.inbox import Kind
from bot.store.tables import (
    alert_events,
    alerts,
    conversations,
    feedback,
    inbox,
    lead_messages,
    leads,
    scores,
    tellings,
)
from bot.store.tellings import digest_key

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


def erase(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Delete leads with their scores, keys, alerts, the alerts' history and messages; return how much that was.

    Digests that list others, too, are to be shown anew. The leads are locked by the caller.
    """
    erased = extent(connection, lead_ids)
    theirs = alerts.c.lead_id.in_(lead_ids)
    ids = connection.scalars(select(alerts.c.id).where(theirs)).all()
    if ids:
        ours, shared = _digests(connection, ids)
        connection.execute(delete(tellings).where(or_(_of_alerts(ids), tellings.c.key.in_(map(digest_key, ours)))))
        changed = {"version": alerts.c.version + 1, "shown_version": alerts.c.shown_version + 1}  # but for the digest
        connection.execute(update(alerts).where(alerts.c.digest_at.in_(shared)).values(changed))
    connection.execute(delete(leads).where(leads.c.id.in_(lead_ids)))  # the other tables follow by their foreign keys
    return erased


def erase_answers(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Delete what was answered of leads: to requests with an Idempotency-Key, and any answer to Slack, said or not."""
    names_one = or_(*(cast(inbox.c.answer, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids))
    connection.execute(delete(inbox).where(inbox.c.kind == Kind.API.value, names_one))
    is_slacks = inbox.c.kind.not_in([Kind.API.value, Kind.ONCE.value])
    connection.execute(update(inbox).where(is_slacks, inbox.c.answer.is_not(None)).values(answer=None))
    _erase_requests(connection, lead_ids)
    tells_of_one = [cast(conversations.c.unsaid, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids]
    connection.execute(update(conversations).where(or_(*tells_of_one)).values(unsaid=null()))


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
    places = {row.id: SlackMessage(row.channel, row.ts) for row in cards if row.ts}
    found = set(places.values())
    for row in connection.execute(select(tellings).where(_of_alerts(alert_ids))):
        thread = places.get(row.key.partition(":")[0], SlackMessage(""))
        found.add(SlackMessage(row.channel, row.ts) if row.ts else replace(thread, key=row.key))
    said = connection.execute(select(lead_messages).where(lead_messages.c.lead_id.in_(lead_ids)))
    found |= {SlackMessage(row.channel, row.ts, row.file_id) for row in said}
    ours, shared = _digests(connection, alert_ids)
    return (found | _stand(connection, ours)) - _stand(connection, shared)


def _digests(connection: Connection, alert_ids: Sequence[str]) -> tuple[set[datetime], set[datetime]]:
    """Return the digests that list these alerts: those that list no others, and those that do."""
    others = alerts.alias()
    is_shared = exists().where(others.c.digest_at == alerts.c.digest_at, others.c.id.not_in(alert_ids))
    theirs = alerts.c.id.in_(alert_ids), alerts.c.digest_at.is_not(None)
    found = connection.execute(select(alerts.c.digest_at, is_shared.label("is_shared")).where(*theirs).distinct()).all()
    shared = {row.digest_at for row in found if row.is_shared}
    return {row.digest_at for row in found} - shared, shared


def _stand(connection: Connection, digests: Iterable[datetime]) -> set[SlackMessage]:
    rows = connection.execute(select(tellings).where(tellings.c.key.in_(map(digest_key, digests))))
    return {SlackMessage(row.channel, row.ts) if row.ts else SlackMessage("", key=row.key) for row in rows}


def _of_alerts(ids: Sequence[str]) -> ColumnElement[bool]:
    # Equality, as a range of keys depends on the collation, and SQLite refuses hundreds of LIKEs in one condition.
    starts = [f"{alert_id}:" for alert_id in ids]
    lengths = {len(start) for start in starts}
    return or_(false(), *(func.substr(tellings.c.key, 1, length).in_(starts) for length in lengths))


def _count(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> int:
    return connection.scalar(select(func.count()).where(table.c[column].in_(ids))) or 0
