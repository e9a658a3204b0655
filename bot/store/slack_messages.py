"""Messages in Slack that tell of leads, so that they can be deleted with them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, union

from bot.leads.erasure import SlackMessage
from bot.outgoing import Kind, Outgoing
from bot.store.database import Database
from bot.store.outbox import Outbox
from bot.store.tables import alerts, lead_messages, leads


class Messages:
    """The messages of leads, which are deleted in Slack with their lead."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

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

    def to_be_removed(self, messages: Iterable[SlackMessage], *, at: datetime) -> None:
        """Record that these messages must be deleted in Slack."""
        self._outbox.put(map(deletion_of, messages), at=at)

    def refused(self) -> list[tuple[SlackMessage, str]]:
        """Return the messages that Slack refuses to delete, and its error codes."""
        refused = self._outbox.refused()
        return [(SlackMessage(**row.payload), code) for row, code in refused if row.kind is Kind.DELETE]


def deletion_of(message: SlackMessage) -> Outgoing:
    """Return the deletion of a message; what may be posted in a thread is deleted before the thread's first message."""
    where = f"{message.channel}:{message.ts}" if message.ts else message.file_id or message.key
    key = f"delete:{message.channel}:{message.ts}:{message.file_id}:{message.key}"
    return Outgoing(key, Kind.DELETE, lane=f"delete:{where}", payload=asdict(message))
