"""`python -m tests.screenshot FILE`: take the README's picture of a real card, again."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bot.settings import DEMO_MODEL
from bot.workspace import Workspace
from scoring.scorer import Scorer
from tests.browser import ALONE, Tab
from tests.conftest import connected_bot
from tests.leads import FACTS


def main(file: Path) -> None:
    """Score a lead in the local workspace, as Maya does, and take the picture."""
    with Workspace() as workspace, sync_playwright() as playwright, TemporaryDirectory() as folder:
        bot = connected_bot(workspace, Scorer.load(DEMO_MODEL), f"sqlite:///{folder}/leads.sqlite")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ALONE)
        page = browser.new_page(viewport={"width": 1080, "height": 720}, device_scale_factor=2)
        page.goto(workspace.url)
        tab = Tab(page)
        tab.say(f"/scorelead Dana Reyes {FACTS.replace('1.5h', '1h')}")
        tab.message("High lead: Dana Reyes").wait_for()
        page.screenshot(path=file)
        browser.close()
        bot.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
