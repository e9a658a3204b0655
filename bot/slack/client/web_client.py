"""The client of Slack's Web API, as everything here uses it."""

import logging
import ssl

from slack_sdk import WebClient

from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack.client.call_metrics import FailedCalls

sdk_log = logging.getLogger("slack_sdk")
"""Bolt and the SDK log with the level of the logger they are given."""

_TIMEOUT_SECONDS = 6


def web_client(
    settings: Settings, metrics: Metrics | None = None, *, with_token: bool = True, timeout: int = _TIMEOUT_SECONDS
) -> WebClient:
    """Return a client that sends nothing twice by itself: chat.postMessage is not idempotent.

    `metrics` count the calls that fail. `timeout` is that of each call, in seconds. Without a context for TLS it would
    make one for each call, which takes 20 ms.
    """
    token = settings.slack_bot_token if with_token else None
    return WebClient(
        token=token.get_secret_value() if token else None,
        base_url=settings.slack_api_url,
        timeout=timeout,
        ssl=ssl.create_default_context(),
        retry_handlers=[] if metrics is None else [FailedCalls(metrics)],
        logger=sdk_log,
    )
