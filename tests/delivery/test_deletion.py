"""What is left in Slack of leads that are gone is deleted, whatever Slack says meanwhile."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.delivery.deletion import Left, delete_now
from bot.delivery.sender import Sender
from bot.delivery.worker import DeliveryWorker
from bot.doctor.manifest import MANIFEST
from bot.leads.erasure import SlackMessage
from bot.metrics import Metrics
from bot.outgoing import Kind
from bot.slack.client.renderers import deletion_renderer
from bot.slack.client.slack_api import SlackApi
from bot.store import Store
from localslack import Workspace
from tests.clock import Clock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANNEL = "#hot-leads"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Iterator[Workspace]:
    with Workspace(MANIFEST, clock=clock) as workspace:
        yield workspace


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
def worker(client: WebClient, store: Store, clock: Clock) -> DeliveryWorker:
    """A worker that only deletes."""

    def now() -> datetime:
        return datetime.fromtimestamp(clock(), UTC)

    api = SlackApi(client, Metrics(store.alerts.counts, store.alerts.count_refused), clock)
    store.workers.beat()
    renderers = {Kind.DELETE: deletion_renderer(api, CHANNEL, now)}
    return DeliveryWorker(store, Sender(store, renderers, {}, now), lambda _: 0, lambda: None, now)


def posted(client: WebClient, count: int = 2) -> list[SlackMessage]:
    sent = [client.chat_postMessage(channel=CHANNEL, text=f"Dana {number}") for number in range(count)]
    return [SlackMessage(one["channel"], one["ts"]) for one in sent]


def to_be_deleted(store: Store, messages: list[SlackMessage]) -> list[SlackMessage]:
    store.messages.to_be_removed(messages, at=NOON)
    return messages


def test_all_that_is_entered_is_deleted(
    workspace: Workspace, client: WebClient, store: Store, worker: DeliveryWorker
) -> None:
    messages = to_be_deleted(store, posted(client, 12))
    client.chat_delete(channel=messages[-1].channel, ts=messages[-1].ts)  # by somebody else
    worker.tick()
    assert workspace.posts(CHANNEL) == []
    assert store.outbox.unsent() == []


def test_a_message_that_slack_refuses_to_delete_holds_up_no_other_and_is_tried_again_the_next_day(
    workspace: Workspace, client: WebClient, store: Store, worker: DeliveryWorker, clock: Clock
) -> None:
    first, second = to_be_deleted(store, posted(client))
    workspace.faults.fail("chat.delete", "cant_delete_message")
    assert delete_now(store, worker.flush, [first, second]) == Left(0, (first,))
    assert store.messages.refused() == [(first, "cant_delete_message")]
    worker.tick()
    assert len(workspace.posts(CHANNEL)) == 1
    clock.advance(timedelta(days=1).total_seconds())
    worker.tick()
    assert workspace.posts(CHANNEL) == []
    assert store.outbox.unsent() == []


@pytest.mark.parametrize("error", ["token_revoked", "missing_scope", "internal_error"])
def test_what_is_no_fault_of_the_message_is_tried_again_soon(
    workspace: Workspace, client: WebClient, store: Store, worker: DeliveryWorker, clock: Clock, error: str
) -> None:
    messages = to_be_deleted(store, posted(client))
    workspace.faults.fail("chat.delete", error)
    assert delete_now(store, worker.flush, messages) == Left(2)
    assert store.messages.refused() == []
    clock.advance(600)
    worker.tick()
    assert workspace.posts(CHANNEL) == []


def test_while_slack_asks_for_a_pause_none_is_tried(
    workspace: Workspace, client: WebClient, store: Store, worker: DeliveryWorker, clock: Clock
) -> None:
    to_be_deleted(store, posted(client))
    workspace.faults.fail("chat.delete", "ratelimited", retry_after=40)
    worker.tick()
    clock.advance(39)
    worker.tick()
    assert len(workspace.posts(CHANNEL)) == 2
    clock.advance(3)
    worker.tick()
    assert workspace.posts(CHANNEL) == []


def test_what_may_have_been_posted_is_looked_for(
    workspace: Workspace, client: WebClient, store: Store, worker: DeliveryWorker
) -> None:
    metadata = {"event_type": "lead_alert", "event_payload": {"key": "alert:a:card"}}
    sent = client.chat_postMessage(channel=CHANNEL, text="Dana", metadata=metadata)
    in_thread, card = SlackMessage(sent["channel"], "1.2", key="alert:a:event:3"), SlackMessage("", key="alert:a:card")
    to_be_deleted(store, [in_thread, card])
    worker.tick()
    assert workspace.posts(CHANNEL) == []
    assert store.outbox.unsent() == []
