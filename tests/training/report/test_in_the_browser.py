"""The report as people see it: on a desk and on a phone, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from localslack.testing.browser import DESK, PHONE

pytestmark = pytest.mark.browser

CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => rgb(colour).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const against = (colour) => {
    const [dark, bright] = [light(colour), paper].sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  };
  const written = [...document.querySelectorAll("h1, h2, p, td, th, small, figcaption, a")];
  const drawn = [...document.querySelectorAll("svg text")];
  return {
    written: Math.min(...written.map((element) => against(getComputedStyle(element).color))),
    drawn: Math.min(...drawn.map((element) => against(getComputedStyle(element).fill))),
  };
}"""


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture(params=["light", "dark"])
def shown(chromium: Browser, page_file: Path, size: tuple[int, int], request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = size
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=request.param)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(page_file.as_uri())
    yield page
    context.close()
    assert complaints == []


def test_it_fits_the_window_and_its_text_can_be_read(shown: Page, size: tuple[int, int]) -> None:
    assert shown.evaluate("document.documentElement.scrollWidth") == size[0]
    contrasts = shown.evaluate(CONTRASTS)
    assert contrasts["written"] >= 4.5  # WCAG 2.2, 1.4.3
    assert contrasts["drawn"] >= 4.5
    smallest = shown.evaluate(
        "Math.min(...[...document.querySelectorAll('svg text')].map((text) => text.getBoundingClientRect().height))"
    )
    assert smallest >= 9


def test_it_is_as_dark_as_one_likes_it(chromium: Browser, page_file: Path) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        page = chromium.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(page_file.as_uri())
        papers[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        page.close()
    assert papers == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 31)"}
