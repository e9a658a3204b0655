"""A Bolt app that a test fills with listeners and connects over real sockets."""

import threading
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.driver import Driver


def stop_aside(stop: Callable[[], None]) -> None:
    """Stop something in a thread of its own."""
    # The SDK takes most of a second to let go, a server a fifth; the next test need not wait for it.
    threading.Thread(target=stop).start()


class BoltApp:
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
            stop_aside(handler.close)


class CollectedTriggers:
    """Collects the trigger ids of what people do, and lets a test use them."""

    def __init__(self, bot: BoltApp, slack: Driver) -> None:
        self._slack = slack
        self._ids: list[str] = []

        @bot.app.command("/scorelead")
        @bot.app.action("press")
        def keep(ack: Ack, body: dict[str, Any]) -> None:
            self._ids.append(body["trigger_id"])
            ack()

        bot.connect()

    def of_command(self) -> str:
        assert self._slack.send("/scorelead")["ok"]
        return self._ids[-1]

    def of_press(self) -> str:
        assert self._slack.modal().press("Press")["ok"]
        return self._ids[-1]
