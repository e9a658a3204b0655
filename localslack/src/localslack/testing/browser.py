"""The page of the local workspace in Debian's chromium, as one person uses it."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect, sync_playwright

__all__ = ["chromium", "open_tab"]

ALONE = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = (1280, 800)
PHONE = (390, 844)

expect.set_options(timeout=10_000)  # milliseconds


@dataclass(frozen=True)
class Tab:
    """A browser tab with one person's sight of the workspace."""

    page: Page

    @property
    def box(self) -> Locator:
        """The message box of the open conversation."""
        return self.page.get_by_role("textbox", name=re.compile("^Message "))

    @property
    def messages(self) -> Locator:
        """The list of messages of the open conversation."""
        return self.page.get_by_role("log", name="Messages")

    @property
    def thread(self) -> Locator:
        """The list of messages of the open thread."""
        return self.page.get_by_role("log", name="Thread")

    @property
    def home(self) -> Locator:
        """What the app published in its Home tab."""
        return self.page.get_by_role("tabpanel", name="Home")

    @property
    def form(self) -> Locator:
        """The modal in front."""
        return self.page.get_by_role("dialog").last

    def message(self, words: str) -> Locator:
        """The newest message that shows these words."""
        return self.messages.get_by_role("article").filter(has_text=words).last

    def button(self, label: str) -> Locator:
        """The newest button of a message with this label."""
        return self.messages.get_by_role("button", name=label, exact=True).last

    def place(self, name: str) -> Locator:
        """The sidebar's entry of a conversation."""
        return self.page.get_by_role("navigation").get_by_role("listitem").filter(has_text=name).get_by_role("button")

    def send(self, text: str) -> None:
        """Type a message or a command and press Enter."""
        self.box.fill(text)
        self.box.press("Enter")

    def go(self, name: str) -> None:
        """Open a conversation."""
        self.place(name).click()

    def open_home(self) -> None:
        """Choose the Home tab of the app, whose conversation is open."""
        self.page.get_by_role("tab", name="Home").click()

    def shortcut(self, name: str) -> None:
        """Choose a global shortcut from the menu next to the message box."""
        self.page.get_by_role("button", name="Shortcuts").click()
        self.page.get_by_role("menuitem", name=name).click()

    def reply(self, text: str) -> None:
        """Type something in the open thread and press Enter."""
        box = self.page.get_by_role("complementary", name="Thread").get_by_role("textbox")
        box.fill(text)
        box.press("Enter")

    def act_as(self, name: str) -> None:
        """Become another person."""
        self.page.get_by_role("button", name="Acting as").click()
        self.page.get_by_role("menuitemradio", name=name).click()
        expect(self.page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()


OpenTab = Callable[..., Tab]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's chromium; by module, because Playwright keeps the main thread's event loop while it runs."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ALONE)
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium: Browser) -> Iterator[OpenTab]:
    """Opens tabs, as in `open_tab(workspace.url, "U0JONAS", size=PHONE, scheme="dark")`; a script may not fail."""
    complaints: list[str] = []

    def unexpected(dialog: Dialog) -> None:
        complaints.append(f"a script opened a dialog: {dialog.message}")
        dialog.dismiss()

    def open_tab(url: str, person: str = "U0MAYA", *, size: tuple[int, int] = DESK, scheme: str = "light") -> Tab:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", unexpected)
        page.goto(f"{url}?as={person}")
        expect(page.locator("main")).to_be_visible()
        return Tab(page)

    yield open_tab
    for context in chromium.contexts:
        context.close()
    assert complaints == []
