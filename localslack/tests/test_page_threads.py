"""Threads in a real browser: what is new in them, and acting within them."""

from queue import Queue

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import UserGroup, Workspace
from localslack.testing.blocks import actions, button
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import OpenTab

pytestmark = pytest.mark.browser


@pytest.fixture
def root(client: WebClient) -> str:
    return str(client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Dana Reyes")["ts"])


def test_reply_is_unread_until_thread_is_opened(
    workspace: Workspace, client: WebClient, root: str, open_tab: OpenTab
) -> None:
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    for words in ("Unclaimed for 10 minutes", "Unclaimed for 15 minutes"):
        client.chat_postMessage(channel="C0HOTLEADS", text=words, thread_ts=root)
    link = tab.message("Dana Reyes").get_by_role("button", name="2 replies")
    expect(link).to_contain_text("2 new")

    link.click()

    expect(tab.thread.get_by_text("Unclaimed for 15 minutes")).to_be_visible()
    expect(link).not_to_contain_text("new")
    client.chat_postMessage(channel="C0HOTLEADS", text="Claimed by Jonas", thread_ts=root)
    expect(tab.thread.get_by_text("Claimed by Jonas")).to_be_visible()
    expect(tab.thread.get_by_text("3 replies")).to_be_visible()


def test_reply_shown_in_the_channel_leads_to_its_thread(
    workspace: Workspace, client: WebClient, root: str, open_tab: OpenTab
) -> None:
    workspace.add_user_group(UserGroup("S0CLOSERS", "Closers", "closers", ("U0MAYA",)))
    words = "<!subteam^S0CLOSERS>, who takes it?"
    client.chat_postMessage(channel="C0HOTLEADS", text=words, thread_ts=root, reply_broadcast=True)
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    expect(tab.message("@closers, who takes it?")).to_be_visible()

    tab.message("who takes it?").get_by_role("button", name="a thread").click()

    expect(tab.thread.get_by_role("article")).to_have_count(2)


def test_button_in_a_reply_can_be_pressed(
    workspace: Workspace, client: WebClient, bot: BoltApp, root: str, open_tab: OpenTab
) -> None:
    pressed: Queue[str] = Queue()

    @bot.app.action("press")
    def keep(ack: Ack, body: dict[str, dict[str, str]]) -> None:
        ack()
        pressed.put(body["container"]["thread_ts"])

    bot.connect()
    reply = actions(button("Undo", confirm=confirmation()))
    client.chat_postMessage(channel="C0HOTLEADS", text="Claimed", blocks=[reply], thread_ts=root)
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    tab.message("Dana Reyes").get_by_role("button", name="1 reply").click()

    tab.thread.get_by_role("button", name="Undo").click()
    tab.page.get_by_role("dialog").get_by_role("button", name="Release it").click()

    assert pressed.get(timeout=5) == root


def confirmation() -> dict[str, object]:
    words = {
        "title": "Release this lead?",
        "text": "Somebody else will be asked.",
        "confirm": "Release it",
        "deny": "No",
    }
    return {key: {"type": "plain_text", "text": text} for key, text in words.items()}
