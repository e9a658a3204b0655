"""Members: who somebody is in the workspace, and who is in a user group, as Slack tells it."""

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

_FRESH_SECONDS = 600
_AGAIN_SECONDS = 30
_MOST_PEOPLE = 10_000
_MOST_GROUPS = 100

_SLACKBOT = "USLACKBOT"
_NOT_HERE = {"user_not_found", "user_not_visible"}
_REMEDIES = {
    "missing_scope": "reinstall the app with the scopes of manifest.yml, also the optional ones",
    "paid_teams_only": "user groups need a paid plan; unset ALLOWED_USERGROUP and name people in ALLOWED_USERS",
    "no_such_subteam": "there is no such user group; correct ALLOWED_USERGROUP",
}


class Standing(Enum):
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


class CannotTell(Exception):
    """Slack does not say, and did not before."""


class Members:
    """Asks Slack, and remembers the answers for ten minutes. Safe to share between threads.

    While Slack does not answer, what it said before counts, however long ago; it is asked again every half minute.
    """

    def __init__(self, client: WebClient, clock: Callable[[], float]) -> None:
        self._client = client
        self._people = _Memory(self._standing, _MOST_PEOPLE, clock)
        self._groups = _Memory(self._group, _MOST_GROUPS, clock)

    def standing(self, user: str, workspace: OwnTeam) -> Standing:
        """Return what somebody is in the workspace; raises CannotTell."""
        return self._people.recall((user, workspace))

    def group(self, group: str) -> frozenset[str]:
        """Return who is in a user group, by Slack user id; raises CannotTell."""
        return self._groups.recall(group)

    def _standing(self, key: tuple[str, OwnTeam]) -> Standing:
        user, workspace = key
        try:
            return standing_of(self._client.users_info(user=user)["user"], workspace)
        except SlackApiError as error:
            if error.response.get("error") in _NOT_HERE:
                return Standing.STRANGER
            raise

    def _group(self, group: str) -> frozenset[str]:
        return frozenset(self._client.usergroups_users_list(usergroup=group)["users"])


def standing_of(user: dict[str, Any], workspace: OwnTeam) -> Standing:
    """Return what a person, as users.info describes them, is in the workspace."""
    organisation = user.get("enterprise_user", {}).get("enterprise_id")
    is_of_us = user.get("team_id") == workspace.team_id or (organisation and organisation == workspace.enterprise_id)
    if user.get("is_bot") or user.get("id") == _SLACKBOT:  # which Slack does not call a bot
        return Standing.BOT
    if user.get("is_stranger") or not is_of_us:
        return Standing.STRANGER
    if user.get("deleted"):
        return Standing.GONE
    return Standing.GUEST if user.get("is_restricted") or user.get("is_ultra_restricted") else Standing.MEMBER


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
            raise CannotTell
        return value

    def _looked_up(self, key: _Key, before: _Value | None) -> tuple[_Value | None, float]:
        try:
            return self._look_up(key), self._clock() + _FRESH_SECONDS
        except SlackApiError as error:
            code = str(error.response.get("error"))
            said = code if code.isidentifier() else f"HTTP {error.response.status_code}"
            log.error("Slack does not say who is who (%s): %s", said, _REMEDIES.get(code, "asking again soon"))  # noqa: TRY400, it may quote the answer
            return (None if code in _REMEDIES else before), self._clock() + _AGAIN_SECONDS
        except (OSError, HTTPException) as error:
            log.warning("Slack cannot be asked who is who: %s", type(error).__name__)
            return before, self._clock() + _AGAIN_SECONDS
