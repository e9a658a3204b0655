"""Readiness and metrics: what operators and their machines ask."""

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
_PATIENCE_SECONDS = 2
_ASKING = 4
_LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """Whether a part works, and what there is to say of it."""

    ok: bool
    words: str


@dataclass(frozen=True)
class BacklogFinding(Finding):
    """How many alerts wait to be posted, how many Slack refused, and how late the oldest is; None where unknown."""

    waiting: int | None = None
    failed: int | None = None
    oldest_late_seconds: int | None = None


class Readiness:
    """Looks whether leads can be taken in, and whether alerts go out.

    `slack_connected` tells whether there is a connection to Slack; None when Slack comes to us over HTTP.
    """

    def __init__(
        self, store: Store, scorer: Scorer, *, slack_connected: Callable[[], bool] | None, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._scorer = scorer
        self._example = scorer.fields.read(example_lead(scorer.fields))
        self._slack_connected = slack_connected
        self._clock = clock
        self._threads = CapacityLimiter(_ASKING)

    async def findings(self) -> dict[str, Finding]:
        """Return what was found, by part."""
        database: Finding = Finding(ok=False, words=f"no answer within {_PATIENCE_SECONDS} s")
        alerts: Finding = BacklogFinding(ok=False, words="unknown while the database does not answer")
        with move_on_after(_PATIENCE_SECONDS):
            ask = self._stored
            database, alerts = await to_thread.run_sync(ask, abandon_on_cancel=True, limiter=self._threads)
        return {"database": database, "model": self._model(), "slack": self._slack(), "alerts": alerts}

    def _stored(self) -> tuple[Finding, Finding]:
        now = datetime.fromtimestamp(self._clock(), UTC)
        try:
            backlog = read_backlog(self._store.database, now=now)
        except SQLAlchemyError as error:
            unknown = BacklogFinding(ok=False, words="unknown while the database does not answer")
            return Finding(ok=False, words=f"cannot be read ({type(error).__name__})"), unknown
        return Finding(ok=True, words="answers"), describe_backlog(backlog, now)

    def _model(self) -> Finding:
        version = self._scorer.card.version
        try:
            self._scorer.score(self._example)
        except ScoringError as error:
            return Finding(ok=False, words=f"{version} cannot score ({type(error).__name__})")
        return Finding(ok=True, words=f"{version} scores")

    def _slack(self) -> Finding:
        if self._slack_connected is None:
            return Finding(ok=True, words="sends its requests here, over HTTP")
        if self._slack_connected():
            return Finding(ok=True, words="connected")
        return Finding(ok=False, words="not connected; leads are taken in, and their alerts wait")


def describe_backlog(backlog: Backlog, now: datetime) -> BacklogFinding:
    """Say how the alerts stand at `now`: not well when Slack refused one for good, or one is minutes late."""
    late = now - backlog.overdue_since if backlog.overdue_since else timedelta(0)
    words = [f"{backlog.failed} refused by Slack: see `python -m bot alerts retry`"] * bool(backlog.failed)
    words += [f"the oldest is {late // timedelta(minutes=1)} min late"] * (late > _LATE)
    words += [f"{backlog.waiting} to be posted"] * bool(backlog.waiting)
    return BacklogFinding(
        ok=not backlog.failed and late <= _LATE,
        words="; ".join(words) or "all posted",
        waiting=backlog.waiting,
        failed=backlog.failed,
        oldest_late_seconds=round(late.total_seconds()),
    )


def operation_routes(readiness: Readiness, metrics: Metrics, gate: Gate) -> APIRouter:
    """Return the routes GET /ready, open to all, and GET /metrics."""
    router = APIRouter(tags=["operations"])

    @router.head("/ready", include_in_schema=False)
    @router.get("/ready", summary="Whether leads can be taken in", responses={503: {"description": "They cannot."}})
    async def ready() -> Response:
        findings = await readiness.findings()
        able = findings["database"].ok and findings["model"].ok
        # Without Slack, leads are taken in all the same: to send them elsewhere would lose them.
        status = "ready" if all(finding.ok for finding in findings.values()) else "degraded" if able else "not ready"
        content = {"status": status, "checks": {part: asdict(finding) for part, finding in findings.items()}}
        return JSONResponse(content, status_code=200 if able else 503)

    @router.get(
        "/metrics", summary="Metrics for Prometheus", response_class=PlainTextResponse, dependencies=[needs_key]
    )
    async def expose(request: Request) -> Response:
        await gate.admit(request, Scope.METRICS)
        return Response(await run_in_threadpool(metrics.exposed), media_type=CONTENT_TYPE)

    return router
