import logging

import pytest

from scoring.errors import InvalidLead
from scoring.fields.field import Quantity, Signal
from tests.fields import REAL_ESTATE, make_lead

FACTS = {"age": 45, "income": 250_000, "credit_score": 780}


def problems(**stated: object) -> list[str]:
    with pytest.raises(InvalidLead) as caught:
        REAL_ESTATE.read(stated)
    return [problem.message for problem in caught.value.problems]


def test_has_the_twelve_features_of_the_specification_in_its_order() -> None:
    assert [feature.name for feature in REAL_ESTATE.features] == [
        "age",
        "income",
        "credit_score",
        "website_visits",
        "email_opens",
        "property_views",
        "contact_attempts",
        "time_on_site_minutes",
        "inquiry_submitted",
        "financing_pre_approved",
        "budget_disclosed",
        "location_preference_set",
    ]
    assert [field.name for field in REAL_ESTATE.identity] == ["name", "email", "phone", "company", "external_id"]


def test_every_quantity_has_bounds_that_pydantic_holds() -> None:
    for feature in REAL_ESTATE.features:
        if isinstance(feature, Quantity):
            assert REAL_ESTATE.read({feature.name: feature.at_least}).get(feature.name) == feature.at_least
            assert problems(**{feature.name: feature.at_least - 1})[0].startswith(f"{feature.title}: at least")
            assert problems(**{feature.name: feature.at_most + 1})[0].startswith(f"{feature.title}: at most")


def test_bounds_are_those_that_were_agreed() -> None:
    bounds = {
        f.name: (f.at_least, f.at_most) for f in REAL_ESTATE.features if isinstance(f, Quantity) and not f.unbounded
    }
    assert bounds == {"age": (18, 100), "credit_score": (300, 850)}
    assert all(f.at_least == 0 for f in REAL_ESTATE.features if isinstance(f, Quantity) and f.unbounded)


def test_signals_take_yes_and_no_however_a_machine_writes_them() -> None:
    for yes, no in ((True, False), (1, 0), ("yes", "no"), ("y", "n"), ("true", "false"), ("1", "0")):
        for feature in REAL_ESTATE.features:
            if isinstance(feature, Signal):
                assert REAL_ESTATE.read({feature.name: yes}).get(feature.name) is True
                assert REAL_ESTATE.read({feature.name: no}).get(feature.name) is False


def test_names_all_that_is_wrong_at_once_with_field_value_and_what_is_allowed() -> None:
    assert problems(age=12, credit_score=900, income="lots", inquiry_submitted="maybe", pets=3) == [
        "Age: at least 18, not “12”",
        "Income: a whole number, at least $0, not “lots”",
        "Credit score: at most 850, not “900”",
        "Inquiry submitted: yes or no, not “maybe”",
        "“pets” is not known of a lead",
    ]


@pytest.mark.parametrize("value", [True, 45.5, "45.5", [45], float("nan"), float("inf"), 10**400])
def test_refuses_what_is_no_sensible_whole_number(value: object) -> None:
    assert problems(age=value)[0].startswith("Age: ")


def test_keeps_what_was_right_beside_what_was_wrong() -> None:
    with pytest.raises(InvalidLead) as caught:
        REAL_ESTATE.read({"name": "Dana Reyes", "age": 45, "credit_score": 900})
    assert caught.value.understood == make_lead(name="Dana Reyes", age=45)
    assert "credit_score" not in [feature.name for feature in caught.value.missing_of(REAL_ESTATE.features)]


def test_names_every_missing_feature_in_words() -> None:
    with pytest.raises(InvalidLead, match="Missing: website visits, e-mail opens, property views, contact attempts"):
        REAL_ESTATE.require_complete(make_lead(**FACTS))


def test_a_name_stays_on_one_line_and_reorders_nothing() -> None:
    assert make_lead(name=" Dana\n\tReyes\x00\u202e ").name == "Dana Reyes"
    assert problems(name="\n") == ["Name: at most 120 characters, not “\n”"]


def test_identity_is_bounded() -> None:
    assert problems(name="x" * 121)[0].startswith("Name: at most 120 characters")


def test_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        make_lead(age=45).age = 46


def test_shows_no_value_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    lead = make_lead(name="Dana Reyes", income=250_123)
    with caplog.at_level(logging.INFO):
        logging.getLogger("x").info("%s %r %s", lead, lead, [lead])
    assert "Dana" not in caplog.text
    assert "250" not in caplog.text
