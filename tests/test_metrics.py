"""What Prometheus is told."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from sqlalchemy.exc import OperationalError

from bot.alerts.alert import AlertStatus
from bot.metrics import Metrics
from scoring.explain.score import Tier


def samples(metrics: Metrics) -> dict[str, float]:
    """Return what Prometheus reads, by name and labels: 'x_total{tier="High"}'."""
    families = text_string_to_metric_families(metrics.exposed().decode())
    return {_named(sample): sample.value for family in families for sample in family.samples}


def _named(sample: Sample) -> str:
    labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
    return f"{sample.name}{{{labels}}}" if labels else sample.name


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(lambda: {AlertStatus.OPEN: 2, AlertStatus.CLAIMED: 0}, lambda: 1)


def test_scores_are_counted_by_tier_and_source(metrics: Metrics) -> None:
    for tier in (Tier.HIGH, Tier.HIGH, Tier.LOW):
        metrics.scored(tier, "http")
    metrics.scored(Tier.HIGH, "slack")
    told = samples(metrics)
    assert told['lead_scorer_scores_total{source="http",tier="High"}'] == 2
    assert told['lead_scorer_scores_total{source="http",tier="Low"}'] == 1
    assert told['lead_scorer_scores_total{source="slack",tier="High"}'] == 1


def test_acknowledgements_are_timed_by_kind(metrics: Metrics) -> None:
    metrics.acked("command", 0.03)
    metrics.acked("command", 2.5)
    told = samples(metrics)
    assert told['lead_scorer_slack_ack_seconds_bucket{kind="command",le="0.5"}'] == 1
    assert told['lead_scorer_slack_ack_seconds_bucket{kind="command",le="3.0"}'] == 2
    assert told['lead_scorer_slack_ack_seconds_sum{kind="command"}'] == pytest.approx(2.53)


def test_claims_and_contacts_are_timed(metrics: Metrics) -> None:
    metrics.claimed(14 * 60)
    metrics.contacted(3 * 3600)
    told = samples(metrics)
    assert told['lead_scorer_claim_seconds_bucket{le="900.0"}'] == 1
    assert told['lead_scorer_claim_seconds_bucket{le="600.0"}'] == 0
    assert told['lead_scorer_contact_seconds_bucket{le="14400.0"}'] == 1
    assert told["lead_scorer_contact_seconds_sum"] == 3 * 3600


def test_slack_is_counted_by_method_and_code(metrics: Metrics) -> None:
    metrics.slack_failed("chat.postMessage", "channel_not_found")
    metrics.attempted("put off")
    told = samples(metrics)
    assert told['lead_scorer_slack_errors_total{code="channel_not_found",method="chat.postMessage"}'] == 1
    assert told['lead_scorer_tellings_total{outcome="put off"}'] == 1


@pytest.mark.parametrize("code", ["Dana Reyes", 'a"}', "", "x" * 61, "é"])
def test_a_code_that_is_none_of_slacks_becomes_no_label(metrics: Metrics, code: str) -> None:
    metrics.slack_failed("chat.postMessage", code)
    assert samples(metrics)['lead_scorer_slack_errors_total{code="other",method="chat.postMessage"}'] == 1


def test_alerts_are_counted_when_somebody_asks(metrics: Metrics) -> None:
    told = samples(metrics)
    assert told['lead_scorer_alerts{status="open"}'] == 2
    assert told['lead_scorer_alerts{status="claimed"}'] == 0
    assert told["lead_scorer_alerts_refused"] == 1
    assert told["lead_scorer_store_up"] == 1


def test_without_the_store_all_else_is_told() -> None:
    def down() -> dict[AlertStatus, int]:
        raise OperationalError("SELECT", {}, Exception("gone"))

    metrics = Metrics(down, lambda: 0)
    metrics.scored(Tier.HIGH, "http")
    told = samples(metrics)
    assert told["lead_scorer_store_up"] == 0
    assert told['lead_scorer_scores_total{source="http",tier="High"}'] == 1
    assert not [name for name in told if name.startswith("lead_scorer_alerts")]


def test_the_process_is_told_of(metrics: Metrics) -> None:
    assert samples(metrics)["process_resident_memory_bytes"] > 0
