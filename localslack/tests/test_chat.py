"""Posting, editing and deleting as the bot."""

import json

import httpx
import pytest
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, section
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused

HOT_LEADS = "C0HOTLEADS"


@pytest.mark.parametrize("channel", [HOT_LEADS, "#hot-leads", "hot-leads"])
def test_message_is_visible_to_everybody(slack: Driver, client: WebClient, channel: str) -> None:
    answer = client.chat_postMessage(channel=channel, text="A new lead")

    assert answer["channel"] == HOT_LEADS
    assert (answer["message"]["user"], answer["message"]["bot_id"]) == ("U0BOT", "B0LOCAL")
    for person in ("Maya", "Jonas"):
        assert slack.as_(person).in_("#hot-leads").expect_message("A new lead").ts == answer["ts"]


def test_message_to_a_person_arrives_in_their_direct_messages(slack: Driver, client: WebClient) -> None:
    assert client.chat_postMessage(channel="U0JONAS", text="Hello")["channel"] == "D0JONAS"

    slack.as_("Jonas").in_("bot").expect_message("Hello")
    slack.in_("bot").expect_nothing_new()


def test_unknown_channel_or_person_is_not_found(client: WebClient) -> None:
    for nowhere in ("C0NOWHERE", "#nowhere", "U0NOBODY"):
        with refused("channel_not_found"):
            client.chat_postMessage(channel=nowhere, text="Hello?")
    with refused("cannot_dm_bot"):
        client.chat_postMessage(channel="USLACKBOT", text="Hello?")


def test_bot_cannot_post_without_membership(client: WebClient) -> None:
    with refused("not_in_channel"):
        client.chat_postMessage(channel="#sales", text="Hello")


def test_archived_or_deleted_channel_refuses_messages(workspace: Workspace, client: WebClient) -> None:
    workspace.archive("#hot-leads")
    with refused("is_archived"):
        client.chat_postMessage(channel=HOT_LEADS, text="Hello")

    workspace.delete_channel("#hot-leads")
    with refused("channel_not_found"):
        client.chat_postMessage(channel=HOT_LEADS, text="Hello")


def test_message_needs_channel_and_content(client: WebClient) -> None:
    with refused("invalid_arguments"):
        client.chat_postMessage(channel="", text="Hello")
    with refused("no_text"):
        client.chat_postMessage(channel=HOT_LEADS, text="")


def test_unknown_argument_is_refused(client: WebClient) -> None:
    with refused("invalid_arguments") as refusal:
        client.chat_postMessage(channel=HOT_LEADS, text="Hello", icon_emoji=":fire:")

    assert "icon_emoji" in refusal.answer["response_metadata"]["messages"][0]


def test_long_text_is_truncated_in_a_message_and_refused_in_an_edit(client: WebClient) -> None:
    message = client.chat_postMessage(channel=HOT_LEADS, text="x" * 40_001)

    assert len(message["message"]["text"]) == 40_000
    with refused("msg_too_long"):
        client.chat_update(channel=HOT_LEADS, ts=message["ts"], text="x" * 4_001)


def test_blocks_with_too_much_text_in_total_are_refused(client: WebClient) -> None:
    with refused("msg_blocks_too_long"):
        client.chat_postMessage(channel=HOT_LEADS, text="Long", blocks=[section("x" * 2_900)] * 5)


def test_invalid_blocks_are_refused_with_a_pointer_to_each(client: WebClient) -> None:
    with refused("invalid_blocks") as refusal:
        client.chat_postMessage(channel=HOT_LEADS, text="Bad", blocks=[{"type": "divider"}, section("x" * 3_001)])

    problem = "must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    assert refusal.answer["errors"] == [problem]
    assert refusal.answer["response_metadata"]["messages"] == [f"[ERROR] {problem}"]


def test_blocks_may_come_as_json_in_a_form(workspace: Workspace) -> None:
    def post(blocks: str) -> dict[str, object]:
        arguments = {"token": workspace.bot_token, "channel": HOT_LEADS, "blocks": blocks}
        return dict(httpx.post(f"{workspace.api_url}chat.postMessage", data=arguments).json())

    assert post(json.dumps([section("From a form")]))["ok"]
    assert post("no json")["error"] == "invalid_blocks_format"
    assert post('{"type": "divider"}')["error"] == "invalid_blocks_format"


def test_blocks_get_ids_where_they_have_none(client: WebClient) -> None:
    unnamed = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}

    block = client.chat_postMessage(channel=HOT_LEADS, text="Hi", blocks=[actions(unnamed)])["message"]["blocks"][0]

    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_metadata_stays_with_a_message(workspace: Workspace, client: WebClient) -> None:
    metadata = {"event_type": "lead_posted", "event_payload": {"lead": "7"}}
    client.chat_postMessage(channel=HOT_LEADS, text="A lead", metadata=metadata)

    assert [post.metadata for post in workspace.posts("#hot-leads")] == [metadata]
    with refused("invalid_metadata_format"):
        client.chat_postMessage(channel=HOT_LEADS, text="A lead", metadata={"lead": "7"})
    with refused("metadata_too_large"):
        client.chat_postMessage(
            channel=HOT_LEADS, text="A lead", metadata={"event_type": "x", "event_payload": {"x": "x" * 16_000}}
        )


def test_reply_to_a_reply_joins_the_same_thread(slack: Driver, client: WebClient) -> None:
    root = client.chat_postMessage(channel=HOT_LEADS, text="A lead")["ts"]
    reply = client.chat_postMessage(channel=HOT_LEADS, text="Claimed", thread_ts=root)["ts"]
    client.chat_postMessage(channel=HOT_LEADS, text="Called", thread_ts=reply)

    thread = slack.in_("#hot-leads").thread(slack.in_("#hot-leads").expect_message("A lead"))
    assert [post.words for post in thread.posts()] == ["A lead", "Claimed", "Called"]


def test_reply_to_unknown_message_is_posted_to_channel(client: WebClient) -> None:
    answer = client.chat_postMessage(channel=HOT_LEADS, text="Lost", thread_ts="1.000000")

    assert "thread_ts" not in answer["message"]


def test_reply_can_be_shown_in_the_channel_too(slack: Driver, client: WebClient) -> None:
    root = client.chat_postMessage(channel=HOT_LEADS, text="A lead")["ts"]
    client.chat_postMessage(channel=HOT_LEADS, text="Only in the thread", thread_ts=root)
    answer = client.chat_postMessage(channel=HOT_LEADS, text="For all", thread_ts=root, reply_broadcast=True)

    assert answer["message"]["subtype"] == "thread_broadcast"
    shown = [
        message["text"] for message in slack.in_("#hot-leads").conversation()["messages"] if message["is_in_channel"]
    ]
    assert shown == ["A lead", "For all"]


def test_deleted_message_with_replies_leaves_a_tombstone(slack: Driver, client: WebClient) -> None:
    root = client.chat_postMessage(channel=HOT_LEADS, text="A lead")["ts"]
    client.chat_postMessage(channel=HOT_LEADS, text="Claimed", thread_ts=root)

    client.chat_delete(channel=HOT_LEADS, ts=root)

    messages = slack.in_("#hot-leads").conversation()["messages"]
    assert [(one["text"], one["subtype"]) for one in messages] == [
        ("This message was deleted.", "tombstone"),
        ("Claimed", None),
    ]


def test_ephemeral_message_has_one_reader(slack: Driver, client: WebClient) -> None:
    client.chat_postEphemeral(channel=HOT_LEADS, user="U0MAYA", text="For Maya")

    slack.in_("#hot-leads").expect_private("For Maya")
    slack.as_("Jonas").in_("#hot-leads").expect_nothing_new()


def test_ephemeral_message_needs_its_reader_and_the_bot_in_the_channel(client: WebClient) -> None:
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel="D0JONAS", user="U0MAYA", text="Hello")
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel=HOT_LEADS, user="U0NOBODY", text="Hello")
    with refused("not_in_channel"):
        client.chat_postEphemeral(channel="#sales", user="U0MAYA", text="Hello")


def test_ephemeral_message_cannot_be_edited_deleted_or_linked(client: WebClient) -> None:
    ts = client.chat_postEphemeral(channel=HOT_LEADS, user="U0MAYA", text="For Maya")["message_ts"]

    with refused("message_not_found"):
        client.chat_update(channel=HOT_LEADS, ts=ts, text="Changed")
    with refused("message_not_found"):
        client.chat_delete(channel=HOT_LEADS, ts=ts)
    with refused("message_not_found"):
        client.chat_getPermalink(channel=HOT_LEADS, message_ts=ts)


def test_text_edit_removes_blocks_and_is_marked(slack: Driver, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=HOT_LEADS, text="Fallback", blocks=[section("Card")])["ts"]
    slack.in_("#hot-leads").expect_message("Card")

    client.chat_update(channel=HOT_LEADS, ts=ts, text="Text only")

    post = slack.in_("#hot-leads").expect_message("Text only")
    assert (post.ts, post.message["blocks"], post.message["edited"]) == (ts, None, True)


def test_block_edit_is_not_marked(slack: Driver, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=HOT_LEADS, text="Fallback", blocks=[section("Open", accessory=button())])["ts"]

    client.chat_update(channel=HOT_LEADS, ts=ts, blocks=[section("Claimed by <@U0MAYA>")])

    post = slack.in_("#hot-leads").expect_message("Claimed by @Maya Lind")
    assert (post.message["edited"], post.message["text"]) == (False, "Fallback")


def test_message_has_one_table_at_most(slack: Driver, client: WebClient) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "Income"}, {"type": "raw_text", "text": "$1"}]]}

    with refused("invalid_attachments"):
        client.chat_postMessage(channel="#hot-leads", text="Two", blocks=[table, table])
    client.chat_postMessage(channel="#hot-leads", text="One", blocks=[section("Dana"), table])
    slack.in_("#hot-leads").expect_message("Dana", "Income | $1")


def test_only_the_bots_own_messages_can_be_edited_and_deleted(slack: Driver, client: WebClient) -> None:
    slack.in_("#hot-leads").send("Mine")
    ts = slack.as_("Jonas").in_("#hot-leads").expect_message("Mine").ts

    with refused("cant_update_message"):
        client.chat_update(channel=HOT_LEADS, ts=ts, text="Yours")
    with refused("cant_delete_message"):
        client.chat_delete(channel=HOT_LEADS, ts=ts)
    with refused("message_not_found"):
        client.chat_update(channel=HOT_LEADS, ts="1.000000", text="Nothing")


def test_messages_in_an_archived_channel_are_frozen(workspace: Workspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=HOT_LEADS, text="A lead")["ts"]
    workspace.archive("#hot-leads")

    with refused("is_inactive"):
        client.chat_update(channel=HOT_LEADS, ts=ts, text="Claimed")


def test_deleted_message_is_gone(workspace: Workspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=HOT_LEADS, text="Oops")["ts"]
    assert client.chat_getPermalink(channel=HOT_LEADS, message_ts=ts)["permalink"].endswith(ts.replace(".", ""))

    client.chat_delete(channel=HOT_LEADS, ts=ts)

    assert workspace.posts("#hot-leads") == []
