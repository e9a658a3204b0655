"""Messages for tokens that Slack does not accept, and for a Slack that cannot be reached."""

from slack_sdk.errors import SlackApiError

_REMEDIES = {
    "missing_scope": "make an app-level token with the scope connections:write",
    "account_inactive": "the app was removed from the workspace; install it again",
    "token_revoked": "the token was revoked; install the app again",
    "ratelimited": "Slack asks for a pause; start again in a minute",
}


def refused(name: str, error: SlackApiError) -> str:
    """Return what is wrong with the token in the setting `name`, with what to do."""
    code = error.response.get("error", f"HTTP {error.response.status_code}")
    remedy = _REMEDIES.get(code, "copy it again from the app's page; docs/slack-setup.md says where")
    return f"Slack does not accept {name} ({code}): {remedy}."


def unreachable(url: str, error: Exception) -> str:
    """Return the message for a Slack that cannot be reached, with what to check."""
    return f"Slack cannot be reached at {url} ({error}): check the network and SLACK_API_URL."
