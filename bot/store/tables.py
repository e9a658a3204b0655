"""The tables. A change here is a new migration; tests hold these and the migrated database equal."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """A point in time: aware and in UTC in Python, also where the database knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102, SQLAlchemy's signature
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102, SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _lead() -> Column[Any]:
    return Column("lead_id", String(32), ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, index=True)


leads = Table(
    "leads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text),
    Column("company", Text),
    Column("email", Text),
    Column("phone", Text),
    Column("external_id", Text),
    Column("words", Text, nullable=False),  # all of the above in small letters, to be found by
    Column("features", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("scored_at", Moment, nullable=False, index=True),
)

# By what a lead is recognised again: its external id, e-mail and phone, normalised; or, where it has none, all of it.
lead_keys = Table(
    "lead_keys",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("value", Text, primary_key=True),
    _lead(),
)

# All that a score said, so that a card can be shown as it was; bot/store/lead_rows.py writes and reads these rows.
scores = Table(
    "scores",
    metadata,
    Column("id", Integer, primary_key=True),
    _lead(),
    Column("at", Moment, nullable=False),
    Column("tier", String(16), nullable=False),
    Column("probabilities", JSON, nullable=False),
    Column("features", JSON, nullable=False),
    Column("contributions", JSON, nullable=False),
    Column("base", Float, nullable=False),
    Column("beyond", JSON, nullable=False),
    Column("range", JSON, nullable=False),
    Column("model_version", Text, nullable=False),
    Column("source", String(16), nullable=False),
    Column("scored_by", Text, nullable=False),
    Index("scores_by_person", "scored_by", "id"),
    Index("scores_by_time", "at", "tier"),
)

# What people think of a score: one opinion each.
feedback = Table(
    "feedback",
    metadata,
    Column("score_id", Integer, ForeignKey("scores.id", ondelete="CASCADE"), primary_key=True),
    Column("by", String(32), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text),
    Column("model_version", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", String(32), primary_key=True),
    _lead(),
    Column("score_id", Integer, nullable=False),
    Column("score_before", Integer),
    Column("status", String(16), nullable=False, index=True),
    Column("urgency", String(16), nullable=False),
    Column("owner", String(32)),
    Column("given", Boolean, nullable=False),
    Column("asked", Text),
    Column("entered_by", Text, nullable=False),
    Column("channel", String(32)),
    Column("ts", String(32)),
    Column("digest_at", Moment, index=True),
    Column("raised_at", Moment, nullable=False),
    Column("posted_at", Moment, index=True),
    Column("clock_from", Moment),
    Column("claimed_at", Moment, index=True),
    Column("contacted_at", Moment),
    Column("closed_at", Moment),
    Column("snoozed_until", Moment),
    Column("due_at", Moment, index=True),
    Column("outcome", String(16)),
    Column("note", Text),
    Column("failure", Text),
    Column("claim_seconds", Float),
    Column("contact_seconds", Float),
    Column("tentative", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)
# A lead has one alert at a time that is not closed, however many scores arrive at once.
Index(
    "one_open_alert_a_lead",
    alerts.c.lead_id,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)

alert_events = Table(
    "alert_events",
    metadata,
    Column("alert_id", String(32), ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", String(32)),
    Column("to", Text),
    Column("note", Text),
    Index("alert_events_by_kind", "kind", "at"),
)

# What is still to be said to Slack, and where it was posted; bot/outgoing.py says what the columns mean.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("lane", String(255), nullable=False, index=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("payload", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),  # the version that was sent; below `version` it is still to be sent
    Column("due_at", Moment, index=True),  # when to send it; null while it is held, and once it was sent
    Column("attempts", Integer, nullable=False),
    Column("begun_at", Moment),  # when an attempt began whose outcome is not known
    Column("worker_id", String(16)),
    Column("failure", Text),  # Slack's error code, if it refuses it
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("created_at", Moment, nullable=False),
)

# What the bot has to remember of a thread in which somebody talks with it; of a lead that was scored only its id.
conversations = Table(
    "conversations",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("lead_id", String(32), ForeignKey("leads.id", ondelete="CASCADE"), index=True),
    Column("said", JSON, nullable=False),
    Column("others", JSON, nullable=False),
    Column("asked", String(64)),
    Column("question_ts", String(32)),
    Column("skipped", JSON, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("heard", JSON, nullable=False),
    Column("said_before", JSON, nullable=False),
    Column("ends_at", Moment, nullable=False, index=True),
    Column("worker_id", String(16)),  # whose turn it is
)

# Where else Slack tells of a lead, so that this can be deleted with it: in conversations, pictures, daily digests.
lead_messages = Table(
    "lead_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    _lead(),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("file_id", String(32), nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("user_id", String(32), primary_key=True),
    Column("away_until", Moment),
)

# Stretches in which the team's clock stands still.
pauses = Table(
    "pauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("begins", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("by", String(32), nullable=False),
)

# The processes at work. Time is in seconds since 1970, as the database counts them.
workers = Table(
    "workers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("seen_at", Float, nullable=False),
)

# What came in: requests from Slack until they are worked off, and requests to the API that carry an Idempotency-Key.
# The key stays for a day, so that a request that comes again is known; the payload goes as soon as it is worked off.
inbox = Table(
    "inbox",
    metadata,
    Column("key", String(320), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("body_hash", String(64)),
    Column("received_at", Moment, nullable=False, index=True),
    Column("worker", String(16)),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment),
    Column("answer", JSON(none_as_null=True)),
    Column("done_at", Moment),
)
Index(
    "inbox_to_do",
    inbox.c.received_at,
    sqlite_where=text("done_at IS NULL"),
    postgresql_where=text("done_at IS NULL"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("used_at", Moment),
)

# Who did what to which lead or alert, by id; never a value of a lead.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("did", String(32), nullable=False),
    Column("subject", String(64)),
    Column("note", Text),
)
