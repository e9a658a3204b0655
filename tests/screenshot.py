"""`python -m tests.screenshot docs`: take the README's pictures of a card and of a conversation, again."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from bot.doctor.manifest import MANIFEST
from bot.settings import DEMO_MODEL
from localslack import Workspace
from localslack.testing.browser import ALONE, Tab
from scoring.explain.scorer import Scorer
from tests.conftest import connected_bot
from tests.leads import FACTS

_SHARP = 2
_CARD = (1080, 800)
_CONVERSATION = (1180, 1000)


def main(folder: Path) -> None:
    """Score a lead in the local workspace, as Maya does, then talk of another one, and take pictures of both."""
    with _maya(_CARD) as maya:
        maya.send(f"/scorelead Dana Reyes {FACTS.replace('1.5h', '1h')}")
        expect(maya.message("High lead: Dana Reyes")).to_be_visible()
        maya.page.screenshot(path=folder / "card.png")
    with _maya(_CONVERSATION) as maya:
        _talk(maya)
        maya.page.get_by_role("complementary", name="Thread").screenshot(path=folder / "conversation.png")


def _talk(maya: Tab) -> None:
    maya.go("Lead Scorer")
    maya.send("Omar Haddad is 45, makes about 250k, credit 740, was on the site 30 times")
    maya.thread.get_by_role("button", name="Yes", exact=True).last.click()
    expect(maya.thread.get_by_text("Noted:")).to_be_visible()
    maya.reply("why not High?")
    expect(maya.thread.get_by_text("would be High")).to_be_visible()
    maya.reply("he just got pre-approved")
    expect(maya.thread.get_by_text("Noted: pre-approved")).to_be_visible()
    maya.reply("what if he tells us a budget?")
    expect(maya.thread.get_by_text("Only asked")).to_be_visible()
    maya.page.mouse.move(0, 0)


@contextmanager
def _maya(size: tuple[int, int]) -> Iterator[Tab]:
    """Yield the local workspace as Maya sees it, in a window of this width and height."""
    with Workspace(MANIFEST) as workspace, sync_playwright() as playwright, TemporaryDirectory() as folder:
        bot = connected_bot(workspace, Scorer.load(DEMO_MODEL), f"sqlite:///{folder}/leads.sqlite")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ALONE)
        width, height = size
        page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=_SHARP)
        page.goto(workspace.url)
        yield Tab(page)
        browser.close()
        bot.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
