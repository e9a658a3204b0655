"""The workspace's time, and skipping some of it."""

import time

import httpx
import pytest
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.driver import Driver
from manifests import MANIFEST


def test_skip_moves_all_times_then_calls_back(
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


def test_skip_callback_may_call_workspace(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    workspace.on_skip = lambda: client.chat_postMessage(channel="#hot-leads", text="An hour went by")

    slack.skip(3_600)

    slack.in_("#hot-leads").expect_message("An hour went by")


def test_machines_own_clock_cannot_be_moved() -> None:
    with Workspace(MANIFEST, clock=time.time) as workspace:
        answer = httpx.post(f"{workspace.url}clock/skip", json={})

        assert (answer.status_code, answer.json()["error"]) == (409, "clock_is_fixed")
        assert not Driver(workspace.url).screen()["clock"]["can_skip"]


@pytest.mark.parametrize("seconds", [-1, 0, "long", 10**9, None])
def test_skip_accepts_only_sensible_durations(workspace: Workspace, seconds: object) -> None:
    answer = httpx.post(f"{workspace.url}clock/skip", json={"seconds": seconds})

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_arguments")


def test_foreign_form_cannot_move_clock(workspace: Workspace) -> None:
    assert httpx.post(f"{workspace.url}clock/skip", data={"seconds": "60"}).status_code == 415


def test_clock_cannot_be_put_back() -> None:
    with pytest.raises(ValueError, match="only put forward"):
        MovableClock().advance(-1)
