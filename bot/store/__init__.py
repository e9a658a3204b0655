"""The store: everything that is to outlive the process."""

from datetime import datetime, timedelta
from typing import Self

from bot.store.alerts import Alerts
from bot.store.api_keys import ApiKeys
from bot.store.audit import Audit
from bot.store.availability import People
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.feedback import Feedback
from bot.store.idempotency import IdempotencyKeys
from bot.store.inbox import Inbox
from bot.store.lead_rows import RowReader
from bot.store.leads import Leads
from bot.store.migrations import migrate
from bot.store.outbox import Outbox
from bot.store.slack_messages import Messages
from bot.store.workers import Workers
from scoring.fields.field_set import FieldSet, load_real_estate

# A daily digest or a notice to an admin is entered once within it.
_KEPT = timedelta(days=7)

# Time in which somebody could fix why Slack does not delete a message, such as one in a channel that is gone.
_REFUSED_LONG_ENOUGH = timedelta(days=30)


class Store:
    """What is kept, by kind. Safe to share between threads, and its database between processes.

    `fields` are those of leads: the model's, or those of real estate for who has no model and reads no features.
    """

    def __init__(self, database: Database, fields: FieldSet | None = None) -> None:
        self.database = database
        rows = RowReader(fields or load_real_estate())
        self.workers = Workers(database)
        self.outbox = Outbox(database, self.workers)
        self.messages = Messages(database, self.outbox)
        self.leads = Leads(database, rows, self.messages)
        self.alerts = Alerts(database)
        self.feedback = Feedback(database)
        self.people = People(database)
        self.conversations = Conversations(database, self.leads, self.messages, rows, self.workers)
        self.api_keys = ApiKeys(database)
        self.inbox = Inbox(database, self.workers)
        self.idempotency_keys = IdempotencyKeys(database, self.workers)
        self.audit = Audit(database)

    @classmethod
    def open(cls, url: str, fields: FieldSet | None = None) -> Self:
        """Open the database at `url`, and bring it to the tables of today.

        Raises:
            BadDatabase: it cannot be used; the message says what to do.
        """
        database = Database.open(url)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database, fields)

    def purge(self, now: datetime, before: datetime) -> int:
        """Delete leads that were last scored `before` then, and what else is old; return how many leads those were."""
        self.inbox.purge(now)
        self.idempotency_keys.purge(now=now)
        self.conversations.purge(now)
        self.outbox.purge(now - _KEPT, refused_before=now - _REFUSED_LONG_ENOUGH)
        return self.leads.purge(before, at=now)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
