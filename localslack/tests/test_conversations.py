"""What a bot can read of channels: their history, their threads, and what they are."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from localslack import Workspace
from localslack.conversations.state import MAX_MESSAGES, Message, SlackConversation
from localslack.person.screen import MAX_SHOWN
from localslack.testing.driver import Driver
from localslack.testing.manifests import changed_manifest
from localslack.testing.refusals import refused
from manifests import MANIFEST

HOT_LEADS = "C0HOTLEADS"


def post(client: WebClient, text: str, **more: Any) -> str:
    return str(client.chat_postMessage(channel=HOT_LEADS, text=text, **more)["ts"])


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["text"] for message in messages]


def test_direct_messages_with_a_person_are_opened_and_read(slack: Driver, client: WebClient) -> None:
    talk = slack.write("Dana is 45")
    client.chat_postMessage(channel="D0MAYA", thread_ts=talk.root, text="Medium")

    assert client.conversations_open(users="U0MAYA")["channel"] == {"id": "D0MAYA"}
    assert client.conversations_open(users=["U0MAYA"], return_im=True)["channel"]["user"] == "U0MAYA"
    assert client.conversations_open(channel="D0MAYA")["channel"]["id"] == "D0MAYA"
    (root,) = client.conversations_history(channel="D0MAYA")["messages"]
    assert (root["text"], root["reply_count"]) == ("Dana is 45", 1)
    replies = client.conversations_replies(channel="D0MAYA", ts=root["ts"])["messages"]
    assert [one["text"] for one in replies] == ["Dana is 45", "Medium"]
    for person, error in (("U0NOBODY", "user_not_found"), ("USLACKBOT", "cannot_dm_bot")):
        with refused(error):
            client.conversations_open(users=person)


def test_history_is_newest_first_without_ephemerals_and_replies(client: WebClient) -> None:
    first = post(client, "First")
    post(client, "A reply", thread_ts=first)
    client.chat_postEphemeral(channel=HOT_LEADS, user="U0MAYA", text="Psst")
    post(client, "Second")

    assert texts(client.conversations_history(channel=HOT_LEADS)["messages"]) == ["Second", "First"]


def test_history_summarizes_threads(client: WebClient) -> None:
    root = post(client, "A lead")
    post(client, "Claimed", thread_ts=root)
    last = post(client, "Called", thread_ts=root)

    (message,) = client.conversations_history(channel=HOT_LEADS)["messages"]

    assert (message["thread_ts"], message["reply_count"], message["latest_reply"]) == (root, 2, last)
    assert message["reply_users"] == ["U0BOT"]


def test_period_excludes_its_ends_unless_inclusive(client: WebClient) -> None:
    first, second, third = (post(client, f"Lead {n}") for n in range(3))

    def between(**more: Any) -> list[str]:
        return texts(client.conversations_history(channel=HOT_LEADS, oldest=first, latest=third, **more)["messages"])

    assert between() == ["Lead 1"]
    assert between(inclusive=True) == ["Lead 2", "Lead 1", "Lead 0"]
    one = client.conversations_history(channel=HOT_LEADS, oldest=second, latest=second, inclusive=True, limit=1)
    assert texts(one["messages"]) == ["Lead 1"]


def test_long_history_comes_in_pages_that_new_messages_do_not_shift(client: WebClient) -> None:
    for n in range(5):
        post(client, f"Lead {n}")

    first = client.conversations_history(channel=HOT_LEADS, limit=2)
    post(client, "Meanwhile")
    second = client.conversations_history(channel=HOT_LEADS, limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert (texts(first["messages"]), first["has_more"]) == (["Lead 4", "Lead 3"], True)
    assert texts(second["messages"]) == ["Lead 2", "Lead 1"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"limit": 1_000}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"cursor": "made-up"}, "invalid_cursor"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "now"}, "invalid_ts_latest"),
    ],
)
def test_malformed_arguments_are_refused(client: WebClient, wrong: dict[str, Any], error: str) -> None:
    with refused(error):
        client.conversations_history(channel=HOT_LEADS, **wrong)


def test_metadata_comes_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "lead_posted", "event_payload": {"lead": "7"}}
    root = post(client, "A lead", metadata=metadata)
    post(client, "A reminder", thread_ts=root, metadata=metadata)

    (without,) = client.conversations_history(channel=HOT_LEADS)["messages"]
    (with_it,) = client.conversations_history(channel=HOT_LEADS, include_all_metadata=True)["messages"]
    thread = client.conversations_replies(channel=HOT_LEADS, ts=root, include_all_metadata=True)["messages"]

    assert "metadata" not in without
    assert with_it["metadata"] == metadata
    assert [message["metadata"] for message in thread] == [metadata, metadata]


def test_thread_is_root_then_replies_oldest_first(client: WebClient) -> None:
    root = post(client, "A lead")
    replies = [post(client, f"Reply {n}", thread_ts=root) for n in range(3)]

    def thread(**more: Any) -> list[str]:
        return texts(client.conversations_replies(channel=HOT_LEADS, ts=root, **more)["messages"])

    assert thread() == ["A lead", "Reply 0", "Reply 1", "Reply 2"]
    assert thread(oldest=replies[0]) == ["A lead", "Reply 1", "Reply 2"]
    (alone,) = client.conversations_replies(channel=HOT_LEADS, ts=replies[1])["messages"]
    assert (alone["text"], alone["thread_ts"]) == ("Reply 1", root)
    with refused("thread_not_found"):
        client.conversations_replies(channel=HOT_LEADS, ts="1.000000")


def test_bot_reads_only_where_it_is_a_member(client: WebClient) -> None:
    with refused("not_in_channel"):
        client.conversations_history(channel="C0SALES")
    with refused("channel_not_found"):
        client.conversations_history(channel="#hot-leads")
    with refused("channel_not_found"):
        client.conversations_replies(channel="C0NOWHERE", ts="1.000000")


def test_reading_needs_the_scope_of_the_channels_kind(tmp_path: Path) -> None:
    def writing_only(manifest: dict[str, Any]) -> None:
        manifest["oauth_config"]["scopes"] = {"bot": ["chat:write", "channels:read"]}

    with Workspace(changed_manifest(MANIFEST, tmp_path, writing_only)) as workspace:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        deals = workspace.add_channel("deals", members=["U0MAYA", "U0BOT"], is_private=True)
        with refused("missing_scope") as of_public:
            client.conversations_history(channel=HOT_LEADS)
        with refused("missing_scope") as of_private:
            client.conversations_info(channel=deals)
        with refused("missing_scope"):
            client.conversations_list(types="public_channel,private_channel")

    assert (of_public.answer["needed"], of_private.answer["needed"]) == ("channels:history", "groups:read")


def test_private_channel_exists_only_for_members(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    deals = workspace.add_channel("deals", members=["U0MAYA"], is_private=True)
    with refused("channel_not_found"):
        client.conversations_info(channel=deals)

    slack.in_("#deals").send("/invite @Lead Scorer")

    assert client.conversations_info(channel=deals)["channel"]["is_private"]
    assert "deals" not in [one["name"] for one in slack.as_("Jonas").screen()["conversations"]]


def test_channel_info_has_membership_and_size(workspace: Workspace, client: WebClient) -> None:
    hot_leads = client.conversations_info(channel=HOT_LEADS, include_num_members=True)["channel"]
    sales = client.conversations_info(channel="C0SALES")["channel"]
    workspace.archive("#sales")

    assert (hot_leads["name"], hot_leads["is_member"], hot_leads["num_members"]) == ("hot-leads", True, 5)
    assert (sales["is_member"], sales["is_archived"]) == (False, False)
    assert "num_members" not in sales
    assert client.conversations_info(channel="C0SALES")["channel"]["is_archived"]


def test_channels_are_found_by_name_page_by_page(workspace: Workspace, client: WebClient) -> None:
    for name in ("deals", "viewings", "closed"):
        workspace.add_channel(name)
    workspace.archive("#closed")

    names: list[str] = []
    for page in client.conversations_list(limit=2, exclude_archived=True):
        names += [channel["name"] for channel in page["channels"]]

    assert names == ["sales", "hot-leads", "deals", "viewings"]
    with refused("invalid_types"):
        client.conversations_list(types="telegrams")


def test_channel_keeps_its_ten_thousand_newest_messages() -> None:
    channel = SlackConversation("C0LEADS", "leads", "channel", {"U0MAYA", "U0BOT"})

    for n in range(MAX_MESSAGES + 1):
        channel.add(Message(f"{n:05}.000000", "U0BOT", f"Lead {n}"))

    assert [channel.messages[place].text for place in (0, -1)] == ["Lead 1", "Lead 10000"]
    assert channel.unread("U0MAYA") == 10_000


def test_page_is_shown_the_newest_messages_of_a_busy_channel(slack: Driver) -> None:
    for n in range(MAX_SHOWN + 1):
        slack.as_("Jonas").send(f"Message {n}")

    shown = slack.conversation()["messages"]

    assert (len(shown), shown[0]["text"]) == (MAX_SHOWN, "Message 1")
    assert slack.conversation()["unread"] == MAX_SHOWN + 1
