"""The team by command: being away, and pausing the response clocks."""

import re
from datetime import datetime, timedelta

from bot.slack.errors import NotUnderstood
from bot.slack.listeners.command import Command
from bot.slack.views.blocks import moment, sentence

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AMOUNT = re.compile(r"0*([1-9]\d{0,3})\s*(?:m|mins?|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_MAX_DURATION = timedelta(days=366)


def away(command: Command) -> None:
    """`/scorelead away 3 days`: no lead is given to this person until then."""
    until = _until(command, default=timedelta(days=1))  # NotUnderstood is raised here, before ack
    command.ack()
    command.services.alerts.go_away(command.user, until)
    words = f"You are away until {moment(until)}: no High lead is given to you. `/scorelead back` ends it."
    command.reply.privately(sentence(words))


def back(command: Command) -> None:
    """`/scorelead back`"""
    command.ack()
    command.services.alerts.come_back(command.user)
    command.reply.privately(sentence("Welcome back. You are asked again when it is your turn."))


def pause(command: Command) -> None:
    """`/scorelead pause 2 hours`, for managers: the team's response clocks stop until then."""
    command.services.alerts.require_manager(command.user)
    until = _until(command, default=timedelta(hours=1))
    command.ack()
    ends = command.services.alerts.pause(command.user, until)
    words = f"The clock stands still until {moment(ends)}, for everybody. `/scorelead resume` ends it."
    command.reply.privately(sentence(words))


def resume(command: Command) -> None:
    """`/scorelead resume`, for managers."""
    command.services.alerts.require_manager(command.user)
    command.ack()
    command.services.alerts.resume(command.user)
    command.reply.privately(sentence("The clock runs again."))


def _until(command: Command, *, default: timedelta) -> datetime:
    now, amount = command.services.now, command.text.strip(" .!?").partition(" ")[2].strip()
    if not amount:
        return now + default
    found = _AMOUNT.fullmatch(amount)
    if found is None:
        raise NotUnderstood("For how long? Write it as `2 hours`, `30 min` or `3 days`.")
    unit = amount[found.end(1) :].strip()[0].lower()
    return now + min(timedelta(**{_UNITS[unit]: int(found[1])}), _MAX_DURATION)
