"""The page in a real browser: messages, commands, cards."""

import re
import threading
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, mrkdwn, options, plain, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import OpenTab
from localslack.testing.driver import Driver

pytestmark = pytest.mark.browser

CARD = [
    {"type": "header", "text": plain("High lead: Dana Reyes")},
    section("*High* · confidence 99 %\nPriority follow-up within 24 hours. Assign to senior sales team."),
    {"type": "context", "elements": [mrkdwn("Asked by <@U0MAYA>")]},
    actions(button("Share here", style="primary", value="dana"), button("All reasons", "reasons")),
]


@pytest.fixture
def answering(bot: BoltApp) -> BoltApp:
    """A bot that answers /scorelead with a card."""

    @bot.app.command("/scorelead")
    def score(ack: Ack, respond: Respond) -> None:
        ack()
        respond(text="High lead: Dana Reyes", blocks=CARD)

    bot.connect()
    return bot


def test_messages_appear_without_reload(workspace: Workspace, open_tab: OpenTab) -> None:
    maya, jonas = open_tab(workspace.url), open_tab(workspace.url, "U0JONAS")

    maya.box.type("Two viewings")
    maya.box.press("Shift+Enter")
    maya.box.type("today")
    maya.box.press("Enter")

    expect(jonas.message("Two viewings").locator(".text")).to_have_text("Two viewings\ntoday", use_inner_text=True)
    expect(jonas.message("Two viewings").get_by_text("Maya Lind")).to_be_visible()
    expect(maya.box).to_have_value("")


def test_slash_suggests_commands_and_then_how_to_use_the_one_chosen(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.box.type("/")
    suggestions = tab.page.get_by_role("listbox", name="Commands")
    expect(suggestions.get_by_role("option")).to_have_text(
        [
            re.compile(r"^/scorelead \[.+Score a lead"),
            re.compile("^/invite @"),
            re.compile("^/remove @"),
        ]
    )

    tab.box.press("ArrowDown")
    expect(suggestions.get_by_role("option", name="/invite")).to_have_attribute("aria-selected", "true")
    tab.box.press("ArrowUp")
    tab.box.press("Tab")

    expect(tab.box).to_have_value("/scorelead ")
    expect(tab.page.get_by_role("note", name="Usage")).to_contain_text("[name, what you know]")
    tab.box.press("Escape")
    expect(tab.page.get_by_role("note", name="Usage")).to_be_hidden()


@pytest.mark.usefixtures("answering")
def test_only_the_asker_sees_the_card_and_can_dismiss_it(
    workspace: Workspace, slack: Driver, open_tab: OpenTab
) -> None:
    maya, jonas = open_tab(workspace.url), open_tab(workspace.url, "U0JONAS")

    maya.send("/scorelead Dana Reyes")

    card = maya.message("High lead: Dana Reyes")
    expect(card).to_contain_text("Only visible to you")
    expect(card.get_by_role("heading", name="High lead: Dana Reyes")).to_be_visible()
    expect(card.locator("b", has_text="High")).to_be_visible()
    expect(card.get_by_text("@Maya Lind")).to_be_visible()
    expect(card.get_by_text("APP", exact=True)).to_be_visible()
    slack.send("And who is next?")
    expect(jonas.messages.get_by_role("article")).to_have_text([re.compile("And who is next?")])

    card.get_by_role("button", name="Dismiss message").click()
    expect(maya.messages.get_by_role("article")).to_have_text([re.compile("And who is next?")])


def test_repeated_clicks_are_sent_once(workspace: Workspace, answering: BoltApp, open_tab: OpenTab) -> None:
    clicks: list[Any] = []
    released = threading.Event()

    @answering.app.action("press")
    def share(ack: Ack, respond: Respond, action: dict[str, Any]) -> None:
        clicks.append(action["value"])
        released.wait(2)
        ack()
        respond(replace_original=True, text="Shared")

    tab = open_tab(workspace.url)
    tab.send("/scorelead")
    tab.button("Share here").click()
    expect(tab.button("Share here")).to_have_attribute("aria-busy", "true")
    tab.button("Share here").click()
    released.set()

    expect(tab.message("Shared")).to_be_visible()
    expect(tab.message("High lead")).to_have_count(0)
    assert clicks == ["dana"]


def test_confirmation_is_required_where_defined(
    workspace: Workspace, bot: BoltApp, client: WebClient, open_tab: OpenTab
) -> None:
    question = {"title": plain("Release it?"), "text": plain("Others can claim it."), "confirm": plain("Release")}
    confirm = {**question, "deny": plain("Keep")}
    element = {"type": "static_select", "action_id": "owner", "options": options("Maya", "Jonas"), "confirm": confirm}
    client.chat_postMessage(channel="C0HOTLEADS", text="Owner", blocks=[actions(element)])
    chosen: list[Any] = []

    @bot.app.action("owner")
    def choose(ack: Ack, action: dict[str, Any], respond: Respond) -> None:
        chosen.append(action["selected_option"]["value"])
        ack()
        respond(replace_original=True, text="Released")

    bot.connect()
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    owner = tab.messages.get_by_role("combobox")

    owner.select_option("Maya")
    expect(tab.form).to_contain_text("Others can claim it.")
    tab.form.get_by_role("button", name="Keep").click()
    expect(owner).to_have_value("")
    owner.select_option("Jonas")
    tab.form.get_by_role("button", name="Release").click()

    expect(tab.message("Released")).to_be_visible()
    assert chosen == ["jonas"]


def test_edited_message_is_marked_and_stays_in_place(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    sent = client.chat_postMessage(channel="C0HOTLEADS", text="Claim me")
    client.chat_postMessage(channel="C0HOTLEADS", text="Another")
    tab = open_tab(workspace.url)
    tab.go("hot-leads")
    expect(tab.message("Claim me")).to_be_visible()

    client.chat_update(channel="C0HOTLEADS", ts=str(sent["ts"]), text="Claimed")

    expect(tab.messages.get_by_role("article").first).to_contain_text("Claimed (edited)")


def test_failed_command_explains_itself_and_stays_in_box(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    expect(tab.page.get_by_text("Lead Scorer is not connected")).to_be_visible()

    tab.send("/scorelead Dana")

    expect(tab.page.get_by_role("alert")).to_contain_text("No app is connected")
    expect(tab.message("dispatch_failed")).to_contain_text("Slackbot")
    expect(tab.box).to_have_value("/scorelead Dana")


def test_up_arrow_recalls_sent_text(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    for text in ("one", "two"):
        tab.send(text)
        expect(tab.message(text)).to_be_visible()

    tab.box.press("ArrowUp")
    expect(tab.box).to_have_value("two")
    tab.box.press("ArrowUp")
    expect(tab.box).to_have_value("one")
    tab.box.press("ArrowDown")
    expect(tab.box).to_have_value("two")
