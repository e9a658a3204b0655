"""Rate limits: how Slack slows an app down."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from contract.workspace_under_test import WorkspaceUnderTest

pytestmark = pytest.mark.slack_verified

ENOUGH_CALLS = 200


@pytest.fixture
def impatient(workspace: WorkspaceUnderTest) -> WebClient:
    return WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
def refusal(impatient: WebClient) -> SlackApiError:
    """The refusal of one call too many of a method of tier 2."""
    for _ in range(ENOUGH_CALLS):
        try:
            impatient.conversations_list(limit=1)
        except SlackApiError as error:
            return error
    raise AssertionError(f"{ENOUGH_CALLS} calls of conversations.list were answered")


def test_too_many_calls_are_told_how_long_to_wait(refusal: SlackApiError) -> None:
    assert refusal.response.status_code == 429
    assert refusal.response["error"] == "ratelimited"
    headers = {name.lower(): value for name, value in refusal.response.headers.items()}
    assert 1 <= int(headers["retry-after"]) <= 60


def test_other_methods_are_not_slowed_down(refusal: SlackApiError, impatient: WebClient) -> None:
    assert refusal.response["error"] == "ratelimited"
    assert impatient.auth_test()["ok"]
