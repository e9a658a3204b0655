"""Create, list and revoke API keys, and describe the result."""

import json
import shlex
from collections.abc import Iterator
from datetime import datetime

from bot.commands.terminal import WHO
from bot.store import Store
from bot.store.api_keys import ApiKey, Scope
from scoring.fields.field_set import FieldSet

_ROUTES = {Scope.LEADS: "/leads", Scope.PREDICT: "/predict", Scope.METRICS: "/metrics"}
_EVER = "%Y-%m-%d %H:%M UTC"


class BadApiKey(Exception):
    """There can be no key with this name or these scopes; the message says why."""


def local_url(host: str, port: int) -> str:
    """Return the URL at which this machine reaches a server that listens on `host` and `port`."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104, these are addresses of others
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def read_name(text: str) -> str:
    """Return `text` as a name on one line.

    Raises:
        BadApiKey: it is empty.
    """
    name = " ".join(text.split())
    if not name:
        raise BadApiKey("A key needs a name that says who it is for, such as CRM.")
    return name


def read_scopes(text: str) -> frozenset[Scope]:
    """Return the scopes that `text` lists, separated by commas.

    Raises:
        BadApiKey: there is none, or one that does not exist.
    """
    words = [word.strip().lower() for word in text.split(",")]
    known = ", ".join(Scope)
    if unknown := [word for word in words if word not in list(Scope)]:
        raise BadApiKey(f"“{unknown[0]}” is no scope: name one or more of {known}, separated by commas.")
    return frozenset(Scope(word) for word in words)


def create_key(store: Store, name: str, scopes: str, fields: FieldSet, *, url: str, at: datetime) -> Iterator[str]:
    """Create a key, and yield lines with its secret and a command that tries it at `url`.

    Raises:
        BadApiKey: there is no name, no scope, or one that does not exist.
    """
    key, secret = store.api_keys.create(read_name(name), read_scopes(scopes), at=at)
    store.audit.record(who=WHO, did="key created", subject=key.id, at=at)
    yield f"API key {key.id} for {key.name}, good for {_in_words(key)}. This is the only time that it is shown:"
    yield f"\n  {secret}\n"
    yield f"Try it while the bot runs:\n\n  {_curl(key, secret, url, fields)}\n"
    yield f"If it gets into wrong hands: python -m bot keys revoke {key.id}"


def list_keys(store: Store) -> Iterator[str]:
    """Yield a line for each key."""
    keys = store.api_keys.listed()
    if not keys:
        yield "There are no API keys yet: python -m bot keys create NAME --scopes leads,predict"
    for key in keys:
        used = f"last used {key.used_at:{_EVER}}" if key.used_at else "never used"
        state = f"revoked {key.revoked_at:{_EVER}}" if key.revoked_at else used
        yield f"{key.id}  {key.name}  ({_in_words(key)})  created {key.created_at:{_EVER}}, {state}"


def revoke_key(store: Store, id: str, *, at: datetime) -> Iterator[str]:  # noqa: A002, it is what the key calls it
    """Revoke a key, and yield a confirmation.

    Raises:
        UnknownApiKey: there is none with this id.
    """
    key = store.api_keys.revoke(id, at=at)
    store.audit.record(who=WHO, did="key revoked", subject=key.id, at=at)
    yield f"API key {key.id} for {key.name} is revoked. A running bot refuses it within seconds."


def _in_words(key: ApiKey) -> str:
    return ", ".join(scope for scope in Scope if scope in key.scopes)


def _curl(key: ApiKey, secret: str, url: str, fields: FieldSet) -> str:
    scope, route = next((scope, route) for scope, route in _ROUTES.items() if scope in key.scopes)
    command = ["curl", f"{url}{route}", "-H", f"Authorization: Bearer {secret}"]
    if scope is not Scope.METRICS:
        lead = {feature.name: feature.example for feature in fields.features}
        command += ["-H", "Content-Type: application/json", "-d", json.dumps(lead)]
    return shlex.join(command)
