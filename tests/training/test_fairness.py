from collections.abc import Sequence

import numpy as np
import pytest

from scoring.explain.score import TIERS, Tier
from tests.training.quick import QUICK
from training.fairness import GroupComparison, GroupOutcome, compare, outcomes, without
from training.grouping import by_column
from training.intervals import Share
from training.pipeline import Training
from training.splits import Split
from training.synthetic import draw_leads

HIGH, MEDIUM, LOW = (TIERS.index(tier) for tier in (Tier.HIGH, Tier.MEDIUM, Tier.LOW))


def fares(of_group: dict[str, Sequence[tuple[int, int, int]]]) -> tuple[GroupOutcome, ...]:
    """How groups fare that hold so many leads of each true tier and tier shown."""
    leads = [
        (group, truly, shown) for group, counts in of_group.items() for truly, shown, count in counts
        for _ in range(count)
    ]  # fmt: skip
    groups, labels, shown = zip(*leads, strict=True)
    return outcomes(by_column("region", groups), np.array(labels), np.array(shown))


def ratios(compared: Sequence[GroupComparison]) -> dict[str, float]:
    return {one.outcome.group: float(one.ratio) for one in compared}


def test_a_group_is_counted_by_what_is_shown_and_what_is_true() -> None:
    (north,) = fares({"north": [(HIGH, HIGH, 30), (HIGH, MEDIUM, 10), (LOW, HIGH, 6), (LOW, LOW, 54)]})
    assert north.leads == 100
    assert north.selected == Share(36, 100)
    assert north.high == Share(40, 100)
    assert north.missed == Share(10, 40)
    assert north.false_alarms == Share(6, 60)


def test_groups_are_compared_with_the_one_most_often_shown_as_high() -> None:
    found = compare(
        fares(
            {
                "north": [(HIGH, HIGH, 20), (LOW, LOW, 80)],
                "south": [(HIGH, HIGH, 16), (LOW, LOW, 84)],
                "west": [(HIGH, HIGH, 5), (LOW, LOW, 95)],
            }
        )
    )
    assert ratios(found) == pytest.approx({"north": 1, "south": 0.8, "west": 0.25})
    assert [one.outcome.group for one in found if one.below_four_fifths] == ["west"]
    assert [one.outcome.group for one in found if one.beyond_chance] == ["west"]


def test_a_group_of_three_leads_is_neither_compared_nor_the_best() -> None:
    found = fares({"tiny": [(HIGH, HIGH, 3)], "north": [(HIGH, HIGH, 5), (LOW, LOW, 45)]})
    assert {outcome.group: outcome.enough for outcome in found} == {"north": True, "tiny": False}
    assert ratios(compare(found)) == {"north": 1}


def test_there_is_nothing_to_compare_where_no_lead_is_shown_as_high() -> None:
    assert compare(fares({"north": [(HIGH, LOW, 50)], "south": [(LOW, LOW, 50)]})) == ()


def test_a_model_without_what_matters_is_worse_and_without_what_does_not_is_no_worse() -> None:
    split = Split.from_leads(draw_leads(1_000, seed=5))
    model = QUICK.train(split.training)
    of_approval = without("financing_pre_approved", QUICK, split.training, split.test, model)
    of_attempts = without("contact_attempts", QUICK, split.training, split.test, model)
    assert of_approval.more_loss > 2 * of_approval.uncertainty
    assert of_approval.precision < of_approval.precision_with
    assert abs(of_attempts.more_loss) <= 3 * of_attempts.uncertainty
    assert of_attempts.precision_with == of_approval.precision_with


def test_every_lead_of_the_test_is_in_one_group(training: Training) -> None:
    test = training.split.test
    regions = by_column("region", [f"region {number % 7}" for number in range(len(test))])
    found = outcomes(regions, test.labels, training.measured.tiers(test.features))
    assert sum(outcome.leads for outcome in found) == len(test)
    assert sum(outcome.high.hits for outcome in found) == test.count()[Tier.HIGH]
