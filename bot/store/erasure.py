"""Erasure: leads go with all that is kept of them. What stays is who did what to which id."""

from collections.abc import Sequence
from dataclasses import dataclass

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

from bot.store.ledger import FORGOTTEN, still_quotes
from bot.store.messages import SlackMessage
from bot.store.tables import (
    alert_events,
    alerts,
    conversations,
    feedback,
    idempotent_answers,
    lead_messages,
    leads,
    requests,
    scores,
    tellings,
)
from bot.store.tellings import digest_key


@dataclass(frozen=True)
class Erased:
    """How much there was, or is, of some leads, and which messages in Slack tell of them alone."""

    leads: int
    scores: int
    alerts: int
    events: int
    messages: tuple[SlackMessage, ...] = ()
    opinions: int = 0


def extent(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Return how much there is of these leads."""
    ids = connection.scalars(select(alerts.c.id).where(alerts.c.lead_id.in_(lead_ids))).all()
    return Erased(
        _count(connection, leads, "id", lead_ids),
        _count(connection, scores, "lead_id", lead_ids),
        len(ids),
        _count(connection, alert_events, "alert_id", ids),
        tuple(sorted(_messages(connection, lead_ids, ids), key=lambda message: message.ts)),
        connection.scalar(select(func.count()).select_from(feedback.join(scores)).where(scores.c.lead_id.in_(lead_ids)))
        or 0,
    )


def erase(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Delete leads with their scores, keys, alerts, the alerts' history and messages; return how much that was.

    Digests that list others, too, are to be shown anew.
    """
    erased = extent(connection, lead_ids)
    theirs = alerts.c.lead_id.in_(lead_ids)
    ids = connection.scalars(select(alerts.c.id).where(theirs)).all()
    if ids:
        connection.execute(delete(tellings).where(_of_alerts(ids)))
        digests = select(alerts.c.digest_at).where(theirs, alerts.c.digest_at.is_not(None))
        connection.execute(update(alerts).where(alerts.c.digest_at.in_(digests)).values(version=alerts.c.version + 1))
    connection.execute(delete(leads).where(leads.c.id.in_(lead_ids)))  # the other tables follow by their foreign keys
    return erased


def erase_answers(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Delete what was answered of leads: to requests with an Idempotency-Key, and any answer to Slack, said or not."""
    names_one = [cast(idempotent_answers.c.answer, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids]
    connection.execute(delete(idempotent_answers).where(or_(*names_one)))
    connection.execute(update(requests).where(still_quotes()).values(answer=FORGOTTEN))
    tells_of_one = [cast(conversations.c.unsaid, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids]
    connection.execute(update(conversations).where(or_(*tells_of_one)).values(unsaid=null()))


def _messages(connection: Connection, lead_ids: Sequence[str], alert_ids: Sequence[str]) -> set[SlackMessage]:
    """Return the messages that tell of no lead but these."""
    cards_at = select(alerts.c.channel, alerts.c.ts).where(alerts.c.id.in_(alert_ids), alerts.c.ts.is_not(None))
    told_at = select(tellings.c.channel, tellings.c.ts).where(_of_alerts(alert_ids), tellings.c.ts.is_not(None))
    found = {SlackMessage(row.channel, row.ts) for query in (cards_at, told_at) for row in connection.execute(query)}
    said = connection.execute(select(lead_messages).where(lead_messages.c.lead_id.in_(lead_ids)))
    found |= {SlackMessage(row.channel, row.ts, row.file_id) for row in said}
    ours, shared = _digests(connection, alert_ids)
    return (found | ours) - shared


def _digests(connection: Connection, alert_ids: Sequence[str]) -> tuple[set[SlackMessage], set[SlackMessage]]:
    """Return the digests that list these alerts: those that list no others, and those that do."""
    others = alerts.alias()
    is_shared = exists().where(others.c.digest_at == alerts.c.digest_at, others.c.id.not_in(alert_ids))
    theirs = alerts.c.id.in_(alert_ids), alerts.c.digest_at.is_not(None)
    keys = {
        digest_key(row.digest_at): row.is_shared
        for row in connection.execute(select(alerts.c.digest_at, is_shared.label("is_shared")).where(*theirs))
    }
    ours: set[SlackMessage] = set()
    shared: set[SlackMessage] = set()
    stand = tellings.c.key.in_(keys), tellings.c.ts.is_not(None)
    for row in connection.execute(select(tellings).where(*stand)):
        (shared if keys[row.key] else ours).add(SlackMessage(row.channel, row.ts))
    return ours, shared


def _of_alerts(ids: Sequence[str]) -> ColumnElement[bool]:
    # Equality, as a range of keys depends on the collation, and SQLite refuses hundreds of LIKEs in one condition.
    starts = [f"{alert_id}:" for alert_id in ids]
    lengths = {len(start) for start in starts}
    return or_(false(), *(func.substr(tellings.c.key, 1, length).in_(starts) for length in lengths))


def _count(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> int:
    return connection.scalar(select(func.count()).where(table.c[column].in_(ids))) or 0
