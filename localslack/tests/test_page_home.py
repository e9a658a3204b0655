"""The app's Home tab in a real browser."""

import re
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, field, options, plain, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import PHONE, OpenTab

pytestmark = pytest.mark.browser

Body = dict[str, Any]


def home(*blocks: Body) -> Body:
    return {"type": "home", "blocks": list(blocks)}


@pytest.fixture
def received(bot: BoltApp) -> Queue[Body]:
    """What the bot was received: it shows a Home to whoever opens it, and takes every click."""
    received: Queue[Body] = Queue()

    @bot.app.event("app_home_opened")
    def publish(event: Body, client: WebClient) -> None:
        if event["tab"] == "home":
            who = {"type": "users_select", "action_id": "who", "placeholder": plain("Assign to")}
            menu = {"type": "overflow", "action_id": "menu", "options": options("Won", "Lost")}
            blocks = [section("Dana Reyes", accessory=menu), actions(button("Contacted"), who), field("Note")]
            client.views_publish(user_id=event["user"], view=home(*blocks))

    @bot.app.action(re.compile("press|who|menu"))
    def keep(ack: Ack, body: Body) -> None:
        ack()
        received.put(body)

    bot.connect()
    return received


@pytest.mark.usefixtures("received")
def test_app_publishes_a_home_when_it_is_opened(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")
    expect(tab.messages).to_be_visible()

    tab.open_home()

    expect(tab.home.get_by_text("Dana Reyes")).to_be_visible()
    expect(tab.messages).to_be_hidden()
    tab.page.get_by_role("tab", name="Home").press("ArrowRight")
    expect(tab.messages).to_be_visible()
    tab.go("sales")
    expect(tab.page.get_by_role("tab", name="Home")).to_be_hidden()


def test_unpublished_home_explains_itself(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")

    tab.open_home()

    expect(tab.home.get_by_text("Lead Scorer has published nothing here yet.")).to_be_visible()


def test_buttons_selects_and_menus_of_the_home_reach_the_bot(
    workspace: Workspace, open_tab: OpenTab, received: Queue[Body]
) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")
    tab.open_home()

    tab.home.get_by_role("button", name="Contacted").click()
    tab.home.get_by_role("combobox", name="Assign to").select_option("Jonas Weber")
    tab.home.get_by_role("button", name="More actions").click()
    tab.page.get_by_role("menuitem", name="Lost").click()

    bodies = [received.get(timeout=10) for _ in range(3)]
    by_action = {body["actions"][0]["action_id"]: body for body in bodies}  # they may be heard in another order
    assert by_action["press"]["container"]["type"] == "view"
    assert by_action["who"]["actions"][0]["selected_user"] == "U0JONAS"
    assert by_action["menu"]["actions"][0]["selected_option"]["value"] == "lost"


@pytest.mark.usefixtures("received")
def test_new_version_of_the_home_keeps_what_was_typed(
    workspace: Workspace, client: WebClient, open_tab: OpenTab
) -> None:
    tab = open_tab(workspace.url)
    tab.go("Lead Scorer")
    tab.open_home()
    tab.home.get_by_role("textbox", name="Note").fill("Calls back at 5")

    client.views_publish(user_id="U0MAYA", view=home(section("Jo Park"), field("Note")))

    expect(tab.home.get_by_text("Jo Park")).to_be_visible()
    expect(tab.home.get_by_role("textbox", name="Note")).to_have_value("Calls back at 5")


@pytest.mark.usefixtures("received")
def test_home_fits_a_phone(workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url, size=PHONE)
    tab.page.get_by_role("button", name="Open sidebar").click()
    tab.go("Lead Scorer")
    tab.open_home()

    tab.home.get_by_role("button", name="More actions").click()

    expect(tab.page.get_by_role("menuitem", name="Lost")).to_be_in_viewport(ratio=1)
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
