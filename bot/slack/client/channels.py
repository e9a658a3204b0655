"""Channels: the id of a channel that the settings name."""

from collections.abc import Callable
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.delivery.ports import Refused

_PAGE = 200


class Call(Protocol):
    """Calls a method of Slack's Web API; raises TryLater, Unconfirmed or Refused."""

    def __call__(self, method: str, channel: str, send: Callable[[], SlackResponse]) -> SlackResponse:
        """Return Slack's answer."""


class Channels:
    """Channel ids by name, asked of Slack once each."""

    def __init__(self, client: WebClient, call: Call) -> None:
        self._client = client
        self._call = call
        self._ids: dict[str, str] = {}

    def id_of(self, channel: str) -> str:
        """Return the id of a channel that is given by id or by its name with #; raises as `Call`."""
        if not channel.startswith("#"):
            return channel
        if channel not in self._ids:
            self._ids |= {f"#{one['name']}": one["id"] for one in self._all()}
        if channel not in self._ids:
            raise Refused("channel_not_found")
        return self._ids[channel]

    def _all(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        asked: dict[str, Any] = {"limit": _PAGE, "exclude_archived": True}
        while True:
            page = self._call("conversations.list", "", lambda: self._client.conversations_list(**asked))
            found += page["channels"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return found
            asked["cursor"] = cursor
