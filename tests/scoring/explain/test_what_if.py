from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import InvalidLead
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE, make_lead
from tests.seed import LEADS
from tests.strategies import leads

LEAD = LEADS[0]


@pytest.fixture(scope="module")
def scorer(model_folder: Path) -> Scorer:
    return Scorer.load(model_folder)


def test_it_is_the_score_of_the_lead_that_is_changed(scorer: Scorer) -> None:
    @settings(max_examples=50)
    @given(
        leads(), leads(), st.sets(st.sampled_from(REAL_ESTATE.features)), st.sets(st.sampled_from(REAL_ESTATE.features))
    )
    def check(lead: Lead, other: Lead, hidden: set[Any], named: set[Any]) -> None:
        half = REAL_ESTATE.update(lead, {feature.name: None for feature in hidden})
        changes = {feature.name: other.values[feature.name] for feature in named}
        found = scorer.what_if(half, changes)
        assert found.before == scorer.score(half)
        assert found.after == scorer.score(REAL_ESTATE.update(half, changes))
        assert {change.feature.name: change.after for change in found.changes} == {
            name: value for name, value in changes.items() if value != half.get(name)
        }
        assert all(change.before == half.get(change.feature.name) for change in found.changes)

    check()


def test_changes_stand_in_the_order_of_the_features_and_only_what_changes(scorer: Scorer) -> None:
    lead = REAL_ESTATE.update(LEAD, {"age": 40, "income": None, "budget_disclosed": False})
    found = scorer.what_if(lead, {"budget_disclosed": True, "income": 90_000, "age": 40})
    assert [(change.feature.name, change.before, change.after) for change in found.changes] == [
        ("income", None, 90_000),
        ("budget_disclosed", False, True),
    ]


def test_names_that_no_lead_has_are_refused_in_words(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match=r"^“pets” is not known of a lead$"):
        scorer.what_if(make_lead(age=40), {"pets": 3})


def test_values_that_are_not_allowed_are_refused_in_words(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match=r"^Age: at least 18, not “12”; Credit score: at most 850, not “900”$"):
        scorer.what_if(Lead(), {"credit_score": 900, "age": 12})


def test_who_somebody_is_makes_no_difference_to_ask_for(scorer: Scorer) -> None:
    with pytest.raises(InvalidLead, match=r"^Name is never scored$"):
        scorer.what_if(LEAD, {"name": 1})
