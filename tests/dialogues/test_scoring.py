"""A lead is typed or entered, and its card comes back."""

import re
import threading
from typing import Any

import pytest

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import high, in_form, low
from tests.seed import SCENARIOS

ON_THE_BORDER = (
    "age 65, income $374,937, credit 517, visits 17, opens 19, views 11, contacts 5, 40 min on site, inquiry, "
    "pre-approved, budget, location"
)


def in_words(facts: dict[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in facts.items())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_typed_as_a_command(office: Office, scenario: Any) -> None:
    slack = office.slack
    slack.send(f'/scorelead name="{scenario.name}" {in_words(scenario.lead)}')
    card = slack.expect_private(f": {scenario.name}", "Asked by @Maya Lind", "model ordinal-")
    tier = card.words.split(" lead")[0]
    assert tier in scenario.expected
    assert office.cards() == (tier == "High")


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_entered_in_the_form(office: Office, scenario: Any) -> None:
    slack = office.slack
    slack.send("/scorelead")
    form = slack.modal("Score a lead")
    form.fill({"Name": scenario.name} | in_form(scenario.lead)).submit()
    card = slack.expect_private(f": {scenario.name}", "Asked by @Maya Lind")
    tier = card.words.split(" lead")[0]
    assert tier in scenario.expected
    slack.expect_no_modal()
    assert office.cards() == (tier == "High")


def test_the_command_and_the_form_give_the_same_card(slack: Driver) -> None:
    facts = SCENARIOS[6].lead
    slack.send(f"/scorelead Sam Ortiz {in_words(facts)}")
    typed = slack.expect_private("Sam Ortiz")
    slack.send("/scorelead")
    slack.modal().fill({"Name": "Sam Ortiz"} | in_form(facts)).submit()
    assert slack.expect_private("Sam Ortiz").words == typed.words


def test_a_card_says_tier_confidence_recommendation_and_reasons(slack: Driver) -> None:
    slack.send(high("Dana Reyes"))
    card = slack.expect_private(
        "High lead: Dana Reyes",
        "Confidence over 99 % (Medium under 1 %, Low under 1 %)",
        "Priority follow-up within 24 hours. Assign to senior sales team.",
        "Credit score 780 pushes it up",
        "Please check: 90 minutes on the site is above anything the model has seen",
        "I read: age 45 · income $250,000 · credit score 780 · 25 website visits",
        "On its way to #hot-leads",
        "Asked by @Maya Lind",
    )
    assert all(card.button(label) for label in ("Share here", "All reasons"))


def test_a_low_lead_is_told_why_and_nobody_else_hears_of_it(office: Office) -> None:
    slack = office.slack
    slack.send(low("Lee Low"))
    slack.expect_private("Low lead: Lee Low", "Monthly nurture e-mail", "Against", "holds it back")
    slack.as_("Jonas").expect_nothing_new()
    assert office.cards() == 0


def test_the_text_for_screen_readers_says_what_the_card_says(slack: Driver) -> None:
    slack.send(high("Dana Reyes"))
    text = slack.expect_private("Dana Reyes").message["text"]
    for words in (
        "High lead: Dana Reyes. Confidence over 99 % (Medium under 1 %, Low under 1 %). Priority follow-up",
        "For: Credit score 780 pushes it up",
        "Please check: 90 minutes on the site",
        "On its way to #hot-leads",
        "Asked by <@U0MAYA>, model ordinal-",
    ):
        assert words in text


def test_all_reasons_are_listed_with_their_numbers(slack: Driver) -> None:
    slack.send(high("Dana Reyes"))
    slack.expect_private("Dana Reyes").press("All reasons")
    words = slack.modal("All reasons").words()
    assert words.count("•") == 12
    assert "Pre-approved financing pushes it up" in words
    assert "add up to the lead's score" in words


def test_a_lead_on_the_border_is_called_so_wherever_it_is_shown(office: Office) -> None:
    slack = office.slack
    slack.send(f"/scorelead Dana Reyes {ON_THE_BORDER}")
    card = slack.expect_private(
        "High lead, borderline: Dana Reyes", "% Medium; shown as High so that no good lead is missed"
    )
    assert "Borderline: 39 % High, 61 % Medium; shown as High" in card.words
    assert "High lead, borderline: Dana Reyes. Borderline: 39 % High" in card.message["text"]
    slack.in_("#hot-leads").expect_message("High lead, borderline: Dana Reyes", "shown as High")
    card.press("All reasons")
    assert "High lead, borderline: Dana Reyes" in slack.modal("All reasons").words()
    slack.modal().close()
    card.press("Share here")
    slack.as_("Jonas").expect_message("High lead, borderline: Dana Reyes", "shown as High")


def test_the_model_says_how_far_to_trust_it(slack: Driver) -> None:
    slack.send("/scorelead model")
    words = slack.expect_private("How far to trust a score").words
    assert "Made from 10,000 leads (leads.csv). On 2,000 of them, by a model that had not seen those:" in words
    assert "Of 100 leads that it called High, 72 were" in words
    assert re.search(r"60-70 % sure of \d+ leads: right for \d+ %", words)
    assert re.search(r"A lead is shown as High from a probability of \d+ % on", words)
    slack.as_("Jonas").expect_nothing_new()


def test_help_explains_with_examples(slack: Driver) -> None:
    slack.send("/scorelead help")
    words = slack.expect_private("I score leads").words
    assert "/scorelead Dana Reyes, age 45, income $250,000" in words
    assert "Credit score: FICO. A whole number from 300 to 850." in words


def test_the_examples_of_the_help_work(slack: Driver) -> None:
    slack.send("/scorelead Help me!")
    words = slack.expect_private("I score leads").words
    examples = words.partition("For example\n")[2].partition("\nWhat a score looks at")[0].splitlines()
    assert len(examples) == 2
    for example in examples:
        slack.send(example)
        slack.expect_private("High lead: Dana Reyes", "Asked by @Maya Lind")


def test_the_shortcut_answers_in_the_direct_message(slack: Driver) -> None:
    slack.shortcut("Score a lead")
    slack.modal("Score a lead").fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead)).submit()
    card = slack.in_("bot").expect_message("High lead: Dana Reyes", "On its way to #hot-leads")
    assert not card.button("Share here")
    card.press("All reasons")
    assert slack.modal("All reasons").words().count("•") == 12


def test_an_answer_that_slack_no_longer_takes_goes_to_the_direct_message(office: Office) -> None:
    slack = office.slack
    slack.send("/scorelead")
    form = slack.modal()
    office.clock.advance(31 * 60)
    form.fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead)).submit()
    slack.in_("bot").expect_message("High lead: Dana Reyes")


def test_twenty_people_asking_at_once_are_all_served(office: Office) -> None:
    people = [office.slack.as_(person.id) for person in office.workspace.add_people(20)]
    asking = [threading.Thread(target=one.send, args=(high(f'name="Visitor {n}"'),)) for n, one in enumerate(people)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    for n, one in enumerate(people):
        one.expect_private(f"High lead: Visitor {n}", "On its way to #hot-leads")
    assert office.cards() == 20
    assert all(ack.latency is not None and ack.latency < 3 for ack in office.workspace.journal.acks)
