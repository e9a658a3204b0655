"""The page in a real browser: moving between conversations and people, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import PHONE, OpenTab
from localslack.testing.driver import Driver
from manifests import without_talk

pytestmark = pytest.mark.browser


def test_unread_channel_has_a_badge_until_it_is_opened(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    tab = open_tab(workspace.url)
    client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Dana Reyes")
    client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Jo Park")
    expect(tab.place("hot-leads")).to_have_text("hot-leads2 unread")
    expect(tab.page).to_have_title(re.compile(r"^\(2\)"))

    tab.go("hot-leads")

    expect(tab.messages.get_by_role("separator", name="New")).to_be_visible()
    expect(tab.message("Jo Park")).to_be_in_viewport()
    tab.go("sales")
    expect(tab.place("hot-leads")).to_have_text("hot-leads")
    tab.go("hot-leads")
    expect(tab.messages.get_by_role("separator", name="New")).to_have_count(0)


def test_click_counts_if_message_arrives_during_press(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    tab = open_tab(workspace.url)
    tab.place("hot-leads").hover()
    tab.page.mouse.down()
    with tab.page.expect_response(re.compile("screen")) as arrived:
        client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Dana Reyes")
    arrived.value.finished()
    tab.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    expect(tab.place("hot-leads")).to_have_text("hot-leads")
    tab.page.mouse.up()
    expect(tab.message("High lead: Dana Reyes")).to_be_visible()


def test_message_during_press_is_shown_after_release(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    tab = open_tab(workspace.url)
    tab.page.get_by_role("heading", name="sales", exact=True).hover()
    tab.page.mouse.down()
    with tab.page.expect_response(re.compile("screen")):
        client.chat_postMessage(channel="C0HOTLEADS", text="High lead: Dana Reyes")
    tab.page.mouse.up()
    expect(tab.place("hot-leads")).to_have_text("hot-leads1 unread")


def test_one_can_act_as_somebody_else_and_go_back(workspace: Workspace, slack: Driver, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    slack.send("/foo")
    expect(tab.message("not a valid command")).to_be_visible()
    tab.send("Mine!")

    tab.act_as("Priya Nair")

    expect(tab.message("Mine!")).to_be_visible()
    expect(tab.message("not a valid command")).to_have_count(0)
    tab.send("No, mine")
    expect(tab.message("No, mine")).to_contain_text("Priya Nair")
    tab.page.go_back()
    expect(tab.message("not a valid command")).to_be_visible()
    expect(tab.message("No, mine")).to_contain_text("Priya Nair")


def test_banner_goes_when_the_bot_connects(workspace: Workspace, bot: BoltApp, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    expect(tab.page.get_by_text("Lead Scorer is not connected")).to_be_visible()

    bot.connect()

    expect(tab.page.get_by_text("Lead Scorer is not connected")).to_be_hidden()


def test_replies_are_in_thread(workspace: Workspace, slack: Driver, open_tab: OpenTab) -> None:
    slack.send("Who takes Dana?")
    tab = open_tab(workspace.url)
    tab.message("Who takes Dana?").hover()
    tab.message("Who takes Dana?").get_by_role("button", name="Reply in thread").click()
    reply = tab.page.get_by_role("textbox", name="Reply")
    reply.fill("I do")
    reply.press("Enter")

    expect(tab.page.get_by_role("log", name="Thread").get_by_role("article")).to_have_count(2)
    expect(tab.messages.get_by_role("article")).to_have_count(1)
    expect(tab.messages.get_by_role("button", name="1 reply")).to_be_visible()
    tab.page.get_by_role("button", name="Close thread").click()
    expect(tab.page.get_by_role("log", name="Thread")).to_be_hidden()


def test_new_messages_do_not_scroll_a_reader(workspace: Workspace, slack: Driver, open_tab: OpenTab) -> None:
    for number in range(40):
        slack.send(f"Message {number}")
    tab = open_tab(workspace.url, "U0JONAS")
    expect(tab.message("Message 39")).to_be_in_viewport()
    tab.messages.get_by_text("Message 0", exact=True).scroll_into_view_if_needed()
    newer = tab.page.get_by_role("button", name="New messages")
    expect(tab.message("Message 39")).not_to_be_in_viewport()

    slack.send("News")

    expect(newer).to_be_visible()
    expect(tab.messages.get_by_text("Message 0", exact=True)).to_be_in_viewport()
    newer.click()
    expect(tab.message("News")).to_be_in_viewport()
    expect(newer).to_be_hidden()


@pytest.mark.parametrize("change", [without_talk], ids=["an app that takes no messages"])
def test_app_that_takes_no_messages_has_no_message_box(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")
    expect(tab.page.get_by_text("Sending messages to this app has been turned off.")).to_be_visible()
    expect(tab.box).to_be_hidden()


def test_archived_channel_has_no_message_box(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    workspace.archive("sales")
    tab.go("sales")
    expect(tab.page.get_by_text("You are viewing #sales, an archived channel")).to_be_visible()


def test_inviting_the_bot_shows_in_the_channel(workspace: Workspace, bot: BoltApp, open_tab: OpenTab) -> None:
    bot.connect()
    tab = open_tab(workspace.url)
    expect(tab.page.get_by_text("Lead Scorer is not in this channel")).to_be_visible()

    tab.send("/invite @Lead Scorer")

    expect(tab.message("was added to #sales by @Maya Lind.")).to_be_visible()
    expect(tab.page.get_by_text("Lead Scorer is in this channel")).to_be_visible()


def test_dark_mode_follows_system_until_chosen(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url, scheme="dark")
    toggle = tab.page.get_by_role("button", name="Dark mode")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(tab.page.locator("body")).to_have_css("background-color", "rgb(26, 29, 33)")

    toggle.click()

    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(tab.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_phone_shows_messages_without_scrolling_sideways(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    buttons = [button(f"A button with many words, {number}", f"press{number}") for number in range(5)]
    texts = ["A" * 300, "```" + "B" * 300 + "```", "> " + "C" * 300]
    client.chat_postMessage(channel="D0MAYA", text="Wide", blocks=[*map(section, texts), actions(*buttons)])
    tab = open_tab(workspace.url, size=PHONE)
    tab.page.get_by_role("button", name="Open sidebar").click()
    tab.go("Lead Scorer")
    expect(tab.button("A button with many words, 4")).to_be_in_viewport()
    assert tab.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    assert tab.messages.evaluate("log => log.scrollWidth <= log.clientWidth")
    expect(tab.place("hot-leads")).to_be_hidden()

    tab.page.get_by_role("button", name="Open sidebar").click()
    tab.go("hot-leads")

    expect(tab.place("hot-leads")).to_be_hidden()
    expect(tab.page.get_by_role("heading", name="hot-leads", exact=True)).to_be_visible()
