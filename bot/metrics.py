"""Metrics for Prometheus. Labels are our own words or Slack's codes, never anything that a person sent."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Literal, TypeVar

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from scoring.explain.score import Tier

Status = TypeVar("Status", bound=StrEnum)

Told = Literal["told", "put off", "refused"]
"""How an attempt to tell Slack something ended: it arrived, it is tried again later, or Slack refused for good."""

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""The format that every version of Prometheus reads."""

_APP = "lead_scorer"

_ACK_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
_MINUTE, _HOUR = 60, 3600
_CLAIM_SECONDS = (*(minutes * _MINUTE for minutes in (1, 2, 5, 10, 15, 30)), *(hours * _HOUR for hours in (1, 2, 4, 8)))
_CONTACT_SECONDS = (*(minutes * _MINUTE for minutes in (5, 15, 30)), *(hours * _HOUR for hours in (1, 4, 8, 24, 72)))
_CODE = re.compile(r"[\w.]{1,60}", re.ASCII)


class Metrics:
    """The metrics of this process. Safe to share between threads.

    Alerts are counted in the store at each request, so all replicas report the same numbers. `count_alerts` returns the
    number of alerts by status, `count_refused` the number that Slack refuses.
    """

    def __init__(self, count_alerts: Callable[[], Mapping[Status, int]], count_refused: Callable[[], int]) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)
        registry.register(_Alerts(lambda: count_alerts().items(), count_refused))
        counter = partial(Counter, namespace=_APP, registry=registry)
        histogram = partial(Histogram, namespace=_APP, registry=registry)
        self._acks = histogram("slack_ack_seconds", "Slack's wait for an ack.", ["kind"], buckets=_ACK_SECONDS)
        self._scores = counter("scores", "Leads scored.", ["tier", "source"])
        self._claims = histogram("claim_seconds", "Working time from lead to owner.", buckets=_CLAIM_SECONDS)
        self._contacts = histogram("contact_seconds", "Working time from lead to contact.", buckets=_CONTACT_SECONDS)
        self._slack_errors = counter("slack_errors", "Calls of Slack's Web API that failed.", ["method", "code"])
        self._tellings = counter("tellings", "Attempts to tell Slack of an alert.", ["outcome"])

    def acked(self, kind: str, seconds: float) -> None:
        """Record an acknowledgement. `kind` is one of our words, such as command."""
        self._acks.labels(kind).observe(seconds)

    def scored(self, tier: Tier, source: str) -> None:
        """Count a scored lead. `source` is one of our words, such as http."""
        self._scores.labels(tier.value, source).inc()

    def claimed(self, seconds: float) -> None:
        """Record a claim, `seconds` of working time after the lead arrived."""
        self._claims.observe(seconds)

    def contacted(self, seconds: float) -> None:
        """Record a contact, `seconds` of working time after the lead arrived."""
        self._contacts.observe(seconds)

    def slack_failed(self, method: str, code: str) -> None:
        """Count a failed call of `method`. `code` is the reason."""
        self._slack_errors.labels(*(word if _CODE.fullmatch(word) else "other" for word in (method, code))).inc()

    def attempted(self, outcome: Told) -> None:
        """Count an attempt to tell Slack something of an alert."""
        self._tellings.labels(outcome).inc()

    def exposed(self) -> bytes:
        """Return all metrics as text of type CONTENT_TYPE."""
        return generate_latest(self._registry)


class _Alerts(Collector):
    """Counts alerts on request. While the store does not answer, it reports that instead of failing all metrics."""

    def __init__(self, count: Callable[[], Iterable[tuple[str, int]]], count_refused: Callable[[], int]) -> None:
        self._count = count
        self._count_refused = count_refused

    def describe(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily(f"{_APP}_alerts", "Alerts by status, those of all replicas.", labels=["status"])
        yield GaugeMetricFamily(f"{_APP}_alerts_refused", "Open alerts that Slack refuses, those of all replicas.")
        yield GaugeMetricFamily(f"{_APP}_store_up", "Whether the store answers.")

    def collect(self) -> Iterator[GaugeMetricFamily]:
        alerts, refused, up = self.describe()
        try:
            counts = self._count()
            refused.add_metric([], self._count_refused())
        except SQLAlchemyError:
            up.add_metric([], 0)
        else:
            up.add_metric([], 1)
            for status, count in counts:
                alerts.add_metric([status], count)
            yield alerts
            yield refused
        yield up
