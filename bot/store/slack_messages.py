"""Messages in Slack that tell of leads: where they stand, and which are still to be removed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, union, update

from bot.leads.erasure import SlackMessage
from bot.store.database import Database
from bot.store.tables import alerts, lead_messages, leads, removals


class Messages:
    """The messages of leads, and the removals, which are written down with the deletion of their lead."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tells_of(self, lead_ids: Iterable[str], message: SlackMessage, *, at: datetime) -> None:
        """Remember that a message tells of these leads, so that it goes with each; at once, if one is gone already."""
        ids = set(lead_ids)
        if not ids:
            return
        here = {"channel": message.channel, "ts": message.ts, "file_id": message.file_id}
        known = select(leads.c.id).where(leads.c.id.in_(ids)).order_by(leads.c.id)
        with self._database.write() as connection:
            kept = connection.scalars(known.with_for_update(read=True, key_share=True)).all()  # none is forgotten now
            if len(kept) < len(ids):
                self.to_be_removed([message], at=at)
            else:
                connection.execute(insert(lead_messages), [here | {"lead_id": lead_id} for lead_id in kept])

    def leads_of(self, channel: str, ts: str) -> list[str]:
        """Return the ids of the leads that a message tells of: a card or a list, of alerts or in a conversation."""
        of = (
            select(told.c.lead_id).where(told.c.channel == channel, told.c.ts == ts) for told in (lead_messages, alerts)
        )
        with self._database.read() as connection:
            return sorted(connection.scalars(union(*of)))

    def to_be_removed(self, messages: Sequence[SlackMessage], *, at: datetime) -> None:
        """Write down that these messages are to be removed from then on."""
        if not messages:
            return
        rows = [asdict(message) | {"since": at, "try_at": at} for message in messages]
        with self._database.write() as connection:
            connection.execute(self._database.insert(removals).on_conflict_do_nothing(), rows)

    def to_remove(self, now: datetime, most: int) -> list[SlackMessage]:
        """Return messages that are to be removed now, those that wait longest first, and what is in a thread first."""
        order = removals.c.try_at, removals.c.key.desc(), removals.c.ts
        query = select(removals).where(removals.c.try_at <= now).order_by(*order)
        with self._database.read() as connection:
            return [_message(row) for row in connection.execute(query.limit(most))]

    def refused(self) -> list[tuple[SlackMessage, str]]:
        """Return the messages that Slack refuses to remove, and its word for why."""
        query = select(removals).where(removals.c.refusal.is_not(None)).order_by(removals.c.channel, removals.c.ts)
        with self._database.read() as connection:
            return [(_message(row), row.refusal) for row in connection.execute(query)]

    def removed(self, message: SlackMessage) -> None:
        """Forget where a message stood."""
        with self._database.write() as connection:
            connection.execute(delete(removals).where(_is(message)))

    def put_off(self, message: SlackMessage, until: datetime, refusal: str | None = None) -> None:
        """Try again then to remove a message, which Slack may have refused."""
        later = update(removals).where(_is(message)).values(try_at=until, refusal=refusal)
        with self._database.write() as connection:
            connection.execute(later)

    def purge(self, before: datetime) -> None:
        """Give up what Slack has refused to remove since before then."""
        with self._database.write() as connection:
            connection.execute(delete(removals).where(removals.c.refusal.is_not(None), removals.c.since < before))

    def put_all_off(self, until: datetime) -> None:
        """Try none before then."""
        with self._database.write() as connection:
            connection.execute(update(removals).where(removals.c.try_at < until).values(try_at=until))


def _message(row: Row[Any]) -> SlackMessage:
    return SlackMessage(row.channel, row.ts, row.file_id, row.key)


def _is(message: SlackMessage) -> ColumnElement[bool]:
    return and_(*(removals.c[name] == value for name, value in asdict(message).items()))
