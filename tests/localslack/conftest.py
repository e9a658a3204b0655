"""A workspace for each test, and a Bolt app that a test fills with listeners and connects over real sockets."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from localslack import Workspace
from tests.clock import Clock
from tests.driver import Driver
from tests.localslack.manifests import Change, changed_manifest, everything_on


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def change() -> Change:
    """What is done to the manifest."""
    return everything_on


@pytest.fixture
def workspace(clock: Clock, tmp_path: Path, change: Change) -> Iterator[Workspace]:
    workspace = Workspace(clock=clock, manifest=changed_manifest(tmp_path, change))
    workspace.start()
    yield workspace
    _aside(workspace.stop)


@pytest.fixture
def slack(workspace: Workspace) -> Driver:
    return Driver(workspace.url)


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


def _aside(stop: Callable[[], None]) -> None:
    # The SDK takes most of a second to let go, a server a fifth; the next test need not wait for it.
    threading.Thread(target=stop).start()


class Bot:
    """A Bolt app and its connections."""

    def __init__(self, workspace: Workspace, client: WebClient) -> None:
        self.app = App(client=client)
        self._workspace = workspace
        self._handlers: list[SocketModeHandler] = []

    def connect(self) -> SocketModeHandler:
        handler = SocketModeHandler(self.app, self._workspace.app_token, ping_interval=0.5)
        self._handlers.append(handler)
        handler.client.connect()
        Driver(self._workspace.url).expect_bot(connected=True)
        return handler

    def commands_heard(self) -> list[dict[str, Any]]:
        """Acknowledge every /scorelead, and return the list that fills with them."""
        heard: list[dict[str, Any]] = []

        @self.app.command("/scorelead")
        def hear(ack: Ack, body: dict[str, Any]) -> None:
            heard.append(body)
            ack()

        return heard

    def close(self) -> None:
        for handler in self._handlers:
            _aside(handler.close)


@pytest.fixture
def bot(workspace: Workspace, client: WebClient) -> Iterator[Bot]:
    bot = Bot(workspace, client)
    yield bot
    bot.close()


class Triggers:
    """Collects the trigger ids of what people do, and lets a test use them."""

    def __init__(self, bot: Bot, slack: Driver) -> None:
        self._slack = slack
        self._ids: list[str] = []

        @bot.app.command("/scorelead")
        @bot.app.action("press")
        def keep(ack: Ack, body: dict[str, Any]) -> None:
            self._ids.append(body["trigger_id"])
            ack()

        bot.connect()

    def of_command(self) -> str:
        assert self._slack.say("/scorelead")["ok"]
        return self._ids[-1]

    def of_press(self) -> str:
        assert self._slack.modal().press("Press")["ok"]
        return self._ids[-1]


@pytest.fixture
def triggers(bot: Bot, slack: Driver) -> Triggers:
    return Triggers(bot, slack)
