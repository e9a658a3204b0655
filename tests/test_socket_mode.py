"""The connection to Slack: a new one is taken whatever becomes of the old one."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.doctor.manifest import MANIFEST
from bot.socket_mode import ReconnectingClient
from localslack import Workspace


class ClosedMeanwhile:
    """The lock of a connection that another thread closes just before the lock is had."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        if self._connection.sock is not None:
            self._connection.sock.close()
            self._connection.sock = None

    def __exit__(self, *error: object) -> None:
        pass


@pytest.fixture
def client() -> Iterator[ReconnectingClient]:
    with Workspace(MANIFEST) as workspace:
        client = ReconnectingClient(workspace.app_token, web_client=WebClient(base_url=workspace.api_url))
        client.connect()
        yield client
        client.close()


def test_a_new_connection_is_taken_when_the_old_one_is_closed_meanwhile(
    client: ReconnectingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = client.current_session
    assert old is not None
    monkeypatch.setattr(old, "sock_send_lock", ClosedMeanwhile(old))
    client.connect_to_new_endpoint(force=True)
    assert client.current_session is not old
    assert client.is_connected()
