"""Authorization: who may use the HTTP API, for what, and how often."""

import hashlib
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime

from anyio import CapacityLimiter, to_thread
from cachetools import TTLCache
from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from bot.http.limits import RequestLimit
from bot.http.problems import Problem
from bot.store.api_keys import ApiKey, ApiKeys, Scope

# How long a revoked key may still work, in seconds.
_TRUSTED = 5
_KEYS = 1_000
_LOOKING_UP = 2  # or guesses would take the threads of everybody else

needs_key = Depends(
    HTTPBearer(scheme_name="API key", description="A key from `python -m bot keys create`.", auto_error=False)
)
"""Says in the OpenAPI description of routes that they need a key; `Gate.admit` sees to it."""


class Gate:
    """Lets in requests that carry an API key with the right scope, as often as the limit allows.

    Runs on the event loop. A key that was found is believed for some seconds, so that few requests ask the store.
    """

    def __init__(
        self,
        api_keys: ApiKeys,
        limit: RequestLimit,
        *,
        clock: Callable[[], float],
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api_keys = api_keys
        self._limit = limit
        self._clock = clock
        self._threads = CapacityLimiter(_LOOKING_UP)
        # By hash of the secret. Secrets that were not found are not kept: guesses would push out keys in use.
        self._found: TTLCache[bytes, ApiKey] = TTLCache(_KEYS, ttl=_TRUSTED, timer=timer)

    async def admit(self, request: Request, scope: Scope) -> ApiKey:
        """Return the key that the request carries.

        Raises:
            Problem: 401 without a valid key, 403 when it lacks `scope`, 429 when it was used too often.
        """
        key = await self._identified(request)
        if scope not in key.scopes:
            raise _lacks(scope)
        wait = self._limit.wait(key.id)
        if wait:
            raise _too_often(wait)
        return key

    async def _identified(self, request: Request) -> ApiKey:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise _unknown("Send an API key in the header Authorization: Bearer <key>.", challenge="Bearer")
        digest = hashlib.sha256(secret.encode()).digest()
        if known := self._found.get(digest):
            return known
        key = await to_thread.run_sync(self._look_up, secret, limiter=self._threads)
        if key is None:
            raise _unknown("There is no such API key, or it was revoked.", challenge='Bearer error="invalid_token"')
        self._found[digest] = key
        return key

    def _look_up(self, secret: str) -> ApiKey | None:
        key = self._api_keys.find(secret)
        if key:
            self._api_keys.note_use(key, at=datetime.fromtimestamp(self._clock(), UTC))
        return key


def _unknown(detail: str, *, challenge: str) -> Problem:
    return Problem(401, "Unauthorized", detail, headers={"WWW-Authenticate": challenge})


def _lacks(scope: Scope) -> Problem:
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
    detail = f"This API key lacks the scope {scope}: create one with it."
    return Problem(403, "Forbidden", detail, headers={"WWW-Authenticate": challenge})


def _too_often(wait: float) -> Problem:
    seconds = math.ceil(wait)
    detail = f"This API key was used too often: try again in {seconds} s."
    return Problem(429, "Too Many Requests", detail, headers={"Retry-After": str(seconds)})
