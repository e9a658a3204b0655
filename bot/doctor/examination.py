"""The examination: all checks in their order."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.doctor.finding import Finding, ok, skipped
from bot.doctor.machine import examine_database, examine_hours, examine_model
from bot.doctor.slack_app import SlackApp
from bot.doctor.slack_people import SlackPeople
from bot.settings import Settings
from bot.slack.client.web_client import web_client


def examine(settings: Settings, clock: Callable[[], float] = time.time) -> Iterator[Finding]:
    """Yield the findings for these settings. The examination changes nothing in Slack or in the database."""
    if settings.slack_bot_token is None:
        yield ok("Settings", "Understood.")
        yield skipped("Slack", "No tokens are set: `python -m bot` opens the local workspace.")
    else:
        mode = "Slack calls over HTTP" if settings.uses_http else "Socket Mode"
        yield ok("Settings", f"Understood; {mode}.")
        client = web_client(settings)
        yield from SlackApp(settings, client, clock).examine()
        yield from SlackPeople(settings, client).examine()
    yield from examine_database(settings)
    yield from examine_model(settings)
    yield from examine_hours(settings, datetime.fromtimestamp(clock(), UTC))
