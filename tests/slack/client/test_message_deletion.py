"""What is left in Slack of leads that are gone is removed, whatever Slack says meanwhile."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.delivery.ports import Place, Refused
from bot.doctor.manifest import MANIFEST
from bot.slack.client.message_deletion import Left, Remover
from bot.store import Store
from bot.store.slack_messages import SlackMessage
from localslack import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON, NEXT_DAY = NOON + timedelta(minutes=10), NOON + timedelta(days=1)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace(MANIFEST) as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


def posted(client: WebClient, store: Store, count: int = 2) -> list[SlackMessage]:
    """Post messages that are to be removed."""
    sent = [client.chat_postMessage(channel="C0HOTLEADS", text=f"Dana {number}") for number in range(count)]
    messages = [SlackMessage(one["channel"], one["ts"]) for one in sent]
    store.messages.to_be_removed(messages, at=NOON)
    return messages


def test_what_is_to_be_removed_is(workspace: Workspace, client: WebClient, store: Store) -> None:
    messages = posted(client, store, 12)
    remover = Remover(client, store.messages)
    remover.remove_due(NOON)
    assert len(workspace.posts("#hot-leads")) == 2
    client.chat_delete(channel=messages[-1].channel, ts=messages[-1].ts)  # by somebody else
    remover.remove_due(NOON)
    assert workspace.posts("#hot-leads") == []
    assert store.messages.to_remove(NOON, 20) == []


def test_one_that_slack_refuses_is_no_hindrance(workspace: Workspace, client: WebClient, store: Store) -> None:
    first, second = posted(client, store)
    workspace.faults.fail("chat.delete", "cant_delete_message")
    assert Remover(client, store.messages).remove([first, second], NOON) == Left(0, (first,))
    assert store.messages.refused() == [(first, "cant_delete_message")]
    assert store.messages.to_remove(SOON, 10) == []
    assert store.messages.to_remove(NEXT_DAY, 10) == [first]


@pytest.mark.parametrize("error", ["token_revoked", "missing_scope", "internal_error"])
def test_what_is_no_fault_of_the_message_is_tried_again_soon(
    workspace: Workspace, client: WebClient, store: Store, error: str
) -> None:
    messages = posted(client, store)
    workspace.faults.fail("chat.delete", error)
    assert Remover(client, store.messages).remove(messages, NOON) == Left(2)
    assert store.messages.refused() == []
    assert set(store.messages.to_remove(SOON, 10)) == set(messages)


def test_while_slack_asks_for_a_pause_none_is_tried(workspace: Workspace, client: WebClient, store: Store) -> None:
    _, second = posted(client, store)
    workspace.faults.fail("chat.delete", "ratelimited", retry_after=40)
    remover = Remover(client, store.messages)
    remover.remove_due(NOON)
    assert store.messages.to_remove(NOON + timedelta(seconds=39), 10) == []
    assert store.messages.to_remove(NOON + timedelta(seconds=40), 10) == [second]


def test_what_may_have_been_sent_is_looked_for(workspace: Workspace, client: WebClient, store: Store) -> None:
    (stands,) = posted(client, store, 1)
    sent = [SlackMessage("", key="a:card"), SlackMessage("C0HOTLEADS", "1.2", key="a:3")]
    store.messages.removed(stands)
    store.messages.to_be_removed(sent, at=NOON)
    asked: list[tuple[str, Place | None]] = []

    def find(key: str, since: datetime, thread: Place | None) -> Place | None:
        assert since < NOON
        asked.append((key, thread))
        if thread is not None:
            raise Refused("thread_not_found")
        return Place(stands.channel, stands.ts) if key == "a:card" else None

    assert Remover(client, store.messages).remove(sent, NOON) == Left(2)
    assert Remover(client, store.messages, find).remove(sent, NOON) == Left()
    assert asked == [("a:card", None), ("a:3", Place("C0HOTLEADS", "1.2"))]
    assert workspace.posts("#hot-leads") == []
    assert store.messages.to_remove(NEXT_DAY, 10) == []
