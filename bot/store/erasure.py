"""Erasure: leads go with all that is kept of them. What stays is who did what to which id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, Text, cast, delete, false, func, null, or_, select, update

from bot.store.ledger import FORGOTTEN, still_quotes
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


@dataclass(frozen=True)
class SlackMessage:
    """Where a message stands in Slack; a digest lists further leads, too, and a picture is known by its file."""

    channel: str
    ts: str
    digest_at: datetime | None = None
    file_id: str | None = None


@dataclass(frozen=True)
class Erased:
    """How much there was, or is, of some leads, and which messages in Slack tell of them."""

    leads: int
    scores: int
    alerts: int
    events: int
    messages: tuple[SlackMessage, ...] = ()
    opinions: int = 0


def extent(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Return how much there is of these leads."""
    query = select(alerts.c.id, alerts.c.channel, alerts.c.ts, alerts.c.digest_at)
    theirs = connection.execute(query.where(alerts.c.lead_id.in_(lead_ids)).order_by(alerts.c.raised_at)).all()
    ids = [alert.id for alert in theirs]
    cards = {SlackMessage(one.channel, one.ts, one.digest_at) for one in theirs if one.ts}
    in_threads = select(tellings.c.channel, tellings.c.ts).where(_of_alerts(ids), tellings.c.ts.is_not(None))
    replies = {SlackMessage(row.channel, row.ts) for row in connection.execute(in_threads)}
    return Erased(
        _count(connection, leads, "id", lead_ids),
        _count(connection, scores, "lead_id", lead_ids),
        len(ids),
        _count(connection, alert_events, "alert_id", ids),
        tuple(sorted(cards | replies | _said(connection, lead_ids), key=lambda message: message.ts)),
        connection.scalar(select(func.count()).select_from(feedback.join(scores)).where(scores.c.lead_id.in_(lead_ids)))
        or 0,
    )


def erase(connection: Connection, lead_ids: Sequence[str]) -> Erased:
    """Delete leads with their scores, keys, alerts, the alerts' history and messages; return how much that was."""
    erased = extent(connection, lead_ids)
    ids = connection.scalars(select(alerts.c.id).where(alerts.c.lead_id.in_(lead_ids))).all()
    if ids:
        connection.execute(delete(tellings).where(_of_alerts(ids)))
    connection.execute(delete(leads).where(leads.c.id.in_(lead_ids)))  # the other tables follow by their foreign keys
    return erased


def erase_answers(connection: Connection, lead_ids: Sequence[str]) -> None:
    """Delete what was answered of leads: to requests with an Idempotency-Key, and any answer to Slack, said or not."""
    names_one = [cast(idempotent_answers.c.answer, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids]
    connection.execute(delete(idempotent_answers).where(or_(*names_one)))
    connection.execute(update(requests).where(still_quotes()).values(answer=FORGOTTEN))
    tells_of_one = [cast(conversations.c.unsaid, Text).contains(lead_id, autoescape=True) for lead_id in lead_ids]
    connection.execute(update(conversations).where(or_(*tells_of_one)).values(unsaid=null()))


def _said(connection: Connection, lead_ids: Sequence[str]) -> set[SlackMessage]:
    """Return what was said of the leads in conversations."""
    rows = connection.execute(select(lead_messages).where(lead_messages.c.lead_id.in_(lead_ids)))
    return {SlackMessage(row.channel, row.ts or "", file_id=row.file_id) for row in rows}


def _of_alerts(ids: Sequence[str]) -> ColumnElement[bool]:
    # Equality, as a range of keys depends on the collation, and SQLite refuses hundreds of LIKEs in one condition.
    starts = [f"{alert_id}:" for alert_id in ids]
    lengths = {len(start) for start in starts}
    return or_(false(), *(func.substr(tellings.c.key, 1, length).in_(starts) for length in lengths))


def _count(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> int:
    return connection.scalar(select(func.count()).where(table.c[column].in_(ids))) or 0
