"""A request from Slack is stored before it is acknowledged, served once, and taken up again when its process dies."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from bot.delivery.ports import TryLater
from bot.slack.middleware.inbox import StoredAck
from bot.store.inbox import Request, RequestKind
from bot.store.tables import inbox
from tests.slack.middleware.conftest import NOON, Processes

FORM: dict[str, Any] = {"id": "V1", "type": "modal", "callback_id": "form", "blocks": [], "state": {"values": {}}}


def command(trigger: str) -> dict[str, Any]:
    return {"command": "/score", "text": "", "team_id": "T", "user_id": "U", "trigger_id": trigger, "token": "secret"}


def form(trigger: str) -> dict[str, Any]:
    return {"type": "view_submission", "view": FORM, "user": {"id": "U"}, "team": {"id": "T"}, "trigger_id": trigger}


def mention(event_id: str) -> dict[str, Any]:
    event = {"type": "app_mention", "user": "U", "channel": "C", "ts": "1.0", "text": "hi"}
    return {"type": "event_callback", "event_id": event_id, "team_id": "T", "event": event}


def test_a_request_is_stored_before_its_listener_runs_and_cleared_when_it_has_finished(processes: Processes) -> None:
    stored: list[Any] = []

    def listener(ack: Ack) -> None:
        stored.extend(process.rows())
        ack()

    (process,) = processes(listener, 1)
    assert process.dispatch(command("1")).status == 200
    process.wait_until_done()
    (row,) = stored
    assert row.payload["command"] == "/score"
    assert "secret" not in str(row)
    assert row.worker == process.store.workers.id
    (row,) = process.rows()
    assert (row.payload, row.worker) == (None, None)


def test_a_listener_that_fails_right_after_ack_has_acknowledged(processes: Processes) -> None:
    def fails(ack: Ack) -> None:
        ack()
        raise RuntimeError

    (process,) = processes(fails, 1)
    for number in range(20):
        assert process.dispatch(command(str(number))).status == 200
    process.wait_until_done()
    assert len(process.reply.said) == 20


def test_a_second_delivery_to_another_process_gets_the_first_ones_answer(processes: Processes) -> None:
    served: list[str] = []

    def serves(ack: Ack, command: dict[str, Any]) -> None:
        served.append(command["trigger_id"])
        ack({"response_type": "ephemeral", "text": f"answer {len(served)}"})

    one, other = processes(serves)
    answers = [process.dispatch(command("1")) for process in (one, other, one)]
    assert served == ["1"]
    assert len({(answer.status, answer.body, str(answer.headers)) for answer in answers}) == 1
    assert "answer 1" in answers[0].body
    other.dispatch(command("2"))
    assert served == ["1", "2"]


def test_a_second_delivery_of_a_form_waits_for_the_first_ones_answer(processes: Processes) -> None:
    begun, may_answer = threading.Event(), threading.Event()

    def takes_its_time(ack: Ack) -> None:
        begun.set()
        may_answer.wait(10)
        ack(response_action="clear")

    one, other = processes(takes_its_time)
    answers: list[BoltResponse] = []
    threads = [threading.Thread(target=lambda: answers.append(one.dispatch(form("1"))))]
    threads[0].start()
    assert begun.wait(10)
    threads.append(threading.Thread(target=lambda: answers.append(other.dispatch(form("1")))))
    threads[1].start()
    threads[1].join(0.1)
    assert answers == []
    may_answer.set()
    for thread in threads:
        thread.join()
    assert [answer.body for answer in answers] == ['{"response_action": "clear"}'] * 2


def test_a_stored_request_is_acknowledged_in_time_however_slow_its_listener_is(processes: Processes) -> None:
    may_end = threading.Event()

    def slow() -> None:
        may_end.wait(20)
        raise RuntimeError

    one, other = processes(slow)
    began = time.monotonic()
    assert one.dispatch(command("1")).status == 200
    assert time.monotonic() - began < 2.9
    assert other.dispatch(command("1")).status == 200
    may_end.set()
    one.wait_until_done()
    assert len(one.reply.said) == 1, "the acknowledgement could not say it any more"


def test_another_process_works_off_what_a_dead_one_took(processes: Processes) -> None:
    served: list[str] = []

    def serves(ack: Ack, context: BoltContext) -> None:
        served.append(str(context.user_id))
        ack()
        if len(served) == 1:
            died.set()
            never.wait(1)  # it hangs, and its process shows no sign of life any more

    died, never = threading.Event(), threading.Event()
    one, other = processes(serves)
    one.dispatch(command("1"))
    assert died.wait(10)
    assert other.worker.look() == 0
    one.store.workers.leave()
    assert other.worker.look() == 1
    other.wait_until_done()
    assert served == ["U", "U"]
    assert other.dispatch(command("1")).status == 200
    assert len(served) == 2


def test_what_is_wrong_with_a_request_that_is_taken_up_again_is_said_in_a_message(processes: Processes) -> None:
    one, other = processes(lambda: 1 / 0)
    for key, kind, payload in (("trigger:1", "command", command("1")), ("trigger:2", "form", form("2"))):
        with one.store.database.write() as connection:
            new = {"key": key, "kind": kind, "payload": payload, "received_at": NOON, "attempts": 1}
            connection.execute(inbox.insert().values(new))
    assert other.worker.look() == 2
    other.wait_until_done()
    assert ["Something went wrong" in said for said in other.reply.said] == [True, True]


def test_a_request_that_slack_keeps_from_being_answered_is_worked_on_again(processes: Processes) -> None:
    served: list[str] = []

    def serves(body: dict[str, Any]) -> None:
        served.append(body["event_id"])
        if len(served) < 3:
            raise TryLater("ratelimited", 30)

    (process,) = processes(serves, 1)
    assert process.dispatch(mention("E1")).status == 200
    wait_for(lambda: process.rows()[0].due_at is not None)
    assert process.worker.look() == 0
    for number in (2, 3):
        process.now += timedelta(seconds=30)
        assert process.worker.look() == 1
        wait_for(lambda: len(served) == number and (process.rows()[0].due_at or process.rows()[0].done_at))  # noqa: B023, called before the next turn
    process.wait_until_done()
    assert served == ["E1"] * 3
    assert process.rows()[0].attempts == 1
    assert process.reply.said == []


def test_a_request_that_kills_whoever_works_on_it_is_given_up(processes: Processes) -> None:
    (process,) = processes(lambda ack: ack(), 1)
    with process.store.database.write() as connection:
        new = {"key": "trigger:1", "kind": "command", "payload": command("1"), "received_at": NOON, "attempts": 5}
        connection.execute(inbox.insert().values(new | {"worker": "dead"}))
    process.worker.look()
    assert process.given_up == ["trigger:1"]
    assert process.rows()[0].payload is None


def test_a_request_that_nobody_worked_on_for_a_day_is_given_up(processes: Processes) -> None:
    (process,) = processes(lambda ack: ack(), 1)
    with process.store.database.write() as connection:
        new = {"key": "trigger:1", "kind": "command", "payload": command("1"), "received_at": NOON, "attempts": 1}
        connection.execute(inbox.insert().values(new))
    process.now += timedelta(days=1, seconds=1)
    process.worker.look()
    assert process.given_up == ["trigger:1"]


def test_a_request_without_a_listener_is_done_at_once(processes: Processes) -> None:
    (process,) = processes(lambda ack: ack(), 1)
    process.dispatch(command("1") | {"command": "/other"})
    process.wait_until_done()


def test_a_request_is_marked_as_done_once_the_database_is_back(processes: Processes) -> None:
    (process,) = processes(lambda ack: ack(), 1)
    process.store.inbox.receive(Request("trigger:1", RequestKind.COMMAND, command("1"), NOON))
    with process.store.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    process.hands.finish("trigger:1")
    with process.store.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO inbox")
    assert process.rows()[0].done_at is None
    process.worker.look()
    assert process.rows()[0].done_at is not None


def test_an_acknowledgement_does_not_change() -> None:
    kept: list[BoltResponse] = []
    ack = StoredAck(kept.append, in_time=True)
    assert ack.response is None
    ack("first")
    for later in (BoltResponse(status=500), None):
        ack.response = later
    assert ack.response is not None
    assert ack.response.body == "first"
    assert [response.body for response in kept] == ["first"]


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
