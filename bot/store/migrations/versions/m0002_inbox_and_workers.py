"""Add the inbox, which takes the idempotency keys along, and the workers that have its rows in hand."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, and move the responses to requests with an Idempotency-Key."""
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("seen_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    inbox = op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=320), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("payload", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=16), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    pending = sa.text("done_at IS NULL")
    op.create_index(
        "inbox_to_do", "inbox", ["received_at"], unique=False, sqlite_where=pending, postgresql_where=pending
    )
    op.create_index(op.f("ix_inbox_received_at"), "inbox", ["received_at"], unique=False)
    _move_idempotency_keys(inbox)


def _move_idempotency_keys(inbox: sa.Table) -> None:
    connection = op.get_bind()
    answers = sa.Table("idempotent_answers", sa.MetaData(), autoload_with=connection)
    answered = connection.execute(sa.select(answers).where(answers.c.status.is_not(None))).all()
    rows = [
        {
            "key": f"api:{row.api_key_id}:{row.key}",
            "kind": "api",
            "body_hash": row.body_hash,
            "received_at": row.at,
            "attempts": 1,
            "answer": {"status": row.status, "content": row.answer},
            "done_at": row.at,
        }
        for row in answered
    ]
    if rows:
        connection.execute(sa.insert(inbox), rows)
    op.drop_table("idempotent_answers")
