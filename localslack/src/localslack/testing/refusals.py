"""How a test says that Slack refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


class Refusal:
    """The answer that came with the error."""

    answer: Any = None


@contextmanager
def refused(code: str) -> Iterator[Refusal]:
    """Expect a call to fail with Slack's error code, and give its answer."""
    refusal = Refusal()
    with pytest.raises(SlackApiError) as raised:
        yield refusal
    refusal.answer = raised.value.response
    assert refusal.answer["error"] == code, refusal.answer.data
