"""Two bots on one PostgreSQL: they share the work, and one finishes what the other leaves; nothing happens twice."""

import pytest

from tests.databases import Postgres
from tests.faults.bot_process import BotProcess, Host

NAMES = [f"Dana {letter}eyes" for letter in "ABCDEFGH"]
LEASE_SECONDS = 61


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    return postgres.new_database()


@pytest.fixture
def pair(host: Host) -> tuple[BotProcess, BotProcess]:
    """Two replicas that are started at the same moment, on an empty database."""
    first, second = host.bot("a").start(), host.bot("b").start()
    return first.wait_until_ready(), second.wait_until_ready()
