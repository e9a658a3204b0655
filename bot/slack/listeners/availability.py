"""The team by command: being away, and pausing the clock."""

import re
from datetime import datetime, timedelta
from typing import Any

from slack_bolt import Ack

from bot.alerts.service import Desk
from bot.slack.client.reply import Reply
from bot.slack.views.blocks import moment, mrkdwn
from bot.slack.views.cards import Message

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AMOUNT = re.compile(r"0*([1-9]\d{0,3})\s*(?:m|mins?|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_A_LONG_TIME = timedelta(days=366)
AWAY, BACK, PAUSE, RESUME = "away", "back", "pause", "resume"


class NotUnderstood(Exception):
    """A command was not understood; the message says how to write it."""


def away_command(ack: Ack, command: dict[str, Any], reply: Reply, desk: Desk) -> None:
    """Answer `/scorelead away 3 days`: no lead is given to this person until then."""
    user, until = command["user_id"], _until(command["text"], desk.now, default=timedelta(days=1))
    ack()
    desk.away(user, until)
    reply.privately(
        _said(f"You are away until {moment(until)}: no High lead is given to you. `/scorelead back` ends it.")
    )


def back_command(ack: Ack, command: dict[str, Any], reply: Reply, desk: Desk) -> None:
    """Answer `/scorelead back`."""
    user = command["user_id"]
    ack()
    desk.back(user)
    reply.privately(_said("Welcome back. You are asked again when it is your turn."))


def pause_command(ack: Ack, command: dict[str, Any], reply: Reply, desk: Desk) -> None:
    """Answer `/scorelead pause 2 hours`, for managers: the team's clock stands still until then."""
    user = command["user_id"]
    desk.require_manager(user)
    until = _until(command["text"], desk.now, default=timedelta(hours=1))
    ack()
    ends = desk.pause(user, until)
    reply.privately(_said(f"The clock stands still until {moment(ends)}, for everybody. `/scorelead resume` ends it."))


def resume_command(ack: Ack, command: dict[str, Any], reply: Reply, desk: Desk) -> None:
    """Answer `/scorelead resume`, for managers."""
    user = command["user_id"]
    desk.require_manager(user)
    ack()
    desk.resume(user)
    reply.privately(_said("The clock runs again."))


def _until(text: str, now: datetime, *, default: timedelta) -> datetime:
    amount = text.strip(" .!?").partition(" ")[2].strip()
    if not amount:
        return now + default
    found = _AMOUNT.fullmatch(amount)
    if found is None:
        raise NotUnderstood("For how long? Write it as `2 hours`, `30 min` or `3 days`.")
    unit = amount[found.end(1) :].strip()[0].lower()
    long = timedelta(**{_UNITS[unit]: int(found[1])})
    return now + min(long, _A_LONG_TIME)


def _said(words: str) -> Message:
    return {"text": words, "blocks": [mrkdwn(words)]}
