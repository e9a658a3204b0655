"""Socket Mode: connections, and events that the app itself causes."""

import json
from contextlib import ExitStack
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from websockets.sync.client import connect

from contract.envelopes import Envelopes, Silence
from contract.workspace_under_test import TIMEOUT, Channel, WorkspaceUnderTest

pytestmark = pytest.mark.slack_verified


def socket_url(workspace: WorkspaceUnderTest) -> str:
    return str(workspace.client().apps_connections_open(app_token=workspace.app_token)["url"])


def test_connection_has_an_address(workspace: WorkspaceUnderTest) -> None:
    assert socket_url(workspace).startswith(("ws://", "wss://"))


def test_connection_begins_with_hello(workspace: WorkspaceUnderTest) -> None:
    with connect(socket_url(workspace)) as socket:
        hello = json.loads(socket.recv(TIMEOUT))

    assert hello["type"] == "hello"
    assert hello["num_connections"] >= 1
    assert hello["connection_info"]["app_id"].startswith("A")
    assert hello["debug_info"]["approximate_connection_time"] > 0


def test_hello_counts_connections(workspace: WorkspaceUnderTest) -> None:
    with ExitStack() as sockets:
        first, second = (sockets.enter_context(connect(socket_url(workspace))) for _ in range(2))
        before, after = (json.loads(socket.recv(TIMEOUT))["num_connections"] for socket in (first, second))

    assert after == before + 1


def test_sdk_connects(envelopes: Envelopes) -> None:
    assert envelopes.is_connected


def test_own_message_arrives_as_an_event(client: WebClient, channel: Channel, envelopes: Envelopes) -> None:
    ts = channel.post("Listen")["ts"]

    request = envelopes.expect("events_api", lambda payload: payload["event"].get("ts") == ts, timeout=TIMEOUT)

    event, payload = request.payload["event"], request.payload
    assert (event["type"], event["text"], event["channel"], event["channel_type"]) == (
        *("message", "Listen", channel.id, "channel"),
    )
    assert event["bot_id"] == client.auth_test()["bot_id"]
    assert (payload["type"], payload["event_id"][:2]) == ("event_callback", "Ev")
    assert payload["authorizations"][0]["is_bot"]


def test_events_take_no_response_payload(channel: Channel, envelopes: Envelopes) -> None:
    ts = channel.post("Listen")["ts"]

    request = envelopes.expect("events_api", lambda payload: payload["event"].get("ts") == ts, timeout=TIMEOUT)

    assert request.accepts_response_payload is False
    assert request.envelope_id


def test_reply_arrives_with_its_thread(channel: Channel, envelopes: Envelopes) -> None:
    root = channel.post("A root")["ts"]
    reply = channel.post("A reply", thread_ts=root)["ts"]

    request = envelopes.expect("events_api", lambda payload: payload["event"].get("ts") == reply, timeout=TIMEOUT)

    assert request.payload["event"]["thread_ts"] == root


def test_update_arrives_as_an_event(client: WebClient, channel: Channel, envelopes: Envelopes) -> None:
    ts = channel.post("Before")["ts"]
    client.chat_update(channel=channel.id, ts=ts, text="After")

    def changed(payload: dict[str, Any]) -> bool:
        return bool(payload["event"].get("message", {}).get("text") == "After")

    event = envelopes.expect("events_api", changed, timeout=TIMEOUT).payload["event"]
    assert (event["subtype"], event["message"]["ts"]) == ("message_changed", ts)
    assert event["previous_message"]["text"] == "Before"


def test_deletion_arrives_as_an_event(client: WebClient, channel: Channel, envelopes: Envelopes) -> None:
    ts = channel.post("Soon gone")["ts"]
    client.chat_delete(channel=channel.id, ts=ts)

    event = envelopes.expect(
        "events_api", lambda payload: payload["event"].get("deleted_ts") == ts, timeout=TIMEOUT
    ).payload["event"]
    assert event["subtype"] == "message_deleted"


def test_deleted_root_arrives_as_a_change(client: WebClient, channel: Channel, envelopes: Envelopes) -> None:
    root = channel.post("A root")["ts"]
    channel.post("A reply", thread_ts=root)
    client.chat_delete(channel=channel.id, ts=root)

    def buried(payload: dict[str, Any]) -> bool:
        return bool(payload["event"].get("message", {}).get("subtype") == "tombstone")

    event = envelopes.expect("events_api", buried, timeout=TIMEOUT).payload["event"]
    assert (event["subtype"], event["message"]["ts"]) == ("message_changed", root)


def test_event_without_acknowledgement_comes_again(channel: Channel, envelopes: Envelopes) -> None:
    def stay_silent_once(request: SocketModeRequest) -> None:
        if not request.retry_attempt:
            raise Silence

    envelopes.reply = stay_silent_once
    ts = channel.post("Listen twice")["ts"]

    first = envelopes.expect("events_api", lambda payload: payload["event"].get("ts") == ts, timeout=TIMEOUT)
    again = envelopes.expect("events_api", lambda payload: payload["event"].get("ts") == ts, timeout=3 * TIMEOUT)

    assert again.payload["event_id"] == first.payload["event_id"]
    assert again.envelope_id != first.envelope_id
    assert (again.retry_attempt, again.retry_reason) == (1, "timeout")
