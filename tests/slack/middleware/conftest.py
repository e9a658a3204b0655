"""Processes that serve a command, a form and an event, on one database, as the middleware needs them."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient
from sqlalchemy import select

from bot.delivery.inbox import Hands, InboxWorker
from bot.doctor.manifest import MANIFEST
from bot.metrics import Metrics
from bot.slack.middleware.error_responses import handle_error
from bot.slack.middleware.inbox import finish_with_listeners, store_request
from bot.store import Store
from bot.store.inbox import Request
from bot.store.tables import inbox
from localslack import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Reply:
    """What the person is told in a message."""

    said: list[str] = field(default_factory=list)

    def privately(self, message: dict[str, Any]) -> None:
        self.said.append(message["text"])


@dataclass
class Process:
    """A process that serves one command and one form with a listener."""

    app: App
    store: Store
    now: datetime = NOON
    reply: Reply = field(default_factory=Reply)
    given_up: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hands = Hands(self.store.inbox, lambda: self.now)
        self.worker = InboxWorker(
            self.hands,
            lambda: self.now,
            dispatch=self.dispatch_again,
            give_up=lambda request: self.given_up.append(request.key),
        )
        self.store.workers.beat()

    def dispatch(self, body: dict[str, Any]) -> BoltResponse:
        return self.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    def dispatch_again(self, request: Request) -> None:
        stored = {"stored": request}
        self.app.dispatch(BoltRequest(mode="socket_mode", body=request.payload, context=stored))

    def rows(self) -> list[Any]:
        with self.store.database.read() as connection:
            return list(connection.execute(select(inbox)).all())

    def wait_until_done(self) -> None:
        deadline = time.monotonic() + 10
        while not all(row.done_at for row in self.rows()):
            assert time.monotonic() < deadline
            time.sleep(0.01)


Processes = Callable[..., list[Process]]


@pytest.fixture
def processes(database_url: str) -> Iterator[Processes]:
    """Makes processes that share a workspace and a database, and serve with `listener`."""
    with ExitStack() as stack:
        workspace = stack.enter_context(Workspace(MANIFEST))

        def process(listener: Callable[..., None]) -> Process:
            client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
            executor = stack.enter_context(ThreadPoolExecutor(8))
            app = App(client=client, listener_executor=executor, raise_error_for_unhandled_request=True)
            store = Store.open(database_url)
            stack.callback(store.close)
            process = Process(app, store)
            metrics = Metrics(store.alerts.counts, store.alerts.count_refused)

            @app.middleware
            def provide(context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002, Bolt's name
                context.update(hands=process.hands, metrics=metrics, now=process.now, reply=process.reply)
                next()

            app.use(store_request)
            app.error(handle_error)
            finish_with_listeners(app)
            app.command("/score")(listener)
            app.view("form")(listener)
            app.event("app_mention")(listener)
            return process

        yield lambda listener, number=2: [process(listener) for _ in range(number)]
