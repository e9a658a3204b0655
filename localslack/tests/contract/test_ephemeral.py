"""chat.postEphemeral: messages that one person sees and Slack does not keep."""

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel, WorkspaceUnderTest
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def test_ephemeral_message_is_not_in_the_history(
    workspace: WorkspaceUnderTest, client: WebClient, channel: Channel
) -> None:
    ts = client.chat_postEphemeral(channel=channel.id, user=workspace.user, text="For you")["message_ts"]

    assert channel.message(ts) is None


def test_ephemeral_message_cannot_be_changed(
    workspace: WorkspaceUnderTest, client: WebClient, channel: Channel
) -> None:
    ts = client.chat_postEphemeral(channel=channel.id, user=workspace.user, text="For you")["message_ts"]

    with refused("message_not_found"):
        client.chat_update(channel=channel.id, ts=ts, text="Changed")
    with refused("message_not_found"):
        client.chat_delete(channel=channel.id, ts=ts)


def test_ephemeral_message_needs_a_member(client: WebClient, channel: Channel) -> None:
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel=channel.id, user="U00000000", text="For nobody")


def test_ephemeral_message_needs_text(workspace: WorkspaceUnderTest, client: WebClient, channel: Channel) -> None:
    with refused("no_text"):
        client.chat_postEphemeral(channel=channel.id, user=workspace.user, text="")


def test_ephemeral_message_needs_a_channel(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    with refused("channel_not_found"):
        client.chat_postEphemeral(channel="C00000000", user=workspace.user, text="For you")
