import pytest

from scoring.explain.score import Tier
from training.scenarios import read_scenarios


def test_there_are_nine_and_what_is_true_of_each_adds_up() -> None:
    scenarios = read_scenarios()
    assert len(scenarios) == 9
    for scenario in scenarios:
        assert sum(scenario.true_probabilities.values()) == pytest.approx(1)
        assert max(scenario.true_probabilities, key=scenario.true_probabilities.__getitem__) in scenario.expected


def test_the_distance_from_the_truth_is_the_largest_gap_of_any_tier() -> None:
    first = read_scenarios()[0]
    assert first.true_probabilities == {Tier.HIGH: 1, Tier.MEDIUM: 0, Tier.LOW: 0}
    assert first.distance({Tier.HIGH: 0.7, Tier.MEDIUM: 0.2, Tier.LOW: 0.1}) == pytest.approx(0.3)
