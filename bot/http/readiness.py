"""Readiness and metrics, for operators and their monitoring."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from anyio import CapacityLimiter, move_on_after, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from bot.http.authorization import Gate, needs_key
from bot.http.schemas import example_lead
from bot.metrics import CONTENT_TYPE, Metrics
from bot.store import Store
from bot.store.api_keys import Scope
from bot.store.backlog import Backlog, read_backlog
from scoring.errors import ScoringError
from scoring.explain.scorer import Scorer

# A database that takes longer is as good as down.
_TIMEOUT_SECONDS = 2
_ASKING = 4
_LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Check:
    """Whether a part works, and a description."""

    ok: bool
    words: str


@dataclass(frozen=True)
class BacklogCheck(Check):
    """The number of waiting alerts and of those that Slack refused, and the oldest delay; None where unknown."""

    waiting: int | None = None
    failed: int | None = None
    oldest_late_seconds: int | None = None


class Readiness:
    """Checks whether leads are accepted and alerts are sent.

    `slack_connected` returns whether there is a connection to Slack. It is None when Slack calls over HTTP.
    """

    def __init__(
        self, store: Store, scorer: Scorer, *, slack_connected: Callable[[], bool] | None, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._scorer = scorer
        self._example = scorer.fields.read(example_lead(scorer.fields))
        self._example = scorer.fields.read(example_lead(scorer.fields))
        self._slack_connected = slack_connected
        self._clock = clock
        self._threads = CapacityLimiter(_ASKING)

    async def checks(self) -> dict[str, Check]:
        """Return the checks by part."""
        database: Check = Check(ok=False, words=f"no answer within {_TIMEOUT_SECONDS} s")
        alerts: Check = BacklogCheck(ok=False, words="unknown while the database does not answer")
        with move_on_after(_TIMEOUT_SECONDS):
            ask = self._stored
            database, alerts = await to_thread.run_sync(ask, abandon_on_cancel=True, limiter=self._threads)
        return {"database": database, "model": self._model(), "slack": self._slack(), "alerts": alerts}

    def _stored(self) -> tuple[Check, Check]:
        now = datetime.fromtimestamp(self._clock(), UTC)
        try:
            backlog = read_backlog(self._store.database, now=now)
        except SQLAlchemyError as error:
            unknown = BacklogCheck(ok=False, words="unknown while the database does not answer")
            return Check(ok=False, words=f"cannot be read ({type(error).__name__})"), unknown
        return Check(ok=True, words="answers"), describe_backlog(backlog, now)

    def _model(self) -> Check:
        version = self._scorer.card.version
        try:
            self._scorer.score(self._example)
        except ScoringError as error:
            return Check(ok=False, words=f"{version} cannot score ({type(error).__name__})")
        return Check(ok=True, words=f"{version} scores")

    def _slack(self) -> Check:
        if self._slack_connected is None:
            return Check(ok=True, words="sends its requests here, over HTTP")
        if self._slack_connected():
            return Check(ok=True, words="connected")
        return Check(ok=False, words="not connected; leads are taken in, and their alerts wait")


def describe_backlog(backlog: Backlog, now: datetime) -> BacklogCheck:
    """Describe the backlog at `now`. It is not ok when Slack refused an alert for good, or one is minutes late."""
    late = now - backlog.overdue_since if backlog.overdue_since else timedelta(0)
    words = [f"{backlog.failed} refused by Slack: see `python -m bot alerts retry`"] * bool(backlog.failed)
    words += [f"the oldest is {late // timedelta(minutes=1)} min late"] * (late > _LATE)
    words += [f"{backlog.waiting} to be posted"] * bool(backlog.waiting)
    return BacklogCheck(
        ok=not backlog.failed and late <= _LATE,
        words="; ".join(words) or "all posted",
        waiting=backlog.waiting,
        failed=backlog.failed,
        oldest_late_seconds=round(late.total_seconds()),
    )


def operation_routes(readiness: Readiness, metrics: Metrics, gate: Gate) -> APIRouter:
    """Return the routes GET /ready, which needs no key, and GET /metrics."""
    router = APIRouter(tags=["operations"])

    @router.head("/ready", include_in_schema=False)
    @router.get("/ready", summary="Whether leads can be taken in", responses={503: {"description": "They cannot."}})
    async def ready() -> Response:
        checks = await readiness.checks()
        able = checks["database"].ok and checks["model"].ok
        # Without Slack, leads are accepted all the same: a refused lead is lost.
        status = "ready" if all(check.ok for check in checks.values()) else "degraded" if able else "not ready"
        content = {"status": status, "checks": {part: asdict(check) for part, check in checks.items()}}
        return JSONResponse(content, status_code=200 if able else 503)

    @router.get(
        "/metrics", summary="Metrics for Prometheus", response_class=PlainTextResponse, dependencies=[needs_key]
    )
    async def expose(request: Request) -> Response:
        await gate.admit(request, Scope.METRICS)
        return Response(await run_in_threadpool(metrics.exposed), media_type=CONTENT_TYPE)

    return router
