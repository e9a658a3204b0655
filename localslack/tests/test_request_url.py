"""HTTP mode: commands, clicks and events as signed requests to the app's own address."""

import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
import uvicorn
from slack_bolt import Ack, App
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from localslack import MovableClock, Workspace
from localslack.testing.blocks import actions, button, field, form
from localslack.testing.driver import Driver

SECRET = "a signing secret"

Answer = Callable[[Request], Awaitable[Response]]
ServeRaw = Callable[[Answer], str]
Serve = Callable[[App], str]


@pytest.fixture
def serve_raw() -> Iterator[ServeRaw]:
    """Serves a request URL on this machine, and returns the URL."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(answer: Answer) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"

    yield serve
    for server, thread in servers:
        server.should_exit = True
        thread.join()


@pytest.fixture
def serve(serve_raw: ServeRaw) -> Serve:
    """Serves a Bolt app's request URL."""
    return lambda app: serve_raw(SlackRequestHandler(app).handle)


@pytest.fixture
def app(client: WebClient) -> App:
    return App(client=client, signing_secret=SECRET)


def test_command_arrives_signed_and_is_answered(workspace: Workspace, slack: Driver, app: App, serve: Serve) -> None:
    @app.command("/scorelead")
    def score(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"Scored {command['text']}")

    workspace.deliver_to(serve(app), SECRET)

    assert slack.screen()["bot"]["connected"]
    assert slack.send("/scorelead Dana & Jo") == {"ok": True}
    slack.expect_private("Scored Dana & Jo")
    assert [ack.type for ack in workspace.journal.acks] == ["slash_commands"]


def test_wrong_signing_secret_is_detected(workspace: Workspace, slack: Driver, app: App, serve: Serve) -> None:
    @app.command("/scorelead")
    def score(ack: Ack) -> None:
        ack(text="Scored")

    workspace.deliver_to(serve(app), "another secret")

    assert slack.send("/scorelead") == {"ok": False, "error": "dispatch_failed"}


def test_clicks_and_forms_arrive(
    workspace: Workspace, slack: Driver, app: App, client: WebClient, serve: Serve
) -> None:
    @app.action("press")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(field("Name")))

    @app.view("form")
    def complain(ack: Ack) -> None:
        ack(response_action="errors", errors={"name": "Too short."})

    workspace.deliver_to(serve(app), SECRET)
    client.chat_postMessage(channel="#hot-leads", text="A lead", blocks=[actions(button("Rename"))])
    slack.in_("#hot-leads").press("Rename")
    slack.modal("Form").fill({"Name": "D"}).submit()

    assert slack.modal("Form").errors() == {"Name": "Too short."}


def test_event_that_is_refused_comes_again(workspace: Workspace, slack: Driver, serve_raw: ServeRaw) -> None:
    retries: list[tuple[str | None, str | None]] = []

    async def refuse_first(request: Request) -> Response:
        retries.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        return PlainTextResponse("", 500 if len(retries) == 1 else 200)

    workspace.deliver_to(serve_raw(refuse_first), SECRET)
    slack.open_app("home")

    slack.wait_for(lambda: len(retries) == 2 or None, "two deliveries")
    assert retries == [(None, None), ("1", "http_error")]


def test_replicas_take_turns(workspace: Workspace, slack: Driver, client: WebClient, serve: Serve) -> None:
    heard: list[str] = []

    def replica(name: str) -> App:
        app = App(client=client, signing_secret=SECRET)

        @app.command("/scorelead")
        def score(ack: Ack) -> None:
            heard.append(name)
            ack()

        return app

    workspace.deliver_to([serve(replica("one")), serve(replica("two"))], SECRET)
    for _ in range(4):
        slack.send("/scorelead")

    assert heard == ["one", "two", "one", "two"]


def test_unreachable_url_is_reported_to_person(workspace: Workspace, slack: Driver) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody else may listen there, and we do not
        workspace.deliver_to(f"http://127.0.0.1:{taken.getsockname()[1]}/slack/events", SECRET)

        assert slack.send("/scorelead") == {"ok": False, "error": "dispatch_failed"}


def test_three_seconds_without_an_answer_are_too_long(workspace: Workspace, slack: Driver, clock: MovableClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        workspace.deliver_to(f"http://127.0.0.1:{deaf.getsockname()[1]}/slack/events", SECRET)
        later = threading.Timer(0.2, clock.advance, args=(4,))
        later.start()

        assert slack.send("/scorelead") == {"ok": False, "error": "operation_timeout"}
