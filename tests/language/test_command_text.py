import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import real_estate_parser
from bot.language.command_text import parse_lead
from scoring.errors import InvalidLead
from scoring.fields.field import Quantity, Signal
from scoring.fields.lead import FEATURES, FIELDS, Lead
from tests.seed import SCENARIOS

NAMES = real_estate_parser().names
ISSUE = (
    "Dana Reyes age 45, income 250k, credit 780, visits 25, opens 15, views 18, contacts 5, 1.5h on site, "
    "inquiry yes, pre-approved, budget, location"
)
DANA: dict[str, Any] = {
    "name": "Dana Reyes",
    "age": 45,
    "income": 250_000,
    "credit_score": 780,
    "website_visits": 25,
    "email_opens": 15,
    "property_views": 18,
    "contact_attempts": 5,
    "time_on_site_minutes": 90,
    "inquiry_submitted": True,
    "financing_pre_approved": True,
    "budget_disclosed": True,
    "location_preference_set": True,
}


def known(lead: Lead) -> dict[str, Any]:
    return lead.model_dump(exclude_none=True)


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidLead) as caught:
        parse_lead(text)
    return [problem.message for problem in caught.value.problems]


def test_understands_a_whole_lead_in_words() -> None:
    assert known(parse_lead(ISSUE)) == DANA


def test_understands_it_in_any_order() -> None:
    name, *facts = ISSUE.removeprefix("Dana Reyes ").split(", "), "Dana Reyes"
    for turned in (name[::-1] + facts, facts + name[::-1], name[3:] + facts + name[:3]):
        assert known(parse_lead(", ".join(turned))) == DANA


def test_understands_a_whole_lead_as_pairs() -> None:
    pairs = " ".join(f"{name}={json.dumps(value)}" for name, value in DANA.items())
    assert known(parse_lead(pairs)) == DANA


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_understands_every_scenario_as_pairs(scenario: Any) -> None:
    pairs = " ".join(f"{name}={value}" for name, value in scenario.lead.items())
    assert parse_lead(pairs) == Lead(**scenario.lead)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("income $250,000", {"income": 250_000}),
        ("income: 250K", {"income": 250_000}),
        ("income $1.2m", {"income": 1_200_000}),
        ("earns about 90k", {"income": 90_000}),
        ("makes 2 million", {"income": 2_000_000}),
        ("250k income 780 credit", {"income": 250_000, "credit_score": 780}),
        ("25 visits 15 opens 18 views", {"website_visits": 25, "email_opens": 15, "property_views": 18}),
        ("visits 25 opens 15 views 18", {"website_visits": 25, "email_opens": 15, "property_views": 18}),
        ("age 45 25 visits", {"age": 45, "website_visits": 25}),
        ("45 years old", {"age": 45}),
        ("aged 45", {"age": 45}),
        ("Dana Reyes is 45 years old with 780 credit", {"name": "Dana Reyes", "age": 45, "credit_score": 780}),
        ("90 minutes on site", {"time_on_site_minutes": 90}),
        ("1h 30m on site", {"time_on_site_minutes": 90}),
        ("time on site 2 hours", {"time_on_site_minutes": 120}),
        ("spent 90 minutes on site", {"time_on_site_minutes": 90}),
        ("2 hours 15 minutes on site", {"time_on_site_minutes": 135}),
        ("1h 30 min on site", {"time_on_site_minutes": 90}),
        ("no visits", {"website_visits": 0}),
        ("inquiry", {"inquiry_submitted": True}),
        ("no inquiry", {"inquiry_submitted": False}),
        ("inquiry: n", {"inquiry_submitted": False}),
        ("inquiry=TRUE", {"inquiry_submitted": True}),
        ("inquiry 0, budget 1", {"inquiry_submitted": False, "budget_disclosed": True}),
        ("not pre-approved, without a budget", {"financing_pre_approved": False, "budget_disclosed": False}),
        ("Preapproved", {"financing_pre_approved": True}),
        ("pre-approved no budget yes", {"financing_pre_approved": False, "budget_disclosed": True}),
        ("name=“Dana Reyes” age=45", {"name": "Dana Reyes", "age": 45}),
        ('name="Age Smith" age=45', {"name": "Age Smith", "age": 45}),
        ("name=Dana company=Acme Corp id=LEAD-7", {"name": "Dana", "company": "Acme Corp", "external_id": "LEAD-7"}),
        ("phone=+14155550132 age 45", {"phone": "+14155550132", "age": 45}),
        ("phone=+1 415 555 0132, age 45", {"phone": "+1 415 555 0132", "age": 45}),
        ("phone=+1 (415) 555-0132 age 45", {"phone": "+1 (415) 555-0132", "age": 45}),
        ("Dana tel=415 555 0132 45 years old", {"name": "Dana", "phone": "415 555 0132", "age": 45}),
        ("mobile: 415-555-0132 250k income", {"phone": "415-555-0132", "income": 250_000}),
        ("phone=4155550132 no inquiry", {"phone": "4155550132", "inquiry_submitted": False}),
        ('phone="030 1234567 ext 7"', {"phone": "030 1234567 ext 7"}),
        ("id=7 age 45", {"external_id": "7", "age": 45}),
        ("Dana O\u2019Neil-Smith, age 45", {"name": "Dana O'Neil-Smith", "age": 45}),
        ("dana@example.com age 45", {"email": "dana@example.com", "age": 45}),
        ("age 45, income 90k, Dana Reyes", {"name": "Dana Reyes", "age": 45, "income": 90_000}),
        ("age 45;income 90k\nvisits 3", {"age": 45, "income": 90_000, "website_visits": 3}),
        ("age\u00a045, pre\u2013approved", {"age": 45, "financing_pre_approved": True}),
        ("Tom &amp; Jerry age 45", {"name": "Tom & Jerry", "age": 45}),
        ("age 45, age 45", {"age": 45}),
        ("Dana isn't pre-approved", {"name": "Dana", "financing_pre_approved": False}),
        ("hasn\u2019t a budget, no inquiry yet", {"budget_disclosed": False, "inquiry_submitted": False}),
        ("not yet pre-approved", {"financing_pre_approved": False}),
        ("pre-approved: not yet", {"financing_pre_approved": False}),
        ("neither budget nor location", {"budget_disclosed": False, "location_preference_set": False}),
        (
            "no inquiry, pre-approved, no budget, location",
            {
                "inquiry_submitted": False,
                "financing_pre_approved": True,
                "budget_disclosed": False,
                "location_preference_set": True,
            },
        ),
        ("no budget, location yes", {"budget_disclosed": False, "location_preference_set": True}),
        ("no budget, age 45, location", {"budget_disclosed": False, "age": 45, "location_preference_set": True}),
        ("inquiry? yes. budget? no.", {"inquiry_submitted": True, "budget_disclosed": False}),
        ("hasn't got a budget", {"budget_disclosed": False}),
        ("company Acme Corp, age 45", {"company": "Acme Corp", "age": 45}),
        ("Dana, 45", {"name": "Dana", "age": 45}),
        ("budget unknown, age 45", {"age": 45}),
        ("undisclosed budget, age 45", {"age": 45}),
        ("budget 500k", {"budget_disclosed": True}),
        ("budget none", {"budget_disclosed": False}),
        ("inquiry nope", {"inquiry_submitted": False}),
        ("budget (no)", {"budget_disclosed": False}),
        ("age 45-50", {"age": 48}),
        ("incme=250k", {"income": 250_000}),
        ("Dana incme 250k", {"name": "Dana", "income": 250_000}),
        ("pre-aproved, age 45", {"financing_pre_approved": True, "age": 45}),
        ("Dana Reyes isn't sure about financing", {"name": "Dana Reyes"}),
        (
            "Dana Reyes email dana@x.com no inquiry",
            {"name": "Dana Reyes", "email": "dana@x.com", "inquiry_submitted": False},
        ),
        ("company=Acme Corp not pre-approved", {"company": "Acme Corp", "financing_pre_approved": False}),
        (
            "company=Bank of America, id=L-7 no inquiry",
            {"company": "Bank of America", "external_id": "L-7", "inquiry_submitted": False},
        ),
        ("name=Dana Reyes no inquiry", {"name": "Dana Reyes", "inquiry_submitted": False}),
        ("Lee Park hasn't inquired", {"name": "Lee Park", "inquiry_submitted": False}),
        ("Lee Park never pre-approved", {"name": "Lee Park", "financing_pre_approved": False}),
        ("w/o inquiry", {"inquiry_submitted": False}),
        ("budget ❌", {"budget_disclosed": False}),
        ("inquiry 👎, age 45", {"inquiry_submitted": False, "age": 45}),
        ("inquiry :x:, budget :white_check_mark:", {"inquiry_submitted": False, "budget_disclosed": True}),
        ("budget ✗ location ✓", {"budget_disclosed": False, "location_preference_set": True}),
        ("Tim Page, age 45", {"name": "Tim Page", "age": 45}),
        ("Emily Stone, age 45", {"name": "Emily Stone", "age": 45}),
        ("Mark Lead, age 45", {"name": "Mark Lead", "age": 45}),
        ("Nguyen Van An, age 45", {"name": "Nguyen Van An", "age": 45}),
        ("An Nguyen age 45", {"name": "An Nguyen", "age": 45}),
        ('"Dana Reyes", age 45', {"name": "Dana Reyes", "age": 45}),
        ("dana@acme.com. age 45", {"email": "dana@acme.com", "age": 45}),
        ("income $250k/yr", {"income": 250_000}),
        ("income ~250k", {"income": 250_000}),
        ("45 y/o", {"age": 45}),
        ("45yo", {"age": 45}),
        ("45-year-old", {"age": 45}),
        ("fico score 780.", {"credit_score": 780}),
        ("age 45, location.", {"age": 45, "location_preference_set": True}),
        ("pat one, age 45, income 90k", {"name": "pat one", "age": 45, "income": 90_000}),
        ("budget and location", {"budget_disclosed": True, "location_preference_set": True}),
        ("income 250k per year", {"income": 250_000}),
        ("makes 90k a year", {"income": 90_000}),
        ("Dana Reyes: age 45", {"name": "Dana Reyes", "age": 45}),
        ("Dana Reyes - age 45 | income 90k", {"name": "Dana Reyes", "age": 45, "income": 90_000}),
        ("", {}),
    ],
)
def test_understands(text: str, facts: dict[str, Any]) -> None:
    assert known(parse_lead(text)) == facts


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("credit=900", "Credit score: at most 850, not “900”"),
        ("age 12", "Age: at least 18, not “12”"),
        ("visits -5", "Website visits: at least 0, not “-5”"),
        ("age=abc", "Age: a whole number from 18 to 100, not “abc”"),
        ("credit good", "Credit score: a whole number from 300 to 850, not “good”"),
        ("age 45.5", "Age: a whole number from 18 to 100, not “45.5”"),
        ("age", "Age: a whole number from 18 to 100"),
        ("income=", "Income: a whole number, at least $0"),
        ("name=", "Name: say which"),
        ("inquiry=maybe", "Inquiry submitted: yes or no, not “maybe”"),
        ("inquiry no budget", "“inquiry no budget” can be read in two ways; say yes or no to each"),
        ("no budget and location", "“no budget and location” can be read in two ways; say yes or no to each"),
        ("age 45, age 50", "Age: stated twice, “45” and “50”"),
        ("age 45, visits", "Website visits: a whole number, at least 0"),
        ("Dana, buget, incom", "Income: a whole number, at least $0"),
        ("age 45, clas of 90", "“clas of 90” is not understood"),
        ("Dana, 500k", "“500k” is not understood; say what it is, as in “age 45”"),
        ("Dana is 45 and Sam is 38", "This speaks of several leads; say one at a time"),
        ("=5", "“=5” is not understood"),
        ("name=" + "x" * 200, f"Name: at most 120 characters, not “{'x' * 40}”"),
        ("income " + "9" * 12, "Income: at most $1,000,000,000, not “$999,999,999,999”"),
        ("income " + "9" * 400, f"Income: a whole number, at least $0, not “{'9' * 40}”"),
    ],
)
def test_says_what_it_does_not_understand(text: str, problem: str) -> None:
    assert problem in problems(text)


def test_says_all_that_is_wrong_at_once_and_keeps_the_rest() -> None:
    with pytest.raises(InvalidLead) as caught:
        parse_lead("Dana Reyes, age 12, income lots, credit=900, visits 3, foo=bar")
    assert [problem.message for problem in caught.value.problems] == [
        "Income: a whole number, at least $0, not “lots”",
        "Age: at least 18, not “12”",
        "Credit score: at most 850, not “900”",
        "“foo=bar” is not understood",
    ]
    assert caught.value.understood == Lead(name="Dana Reyes", website_visits=3)
    assert "Missing: e-mail opens, property views" in str(caught.value)


def test_every_name_of_every_feature_works() -> None:
    for words, names in NAMES.names.items():
        feature = FIELDS[names[0]]
        if isinstance(feature, Quantity):
            value = max(feature.at_least, 20)
            for text in (f"{' '.join(words)} {value}", f"{value} {' '.join(words)}", f"{'_'.join(words)}={value}"):
                assert known(parse_lead(text)) == {feature.name: value}
        elif isinstance(feature, Signal) and words in NAMES.verbs:
            assert known(parse_lead(" ".join(words) + " Austin")) == {feature.name: True}
        elif isinstance(feature, Signal):
            assert known(parse_lead(" ".join(words))) == {feature.name: True}
            assert known(parse_lead("no " + "-".join(words))) == {feature.name: False}
        else:
            assert known(parse_lead(f"{' '.join(words)}=Sam")) == {feature.name: "Sam"}


def test_a_name_that_two_fields_share_is_told_by_the_unit() -> None:
    shared = [names for names in NAMES.names.values() if len(names) > 1]
    assert shared
    for names in shared:
        units = [FIELDS[name].unit for name in names]  # type: ignore[union-attr]  # only quantities share a name
        assert len(set(units)) == len(units)
    assert known(parse_lead("on the site 25 times")) == {"website_visits": 25}
    assert known(parse_lead("on the site 25 minutes")) == {"time_on_site_minutes": 25}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Dana Reyes needs financing", {"name": "Dana Reyes"}),
        ("yes inquiry, budget?", {"inquiry_submitted": True}),
        ("Dana Reyes denied financing", {"name": "Dana Reyes"}),
        ("pending pre-approval", {}),
        ("any location", {}),
        ("inquiry -", {}),
        ("Dana Reyes 45 income 250k credit 780", {"name": "Dana Reyes", "credit_score": 780}),
        ("inquiry ?", {}),
        ("!budget", {}),
        ("[x] inquiry [ ] budget", {}),
        ("budget yes, $500k", {"budget_disclosed": True}),
        ("no inquiry, budget, location", {"inquiry_submitted": False}),
        ("no inquiry & budget", {"inquiry_submitted": False}),
        ("has 3 properties", {}),
        ("Crystal Budget, age 45", {"age": 45}),
        ("income 250.000", {}),
        ("monthly income 20k", {}),
        ("household income 250k", {}),
        ("makes 20k a month", {}),
        ("inquired about financing", {"inquiry_submitted": True}),
        ("married 20 years", {}),
        ("email 15 opens 18", {}),
        ("ID verified, age 45", {"age": 45}),
        ("customer since 2019", {}),
        ("pre-approval denied", {}),
        ("income 250 000", {}),
    ],
)
def test_states_no_fact_that_was_not_stated(text: str, facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidLead) as caught:
        parse_lead(text)
    assert caught.value.problems
    assert known(caught.value.understood) == facts


@given(st.text(max_size=300))
def test_answers_any_text_with_a_lead_or_with_words(text: str) -> None:
    with suppress(InvalidLead):
        parse_lead(text)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            feature.name: st.integers(feature.at_least, feature.at_most)
            if isinstance(feature, Quantity)
            else st.booleans()
            for feature in FEATURES
        },
    )
)
def test_understands_what_it_would_write_itself(facts: dict[str, Any]) -> None:
    text = ", ".join(f"{FIELDS[name].title}: {FIELDS[name].write(value)}" for name, value in facts.items())  # type: ignore[union-attr]  # facts hold features only
    assert known(parse_lead(text)) == facts
