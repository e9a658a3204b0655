"""The page's files over HTTP."""

import mimetypes
from collections.abc import Iterator

import httpx
import pytest

from localslack import Workspace
from localslack.person.page import TYPES
from localslack.workspace import PAGE


@pytest.fixture
def windows() -> Iterator[None]:
    """A machine whose registry calls every file plain text."""
    for suffix in TYPES:
        mimetypes.add_type("text/plain", suffix)
    yield
    mimetypes.init()


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("theme.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_file_has_its_type_on_every_machine(workspace: Workspace, path: str, content_type: str) -> None:
    assert httpx.get(workspace.url + path).headers["content-type"] == content_type


def test_every_file_of_the_page_has_a_type() -> None:
    assert {file.suffix for file in PAGE.iterdir()} == set(TYPES)


def test_file_is_revalidated_and_sent_only_if_changed(workspace: Workspace) -> None:
    sent = httpx.get(f"{workspace.url}app.js")
    asked_again = httpx.get(f"{workspace.url}app.js", headers={"If-None-Match": sent.headers["etag"]})

    assert asked_again.status_code == 304
    assert [answer.headers["cache-control"] for answer in (sent, asked_again)] == ["no-cache", "no-cache"]
