"""The workspace's time, and skipping some of it."""

import time

import httpx
import pytest
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.driver import Driver
from manifests import MANIFEST


def test_a_skip_moves_all_times_and_calls_back_once_it_is_done(
    workspace: Workspace, slack: Driver, client: WebClient, clock: MovableClock
) -> None:
    times: list[float] = []
    workspace.on_skip = lambda: times.append(clock())
    before = clock()

    slack.skip(3_600)

    (at,) = times
    assert at >= before + 3_600
    assert slack.screen()["clock"]["can_skip"]
    assert slack.screen()["clock"]["now"] >= at
    assert float(client.chat_postMessage(channel="#hot-leads", text="Later")["ts"]) >= at


def test_who_is_called_back_may_ask_the_workspace_itself(
    workspace: Workspace, slack: Driver, client: WebClient
) -> None:
    workspace.on_skip = lambda: client.chat_postMessage(channel="#hot-leads", text="An hour went by")

    slack.skip(3_600)

    slack.in_("#hot-leads").expect_message("An hour went by")


def test_the_machines_own_clock_cannot_be_moved() -> None:
    with Workspace(MANIFEST, clock=time.time) as workspace:
        answer = httpx.post(f"{workspace.url}clock/skip", json={})

        assert (answer.status_code, answer.json()["error"]) == (409, "clock_is_fixed")
        assert not Driver(workspace.url).screen()["clock"]["can_skip"]


@pytest.mark.parametrize("seconds", [-1, 0, "long", 10**9, None])
def test_time_runs_forward_and_in_steps_one_can_follow(workspace: Workspace, seconds: object) -> None:
    answer = httpx.post(f"{workspace.url}clock/skip", json={"seconds": seconds})

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_arguments")


def test_no_form_elsewhere_can_move_it(workspace: Workspace) -> None:
    assert httpx.post(f"{workspace.url}clock/skip", data={"seconds": "60"}).status_code == 415


def test_a_clock_is_not_put_back() -> None:
    with pytest.raises(ValueError, match="only put forward"):
        MovableClock().advance(-1)
