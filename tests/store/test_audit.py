"""The audit: who did what."""

from datetime import UTC, datetime

from bot.store import Store
from bot.store.audit import Deed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_it_tells_what_was_done_to_somebody_in_order(store: Store) -> None:
    store.audit.record(who="U0MAYA", did="claim", subject="a1", at=NOON)
    store.audit.record(who="U0JONAS", did="claim", subject="a2", at=NOON)
    store.audit.record(who="U0MAYA", did="release", subject="a1", at=NOON, note="by mistake")
    assert store.audit.history("a1") == [
        Deed(NOON, "U0MAYA", "claim", "a1", None),
        Deed(NOON, "U0MAYA", "release", "a1", "by mistake"),
    ]
