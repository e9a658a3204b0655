"""Move what is still to be said to Slack, and where messages were posted, into the outbox."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SILENT = {"raised", "held", "posted"}
_DROPPED = {
    "alerts": ("attempts", "retry_at", "busy_by", "busy_until", "shown_version", "listed_version"),
    "alert_events": ("told_at",),
    "conversations": ("unsaid", "busy_by", "busy_until"),
}
_DROPPED_INDEXES = {"ix_alerts_retry_at": "alerts", "ix_alert_events_told_at": "alert_events"}


def upgrade() -> None:
    """Make the table, fill it from what it replaces, and drop that."""
    outbox = op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("lane", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker_id", sa.String(length=16), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    for column in ("lane", "subject", "due_at"):
        op.create_index(op.f(f"ix_outbox_{column}"), "outbox", [column], unique=False)
    _fill(outbox)
    for index, table in _DROPPED_INDEXES.items():
        op.drop_index(op.f(index), table_name=table)
    for table, columns in _DROPPED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.add_column("conversations", sa.Column("worker_id", sa.String(length=16), nullable=True))
    for table in ("tellings", "removals", "requests"):
        op.drop_table(table)


def _fill(outbox: sa.Table) -> None:
    connection = op.get_bind()
    before = sa.MetaData()
    before.reflect(connection, only=["alerts", "alert_events", "tellings", "conversations", "removals"])
    rows = {name: connection.execute(sa.select(before.tables[name])).all() for name in before.tables}
    old = _Before(rows, datetime.now(UTC), is_sqlite=connection.dialect.name == "sqlite")
    found = [*old.deletions(), *old.notices()]
    for alert in sorted(rows["alerts"], key=lambda alert: alert.raised_at):
        found += old.of_alert(alert)
    found += [*old.digests(), *old.answers()]
    if found:
        connection.execute(sa.insert(outbox), found)
    conversations = before.tables["conversations"]
    for channel, ts, question_ts in old.questions:
        this = conversations.c.channel == channel, conversations.c.ts == ts
        connection.execute(sa.update(conversations).where(*this).values(question_ts=question_ts))


class _Before:
    """The rows of the tables that the outbox replaces."""

    def __init__(self, rows: dict[str, Sequence[Any]], now: datetime, *, is_sqlite: bool) -> None:
        self._rows = rows
        self._now = now.replace(tzinfo=None) if is_sqlite else now
        self._tellings = {telling.key: telling for telling in rows["tellings"]}
        self._events: defaultdict[str, list[Any]] = defaultdict(list)
        for event in sorted(rows["alert_events"], key=lambda event: event.number):
            self._events[event.alert_id].append(event)
        self.questions: list[tuple[str, str, str]] = []

    def of_alert(self, alert: Any) -> Iterator[dict[str, Any]]:
        """Yield an alert's card, and the sentences of its thread."""
        subject, is_refused = f"alert:{alert.id}", alert.failure is not None
        about: dict[str, Any] = {"lane": subject, "subject": subject}
        telling = self._tellings.get(f"{alert.id}:card")
        is_needed = alert.status != "waiting" and (alert.digest_at is None or alert.owner is not None)
        if telling is not None or is_needed:
            card = self._row(f"{subject}:card", "card", telling, since=alert.raised_at, **about) | {
                "version": alert.version
            }
            card["shown"] = min(alert.shown_version, alert.version) if card["ts"] else 0
            is_due = card["shown"] < card["version"] and is_needed and not is_refused
            yield card | {"due_at": card["due_at"] if is_due else None, "failure": alert.failure}
        for event in self._events[alert.id]:
            if event.kind not in _SILENT:
                yield from self._of_event(event, alert, about)

    def _of_event(self, event: Any, alert: Any, about: dict[str, Any]) -> Iterator[dict[str, Any]]:
        key, number = f"alert:{alert.id}:event:{event.number}", {"number": event.number}
        is_refused, is_untold = alert.failure is not None, event.told_at is None
        if event.kind == "escalated" and event.to is not None:
            telling = self._tellings.get(f"{alert.id}:{event.number}:direct")
            direct = self._row(f"{key}:direct", "direct", telling, since=event.at, payload=number, **about)
            if telling is not None:
                yield direct | {"shown": 1, "due_at": None, "begun_at": None}
            elif is_untold:
                yield direct | ({"due_at": None} if alert.ts is None and not is_refused else {})
        telling = self._tellings.get(f"{alert.id}:{event.number}")
        if telling is None and not is_untold:
            return  # nobody needed it any more
        sentence = self._row(key, "event", telling, since=event.at, payload=number, **about)
        if telling is not None and telling.done_at is not None:
            yield sentence | {"shown": 1, "due_at": None}
        else:
            yield sentence | ({"due_at": None} if alert.ts is None or is_refused else {})

    def digests(self) -> Iterator[dict[str, Any]]:
        """Yield the digests that were posted, or are due."""
        listed: defaultdict[datetime, list[Any]] = defaultdict(list)
        for alert in self._rows["alerts"]:
            if alert.digest_at is not None:
                listed[_utc(alert.digest_at)].append(alert)
        for digest_at, alerts in listed.items():
            key = f"digest:{int(digest_at.timestamp())}"
            telling = self._tellings.get(key)
            if telling is None and all(alert.status == "waiting" for alert in alerts):
                continue
            subject = f"digest:{digest_at.isoformat()}"
            digest = self._row(key, "digest", telling, since=alerts[0].digest_at, lane=key, subject=subject)
            is_shown = bool(digest["ts"]) and all(alert.listed_version >= alert.version for alert in alerts)
            failure = next((alert.failure for alert in alerts if alert.failure is not None), None)
            due_at = None if is_shown or failure else digest["due_at"]
            yield digest | {"shown": int(is_shown), "due_at": due_at, "failure": None if is_shown else failure}

    def notices(self) -> Iterator[dict[str, Any]]:
        """Yield the daily digests, and what admins were told."""
        for key, telling in self._tellings.items():
            kind = key.partition(":")[0]
            if kind not in {"daily", "admin"}:
                continue
            payload = {"lead_ids": telling.tells_of} if telling.tells_of else {}
            notice = self._row(key, kind, telling, lane=key, payload=payload)
            is_sent = kind == "admin" or telling.done_at is not None
            yield notice | ({"shown": 1, "due_at": None, "begun_at": None} if is_sent else {})

    def answers(self) -> Iterator[dict[str, Any]]:
        """Yield the answers that were not said in conversations."""
        for conversation in self._rows["conversations"]:
            unsaid = conversation.unsaid
            if not unsaid:
                continue
            place = {"channel": conversation.channel, "thread_ts": conversation.ts}
            for number, message in enumerate(unsaid["messages"], 1):
                asks = unsaid["asks"] and number == len(unsaid["messages"])
                telling = self._tellings.get(f"said:{unsaid['key']}:{number}")
                if telling is not None and telling.done_at is not None:
                    if asks:
                        self.questions.append((conversation.channel, conversation.ts, telling.ts))
                    continue
                of_lead, lead_ids = conversation.lead_id is None, unsaid["tells_of"]
                payload = place | {"message": message, "asks": asks, "of_lead": of_lead, "lead_ids": lead_ids}
                lane = f"conversation:{conversation.channel}:{conversation.ts}"
                yield self._row(f"answer:{unsaid['key']}:{number}", "answer", telling, lane=lane, payload=payload)

    def deletions(self) -> Iterator[dict[str, Any]]:
        """Yield the messages that must be deleted, those in threads first."""
        for removal in sorted(self._rows["removals"], key=lambda removal: (not removal.key, removal.ts)):
            place = {name: getattr(removal, name) for name in ("channel", "ts", "file_id", "key")}
            where = f"{removal.channel}:{removal.ts}" if removal.ts else removal.file_id or removal.key
            key = f"delete:{removal.channel}:{removal.ts}:{removal.file_id}:{removal.key}"
            deletion = self._row(key, "delete", None, lane=f"delete:{where}", payload=place)
            yield deletion | {"due_at": removal.try_at, "failure": removal.refusal, "created_at": removal.since}

    def _row(
        self,
        key: str,
        kind: str,
        telling: Any,
        *,
        since: datetime | None = None,
        lane: str,
        subject: str = "",
        payload: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return a message that is due `since` then, or was posted; one that may have been posted knows its old key."""
        is_done = telling is not None and telling.done_at is not None
        is_begun = telling is not None and not is_done
        return {
            "key": key,
            "kind": kind,
            "lane": lane,
            "subject": subject,
            "payload": (payload or {}) | ({"posted_as": telling.key} if is_begun else {}),
            "version": 1,
            "shown": 0,
            "due_at": since or (telling.begun_at if telling is not None else self._now),
            "attempts": 0,
            "begun_at": telling.begun_at if is_begun else None,
            "failure": None,
            "channel": (telling.channel or "") if is_done else "",
            "ts": (telling.ts or "") if is_done else "",
            "created_at": telling.begun_at if telling is not None else self._now,
        }


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
