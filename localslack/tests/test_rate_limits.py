"""About one message a second and channel, after a burst."""

import pytest
from slack_sdk import WebClient

from localslack import MovableClock, Rate, Workspace
from localslack.testing.refusals import refused
from manifests import MANIFEST


def test_burst_passes_then_messages_must_wait(clock: MovableClock) -> None:
    with Workspace(MANIFEST, clock=clock, post_rate=Rate(burst=3, per_second=0.01)) as workspace:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        for n in range(3):
            client.chat_postMessage(channel="#hot-leads", text=f"Lead {n}")

        with refused("ratelimited") as refusal:
            client.chat_postMessage(channel="#hot-leads", text="Lead 3")
        assert refusal.answer.status_code == 429
        wait = int(refusal.answer.headers["Retry-After"])
        client.chat_postMessage(channel="U0MAYA", text="Another conversation has its own limit")

        clock.advance(wait)
        client.chat_postMessage(channel="#hot-leads", text="Lead 3")


def test_other_methods_have_slacks_tiers(client: WebClient, clock: MovableClock) -> None:
    ts = client.chat_postMessage(channel="#hot-leads", text="A lead")["ts"]
    for n in range(50):
        client.chat_update(channel="C0HOTLEADS", ts=ts, text=f"Edit {n}")

    with refused("ratelimited") as refusal:
        for n in range(150):  # the slower they come, the more are let through
            client.chat_update(channel="C0HOTLEADS", ts=ts, text=f"Too fast {n}")
    clock.advance(int(refusal.answer.headers["Retry-After"]))
    client.chat_update(channel="C0HOTLEADS", ts=ts, text="Slower")


@pytest.mark.parametrize("leads", [20, 30])
def test_busy_team_stays_below_rate_limit(client: WebClient, leads: int) -> None:
    for n in range(leads):
        client.chat_postMessage(channel="#hot-leads", text=f"Lead {n}")
