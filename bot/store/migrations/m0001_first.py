"""The tables of the first version, as they were then: nothing here is changed any more."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

_MOMENT = DateTime(timezone=True)


def _lead() -> Column[Any]:
    return Column("lead_id", String(32), ForeignKey("leads.id", ondelete="CASCADE"), nullable=False, index=True)


Table(
    "leads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text),
    Column("company", Text),
    Column("email", Text),
    Column("phone", Text),
    Column("external_id", Text),
    Column("words", Text, nullable=False),
    Column("features", JSON, nullable=False),
    Column("created_at", _MOMENT, nullable=False),
    Column("scored_at", _MOMENT, nullable=False, index=True),
)

Table(
    "lead_keys",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("value", Text, primary_key=True),
    _lead(),
)

Table(
    "scores",
    metadata,
    Column("id", Integer, primary_key=True),
    _lead(),
    Column("at", _MOMENT, nullable=False),
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

Table(
    "feedback",
    metadata,
    Column("score_id", Integer, ForeignKey("scores.id", ondelete="CASCADE"), primary_key=True),
    Column("by", String(32), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text),
    Column("model_version", Text, nullable=False),
    Column("at", _MOMENT, nullable=False, index=True),
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
    Column("digest_at", _MOMENT, index=True),
    Column("raised_at", _MOMENT, nullable=False),
    Column("posted_at", _MOMENT, index=True),
    Column("clock_from", _MOMENT),
    Column("claimed_at", _MOMENT, index=True),
    Column("contacted_at", _MOMENT),
    Column("closed_at", _MOMENT),
    Column("snoozed_until", _MOMENT),
    Column("due_at", _MOMENT, index=True),
    Column("outcome", String(16)),
    Column("note", Text),
    Column("failure", Text),
    Column("claim_seconds", Float),
    Column("contact_seconds", Float),
    Column("tentative", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", _MOMENT, index=True),
    Column("busy_by", Text),
    Column("busy_until", _MOMENT),
    Column("version", Integer, nullable=False),
    Column("shown_version", Integer, nullable=False),
    Column("listed_version", Integer, nullable=False),
)
Index(
    "one_open_alert_a_lead",
    alerts.c.lead_id,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)

Table(
    "alert_events",
    metadata,
    Column("alert_id", String(32), ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", _MOMENT, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", String(32)),
    Column("to", Text),
    Column("note", Text),
    Column("told_at", _MOMENT, index=True),
    Index("alert_events_by_kind", "kind", "at"),
)

Table(
    "tellings",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("begun_at", _MOMENT, nullable=False),
    Column("done_at", _MOMENT),
    Column("channel", String(32)),
    Column("ts", String(32)),
    Column("tells_of", JSON),
)

Table(
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
    Column("unsaid", JSON),
    Column("ends_at", _MOMENT, nullable=False, index=True),
    Column("busy_by", String(16)),
    Column("busy_until", _MOMENT),
)

Table(
    "lead_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    _lead(),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("file_id", String(32), nullable=False),
)

Table(
    "removals",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("file_id", String(32), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("since", _MOMENT, nullable=False),
    Column("try_at", _MOMENT, nullable=False, index=True),
    Column("refusal", Text),
)

Table(
    "people",
    metadata,
    Column("user_id", String(32), primary_key=True),
    Column("away_until", _MOMENT),
)

Table(
    "pauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("begins", _MOMENT, nullable=False),
    Column("ends", _MOMENT, nullable=False),
    Column("by", String(32), nullable=False),
)

Table(
    "requests",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("answer", JSON),
)

Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("scopes", JSON, nullable=False),
    Column("created_at", _MOMENT, nullable=False),
    Column("revoked_at", _MOMENT),
    Column("used_at", _MOMENT),
)

Table(
    "idempotent_answers",
    metadata,
    Column("api_key_id", String(16), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("body_hash", String(64), nullable=False),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("status", Integer),
    Column("answer", JSON),
)

Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("did", String(32), nullable=False),
    Column("subject", String(64)),
    Column("note", Text),
)


def upgrade(connection: Connection) -> None:
    """Make the tables."""
    metadata.create_all(connection)
