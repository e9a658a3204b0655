"""Members: the status of people in the workspace, and the members of user groups, asked from Slack."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from threading import Lock
from typing import Any, Generic, TypeVar

from cachetools import LRUCache
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

log = logging.getLogger(__name__)

_CACHE_SECONDS = 600
_RETRY_SECONDS = 30
_MAX_PEOPLE = 10_000
_MAX_GROUPS = 100

_SLACKBOT = "USLACKBOT"
_NOT_HERE = {"user_not_found", "user_not_visible"}
_REMEDIES = {
    "missing_scope": "reinstall the app with the scopes of manifest.yml, also the optional ones",
    "paid_teams_only": "user groups need a paid plan; unset ALLOWED_USERGROUP and name people in ALLOWED_USERS",
    "no_such_subteam": "there is no such user group; correct ALLOWED_USERGROUP",
}


class MembershipStatus(Enum):
    """What somebody is in the workspace of the bot."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"
    GONE = "gone"


@dataclass(frozen=True)
class OwnTeam:
    """The workspace of the bot, and the organisation it belongs to on Enterprise Grid."""

    team_id: str
    enterprise_id: str | None = None


class StatusUnknown(Exception):
    """Slack does not answer, and has not answered before."""


class Members:
    """Asks Slack, and remembers the answers for ten minutes. Safe to share between threads.

    While Slack does not answer, what it said before counts, however long ago; it is asked again every half minute.
    """

    def __init__(self, client: WebClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._people = _Memory(self._status, _MAX_PEOPLE, clock)
        self._groups = _Memory(self._group, _MAX_GROUPS, clock)

    def status(self, user: str, workspace: OwnTeam) -> MembershipStatus:
        """Return what somebody is in the workspace; raises StatusUnknown."""
        return self._people.recall((user, workspace))

    def group(self, group: str) -> frozenset[str]:
        """Return who is in a user group, by Slack user id; raises StatusUnknown."""
        return self._groups.recall(group)

    def _status(self, key: tuple[str, OwnTeam]) -> MembershipStatus:
        user, workspace = key
        try:
            return membership_status(self._client.users_info(user=user)["user"], workspace)
        except SlackApiError as error:
            if error.response.get("error") in _NOT_HERE:
                return MembershipStatus.STRANGER
            raise

    def _group(self, group: str) -> frozenset[str]:
        return frozenset(self._client.usergroups_users_list(usergroup=group)["users"])


def membership_status(user: dict[str, Any], workspace: OwnTeam) -> MembershipStatus:
    """Return what a person, as users.info describes them, is in the workspace."""
    organisation = user.get("enterprise_user", {}).get("enterprise_id")
    is_of_us = user.get("team_id") == workspace.team_id or (organisation and organisation == workspace.enterprise_id)
    if user.get("is_bot") or user.get("id") == _SLACKBOT:  # which Slack does not call a bot
        return MembershipStatus.BOT
    if user.get("is_stranger") or not is_of_us:
        return MembershipStatus.STRANGER
    if user.get("deleted"):
        return MembershipStatus.GONE
    return (
        MembershipStatus.GUEST
        if user.get("is_restricted") or user.get("is_ultra_restricted")
        else MembershipStatus.MEMBER
    )


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Memory(Generic[_Key, _Value]):
    """What was looked up, and until when it counts; None where nothing ever came of it."""

    def __init__(self, look_up: Callable[[_Key], _Value], most: int, clock: Callable[[], float]) -> None:
        self._look_up = look_up
        self._clock = clock
        self._known: LRUCache[_Key, tuple[_Value | None, float]] = LRUCache(most)
        self._lock = Lock()

    def recall(self, key: _Key) -> _Value:
        with self._lock:
            value, until = self._known.get(key, (None, 0.0))
        if self._clock() >= until:
            value, until = self._looked_up(key, value)
            with self._lock:
                self._known[key] = value, until
        if value is None:
            raise StatusUnknown
        return value

    def _looked_up(self, key: _Key, before: _Value | None) -> tuple[_Value | None, float]:
        try:
            return self._look_up(key), self._clock() + _CACHE_SECONDS
        except SlackApiError as error:
            code = str(error.response.get("error"))
            said = code if code.isidentifier() else f"HTTP {error.response.status_code}"
            log.error("Slack does not say who is who (%s): %s", said, _REMEDIES.get(code, "asking again soon"))  # noqa: TRY400, it may quote the answer
            return (None if code in _REMEDIES else before), self._clock() + _RETRY_SECONDS
        except (OSError, HTTPException) as error:
            log.warning("Slack cannot be asked who is who: %s", type(error).__name__)
            return before, self._clock() + _RETRY_SECONDS
