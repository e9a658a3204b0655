"""The database: transactions, files and servers that cannot be used, and what their owner is told."""

import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, make_url, select, text
from sqlalchemy.exc import DBAPIError

from bot.store import Store
from bot.store.database import Database
from bot.store.errors import BadDatabase
from bot.store.tables import people
from tests.databases import Postgres


def present(store: Store) -> set[str]:
    with store.database.read() as connection:
        return set(connection.scalars(select(people.c.user_id)))


def test_what_is_written_is_there_after_a_restart(database_url: str) -> None:
    first = Store.open(database_url)
    with first.database.write() as connection:
        connection.execute(insert(people).values(user_id="U1"))
    first.close()
    second = Store.open(database_url)
    assert present(second) == {"U1"}
    second.close()


def test_a_transaction_that_fails_has_written_nothing(store: Store) -> None:
    def fail() -> None:
        with store.database.write() as connection:
            connection.execute(insert(people).values(user_id="U1"))
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        fail()
    assert present(store) == set()


def test_a_transaction_within_another_is_a_part_of_it(store: Store) -> None:
    def fail_outside() -> None:
        with store.database.write():
            with store.database.write() as inner:
                inner.execute(insert(people).values(user_id="U1"))
            assert present(store) == {"U1"}
            raise RuntimeError("after the inner one")

    with pytest.raises(RuntimeError):
        fail_outside()
    assert present(store) == set()


def test_a_transaction_fails_with_any_part_of_it_whoever_catches_that(store: Store) -> None:
    def fail_inside() -> None:
        with store.database.write() as inner:
            inner.execute(insert(people).values(user_id="U2"))
            raise KeyError("inside")

    def go_on() -> None:
        with store.database.write() as outer:
            outer.execute(insert(people).values(user_id="U1"))
            with suppress(KeyError):
                fail_inside()

    with pytest.raises(RuntimeError, match="A part of this transaction failed"):
        go_on()
    assert present(store) == set()
    with store.database.write() as connection:
        connection.execute(insert(people).values(user_id="U3"))
    assert present(store) == {"U3"}


def test_a_reader_does_not_see_what_is_not_finished(store: Store) -> None:
    seen: list[set[str]] = []
    with store.database.write() as connection:
        connection.execute(insert(people).values(user_id="U1"))
        reader = threading.Thread(target=lambda: seen.append(present(store)))
        reader.start()
        reader.join()
    assert seen == [set()]


def test_many_threads_write_at_once(store: Store) -> None:
    def write(number: int) -> None:
        for step in range(5):
            with store.database.write() as connection:
                count = connection.scalar(select(func.count()).select_from(people))
                connection.execute(insert(people).values(user_id=f"U{number}-{step}-{count}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(present(store)) == 100


def test_who_waits_for_each_other_gets_through_one_after_the_other(postgres: Postgres) -> None:
    url = postgres.new_database()
    store = Store.open(url)
    both_have_one = threading.Barrier(2)
    begun: list[str] = []

    def add(*keys: str) -> None:
        def work() -> None:
            begun.append(keys[0])
            meets_the_other = begun.count(keys[0]) == 1
            with store.database.write() as connection:
                for key in keys:
                    connection.execute(insert(people).values(user_id=key))
                    if key == keys[0] and meets_the_other:
                        both_have_one.wait(30)
                connection.execute(delete(people))

        for attempt in store.database.attempts():
            with attempt:
                work()

    threads = [threading.Thread(target=add, args=keys) for keys in (("U1", "U2"), ("U2", "U1"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(begun) > 2
    store.close()
    postgres.drop(url)


_WRITER = """
import sys
from sqlalchemy import insert
from bot.store import Store
from bot.store.tables import people
store = Store.open(sys.argv[1])
for number in range(50):
    with store.database.write() as connection:
        connection.execute(insert(people).values(user_id=f"{sys.argv[2]}-{number}"))
"""


def test_processes_that_start_together_share_a_new_database(database_url: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, database_url, str(n)], stderr=subprocess.PIPE)
        for n in range(3)
    ]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 3
    store = Store.open(database_url)
    assert len(present(store)) == 150
    store.close()


def test_sqlite_leaves_no_file_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / "leads.sqlite"
    store = Store.open(f"sqlite:///{path}")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    store.close()
    assert modes == {"leads.sqlite": 0o600, "leads.sqlite-wal": 0o600, "leads.sqlite-shm": 0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "leads.sqlite"
    sqlite3.connect(path).close()
    path.chmod(0o644)
    Store.open(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("leads.sqlite", "DATABASE_URL is no address of a database"),
        ("mysql://user:s3cret@host/db", "write sqlite:///leads.sqlite for a file"),
        ("postgresql://user:s3cret@host:port/db", "DATABASE_URL is no address of a database"),
        ("postgresql://user:s3cret@x@host/db", "write it as %40"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://user:s3cret@127.0.0.1:1/db", "check DATABASE_URL, and that the server runs"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_words(url: str, words: str) -> None:
    with pytest.raises(BadDatabase) as refused:
        Database.open(url)
    assert words in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        BadDatabase, match=r"missing/leads\.sqlite cannot be opened \(No such file or directory\): make"
    ):
        Database.open(f"sqlite:///{tmp_path}/missing/leads.sqlite")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, and no database at all. " * 50)
    with pytest.raises(BadDatabase, match="it must be a file of SQLite"):
        Database.open(f"sqlite:///{path}")


def test_a_missing_database_on_a_server_is_named_without_the_password(postgres: Postgres) -> None:
    url = make_url(postgres.server.get_uri()).set(database="nowhere", password="s3cret")
    with pytest.raises(BadDatabase, match='database "nowhere" does not exist') as refused:
        Database.open(url.render_as_string(hide_password=False))
    assert "s3cret" not in str(refused.value)


def test_a_server_that_lets_nobody_make_tables_is_answered_with_what_to_grant(postgres: Postgres) -> None:
    url = postgres.new_database()
    name = make_url(url).database
    postgres.server.psql("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN;")
    with pytest.raises(BadDatabase, match=r"permission denied.* needs USAGE and CREATE on its schema"):
        Store.open(make_url(url).set(username="reader", database=name).render_as_string(hide_password=False))
    postgres.drop(url)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_a_database_refuses_quotes_no_value(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
    if kind == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    database = Database.open(url)
    with pytest.raises(DBAPIError) as refused, database.read() as connection:
        connection.execute(text("SELECT :income FROM nowhere"), {"income": "250123"})
    database.close()
    assert "250123" not in str(refused.value)


def test_a_server_that_lost_its_connections_is_asked_again(postgres: Postgres) -> None:
    store = Store.open(postgres.new_database())
    postgres.server.psql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname LIKE 'leads_%';")
    assert present(store) == set()
    store.close()
