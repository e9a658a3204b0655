"""Failed calls of Slack's: each is counted, whoever made it."""

import re
from http import HTTPStatus

from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState

from bot.metrics import Metrics

_METHOD = re.compile(r"/api/([A-Za-z.]+)(?:\?|$)")
_ELSEWHERE = "other"


class FailedCalls(RetryHandler):
    """Counts calls that failed by method and code. The SDK asks it whether to repeat one, which it never wants."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def _can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002, the SDK's signature
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002, likewise
    ) -> bool:
        code = "connection_lost" if response is None else _code(response)
        if code:
            method = _METHOD.search(request.url)  # no other part of a URL: that of an answer to a person is secret
            self._metrics.slack_failed(method[1] if method else _ELSEWHERE, code)
        return False


def _code(response: HttpResponse) -> str:
    """Return why a call failed, in Slack's word or as its status; nothing if it did not."""
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return "ratelimited"
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        return f"http_{response.status_code}"
    body = response.body if isinstance(response.body, dict) else {}
    return str(body.get("error")) if body.get("ok") is False else ""
