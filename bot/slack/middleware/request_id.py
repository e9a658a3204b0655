"""Requests: each has a reference, and a line in the log that says by ids what it was."""

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import BoltContext

from bot.log import new_reference

log = logging.getLogger(__name__)


def give_reference(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002, the name by which Bolt passes it
    """Give the request a reference, under which everything is logged that is done for it."""
    new_reference()
    log.info("%s by %s in %s", _name_of(body), context.user_id or "nobody", context.channel_id or "no channel")
    next()


def _name_of(body: dict[str, Any]) -> str:
    """Return the name of what was asked for; it is one of the app's own."""
    if "actions" in body:
        return str(body["actions"][0]["action_id"])
    if "event" in body:
        return str(body["event"]["type"])
    return str(body.get("command") or body.get("callback_id") or body.get("view", {}).get("callback_id"))
