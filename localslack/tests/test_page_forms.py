"""Forms on the page: labels, errors at the fields, and what was typed."""

import re
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import Block, actions, button, field, form, options, plain, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.browser import PHONE, OpenTab, Tab
from localslack.testing.driver import Driver

pytestmark = pytest.mark.browser

CREDIT = {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "max_value": "850"}
FIELDS = [
    {"type": "header", "text": plain("Who")},
    field("Name", optional=True, element={"type": "plain_text_input", "action_id": "n", "placeholder": plain("Dana")}),
    field("Email", optional=True, element={"type": "email_text_input", "action_id": "e"}),
    field("Credit score", element=CREDIT, hint=plain("300 to 850")),
    field("Inquiry", element={"type": "radio_buttons", "action_id": "i", "options": options("Yes", "No")}),
    field(
        "Signals", optional=True, element={"type": "checkboxes", "action_id": "s", "options": options("Budget", "Area")}
    ),
    field(
        "Source", optional=True, element={"type": "static_select", "action_id": "o", "options": options("Web", "Fair")}
    ),
    field(
        "Notes",
        optional=True,
        element={"type": "plain_text_input", "action_id": "t", "multiline": True, "initial_value": "Call\nfirst"},
    ),
]


class Desk:
    """A bot whose shortcut opens a form, and what came of it."""

    def __init__(self, bot: BoltApp, client: WebClient) -> None:
        self.bot = bot
        self.client = client
        self.submitted: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []

        @bot.app.view("form")
        def submit(ack: Ack, view: dict[str, Any]) -> None:
            self.submitted.append(view["state"]["values"])
            ack(**(self.answers.pop(0) if self.answers else {}))

        bot.connect()

    def open(self, tab: Tab, *blocks: Block, **more: Any) -> str:
        """Let the person open this form, and return its id."""
        opened: Queue[str] = Queue()  # the page may show the form before the bot hears that it is open

        @self.bot.app.shortcut("score_lead")
        def show(ack: Ack, shortcut: dict[str, Any]) -> None:
            ack()
            view = form(*blocks, title="Score a lead", **more)
            opened.put(self.client.views_open(trigger_id=shortcut["trigger_id"], view=view)["view"]["id"])

        tab.shortcut("Score a lead")
        expect(tab.form.get_by_role("heading", name="Score a lead")).to_be_visible()
        return opened.get(timeout=10)


@pytest.fixture
def desk(bot: BoltApp, client: WebClient) -> Desk:
    return Desk(bot, client)


@pytest.fixture
def tab(workspace: Workspace, open_tab: OpenTab) -> Tab:
    return open_tab(workspace.url)


def test_form_opens_with_its_labels_hints_and_first_values(desk: Desk, tab: Tab) -> None:
    desk.open(tab, *FIELDS)

    name = tab.form.get_by_label("Name (optional)")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("placeholder", "Dana")
    expect(tab.form.get_by_label("Credit score", exact=True)).to_have_accessible_description("300 to 850")
    expect(tab.form.get_by_label("Notes (optional)")).to_have_value("Call\nfirst")
    expect(tab.form.get_by_role("group", name="Inquiry").get_by_role("radio")).to_have_count(2)
    expect(tab.form.get_by_role("button", name="Send")).to_be_visible()


def test_entered_values_reach_bot(desk: Desk, tab: Tab) -> None:
    desk.open(tab, *FIELDS)
    tab.form.get_by_label("Name (optional)").fill("Dana *Reyes*")
    tab.form.get_by_label("Email (optional)").fill("dana@example.com")
    tab.form.get_by_label("Credit score").fill("780")
    tab.form.get_by_label("Yes").check()
    tab.form.get_by_label("Area").check()
    tab.form.get_by_label("Source (optional)").select_option("Fair")
    tab.form.get_by_role("button", name="Send").click()

    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    (values,) = desk.submitted
    assert values["name"]["n"]["value"] == "Dana *Reyes*"
    assert values["email"]["e"]["value"] == "dana@example.com"
    assert values["credit score"]["n"]["value"] == "780"
    assert values["inquiry"]["i"]["selected_option"]["value"] == "yes"
    assert [one["value"] for one in values["signals"]["s"]["selected_options"]] == ["area"]
    assert values["source"]["o"]["selected_option"]["value"] == "fair"
    assert values["notes"]["t"]["value"] == "Call\nfirst"


def test_errors_are_at_fields_and_first_gets_focus(desk: Desk, tab: Tab) -> None:
    desk.open(tab, *FIELDS)
    credit = tab.form.get_by_label("Credit score")
    credit.fill("900")
    tab.form.get_by_role("button", name="Send").click()

    expect(credit).to_be_focused()
    expect(credit).to_have_attribute("aria-invalid", "true")
    expect(credit).to_have_accessible_description(re.compile("at most 850.* 300 to 850"))
    expect(tab.form.get_by_role("group", name="Inquiry")).to_have_accessible_description(re.compile("required"))
    assert desk.submitted == []

    credit.fill("800")
    tab.form.get_by_label("No", exact=True).check()
    desk.answers.append({"response_action": "errors", "errors": {"name": "Dana was scored already."}})
    tab.form.get_by_role("button", name="Send").click()

    name = tab.form.get_by_label("Name (optional)")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Dana was scored already.")
    expect(credit).to_have_attribute("aria-invalid", "false")
    expect(credit).to_have_value("800")


def test_typed_text_survives_redraws(desk: Desk, tab: Tab, slack: Driver) -> None:
    view_id = desk.open(tab, *FIELDS)
    name = tab.form.get_by_label("Name (optional)")
    tab.form.get_by_label("Yes").check()
    name.fill("Dana")

    slack.as_("Jonas").send("News")
    expect(tab.message("News")).to_have_count(1)
    expect(name).to_have_value("Dana")
    expect(name).to_be_focused()

    desk.client.views_update(
        view_id=view_id, view=form(section("Found *two* of that name"), *FIELDS, title="Which one?")
    )
    expect(tab.form.get_by_role("heading", name="Which one?")).to_be_visible()
    expect(tab.form.get_by_text("Found two of that name")).to_be_visible()
    expect(tab.form.get_by_label("Name (optional)")).to_have_value("Dana")
    expect(tab.form.get_by_label("Yes")).to_be_checked()


def test_unanswered_form_explains_itself_and_stays(desk: Desk, tab: Tab) -> None:
    desk.open(tab, field("Name"))
    tab.form.get_by_label("Name").fill("Dana")
    desk.answers.append({"response_action": "errors", "errors": {"nowhere": "Slack cannot place this."}})
    tab.form.get_by_role("button", name="Send").click()

    expect(tab.form.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    expect(tab.form.get_by_label("Name")).to_have_value("Dana")
    tab.form.get_by_role("button", name="Send").click()
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def test_escape_closes_one_form_and_the_cross_closes_all(desk: Desk, tab: Tab) -> None:
    @desk.bot.app.action("press")
    def push(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        desk.client.views_push(trigger_id=body["trigger_id"], view=form(title="All reasons"))

    desk.open(tab, actions(button("Why?")), field("Name"))
    tab.form.get_by_label("Name").fill("Dana")
    tab.form.get_by_role("button", name="Why?").click()
    expect(tab.form.get_by_role("heading")).to_have_text("All reasons")

    tab.page.keyboard.press("Escape")
    expect(tab.form.get_by_role("heading")).to_have_text("Score a lead")
    expect(tab.form.get_by_label("Name")).to_have_value("Dana")
    tab.form.get_by_role("button", name="Why?").click()
    expect(tab.form.get_by_role("heading")).to_have_text("All reasons")
    tab.form.get_by_role("button", name="Close").click()

    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    tab.box.fill("The page is free again")


def test_tab_key_stays_within_the_form(desk: Desk, tab: Tab) -> None:
    desk.open(tab, *FIELDS)
    behind = "!document.activeElement.closest('dialog') && document.activeElement !== document.body"

    for _ in range(20):
        tab.page.keyboard.press("Tab")
        assert not tab.page.evaluate(behind)


def test_on_a_phone_the_form_fits(desk: Desk, workspace: Workspace, open_tab: OpenTab) -> None:
    tab = open_tab(workspace.url, size=PHONE)
    desk.open(tab, *FIELDS)

    expect(tab.form.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    assert tab.form.evaluate("form => form.scrollWidth <= innerWidth")
