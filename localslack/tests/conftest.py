"""A workspace for each test, and an app connected to it over real sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.bolt_app import BoltApp, CollectedTriggers, stop_aside
from localslack.testing.browser import *  # noqa: F403, fixtures
from localslack.testing.driver import Driver
from localslack.testing.manifests import Change, changed_manifest
from manifests import MANIFEST, unchanged


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def change() -> Change:
    """What is done to the manifest."""
    return unchanged


@pytest.fixture
def workspace(clock: MovableClock, tmp_path: Path, change: Change) -> Iterator[Workspace]:
    workspace = Workspace(changed_manifest(MANIFEST, tmp_path, change), clock=clock)
    workspace.start()
    yield workspace
    stop_aside(workspace.stop)


@pytest.fixture
def slack(workspace: Workspace) -> Driver:
    return Driver(workspace.url)


@pytest.fixture
def client(workspace: Workspace) -> WebClient:
    return WebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
def bot(workspace: Workspace, client: WebClient) -> Iterator[BoltApp]:
    bot = BoltApp(workspace, client)
    yield bot
    bot.close()


@pytest.fixture
def triggers(bot: BoltApp, slack: Driver) -> CollectedTriggers:
    return CollectedTriggers(bot, slack)
