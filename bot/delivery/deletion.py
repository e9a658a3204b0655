"""Deleting the messages of a lead that was forgotten while somebody waits for the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.leads.erasure import Erased, SlackMessage
from bot.store import Store
from bot.store.slack_messages import deletion_of


@dataclass(frozen=True)
class Left:
    """What is still posted in Slack: how many messages are deleted later, and which ones Slack refuses to delete."""

    later: int = 0
    refused: tuple[SlackMessage, ...] = ()

    def gone_of(self, erased: Erased) -> Erased:
        """Return what is gone by now of what has to go."""
        return replace(erased, messages=erased.messages[self.later + len(self.refused) :])


def delete_now(store: Store, flush: Callable[[str], None], messages: Sequence[SlackMessage]) -> Left:
    """Delete messages in Slack that are entered to be deleted, and return which are left.

    After a failure that passes, the others are left for later.
    """
    refused = []
    for at, message in enumerate(messages):
        deletion = deletion_of(message)
        flush(deletion.lane)
        failures = {row.key: code for row, code in store.outbox.refused(deletion.lane)}
        if deletion.key in failures:
            refused.append(message)
        elif store.outbox.find(deletion.key) is not None:
            return Left(len(messages) - at, tuple(refused))
    return Left(0, tuple(refused))
