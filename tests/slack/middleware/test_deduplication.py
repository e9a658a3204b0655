"""A request that Slack delivers twice is served once and answered alike, also by another replica."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.doctor.manifest import MANIFEST
from bot.metrics import Metrics
from bot.slack.middleware.deduplication import LastingAck, serve_once
from bot.store import Store
from localslack import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

Replicas = Callable[..., list[App]]


@pytest.fixture
def replicas(database_url: str) -> Iterator[Replicas]:
    """Makes apps of one workspace that share a database and serve a command with `listener`."""
    with ExitStack() as stack:
        workspace = stack.enter_context(Workspace(MANIFEST))

        def app(listener: Callable[..., None]) -> App:
            client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
            app = App(client=client, listener_executor=stack.enter_context(ThreadPoolExecutor(8)))
            store = Store.open(database_url)
            stack.callback(store.close)
            metrics = Metrics(store.alerts.counts, store.alerts.count_refused)

            @app.middleware
            def provide(context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002, Bolt's name
                context.update(ledger=store.ledger, metrics=metrics, now=NOON)
                next()

            app.use(serve_once)

            @app.error
            def say_nothing() -> None:
                return None

            app.command("/score")(listener)
            return app

        yield lambda listener, number=2: [app(listener) for _ in range(number)]


def request(trigger: str) -> BoltRequest:
    body = {"command": "/score", "text": "", "team_id": "T", "user_id": "U", "trigger_id": trigger}
    return BoltRequest(mode="socket_mode", body=body)


def test_a_listener_that_fails_right_after_ack_has_acknowledged(replicas: Replicas) -> None:
    def fails(ack: Ack) -> None:
        ack()
        raise RuntimeError

    (app,) = replicas(fails, 1)
    for number in range(20):
        assert app.dispatch(request(str(number))).status == 200


def test_a_second_delivery_to_another_replica_gets_the_first_ones_answer(replicas: Replicas) -> None:
    served: list[str] = []

    def serves(ack: Ack, command: dict[str, Any]) -> None:
        served.append(command["trigger_id"])
        ack({"response_type": "ephemeral", "text": f"answer {len(served)}"})

    one, other = replicas(serves)
    answers = [app.dispatch(request("1")) for app in (one, other, one)]
    assert served == ["1"]
    assert len({(answer.status, answer.body, str(answer.headers)) for answer in answers}) == 1
    assert "answer 1" in answers[0].body
    other.dispatch(request("2"))
    assert served == ["1", "2"]


def test_a_second_delivery_waits_for_the_first_ones_answer(replicas: Replicas) -> None:
    begun, may_answer = threading.Event(), threading.Event()

    def takes_its_time(ack: Ack) -> None:
        begun.set()
        may_answer.wait(10)
        ack("at last")

    one, other = replicas(takes_its_time)
    answers: list[BoltResponse] = []
    threads = [threading.Thread(target=lambda: answers.append(one.dispatch(request("1"))))]
    threads[0].start()
    assert begun.wait(10)
    threads.append(threading.Thread(target=lambda: answers.append(other.dispatch(request("1")))))
    threads[1].start()
    threads[1].join(0.1)
    assert answers == []
    may_answer.set()
    for thread in threads:
        thread.join()
    assert [answer.body for answer in answers] == ["at last", "at last"]


def test_a_request_whose_first_delivery_is_never_answered_is_not_acknowledged(replicas: Replicas) -> None:
    (app,) = replicas(lambda: None, 1)
    assert app.dispatch(request("1")).status == 404
    assert app.dispatch(request("1")).status == 504


def test_an_acknowledgement_does_not_change() -> None:
    kept: list[BoltResponse] = []
    ack = LastingAck(kept.append)
    assert ack.response is None
    ack("first")
    for later in (BoltResponse(status=500), None):
        ack.response = later
    assert ack.response is not None
    assert ack.response.body == "first"
    assert [response.body for response in kept] == ["first"]
