"""Talking to the app in a real browser: suggestions, threads, pictures, tables, mentions, shortcuts on messages."""

import base64
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import PHONE, OpenTab
from localslack.testing.driver import Driver

pytestmark = pytest.mark.browser

Body = dict[str, Any]
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PROMPTS = [{"title": "Score Dana", "message": "Dana is 45"}, {"title": "Help", "message": "help"}]


@pytest.fixture
def heard(bot: BoltApp) -> Queue[Body]:
    """What a bot is told that suggests, answers in threads, and takes a shortcut and a press."""
    told: Queue[Body] = Queue()

    @bot.app.event("app_home_opened")
    def suggest(event: Body, client: WebClient) -> None:
        if event["tab"] == "messages":
            client.assistant_threads_setSuggestedPrompts(channel_id=event["channel"], title="Try", prompts=PROMPTS)

    @bot.app.event("message")
    def answer(event: Body, client: WebClient) -> None:
        told.put(event)
        if "subtype" not in event:
            root = str(event.get("thread_ts", event["ts"]))
            client.assistant_threads_setTitle(channel_id=event["channel"], thread_ts=root, title="Dana Reyes")
            ask = [section(f"Medium: {event['text']}"), actions(button("Yes"))]
            client.chat_postMessage(channel=event["channel"], thread_ts=root, text="Medium", blocks=ask)

    @bot.app.event("app_mention")
    def listen(event: Body) -> None:
        told.put(event)

    @bot.app.action("press")
    @bot.app.shortcut("score_this")
    def accept(ack: Ack, body: Body) -> None:
        ack()
        told.put(body)

    bot.connect()
    return told


def test_suggestion_begins_a_thread_that_goes_on(workspace: Workspace, heard: Queue[Body], open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")

    tab.page.get_by_role("group", name="Suggestions").get_by_role("button", name="Score Dana").click()

    expect(tab.thread.get_by_text("Medium: Dana is 45")).to_be_visible()
    expect(tab.page.get_by_role("heading", name="Dana Reyes")).to_be_visible()
    expect(tab.page.get_by_role("group", name="Suggestions")).to_be_hidden()
    tab.page.keyboard.type("no, 46")
    tab.page.keyboard.press("Enter")
    expect(tab.thread.get_by_text("Medium: no, 46")).to_be_visible()
    tab.thread.get_by_role("button", name="Yes").last.click()
    first, second, pressed = (heard.get(timeout=5) for _ in range(3))
    assert second["thread_ts"] == pressed["container"]["thread_ts"] == first["ts"]


def test_reload_reports_opened_messages_tab(workspace: Workspace, heard: Queue[Body], open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.page.goto(f"{workspace.url}?as=U0MAYA&in=D0MAYA")

    expect(tab.page.get_by_role("button", name="Score Dana")).to_be_visible()
    assert heard.empty()


def test_status_is_shown_until_answer(workspace: Workspace, client: WebClient, open_tab: OpenTab) -> None:
    talk = Driver(workspace.url).write("Dana is 45")
    place = {"channel_id": talk.channel, "thread_ts": str(talk.root)}
    client.assistant_threads_setStatus(**place, status="is thinking...")  # type: ignore[arg-type]
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")
    expect(tab.message("Dana is 45")).to_contain_text("Lead Scorer is thinking...")

    tab.message("Dana is 45").hover()
    tab.message("Dana is 45").get_by_role("button", name="Reply in thread").click()

    status = tab.page.get_by_role("complementary", name="Thread").get_by_role("status")
    expect(status).to_contain_text("Lead Scorer is thinking...")
    client.assistant_threads_setStatus(**place, status="is thinking...", loading_messages=["Asking the model"])
    expect(status).to_contain_text("Asking the model")
    client.chat_postMessage(channel=talk.channel, thread_ts=talk.root, text="Medium")
    expect(status).to_be_empty()
    expect(tab.page.locator("#announcer")).to_have_text("Lead Scorer: Medium")


def test_picture_is_drawn_with_title_until_deleted(workspace: Workspace, client: WebClient, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    words = "Income pushes up"
    file = client.files_upload_v2(
        content=DOT, filename="reasons.png", title="Reasons", alt_txt=words, channel="C0HOTLEADS"
    )["file"]

    picture = tab.messages.get_by_role("img", name=words)
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1
    expect(tab.message("Reasons")).to_be_visible()
    client.files_delete(file=file["id"])
    expect(picture).to_have_count(0)
    expect(tab.message("This file was deleted.")).to_be_visible()


def test_table_is_a_table(workspace: Workspace, client: WebClient, open_tab: OpenTab) -> None:
    cells = [
        [{"type": "raw_text", "text": text} for text in row] for row in (["Fact", "Dana"], ["Income", "<b>$1</b>"])
    ]
    table = {"type": "table", "rows": cells, "column_settings": [{}, {"align": "right"}]}
    client.chat_postMessage(channel="C0HOTLEADS", text="Dana", blocks=[table])
    tab = open_tab(workspace.url)
    tab.go("hot-leads")

    expect(tab.messages.get_by_role("columnheader", name="Dana")).to_be_visible()
    expect(tab.messages.get_by_role("cell", name="<b>$1</b>")).to_have_css("text-align", "right")


def test_mention_is_completed(workspace: Workspace, heard: Queue[Body], open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    tab.box.press_sequentially("@le")
    expect(tab.page.get_by_role("listbox", name="People").get_by_role("option")).to_have_text(["LSLead ScorerAPP"])

    tab.box.press("Tab")
    tab.box.press_sequentially("Dana is 45")
    tab.box.press("Enter")

    expect(tab.message("@Lead Scorer Dana is 45")).to_be_visible()
    assert heard.get(timeout=5)["text"] == "<@U0BOT> Dana is 45"


@pytest.mark.parametrize("size", [(1280, 800), PHONE], ids=["desk", "phone"])
def test_shortcut_is_in_the_menu_of_each_message(
    workspace: Workspace, heard: Queue[Body], open_tab: OpenTab, size: tuple[int, int]
) -> None:
    workspace.post_as_app("Web form", "#sales", "Dana, 45, income 250k")
    tab = open_tab(workspace.url, size=size)

    tab.message("Dana, 45").hover()
    tab.message("Dana, 45").get_by_role("button", name="More message actions").click()
    tab.page.get_by_role("menuitem", name="Score this").click()

    assert heard.get(timeout=5)["message"]["text"] == "Dana, 45, income 250k"


def test_own_messages_can_be_edited_and_deleted(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.send("Dana is 54 & well")
    tab.message("Dana is 54").hover()
    tab.message("Dana is 54").get_by_role("button", name="More message actions").click()
    tab.page.get_by_role("menuitem", name="Edit message").click()

    editor = tab.page.get_by_role("textbox", name="Edit message")
    expect(editor).to_have_value("Dana is 54 & well")
    editor.fill("Dana is 45")
    editor.press("Enter")

    expect(tab.message("Dana is 45 (edited)")).to_be_visible()
    tab.message("Dana is 45").hover()
    tab.message("Dana is 45").get_by_role("button", name="More message actions").click()
    tab.page.get_by_role("menuitem", name="Delete message").click()
    expect(tab.messages.get_by_role("article")).to_have_count(0)


def test_answers_in_closed_thread_are_unread(workspace: Workspace, client: WebClient, open_tab: OpenTab) -> None:
    talk = Driver(workspace.url).write("Dana is 45")
    tab = open_tab(workspace.url)

    client.chat_postMessage(channel=talk.channel, thread_ts=talk.root, text="Medium")

    expect(tab.place("Lead Scorer")).to_contain_text("1 unread")
