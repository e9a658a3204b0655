"""Time on the page: that of the workspace, and a control to put it forward."""

import time
from datetime import UTC, datetime, timedelta
from queue import Queue

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.browser import OpenTab
from manifests import MANIFEST

pytestmark = pytest.mark.browser


def test_hour_can_be_skipped(workspace: Workspace, clock: MovableClock, open_tab: OpenTab) -> None:
    skips: Queue[float] = Queue()
    workspace.on_skip = lambda: skips.put(clock() - time.time())
    tab = open_tab(workspace.url)
    shown = tab.page.get_by_title("Time in this workspace")
    before = shown.text_content()

    tab.page.get_by_role("button", name="Skip an hour").click()

    expect(shown).not_to_have_text(str(before))
    assert round(skips.get(timeout=10)) == 3_600
    assert skips.empty()


def test_after_a_day_today_is_yesterday(
    workspace: Workspace, client: WebClient, clock: MovableClock, open_tab: OpenTab
) -> None:
    skip_to_noon(clock)
    client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Dana Reyes")
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    expect(tab.messages.get_by_role("separator", name="Today")).to_be_visible()

    tab.page.get_by_role("button", name="Skip more or less").click()
    tab.page.get_by_role("menuitem", name="Skip a day").click()

    expect(tab.messages.get_by_role("separator", name="Yesterday")).to_be_visible()
    client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Jo Park")
    expect(tab.messages.get_by_role("separator", name="Today")).to_be_visible()


def skip_to_noon(clock: MovableClock) -> None:
    """Leave half a day in which today stays today."""
    local = datetime.fromtimestamp(clock(), UTC).astimezone()
    until_noon = timedelta(hours=12) - timedelta(hours=local.hour, minutes=local.minute)
    clock.advance((until_noon % timedelta(days=1)).total_seconds())


def test_fixed_clock_has_no_control(open_tab: OpenTab) -> None:
    with Workspace(MANIFEST, clock=time.time) as workspace:
        tab = open_tab(workspace.url)

        expect(tab.box).to_be_visible()
        expect(tab.page.get_by_role("button", name="Skip an hour")).to_be_hidden()
        tab.page.goto("about:blank")
