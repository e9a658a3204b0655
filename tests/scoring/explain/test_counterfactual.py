from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from math import inf, isclose
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import InvalidLead
from scoring.explain.counterfactual import Increment, lowest_high_margin, smallest_increments
from scoring.explain.counterfactual import Path as PathToHigh
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature
from scoring.fields.lead import Lead
from scoring.model.additive import AdditiveModel
from scoring.model.artifact import load_artifact
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS
from tests.strategies import leads
from training.data import LeadsFile
from training.pipeline import train
from training.recipes import SPECIFIED

COLD = make_lead(
    age=24,
    income=42_000,
    credit_score=590,
    website_visits=3,
    email_opens=1,
    property_views=2,
    contact_attempts=0,
    time_on_site_minutes=10,
    inquiry_submitted=False,
    financing_pre_approved=False,
    budget_disclosed=False,
    location_preference_set=False,
)
CAN_GROW = frozenset(feature.name for feature in REAL_ESTATE.features if feature.can_grow)


@pytest.fixture(scope="module")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


@pytest.fixture(scope="module")
def deep(leads_file: LeadsFile) -> Scorer:
    """A model of deep trees, in which more of something can make a lead worse."""
    few = replace(leads_file, leads=leads_file.leads.select(np.arange(2_000)))
    return Scorer(train(few, SPECIFIED).artifact)


def taken(lead: Lead, path: PathToHigh, names: Sequence[str]) -> Lead:
    """Return the lead after those changes of the path that are named."""
    return REAL_ESTATE.update(lead, {one.feature.name: one.after for one in path.changes if one.feature.name in names})


def check_path(scorer: Scorer, lead: Lead, path: PathToHigh) -> None:
    """Check that the path leads to High, no part of it does, and it only raises what can grow."""
    names = [change.feature.name for change in path.changes]
    assert path.score.tier is Tier.HIGH
    assert path.score == scorer.score(taken(lead, path, names))
    assert set(names) <= CAN_GROW
    assert names == [feature.name for feature in REAL_ESTATE.features if feature.name in names]
    for change in path.changes:
        assert change.before == lead.get(change.feature.name)
        before, after = change.feature.code(change.before), change.feature.code(change.after)
        assert after is not None
        assert before is None or after > before
    parts = [part for count in range(len(names)) for part in combinations(names, count)]
    assert all(score.tier is not Tier.HIGH for score in scorer.score_many(taken(lead, path, part) for part in parts))


def test_a_path_ends_high_and_no_part_of_it_does(scorer: Scorer) -> None:
    @settings(max_examples=40)
    @given(leads(), st.sets(st.sampled_from(REAL_ESTATE.features)))
    def check(lead: Lead, hidden: set[Feature]) -> None:
        half = REAL_ESTATE.update(lead, {feature.name: None for feature in hidden})
        if path := scorer.path_to_high(half):
            check_path(scorer, half, path)

    check()


def test_so_it_does_for_the_leads_that_come(scorer: Scorer) -> None:
    paths = [(lead, scorer.path_to_high(lead)) for lead in LEADS[:60]]
    for lead, path in paths:
        if path:
            check_path(scorer, lead, path)
    assert {len(path.changes) for _, path in paths if path} >= {0, 1, 2, 3}
    assert any(path is None for _, path in paths)


def test_deep_trees_have_paths_too(deep: Scorer) -> None:
    whole = [(lead, deep.path_to_high(lead)) for lead in LEADS[:6]]
    half = [REAL_ESTATE.update(lead, {"income": None, "inquiry_submitted": None}) for lead in LEADS[:2]]
    found = [(lead, path) for lead, path in [*whole, *((one, deep.path_to_high(one)) for one in half)] if path]
    assert len(found) > 3
    for lead, path in found:
        check_path(deep, lead, path)


def test_a_lead_that_is_high_has_no_way_to_go(scorer: Scorer) -> None:
    high = next(lead for lead in LEADS if scorer.score(lead).tier is Tier.HIGH)
    path = scorer.path_to_high(high)
    assert path is not None
    assert path.changes == ()
    assert path.score == scorer.score(high)


def test_where_there_is_no_path_everything_at_its_best_is_not_enough(scorer: Scorer) -> None:
    assert scorer.path_to_high(COLD) is None
    best = dict.fromkeys(CAN_GROW, 10_000) | {name: True for name in CAN_GROW if COLD.get(name) is False}
    assert scorer.score(REAL_ESTATE.update(COLD, best)).tier is not Tier.HIGH


def test_what_does_not_change_is_part_of_a_path_only_if_it_is_asked_for(scorer: Scorer) -> None:
    path = scorer.path_to_high(COLD, free=CAN_GROW | {"income", "credit_score"})
    assert path is not None
    assert {"income", "credit_score"} & {change.feature.name for change in path.changes}
    assert scorer.path_to_high(COLD, free={"income", "credit_score"}) is None
    assert scorer.path_to_high(COLD, free=()) is None


def test_what_is_no_feature_cannot_change(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match=r"^“pets” is not known of a lead$"):
        scorer.path_to_high(COLD, free={"pets"})


def test_engagement_and_signals_can_grow_and_nothing_else() -> None:
    assert {feature.name for feature in REAL_ESTATE.features} - CAN_GROW == {"age", "income", "credit_score"}


def test_from_the_lowest_high_margin_on_a_lead_is_high(model_folder: Path) -> None:
    artifact = load_artifact(model_folder)
    curves = AdditiveModel.from_artifact(artifact, REAL_ESTATE.features)
    assert curves is not None
    high_from = artifact.card.high_from
    assert high_from is not None
    margin = lowest_high_margin(curves, high_from)
    assert margin is not None
    assert curves.link.shares(margin)[0] >= high_from > curves.link.shares(margin - 1e-6)[0]
    assert lowest_high_margin(curves, 1.0) is None


NUMBERS = st.floats(0.01, 10, allow_nan=False)
WAYS = st.lists(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=4), max_size=5).map(
    lambda ways: [[Increment(str(at), 1, gain, step) for gain, step in way] for at, way in enumerate(ways)]
)


@given(WAYS, st.floats(-1, 30))
def test_of_all_raises_that_do_the_fewest_and_shortest_are_found(
    ways: Sequence[Sequence[Increment]], needed: float
) -> None:
    found = smallest_increments(ways, needed)
    if found is None:
        assert sum(max((one.gain for one in way), default=0.0) for way in ways) < needed + 1e-9
        return
    assert sum(one.gain for one in found) >= needed - 1e-9
    assert len({one.name for one in found}) == len(found)
    for count in range(len(found) + 1):
        enough = [
            sum(one.step for one in raises)
            for chosen in combinations(ways, count)
            for raises in product(*chosen)
            if sum(one.gain for one in raises) >= needed + 1e-9
        ]
        least = min(enough, default=inf)
        assert not enough or count == len(found)
        assert least >= sum(one.step for one in found) or isclose(least, sum(one.step for one in found))
