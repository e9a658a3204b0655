"""API keys: who may use the HTTP API, and for what. Only a hash of each secret is kept."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from bot.store import tables
from bot.store.database import Database

# 256 random bits: no dictionary helps against them, so a fast hash does.
_RANDOM_BYTES = 32
_SECRET = re.compile(r"ls_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")
_NO_HASH = "0" * 64
_KEPT_USE = timedelta(minutes=1)


class Scope(StrEnum):
    """What a key is good for."""

    PREDICT = "predict"  # score leads, storing nothing
    LEADS = "leads"  # send leads in, and see what became of them
    METRICS = "metrics"  # read the metrics


@dataclass(frozen=True)
class ApiKey:
    """An API key without its secret; `used_at` is right to the minute."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None


class UnknownApiKey(Exception):
    """There is no API key {id}."""

    def __init__(self, id: str) -> None:  # noqa: A002, it is what the key calls it
        self.id = id
        super().__init__(f"There is no API key {id}.")


class ApiKeys:
    """The API keys, by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, scopes: Iterable[Scope], *, at: datetime) -> tuple[ApiKey, str]:
        """Return a new key and its secret, which nothing can tell again."""
        key = ApiKey(secrets.token_hex(4), name, frozenset(scopes), at)
        secret = f"ls_{key.id}_{secrets.token_urlsafe(_RANDOM_BYTES)}"
        row = {"id": key.id, "name": name, "hash": _hash(secret), "scopes": sorted(key.scopes), "created_at": at}
        with self._database.write() as connection:
            connection.execute(insert(tables.api_keys).values(row))
        return key, secret

    def listed(self) -> list[ApiKey]:
        """Return all keys, revoked ones too, the oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(tables.api_keys).order_by(tables.api_keys.c.created_at)).all()
        return [_key(row) for row in rows]

    def revoke(self, id: str, *, at: datetime) -> ApiKey:  # noqa: A002, it is what the key calls it
        """Make the key worthless from now on, and return it; one that was revoked before stays so.

        Raises:
            UnknownApiKey: there is none with this id.
        """
        api_keys = tables.api_keys
        with self._database.write() as connection:
            connection.execute(
                update(api_keys).where(api_keys.c.id == id, api_keys.c.revoked_at.is_(None)).values(revoked_at=at)
            )
            row = connection.execute(select(api_keys).where(api_keys.c.id == id)).one_or_none()
        if row is None:
            raise UnknownApiKey(id)
        return _key(row)

    def find(self, secret: str) -> ApiKey | None:
        """Return the key that has this secret, unless it was revoked. How long it takes tells nothing about any key."""
        form = _SECRET.fullmatch(secret)
        if form is None:
            return None
        with self._database.read() as connection:
            row = connection.execute(select(tables.api_keys).where(tables.api_keys.c.id == form[1])).one_or_none()
        right = hmac.compare_digest(_hash(secret), row.hash if row else _NO_HASH)
        return _key(row) if right and row and row.revoked_at is None else None

    def note_use(self, key: ApiKey, *, at: datetime) -> None:
        """Keep that the key is in use; writes at most once a minute."""
        if key.used_at and at - key.used_at < _KEPT_USE:
            return
        api_keys = tables.api_keys
        stale = or_(api_keys.c.used_at.is_(None), api_keys.c.used_at <= at - _KEPT_USE)
        with self._database.write() as connection:
            connection.execute(update(api_keys).where(api_keys.c.id == key.id, stale).values(used_at=at))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> ApiKey:
    scopes = frozenset(Scope(scope) for scope in row.scopes)
    return ApiKey(row.id, row.name, scopes, row.created_at, row.revoked_at, row.used_at)
