"""The page in a real browser: where the next key goes."""

from typing import Any

import pytest
from playwright.sync_api import Route, expect
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import Block, actions, button, field, form
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import OpenTab, Tab
from localslack.testing.driver import Driver
from manifests import without_talk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("forms")]

WAYS = ["Escape", "Cancel", "Close", "Send"]


@pytest.fixture
def forms(bot: BoltApp) -> None:
    """A bot that opens a form at the command, the shortcut and the button, and another on top of it."""

    def show(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(field("Name"), actions(button("Why?", "why"))))

    for listen in (
        bot.app.command("/scorelead"),
        bot.app.shortcut("score_lead"),
        bot.app.action("press"),
    ):
        listen(show)

    @bot.app.action("why")
    def push(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=form(title="All reasons"))

    @bot.app.view("form")
    def accept(ack: Ack) -> None:
        ack()

    bot.connect()


@pytest.fixture
def tab(workspace: Workspace, open_tab: OpenTab) -> Tab:
    return open_tab(workspace.url)


def fill_and_close(tab: Tab, way: str) -> None:
    """Type into the form in front, and close it with a key or with the button of this name."""
    expect(tab.form.get_by_role("heading", name="Form")).to_be_visible()
    tab.page.keyboard.type("Dana")
    expect(tab.form.get_by_label("Name")).to_have_value("Dana")
    if way == "Escape":
        tab.page.keyboard.press(way)
    else:
        tab.form.get_by_role("button", name=way, exact=True).click()
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def card() -> list[Block]:
    return [actions(button("Ask again"))]


@pytest.mark.parametrize("way", WAYS)
def test_focus_returns_to_composer_after_form(tab: Tab, way: str) -> None:
    tab.send("/scorelead")
    fill_and_close(tab, way)

    tab.page.keyboard.type("hello")

    expect(tab.box).to_have_value("hello")


@pytest.mark.parametrize("way", WAYS)
def test_space_after_form_does_not_press_its_button(
    tab: Tab, workspace: Workspace, client: WebClient, way: str
) -> None:
    client.chat_postMessage(channel="C0HOTLEADS", text="Card", blocks=card())
    tab.go("hot-leads")
    tab.button("Ask again").click()
    fill_and_close(tab, way)

    tab.page.keyboard.type(" hello")

    expect(tab.box).to_have_value(" hello")
    assert [call.method for call in workspace.journal.calls].count("views.open") == 1


def test_focus_returns_to_thread_after_form(tab: Tab, slack: Driver) -> None:
    slack.send("Who takes Dana?")
    tab.message("Who takes Dana?").hover()
    tab.message("Who takes Dana?").get_by_role("button", name="Reply in thread").click()
    thread = tab.page.get_by_role("complementary", name="Thread")
    thread.get_by_role("button", name="Shortcuts").click()
    thread.get_by_role("menuitem", name="Score a lead").click()
    fill_and_close(tab, "Cancel")

    tab.page.keyboard.type("I do")

    expect(thread.get_by_role("textbox", name="Reply")).to_have_value("I do")


@pytest.mark.parametrize("change", [without_talk], ids=["an app that takes no messages"])
def test_keys_scroll_after_form_without_message_box(tab: Tab, client: WebClient) -> None:
    client.chat_postMessage(channel="D0MAYA", text="Card", blocks=card())
    tab.go("Lead Scorer")
    tab.button("Ask again").click()

    fill_and_close(tab, "Cancel")

    expect(tab.messages).to_be_focused()


def test_focus_returns_to_lower_form(tab: Tab) -> None:
    tab.send("/scorelead")
    why = tab.form.get_by_role("button", name="Why?")
    why.click()
    expect(tab.form.get_by_role("heading", name="All reasons")).to_be_visible()

    tab.page.keyboard.press("Escape")

    expect(why).to_be_focused()
    fill_name = tab.form.get_by_label("Name")
    fill_name.click()
    tab.page.keyboard.type("Dana")
    expect(fill_name).to_have_value("Dana")


def test_page_is_inert_before_first_screen(tab: Tab, workspace: Workspace) -> None:
    held: list[Route] = []
    page = tab.page.context.new_page()
    page.route("**/screen", lambda route: held.append(route))
    page.goto(workspace.url)
    expect(page.locator("main")).to_be_hidden()
    expect(page.get_by_role("button", name="Shortcuts")).to_have_count(0)

    page.route("**/screen", lambda route: route.continue_())
    for route in held:
        route.continue_()

    Tab(page).shortcut("Score a lead")
    expect(Tab(page).form.get_by_role("heading", name="Form")).to_be_visible()
