"""chat.postMessage: messages, threads and metadata."""

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel, WorkspaceUnderTest
from localslack.testing.blocks import section
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def test_message_is_in_the_history(channel: Channel, client: WebClient) -> None:
    bot = client.auth_test()

    answer = channel.post("A message")

    assert answer["channel"] == channel.id
    message = channel.message(answer["ts"])
    assert (message["type"], message["text"], message["ts"]) == ("message", "A message", answer["ts"])
    assert (message["user"], message["bot_id"]) == (bot["user_id"], bot["bot_id"])


def test_answer_carries_the_message(channel: Channel) -> None:
    answer = channel.post("A message")

    assert (answer["message"]["text"], answer["message"]["ts"]) == ("A message", answer["ts"])


def test_timestamps_grow(channel: Channel) -> None:
    first, second = channel.post("First")["ts"], channel.post("Second")["ts"]

    assert float(first) < float(second)
    assert len(first.partition(".")[2]) == 6


def test_message_needs_text_or_blocks(client: WebClient, channel: Channel) -> None:
    with refused("no_text"):
        client.chat_postMessage(channel=channel.id, text="")


def test_blocks_need_no_text(client: WebClient, channel: Channel) -> None:
    answer = client.chat_postMessage(channel=channel.id, text="", blocks=[section("Only blocks")])

    assert answer["message"]["blocks"][0]["text"]["text"] == "Only blocks"
    client.chat_delete(channel=channel.id, ts=answer["ts"])


def test_unknown_channel_is_not_found(client: WebClient) -> None:
    with refused("channel_not_found"):
        client.chat_postMessage(channel="C00000000", text="Nobody reads this")


def test_bot_cannot_post_where_it_is_no_member(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    if workspace.other_channel is None:
        pytest.skip("set SLACK_VERIFY_OTHER_CHANNEL to a public channel that the app is not a member of")
    with refused("not_in_channel"):
        client.chat_postMessage(channel=workspace.other_channel, text="Nobody reads this")


def test_message_to_a_person_is_a_direct_message(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    answer = client.chat_postMessage(channel=workspace.user, text="localslack verify")

    assert answer["channel"].startswith("D")
    client.chat_delete(channel=answer["channel"], ts=answer["ts"])


def test_reply_is_in_the_thread_only(channel: Channel) -> None:
    root = channel.post("A root")["ts"]

    reply = channel.post("A reply", thread_ts=root)

    assert reply["message"]["thread_ts"] == root
    assert [message["text"] for message in channel.thread(root)] == ["A root", "A reply"]
    assert channel.message(reply["ts"]) is None


def test_root_counts_its_replies(channel: Channel) -> None:
    root = channel.post("A root")["ts"]
    channel.post("One", thread_ts=root)
    last = channel.post("Two", thread_ts=root)["ts"]

    message = channel.message(root)

    assert (message["thread_ts"], message["reply_count"], message["latest_reply"]) == (root, 2, last)
    assert message["reply_users_count"] == 1


def test_reply_may_be_broadcast(channel: Channel) -> None:
    root = channel.post("A root")["ts"]

    reply = channel.post("For everybody", thread_ts=root, reply_broadcast=True)

    assert reply["message"]["subtype"] == "thread_broadcast"
    assert channel.message(reply["ts"])["text"] == "For everybody"


def test_metadata_is_returned_on_request(channel: Channel) -> None:
    metadata = {"event_type": "localslack_verify", "event_payload": {"number": 7, "name": "seven"}}

    ts = channel.post("With metadata", metadata=metadata)["ts"]

    assert channel.message(ts, include_all_metadata=True)["metadata"] == metadata
    assert "metadata" not in channel.message(ts)


def test_metadata_needs_type_and_payload(client: WebClient, channel: Channel) -> None:
    with refused("invalid_metadata_format"):
        client.chat_postMessage(channel=channel.id, text="Wrong", metadata={"number": 7})


def test_permalink_names_channel_and_message(client: WebClient, channel: Channel) -> None:
    ts = channel.post()["ts"]

    link = client.chat_getPermalink(channel=channel.id, message_ts=ts)["permalink"]

    assert f"/archives/{channel.id}/p{ts.replace('.', '')}" in link


def test_there_is_no_permalink_to_nothing(client: WebClient, channel: Channel) -> None:
    with refused("message_not_found"):
        client.chat_getPermalink(channel=channel.id, message_ts="1000000000.000000")
