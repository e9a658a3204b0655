"""chat.update and chat.delete."""

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel
from localslack.testing.blocks import section
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def test_update_replaces_text_in_place(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Before")["ts"]

    answer = client.chat_update(channel=channel.id, ts=ts, text="After")

    assert (answer["ts"], answer["text"]) == (ts, "After")
    assert channel.message(ts)["text"] == "After"


def test_update_of_text_is_marked_as_edited(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Before")["ts"]

    client.chat_update(channel=channel.id, ts=ts, text="After")

    assert channel.message(ts)["edited"]["user"] == client.auth_test()["user_id"]


def test_update_with_text_alone_removes_blocks(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Fallback", blocks=[section("A card")])["ts"]

    client.chat_update(channel=channel.id, ts=ts, text="Text only")

    kinds = [block["type"] for block in channel.message(ts).get("blocks", [])]
    assert "section" not in kinds


def test_update_with_blocks_keeps_text(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Fallback", blocks=[section("Open")])["ts"]

    client.chat_update(channel=channel.id, ts=ts, blocks=[section("Claimed")])

    message = channel.message(ts)
    assert message["blocks"][0]["text"]["text"] == "Claimed"
    assert "edited" not in message


def test_update_of_metadata_keeps_blocks(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Fallback", blocks=[section("A card")])["ts"]
    metadata = {"event_type": "localslack_verify", "event_payload": {"number": 7}}

    client.chat_update(channel=channel.id, ts=ts, metadata=metadata)

    message = channel.message(ts, include_all_metadata=True)
    assert message["metadata"] == metadata
    assert message["blocks"][0]["text"]["text"] == "A card"


def test_update_needs_content(client: WebClient, channel: Channel) -> None:
    ts = channel.post()["ts"]

    with refused("no_text"):
        client.api_call("chat.update", json={"channel": channel.id, "ts": ts})


def test_update_of_nothing_is_refused(client: WebClient, channel: Channel) -> None:
    with refused("message_not_found"):
        client.chat_update(channel=channel.id, ts="1000000000.000000", text="After")


def test_update_takes_4000_characters(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Before")["ts"]

    client.chat_update(channel=channel.id, ts=ts, text="x" * 4000)
    with refused("msg_too_long"):
        client.chat_update(channel=channel.id, ts=ts, text="x" * 4001)


def test_update_in_unknown_channel_is_refused(client: WebClient) -> None:
    with refused("channel_not_found"):
        client.chat_update(channel="C00000000", ts="1000000000.000000", text="After")


def test_deleted_message_is_gone(client: WebClient, channel: Channel) -> None:
    ts = channel.post("Soon gone")["ts"]

    assert client.chat_delete(channel=channel.id, ts=ts)["ts"] == ts
    assert channel.message(ts) is None
    with refused("message_not_found"):
        client.chat_delete(channel=channel.id, ts=ts)


def test_deleted_root_leaves_its_replies(client: WebClient, channel: Channel) -> None:
    root = channel.post("A root")["ts"]
    channel.post("A reply", thread_ts=root)

    client.chat_delete(channel=channel.id, ts=root)

    tombstone, reply = channel.thread(root)
    assert (tombstone["subtype"], tombstone["user"]) == ("tombstone", "USLACKBOT")
    assert reply["text"] == "A reply"
