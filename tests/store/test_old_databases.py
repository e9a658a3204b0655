"""Databases of earlier commits: they upgrade, and what was going on in them goes on."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text

from bot.doctor.manifest import MANIFEST
from bot.server import Bot
from bot.store import Store
from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.idempotency import KeyedRequest
from bot.store.migrations import migrate, pending_migrations
from bot.store.tables import metadata
from localslack import Workspace
from localslack.conversations.state import Message
from localslack.people import JONAS, MAYA
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.conftest import connected_bot
from tests.faults.alert_life import alert_of
from tests.faults.bot_process import wait_for

FOLDER = Path(__file__).parents[1] / "data" / "databases"
COMMITS = ("aaebaf6", "240b52f")
MADE_AT = datetime(2026, 12, 1, 1, 45, tzinfo=UTC).timestamp()
KEPT = ("leads", "scores", "feedback", "alerts", "alert_events", "conversations", "audit", "api_keys", "lead_keys")


@dataclass(frozen=True)
class Old:
    """A database of an earlier commit, as that left it."""

    commit: str
    url: str
    rows: dict[str, list[Any]]


@pytest.fixture(params=COMMITS)
def old(request: pytest.FixtureRequest, database_url: str) -> Old:
    url = make_url(database_url)
    dump = (FOLDER / f"{request.param}.{url.get_backend_name()}.sql").read_text()
    if url.get_backend_name() == "sqlite":
        with sqlite3.connect(url.database or "") as connection:
            connection.executescript(dump)
    else:
        with psycopg.connect(database_url, autocommit=True) as server:
            server.execute(dump.encode())
    engine = create_engine(url.set(drivername="postgresql+psycopg") if "postgresql" in database_url else url)
    with engine.connect() as connection:
        tables = [*KEPT, "idempotent_answers", *(["removals"] if request.param != "aaebaf6" else [])]
        rows = {name: list(connection.execute(text(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608, our names
    engine.dispose()
    return Old(request.param, database_url, rows)


@pytest.fixture
def clock() -> Callable[[], float]:
    """A clock that goes on where the databases were left."""
    start = time.monotonic()
    return lambda: MADE_AT + time.monotonic() - start


@pytest.fixture
def workspace(old: Old, clock: Callable[[], float]) -> Iterator[Workspace]:
    """Slack as the earlier version left it: with the messages that the database tells of."""
    with Workspace(MANIFEST, clock=clock) as workspace:
        state = workspace._state
        bot = state.bot.id
        places = [(row.channel, row.ts, bot) for row in old.rows["alerts"] if row.ts]
        places += [(row.channel, row.ts, bot) for row in old.rows.get("removals", [])]
        places += [(row.channel, row.ts, MAYA.id) for row in old.rows["conversations"]]
        for channel, ts, user in places:
            state.resolve(channel).add(Message(ts, user, "as the earlier version left it"))
        yield workspace


@pytest.fixture
def bot(old: Old, workspace: Workspace, scorer: Scorer, clock: Callable[[], float]) -> Iterator[Bot]:
    bot = connected_bot(workspace, scorer, old.url, clock, contact_within_hours=1_000)
    yield bot
    assert bot.close()


def test_old_tables_become_those_of_this_version(old: Old) -> None:
    database = Database.open(old.url)
    assert migrate(database) > 0
    with database.read() as connection:
        assert pending_migrations(connection) == []
        assert list(map(what, compare_metadata(MigrationContext.configure(connection), metadata))) == [
            ("remove_table", "migrations")  # it stays, so that earlier versions refuse the database
        ]
    database.close()


def test_nothing_is_lost(old: Old) -> None:
    store = Store.open(old.url)
    with store.database.read() as connection:
        for name in KEPT:
            now = connection.scalar(text(f"SELECT count(*) FROM {name}"))  # noqa: S608, our names
            assert now == len(old.rows[name]), name
    assert (dana := alert_of("Dana Reyes", store)) is not None
    assert (dana.owner, dana.given) == (JONAS.id, False)
    store.close()


def test_a_request_with_an_idempotency_key_of_before_gets_its_response(old: Old) -> None:
    (before,) = old.rows["idempotent_answers"]
    store = Store.open(old.url)
    request = KeyedRequest(before.api_key_id, before.key, before.body_hash)
    response = store.idempotency_keys.begin(request, now=datetime.fromtimestamp(MADE_AT, UTC))
    assert response is not None
    assert response.status == 202
    assert response.content[0]["tier"] == "Low"
    store.close()


def test_an_earlier_version_refuses_the_upgraded_database(old: Old) -> None:
    Store.open(old.url).close()
    engine = create_engine(old.url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT max(number) FROM migrations")) == 2  # it knows one
    engine.dispose()


def test_a_database_of_a_version_between_is_refused(old: Old) -> None:
    if old.commit == "aaebaf6":
        pytest.skip("it is the other one that is changed")
    database = Database.open(old.url)
    with database.write() as connection:
        connection.execute(text("ALTER TABLE alerts DROP COLUMN given"))
    with pytest.raises(BadDatabase, match="between two releases"):
        migrate(database)
    database.close()


def test_an_alert_of_before_can_be_claimed(bot: Bot, workspace: Workspace) -> None:
    jonas = Driver(workspace.url).as_(JONAS.id)
    jonas.send("/scorelead board")
    jonas.expect_private("Omar Haddad").press("Claim")
    wait_for(lambda: owner_of("Omar Haddad", bot.store), "an owner")
    assert owner_of("Omar Haddad", bot.store) == JONAS.id
    wait_for(lambda: any("Omar Haddad" in post.text for post in workspace.posts("hot-leads")) or None, "the card")


def test_an_alert_that_slack_was_not_told_of_is_posted_once(bot: Bot, workspace: Workspace) -> None:
    bot.look_at_the_clock()
    wait_for(lambda: cards(workspace, "Ines Costa") or None, "a card")
    assert len(cards(workspace, "Ines Costa")) == 1
    assert not cards(workspace, "Lena Vogel"), "she was contacted, and nothing is new"


def test_an_answer_that_was_not_said_is_said(bot: Bot, workspace: Workspace, old: Old) -> None:
    bot.look_at_the_clock()
    ts = next(row.ts for row in old.rows["conversations"] if "Piet" in row.title)
    thread = Driver(workspace.url).in_("bot").below(ts)
    wait_for(lambda: thread.posts() or None, "an answer")
    assert "Noted: credit score 610." in thread.posts()[0].words
    assert len(thread.posts()) == 1


def test_a_conversation_goes_on(bot: Bot, workspace: Workspace, old: Old) -> None:
    bot.look_at_the_clock()
    ts = next(row.ts for row in old.rows["conversations"] if "Nora" in row.title)
    thread = Driver(workspace.url).in_("bot").below(ts)
    thread.write("610")
    thread.expect_message("Noted: credit score 610.")


def test_a_removal_is_tried(bot: Bot, workspace: Workspace, old: Old) -> None:
    if old.commit == "aaebaf6":
        pytest.skip("it kept no removals")
    (removal,) = old.rows["removals"]
    messages = workspace._state.resolve(removal.channel)
    assert messages.find_public(removal.ts) is not None
    bot.look_at_the_clock()
    wait_for(lambda: messages.find_public(removal.ts) is None or None, "that Slack has deleted it")


def what(difference: Any) -> tuple[str, str]:
    return difference[0], difference[1].name


def owner_of(name: str, store: Store) -> str | None:
    alert = alert_of(name, store)
    return alert.owner if alert else None


def cards(workspace: Workspace, name: str) -> list[str]:
    return [post.text for post in workspace.posts("hot-leads") if name in post.text and not post.is_reply]
