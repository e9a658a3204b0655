"""Somebody asks what would be if, and what it would take to be High."""

import pytest

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS

WARM = f"Dana Reyes, {FACTS}".replace("pre-approved", "not pre-approved").replace("inquiry yes", "no inquiry")
HALF = "Dana Reyes is 45, makes 250k, credit 680, 5 visits, not pre-approved"

pytestmark = pytest.mark.transcript


def test_what_if_compares_and_keeps_nothing(office: Office) -> None:
    talk = office.slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write("What if she gets pre-approved and sends an inquiry?")
    answer = talk.expect_next(
        "Now: Medium", "With an inquiry and pre-approved financing: High", "nothing of it is kept"
    )
    assert len(answer.words.splitlines()) == 3
    (stored,) = office.bot.store.leads.find("Dana")
    assert stored.lead.get("financing_pre_approved") is False
    assert len(office.bot.store.leads.history(stored.id)) == 1
    assert office.cards() == 0


def test_changed_number_is_shown_with_current_one(slack: Driver) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write("and what would happen if her credit score were 580?")
    talk.expect_next("With credit score 580 (now 780): ")


def test_what_if_works_with_partial_facts(slack: Driver) -> None:
    talk = slack.write(HALF)
    talk.expect_next("lead so far")
    talk.write("what if she discloses a budget")
    talk.expect_next(" so far", "With a disclosed budget: ", " so far")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("what if she buys a dog?", "I did not understand “buys a dog”. Say it like"),
        ("what if credit is 900?", "Credit score: at most 850, not “900”"),
        ("what if she is not pre-approved?", "That is so already: no pre-approved financing. It is Medium"),
        ("what if Sam gets pre-approved?", "I know no lead “Sam”"),
        ("what if <!channel> is *pre-approved*?", "With pre-approved financing: High"),
    ],
)
def test_what_if_without_change_is_explained(slack: Driver, words: str, answer: str) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write(words)
    talk.expect_next(answer)


def test_question_stays_open_after_what_if(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 250k, credit 780, sent an inquiry")
    talk.expect_next("is financing pre-approved?")
    talk.write("what if she is?")
    talk.expect_next("Say it like")
    talk.write("what if she's pre-approved?")
    talk.expect_next("With pre-approved financing: High")
    talk.write("yes")
    talk.expect_next("I read: pre-approved financing.")


def test_why_not_high_names_change_that_makes_lead_high(slack: Driver) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write("why not High?")
    talk.expect_next("With pre-approved financing, Dana Reyes would be High")
    talk.write("she is pre-approved now")
    talk.expect_next("High lead")
    talk.write("Why isn't she high?")
    talk.expect_next("Dana Reyes is High already: High")


def test_why_not_high_says_when_nothing_reaches_high(slack: Driver) -> None:
    talk = slack.write(f"Lee Loewe, {COLD_FACTS}")
    talk.expect_next("Low lead")
    talk.write("what would it take?")
    talk.expect_next(
        "No change of website visits",
        "makes Lee Loewe High; it is Low",
        "Age, income and credit score I left as they are",
    )
    talk.write("why not High, whatever it takes?")
    talk.expect_next("income $", "(now $42,000)", "Lee Loewe would be High")
    talk.write("why not high, with a better credit score?")
    talk.expect_next("credit score")


def test_why_not_high_is_answered_in_thread_of_channel(slack: Driver) -> None:
    thread = slack.mention(WARM, "#hot-leads")
    thread.expect_next("Medium lead")
    thread.mention("why not High?")
    thread.expect_next("With pre-approved financing, Dana Reyes would be High")


def test_why_not_high_about_another_lead_of_thread(slack: Driver) -> None:
    talk = slack.write(f"Sam Ortiz, {COLD_FACTS}")
    talk.expect_next("Low lead: Sam Ortiz")
    talk.write(WARM)
    talk.expect_next("Medium lead: Dana Reyes")
    talk.write("why is Sam not high?")
    talk.expect_next("makes Sam Ortiz High; it is Low")
    talk.write("why not high for Quinn?")
    talk.expect_next("I know no lead “Quinn”, so we still speak of Dana Reyes.")
    talk.write("how can she become high?")
    talk.expect_next("With pre-approved financing, Dana Reyes would be High")


def test_what_if_names_facts_that_are_already_so(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 180k, credit 780, not pre-approved")
    talk.expect_next("Dana Reyes")
    talk.write("what if she had 30 visits and no pre-approval")
    talk.expect_next("With 30 website visits: ", "That is so already: no pre-approved financing.")
