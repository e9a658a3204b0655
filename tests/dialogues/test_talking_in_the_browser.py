"""Conversations as people have them: the real bot, in the threads of the local workspace's page."""

import re

import pytest
from playwright.sync_api import Locator, expect

from localslack.testing.browser import PHONE, OpenTab, Tab
from tests.conftest import Office

pytestmark = pytest.mark.browser

DRAWING_MILLISECONDS = 30_000
"""Matplotlib takes a second or two to be imported, more on a busy machine."""


def suggestion(tab: Tab, title: str) -> Locator:
    return tab.page.get_by_role("group", name="Suggestions").get_by_role("button", name=title)


def test_a_lead_is_talked_over_in_a_thread(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url)
    maya.go("Lead Scorer")
    expect(suggestion(maya, "Score a lead")).to_be_visible()
    maya.send("Dana Reyes is 45, makes about 250k, credit around 780")
    expect(maya.thread.get_by_text("has the lead sent us an inquiry?")).to_be_visible()
    expect(maya.page.get_by_role("heading", name="Dana Reyes", exact=True)).to_be_visible()

    maya.thread.get_by_role("button", name="No", exact=True).last.click()
    expect(maya.thread.get_by_text("No inquiry so far").last).to_be_visible()
    maya.reply("no, income is 60k")

    expect(maya.thread.get_by_text(re.compile(r"income \$60,000", re.IGNORECASE)).last).to_be_visible()
    expect(maya.message("Dana Reyes").get_by_role("button", name="Dana Reyes")).to_be_visible()


def test_why_is_answered_in_words_and_with_a_picture(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url, scheme="dark")
    maya.go("Lead Scorer")
    maya.send("Dana is 45, makes about 250k, credit around 780")
    expect(maya.thread.get_by_text("What would help most")).to_be_visible()

    maya.reply("why?")

    picture = maya.thread.get_by_role("img", name=re.compile("income", re.IGNORECASE))
    expect(picture).to_be_visible(timeout=DRAWING_MILLISECONDS)
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 300
    expect(maya.thread.get_by_text("Something went wrong")).to_have_count(0)


def test_two_leads_are_compared_in_a_table_on_a_phone(office: Office, open_tab: OpenTab) -> None:
    maya = open_tab(office.workspace.url, size=PHONE)
    maya.send("/scorelead Sam Ortiz, 38, income 60k, credit 640")
    expect(maya.message("lead so far: Sam Ortiz")).to_be_visible()
    maya.page.get_by_role("button", name="Open sidebar").click()
    maya.go("Lead Scorer")
    maya.send("Dana Reyes is 45, makes about 250k, credit around 780")
    expect(maya.thread.get_by_text("What would help most")).to_be_visible()

    maya.reply("compare with Sam Ortiz")

    expect(maya.thread.get_by_role("row", name=re.compile("Income.*250,000.*60,000"))).to_be_visible()
    assert maya.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_web_forms_post_is_scored_for_whoever_asks(office: Office, open_tab: OpenTab) -> None:
    office.workspace.post_as_app("Web form", "#sales", "Dana Reyes, 45, income 250k, credit 780, pre-approved")
    maya, jonas = open_tab(office.workspace.url), open_tab(office.workspace.url, "U0JONAS")

    maya.message("income 250k").hover()
    maya.message("income 250k").get_by_role("button", name="More message actions").click()
    maya.page.get_by_role("menuitem", name="Score this lead").click()

    card = maya.message("so far")
    expect(card).to_contain_text("Only visible to you")
    expect(card).to_contain_text("Dana Reyes")
    expect(jonas.messages.get_by_role("article")).to_have_count(1)


def test_a_mention_is_answered_in_its_thread_for_all_to_read(office: Office, open_tab: OpenTab) -> None:
    maya, jonas = open_tab(office.workspace.url), open_tab(office.workspace.url, "U0JONAS")
    maya.go("hot-leads")
    maya.send("@Lead Scorer Sam Ortiz is 38, makes 60k, credit 640")

    jonas.go("hot-leads")
    jonas.message("Sam Ortiz is 38").get_by_role("button", name="1 reply").click()

    expect(jonas.thread.get_by_text("Sam Ortiz").last).to_be_visible()
    expect(jonas.thread.get_by_text("What would help most")).to_be_visible()
