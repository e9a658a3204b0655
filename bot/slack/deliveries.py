"""Deliveries: a request that Slack delivers twice is served once."""

from collections.abc import Callable, Hashable
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from bot.ledger import Ledger


def serve_once(body: dict[str, Any], context: BoltContext, ack: Ack, next: Callable[[], None]) -> BoltResponse | None:  # noqa: A002, the name by which Bolt passes it
    """Let a request through the first time; a repeated delivery is acknowledged and does nothing."""
    ledger: Ledger = context["ledger"]
    key = delivery_key(body)
    if key is None or ledger.first(key):
        next()
        return None
    return ack()


def delivery_key(body: dict[str, Any]) -> Hashable | None:
    """Return what every delivery of the same request has in common: a form's id, else the trigger of the click."""
    if body.get("type") == "view_submission":
        return "submission", body["view"]["id"]
    return ("trigger", body["trigger_id"]) if "trigger_id" in body else None
