"""The entry points on one construction of services: the ASGI application serves, and the worker sends."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot import worker
from bot.asgi import create_app
from bot.context import Services
from bot.doctor.manifest import MANIFEST
from bot.log import ContextThreadPool
from bot.services import services
from bot.settings import Settings
from bot.slack.app import create_slack_app, inbox_worker
from bot.store import Store
from bot.store.api_keys import Scope
from bot.web_server import WebServer
from localslack import Workspace
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.conftest import TEAM
from tests.seed import SCENARIOS

HIGH = SCENARIOS[0].lead


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace(MANIFEST) as started:
        yield started


@pytest.fixture
def settings(workspace: Workspace, tmp_path: Path) -> Settings:
    chosen = Settings(database_url=f"sqlite:///{tmp_path / 'leads.sqlite'}", http_port=0, **TEAM)
    return chosen.with_slack(bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url)


@pytest.fixture
def built(settings: Settings, scorer: Scorer) -> Iterator[Services]:
    built = services(settings, scorer)
    yield built
    built.waterfalls.close()
    built.store.close()


def cards(workspace: Workspace) -> list[str]:
    return [post.text for post in workspace.posts("hot-leads") if not post.is_reply]


def test_construction_calls_neither_slack_nor_starts_a_thread(
    settings: Settings, scorer: Scorer, workspace: Workspace
) -> None:
    threads = threading.active_count()
    built = services(settings, scorer)
    assert threading.active_count() == threads
    assert workspace.journal.calls == []
    built.waterfalls.close()
    built.store.close()


def test_one_tick_of_the_worker_sends_what_is_due(settings: Settings, built: Services, workspace: Workspace) -> None:
    listeners = ContextThreadPool(1)
    inbox = inbox_worker(create_slack_app(settings, built, listeners, lambda: 0.0), built)
    built.leads.score(built.fields.read(HIGH | {"name": "Dana Reyes"}), source="http", by="key:1")
    assert cards(workspace) == []
    worker.tick(built, inbox)
    assert ["Dana Reyes" in card for card in cards(workspace)] == [True]
    worker.tick(built, inbox)
    assert len(cards(workspace)) == 1
    listeners.shutdown()


def test_asgi_application_serves_and_a_worker_sends(
    settings: Settings,
    built: Services,
    workspace: Workspace,
    model_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": settings.database_url,
        "MODEL_DIR": str(model_folder),
        "QUIET_HOURS": "off",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    key = new_key(built.store)
    web = WebServer(create_app(), host="127.0.0.1", port=0, lifespan="on")
    web.start()
    answer = httpx.post(
        f"http://127.0.0.1:{web.port}/leads",
        json=HIGH | {"name": "Dana Reyes"},
        headers={"Authorization": f"Bearer {key}"},
        trust_env=False,
    )
    assert answer.json()["tier"] == "High"
    slack = Driver(workspace.url)
    slack.send("/scorelead help")
    slack.expect_private("I score leads")
    web.stop()
    assert cards(workspace) == []
    listeners = ContextThreadPool(1)
    worker.tick(built, inbox_worker(create_slack_app(settings, built, listeners, lambda: 0.0), built))
    listeners.shutdown()
    assert len(cards(workspace)) == 1


def new_key(store: Store) -> str:
    return store.api_keys.create("test", Scope, at=datetime.now(UTC))[1]
