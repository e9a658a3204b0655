"""Failures: what an answer of Slack means that is an error."""

from http import HTTPStatus

from slack_sdk.errors import SlackApiError

from bot.delivery.ports import Refused, TryLater, Unconfirmed

_LEFT_OPEN = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
_SLOW_DOWN = {"ratelimited", "rate_limited", "message_limit_exceeded"}
_LONG_PAUSE_SECONDS = 60


def failure_of(error: SlackApiError) -> TryLater | Refused:
    """Return what an error means; after one of Slack's own, some of what was asked may have been done."""
    code, status = str(error.response.get("error")), error.response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _SLOW_DOWN:
        asked = error.response.headers.get("Retry-After", "")
        return TryLater("ratelimited", float(asked) if asked.isdecimal() else _LONG_PAUSE_SECONDS)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _LEFT_OPEN or not code.isidentifier():
        return Unconfirmed(code if code.isidentifier() else f"HTTP {status}")
    return Refused(code)
