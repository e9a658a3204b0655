import numpy as np
import pytest

from scoring.explain.score import TIERS, Tier
from scoring.fields.field import Quantity
from tests.fields import REAL_ESTATE
from tests.seed import COPY, LEADS_FILE, ORIGINAL
from training.data import columns, csv_chunks
from training.scenarios import SCENARIOS_FILE
from training.synthetic import draw_leads, tier_probabilities

COLUMNS = columns(REAL_ESTATE)


def test_seed_42_draws_the_specifications_leads_byte_for_byte() -> None:
    assert b"".join(csv_chunks(draw_leads(10_000, seed=42))) == LEADS_FILE.read_bytes()


@pytest.mark.skipif(not ORIGINAL.is_dir(), reason="the specification's files are not beside the repository")
def test_the_copies_of_the_specifications_files_are_true() -> None:
    assert (COPY / "leads.csv").read_bytes() == (ORIGINAL / "leads.csv").read_bytes()
    assert SCENARIOS_FILE.read_bytes() == (ORIGINAL / "scenarios.json").read_bytes()


def test_the_same_seed_draws_the_same_leads_and_another_seed_others() -> None:
    first, again, other = draw_leads(500, seed=7), draw_leads(500, seed=7), draw_leads(500, seed=8)
    assert (first.features == again.features).all()
    assert (first.labels == again.labels).all()
    assert (first.features != other.features).any()


def test_more_leads_have_the_same_shares_of_tiers() -> None:
    leads = draw_leads(200_000, seed=1)
    shares = {tier: count / len(leads) for tier, count in leads.count().items()}
    assert shares == pytest.approx({Tier.HIGH: 0.0893, Tier.MEDIUM: 0.5802, Tier.LOW: 0.3305}, abs=0.01)


def test_every_value_drawn_is_one_that_a_lead_may_have() -> None:
    columns = draw_leads(50_000, seed=3).columns
    for feature in REAL_ESTATE.features:
        values = columns[feature.name]
        lowest, highest = (feature.at_least, feature.at_most) if isinstance(feature, Quantity) else (0, 1)
        assert values.min() >= lowest, feature.name
        assert values.max() <= highest, feature.name
        assert len(np.unique(values)) > 1, feature.name


def test_the_columns_are_the_features_of_a_lead_and_its_tier() -> None:
    header = LEADS_FILE.read_text().splitlines()[0]
    assert header.split(",") == list(COLUMNS)


def test_the_rules_probabilities_are_those_of_the_labels_it_gives() -> None:
    leads = draw_leads(200_000, seed=5)
    rule = tier_probabilities(leads)
    assert rule.sum(axis=1) == pytest.approx(1)
    for probabilities in np.unique(rule, axis=0):
        alike = (rule == probabilities).all(axis=1)
        frequencies = np.bincount(leads.labels[alike], minlength=len(TIERS)) / alike.sum()
        assert frequencies == pytest.approx(probabilities, abs=2 / np.sqrt(alike.sum()))
