"""The remover: what Slack shows of a lead goes with the lead, and what Slack keeps now is tried again."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.ports import Place, Refused, TryLater, Unconfirmed
from bot.leads.erasure import Erased, SlackMessage
from bot.slack.client.api_errors import failure_of
from bot.store.slack_messages import Messages

log = logging.getLogger(__name__)

_OF_THE_APP = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
_GONE = {"message_not_found", "thread_not_found", "file_not_found", "file_deleted"}
_AT_ONCE = 10  # every half minute: Slack lets an app delete some fifty messages a minute
_AGAIN_AFTER = timedelta(minutes=10)
_REFUSED_FOR = timedelta(days=1)
_FOUND_WITHIN = timedelta(days=1)

Find = Callable[[str, datetime, Place | None], Place | None]
"""Returns where a message with a key stands that was sent since then, in the channel or in a thread of it."""


@dataclass(frozen=True)
class Left:
    """What stands in Slack still: how many messages are tried again soon, and which ones Slack refuses to remove."""

    later: int = 0
    refused: tuple[SlackMessage, ...] = ()

    def gone_of(self, erased: Erased) -> Erased:
        """Return what is gone by now of what was to go."""
        return replace(erased, messages=erased.messages[self.later + len(self.refused) :])


class Remover:
    """Removes from Slack what the store has written down to be removed. Safe to share between threads and replicas.

    `find` looks for what may have been posted, by its key; without it that is left to a bot.
    """

    def __init__(self, client: WebClient, messages: Messages, find: Find | None = None) -> None:
        self._client = client
        self._messages = messages
        self._find = find

    def remove_due(self, now: datetime) -> None:
        """Remove some of what is due, as the watch does it again and again."""
        self.remove(self._messages.to_remove(now, _AT_ONCE), now)

    def remove(self, messages: Sequence[SlackMessage], now: datetime) -> Left:
        """Remove messages that are written down, and return which stand still.

        After a failure that passes, the rest is left for later; what Slack refuses is tried again every day, as whoever
        reads of it may mend the reason, or delete the message by hand.
        """
        later, refused = 0, []
        for at, message in enumerate(messages):
            if message.key and self._find is None:
                later += 1
                continue
            try:
                self._remove(message, now)
            except Refused as refusal:
                log.warning("a message of a lead that is gone could not be deleted: %s", refusal.code)
                self._messages.put_off(message, now + _REFUSED_FOR, refusal.code)
                refused.append(message)
            except TryLater as failure:
                log.warning("messages of leads that are gone are deleted later: %s", failure)
                self._messages.put_off(message, now + _AGAIN_AFTER)  # others may go before it
                if failure.seconds:
                    self._messages.put_all_off(now + timedelta(seconds=failure.seconds))
                return Left(later + len(messages) - at, tuple(refused))
            else:
                self._messages.removed(message)
        return Left(later, tuple(refused))

    def _remove(self, message: SlackMessage, now: datetime) -> None:
        if message.key:
            self._remove_sent(message, now)
            return
        try:
            if message.file_id:
                self._client.files_delete(file=message.file_id)
            else:
                self._client.chat_delete(channel=message.channel, ts=message.ts)
        except SlackApiError as error:
            code = error.response.get("error")
            if code in _OF_THE_APP:
                raise TryLater(str(code), _AGAIN_AFTER.total_seconds()) from None
            if code not in _GONE:
                raise failure_of(error) from None
        except (OSError, HTTPException):
            raise Unconfirmed("connection lost") from None

    def _remove_sent(self, message: SlackMessage, now: datetime) -> None:
        """Remove what may have been posted, if it was."""
        thread = Place(message.channel, message.ts) if message.ts else None
        try:
            place = self._find(message.key, now - _FOUND_WITHIN, thread) if self._find else None
        except Refused as refusal:
            if refusal.code not in _GONE:
                raise
            return
        if place is not None:
            self._remove(SlackMessage(place.channel, place.ts), now)
