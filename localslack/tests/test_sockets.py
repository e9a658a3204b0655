"""Socket Mode: connections, tickets, envelopes."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as connect_to

from localslack import MovableClock, Workspace
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver

Connect = Callable[[], ClientConnection]


@pytest.fixture
def connect(workspace: Workspace, client: WebClient) -> Iterator[Connect]:
    with ExitStack() as connections:
        yield lambda: connections.enter_context(connect_to(new_url(workspace, client), proxy=None))


def new_url(workspace: Workspace, client: WebClient) -> str:
    return str(client.apps_connections_open(app_token=workspace.app_token)["url"])


def receive(connection: ClientConnection) -> dict[str, Any]:
    return dict(json.loads(connection.recv(timeout=5)))


def test_connection_starts_with_hello(connect: Connect) -> None:
    hello = receive(connect())

    assert hello["type"] == "hello"
    assert hello["connection_info"] == {"app_id": "A0LOCAL"}
    assert hello["num_connections"] == 1


def test_ticket_opens_one_connection(workspace: Workspace, client: WebClient) -> None:
    url = new_url(workspace, client)

    with connect_to(url, proxy=None), pytest.raises(InvalidStatus), connect_to(url, proxy=None):
        pass


def test_ticket_is_good_for_half_a_minute(workspace: Workspace, client: WebClient, clock: MovableClock) -> None:
    url = new_url(workspace, client)
    clock.advance(31)

    with pytest.raises(InvalidStatus), connect_to(url, proxy=None):
        pass


def test_pings_are_answered(connect: Connect) -> None:
    assert connect().ping().wait(5)


def test_eleventh_connection_is_refused(connect: Connect) -> None:
    connections = [connect() for _ in range(11)]

    farewell = receive(connections[10])
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "too_many_websockets")
    with pytest.raises(ConnectionClosed):
        receive(connections[10])
    assert [receive(connection)["type"] for connection in connections[:10]] == ["hello"] * 10


def test_each_envelope_goes_to_one_connection(connect: Connect, slack: Driver) -> None:
    connections = [connect() for _ in range(2)]
    for connection in connections:
        receive(connection)

    typing = [threading.Thread(target=slack.send, args=(f"/scorelead {n}",)) for n in range(2)]
    for thread in typing:
        thread.start()
    envelopes = [receive(connection) for connection in connections]
    for connection, envelope in zip(connections, envelopes, strict=True):
        connection.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
    for thread in typing:
        thread.join()

    assert {envelope["payload"]["text"] for envelope in envelopes} == {"0", "1"}
    for envelope in envelopes:
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)


def test_app_reconnects_when_it_is_asked_to(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def score(ack: Ack) -> None:
        ack(text="Still here")

    handler = bot.connect()
    first_session = handler.client.session_id()

    workspace.disconnect("refresh_requested")

    slack.wait_for(lambda: handler.client.session_id() != first_session or None, "the connection to be renewed")
    slack.send("/scorelead")
    slack.expect_private("Still here")


def test_app_reconnects_when_the_connection_is_just_closed(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def score(ack: Ack) -> None:
        ack(text="Still here")

    bot.connect()

    workspace.disconnect(None)

    slack.expect_bot(connected=True)
    slack.send("/scorelead")
    slack.expect_private("Still here")


def test_one_of_two_connections_may_close(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    handlers = [bot.connect(), bot.connect()]
    sessions = [handler.client.session_id() for handler in handlers]

    workspace.disconnect(which=0)

    slack.wait_for(
        lambda: [h.client.session_id() for h in handlers] != sessions or None, "one connection to be renewed"
    )
    assert handlers[1].client.session_id() == sessions[1]
