"""Authorization: API keys, their scopes and their rate limit."""

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
from bot.http.problems import HttpProblem
from bot.store.api_keys import ApiKey, ApiKeys, Scope

# A revoked key works for up to this many seconds.
_TRUSTED = 5
_KEYS = 1_000
_LOOKING_UP = 2  # or guesses would take the threads of everybody else

needs_key = Depends(
    HTTPBearer(scheme_name="API key", description="A key from `python -m bot keys create`.", auto_error=False)
)
"""Documents in OpenAPI that a route needs a key. `Gate.admit` checks it."""


class Gate:
    """Admits requests with an API key of the right scope, within the rate limit.

    Runs on the event loop. A valid key is cached for some seconds, so that few requests read the store.
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
        # By hash of the secret. Unknown secrets are not cached: guesses would evict keys in use.
        self._found: TTLCache[bytes, ApiKey] = TTLCache(_KEYS, ttl=_TRUSTED, timer=timer)

    async def admit(self, request: Request, scope: Scope) -> ApiKey:
        """Return the key that the request carries.

        Raises:
            HttpProblem: 401 without a valid key, 403 when it lacks `scope`, 429 when it was used too often.
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


def _unknown(detail: str, *, challenge: str) -> HttpProblem:
    return HttpProblem(401, "Unauthorized", detail, headers={"WWW-Authenticate": challenge})


def _lacks(scope: Scope) -> HttpProblem:
    challenge = f'Bearer error="insufficient_scope", scope="{scope}"'
    detail = f"This API key lacks the scope {scope}: create one with it."
    return HttpProblem(403, "Forbidden", detail, headers={"WWW-Authenticate": challenge})


def _too_often(wait: float) -> HttpProblem:
    seconds = math.ceil(wait)
    detail = f"This API key was used too often: try again in {seconds} s."
    return HttpProblem(429, "Too Many Requests", detail, headers={"Retry-After": str(seconds)})
