"""Refusals: what to do when Slack takes no alerts any more, in words for the admin."""

from bot.slack import names
from bot.slack.views.blocks import Message, actions, button, mrkdwn

_REMEDIES = {
    "not_in_channel": f"I am not in that channel. Type `/invite @{names.BOT_NAME}` there",
    "channel_not_found": "I cannot see that channel. Create it or, if it is private, type "
    f"`/invite @{names.BOT_NAME}` there; or give me another one with the setting HOT_LEADS_CHANNEL",
    "is_archived": "That channel is archived. Restore it, or give me another one with the setting HOT_LEADS_CHANNEL",
    "restricted_action": "The workspace does not let apps post there. Allow it in the channel's posting permissions",
    "missing_scope": "The app lacks a permission. Reinstall it with manifest.yml as it is now",
    "token_revoked": "My token was revoked. Install the app again, and set SLACK_BOT_TOKEN",
    "account_inactive": "The app was removed. Install it again, and set SLACK_BOT_TOKEN",
    "invalid_auth": "My token is not valid. Copy SLACK_BOT_TOKEN again",
}


def refusal_card(code: str, channel: str) -> Message:
    """Return the message to an admin: what Slack refuses, what to do, and that nothing is lost."""
    place = channel if channel.startswith("#") else f"<#{channel}>"
    remedy = _REMEDIES.get(code, "Run `python -m bot doctor`, which says what is wrong")
    words = (
        f":warning: *I cannot post High leads to {place}* (`{code}`). {remedy}. "
        f"Then an admin or a manager presses *Send them now* or types `{names.SCORE_COMMAND} retry`, or somebody runs "
        "`python -m bot alerts retry`: the leads are kept, and are posted then."
    )
    return {"text": words, "blocks": [mrkdwn(words), actions([button("Send them now", names.RETRY, code)])]}
