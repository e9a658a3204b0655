"""conversations.* and users.*: what an app can read."""

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel, WorkspaceUnderTest
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def test_info_describes_the_channel(client: WebClient, channel: Channel) -> None:
    info = client.conversations_info(channel=channel.id, include_num_members=True)["channel"]

    assert (info["id"], info["is_channel"], info["is_member"], info["is_archived"]) == (channel.id, True, True, False)
    assert info["name"]
    assert info["num_members"] >= 1


def test_unknown_channel_is_not_found(client: WebClient) -> None:
    with refused("channel_not_found"):
        client.conversations_info(channel="C00000000")


def test_list_is_read_page_by_page(client: WebClient, channel: Channel) -> None:
    cursor, found = "", []
    while True:
        page = client.conversations_list(limit=1, cursor=cursor, exclude_archived=True)
        found += [one["id"] for one in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor or len(found) > 50:
            break

    assert len(found) == len(set(found))
    assert len(found) > 50 or channel.id in found


def test_wrong_arguments_of_a_list_are_refused(client: WebClient) -> None:
    with refused("invalid_cursor"):
        client.conversations_list(cursor="no cursor")
    with refused("invalid_types"):
        client.conversations_list(types="salon")


def test_history_is_newest_first_and_has_pages(client: WebClient, channel: Channel) -> None:
    first, second = channel.post("First")["ts"], channel.post("Second")["ts"]

    page = client.conversations_history(channel=channel.id, oldest=first, inclusive=True, limit=1)
    rest = client.conversations_history(
        channel=channel.id, oldest=first, inclusive=True, limit=1, cursor=page["response_metadata"]["next_cursor"]
    )

    assert [message["ts"] for message in page["messages"]] == [second]
    assert page["has_more"]
    assert [message["ts"] for message in rest["messages"]] == [first]


def test_bounds_of_the_history_are_exclusive_unless_asked(client: WebClient, channel: Channel) -> None:
    first, second, third = (channel.post(text)["ts"] for text in ("First", "Second", "Third"))
    period = {"channel": channel.id, "oldest": first, "latest": third}

    between = client.conversations_history(**period)["messages"]
    everything = client.conversations_history(**period, inclusive=True)["messages"]

    assert [message["ts"] for message in between] == [second]
    assert [message["ts"] for message in everything] == [third, second, first]


def test_wrong_bounds_are_refused(client: WebClient, channel: Channel) -> None:
    with refused("invalid_ts_oldest"):
        client.conversations_history(channel=channel.id, oldest="yesterday")
    with refused("invalid_ts_latest"):
        client.conversations_history(channel=channel.id, latest="tomorrow")


def test_bot_cannot_read_where_it_is_no_member(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    if workspace.other_channel is None:
        pytest.skip("set SLACK_VERIFY_OTHER_CHANNEL to a public channel that the app is not a member of")
    with refused("not_in_channel"):
        client.conversations_history(channel=workspace.other_channel)
    assert not client.conversations_info(channel=workspace.other_channel)["channel"]["is_member"]


def test_replies_of_an_unthreaded_message_are_itself(channel: Channel) -> None:
    ts = channel.post("Alone")["ts"]

    assert [message["ts"] for message in channel.thread(ts)] == [ts]


def test_unknown_thread_is_not_found(client: WebClient, channel: Channel) -> None:
    with refused("thread_not_found"):
        client.conversations_replies(channel=channel.id, ts="1000000000.000000")


def test_direct_message_is_opened_once(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    first = client.conversations_open(users=workspace.user)["channel"]["id"]
    second = client.conversations_open(users=workspace.user, return_im=True)["channel"]

    assert first.startswith("D")
    assert (second["id"], second["user"]) == (first, workspace.user)


def test_direct_message_needs_a_known_person(client: WebClient) -> None:
    with refused("user_not_found"):
        client.conversations_open(users="U00000000")


def test_person_is_described(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    user = client.users_info(user=workspace.user)["user"]

    assert (user["id"], user["is_bot"], user["deleted"]) == (workspace.user, False, False)
    assert user["team_id"] == client.auth_test()["team_id"]
    assert user["profile"]["real_name"]


def test_bot_is_a_user_too(client: WebClient) -> None:
    assert client.users_info(user=client.auth_test()["user_id"])["user"]["is_bot"]


def test_unknown_person_is_not_found(client: WebClient) -> None:
    with refused("user_not_found"):
        client.users_info(user="U00000000")


def test_status_needs_a_thread(client: WebClient, channel: Channel) -> None:
    root = channel.post("A question")["ts"]

    assert client.assistant_threads_setStatus(channel_id=channel.id, thread_ts=root, status="is thinking...")["ok"]
    assert client.assistant_threads_setStatus(channel_id=channel.id, thread_ts=root, status="")["ok"]
    with refused("channel_not_found"):
        client.assistant_threads_setStatus(channel_id="C00000000", thread_ts=root, status="is thinking...")
