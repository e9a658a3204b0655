"""An acknowledgement stays, whatever happens to the listener after it."""

import threading
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.ledger import Ledger
from bot.slack.deliveries import LastingAck, serve_once
from bot.workspace import Workspace


def test_a_listener_that_fails_right_after_ack_has_acknowledged() -> None:
    with Workspace() as workspace:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        app = App(client=client, listener_executor=ThreadPoolExecutor(8))
        ledger = Ledger()

        @app.middleware
        def provide(context: dict[str, object], next: object) -> None:  # noqa: A002
            context["ledger"] = ledger
            next()  # type: ignore[operator]

        app.use(serve_once)

        @app.error
        def say_nothing() -> None:
            return None

        @app.command("/fails")
        def fails(ack: object) -> None:
            ack()  # type: ignore[operator]
            raise RuntimeError

        for number in range(50):
            body = {"command": "/fails", "text": "", "team_id": "T", "user_id": "U", "trigger_id": str(number)}
            answer = app.dispatch(BoltRequest(mode="socket_mode", body=body))
            assert answer.status == 200


def test_an_answer_can_be_waited_for_and_does_not_change() -> None:
    ack = LastingAck()
    threading.Timer(0.05, ack, args=("first",)).start()
    assert ack.wait().body == "first"
    for later in (BoltResponse(status=500), None):
        ack.response = later
    assert ack.wait().body == "first"
