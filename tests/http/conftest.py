"""The HTTP API on a store of each kind, and programs that use it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.alerts.alert import Alert
from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from bot.http.authorization import Gate
from bot.http.lead_intake import LeadIntake
from bot.http.leads import lead_routes
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.http.readiness import Readiness, operation_routes
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store import Store
from bot.store.api_keys import Scope
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.http.serving import served

PER_MINUTE = 600


@dataclass
class Api:
    """The API, its store, and what is around it."""

    http: httpx.Client
    store: Store
    desk: AlertService
    timer: "Timer"
    slack_is_connected: bool = True
    _secrets: dict[tuple[Scope, ...], str] = field(default_factory=dict)

    @property
    def raised(self) -> list[Alert]:
        """The alerts that were raised and must be posted."""
        return [self.store.alerts.get(alert_id) for alert_id in self.store.alerts.due(self.desk.now)]

    def key(self, *scopes: Scope) -> dict[str, str]:
        """Return headers with a key for these scopes."""
        if scopes not in self._secrets:
            _, self._secrets[scopes] = self.store.api_keys.create("CRM", scopes, at=self.desk.now)
        return {"Authorization": f"Bearer {self._secrets[scopes]}"}

    def send(self, leads: Any, **headers: str) -> httpx.Response:
        """Send leads in."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post("/leads", json=leads, headers=self.key(Scope.LEADS) | named)

    def get(self, path: str, *scopes: Scope) -> httpx.Response:
        return self.http.get(path, headers=self.key(*scopes) if scopes else {})


@dataclass
class Timer:
    """Tells seconds that pass when told to."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def api(scorer: Scorer, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Api]:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    clock, timer = Clock(), Timer()
    metrics = Metrics(store.alerts.counts, store.alerts.count_refused)
    desk = AlertService(store, Policy.from_settings(Settings(quiet_hours="off")), metrics, clock)
    gate = Gate(store.api_keys, RequestLimit(PER_MINUTE, timer=timer), clock=clock, timer=timer)
    api = Api(httpx.Client(), store, desk, timer)
    readiness = Readiness(store, scorer, slack_connected=lambda: api.slack_is_connected, clock=clock)
    routers = (
        lead_routes(LeadIntake(LeadService(store, scorer, desk), store), store, gate),
        operation_routes(readiness, metrics, gate),
        prediction_routes(scorer, gate),
    )
    with served(scorer, *routers) as url, httpx.Client(base_url=url, timeout=30) as api.http:
        yield api
