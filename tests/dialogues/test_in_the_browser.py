"""The product as a person uses it: the real bot, in the local workspace's page."""

import re

import pytest
from playwright.sync_api import expect

from localslack.testing.browser import PHONE, OpenTab, Tab
from tests.conftest import Office
from tests.leads import high, in_form, low
from tests.seed import SCENARIOS

pytestmark = pytest.mark.browser


def fill(tab: Tab, facts: dict[str, int]) -> None:
    for label, value in in_form(facts).items():
        if value in {"Yes", "No"}:
            tab.form.get_by_role("group", name=label).get_by_label(value, exact=True).check()
        else:
            tab.form.get_by_label(f"{label} (optional)", exact=True).fill(value)


def test_a_command_gives_a_card_and_a_high_lead_reaches_hot_leads(office: Office, open_tab: OpenTab) -> None:
    maya, jonas = open_tab(office.workspace.url), open_tab(office.workspace.url, "U0JONAS", scheme="dark")
    maya.send(high("Dana Reyes"))
    card = maya.message("High lead: Dana Reyes")
    expect(card).to_contain_text("Confidence over 99 %")
    expect(card).to_contain_text("Only visible to you")
    expect(card).to_contain_text("On its way to #hot-leads")
    jonas.go("hot-leads")
    expect(jonas.message("High lead: Dana Reyes")).to_contain_text("Entered by @Maya Lind")


def test_the_form_gives_a_card(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url)
    maya.send("/scorelead")
    expect(maya.form).to_contain_text("Score a lead")
    maya.form.get_by_label("Name").fill("Sam Ortiz")
    fill(maya, SCENARIOS[4].lead)
    maya.form.get_by_role("button", name="Score").click()
    expect(maya.message("Low lead: Sam Ortiz")).to_contain_text("Monthly nurture e-mail")


def test_a_wrong_value_is_answered_in_words_and_mended_in_the_form(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url)
    maya.send(high("Dana Reyes").replace("credit 780", "credit 900"))
    expect(maya.message("I cannot score this lead yet")).to_contain_text("Credit score: at most 850, not “900”")
    maya.button("Open the form").click()
    expect(maya.form.get_by_label("Income (optional)", exact=True)).to_have_value("250000")
    maya.form.get_by_label("Credit score").fill("901")
    maya.form.get_by_role("button", name="Score").click()
    expect(maya.form.get_by_label("Credit score")).to_be_focused()
    maya.form.get_by_label("Credit score").fill("780")
    maya.form.get_by_role("button", name="Score").click()
    expect(maya.message("High lead: Dana Reyes")).to_be_visible()


def test_a_card_is_shared_and_its_reasons_are_listed_on_a_phone(office: Office, open_tab: OpenTab) -> None:
    priya = open_tab(office.workspace.url, "U0PRIYA", size=PHONE)
    priya.send(low("Lee Low"))
    priya.button("All reasons").click()
    expect(priya.form.get_by_role("listitem")).to_have_count(12)
    priya.form.get_by_role("button", name="Close").last.click()
    priya.button("Share here").click()
    jonas = open_tab(office.workspace.url, "U0JONAS")
    expect(jonas.message("Low lead: Lee Low")).to_contain_text("Shared by @Priya Nair")
    assert priya.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_hostile_name_does_nothing_in_the_page(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url)
    name = "<img src=x onerror=alert(1)> <!channel> *bold* http://evil.example"
    maya.send(high(f'name="{name}"') + f' company="{name}"')
    expect(maya.message("High lead:")).to_contain_text(name)
    maya.go("hot-leads")
    post = maya.message("High lead:")
    expect(post).to_contain_text(re.compile(re.escape(name) + r".*" + re.escape(name), re.DOTALL))
    expect(post.get_by_role("link")).to_have_count(0)
    expect(post.locator("img")).to_have_count(0)
    expect(post.get_by_text("bold", exact=True)).to_have_count(0)


def test_the_shortcut_opens_the_form_and_answers_in_the_direct_message(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url)
    maya.shortcut("Score a lead")
    fill(maya, SCENARIOS[1].lead)
    maya.form.get_by_role("button", name="Score").click()
    maya.go("Lead Scorer")
    expect(maya.message("High lead")).to_contain_text("On its way to #hot-leads")
