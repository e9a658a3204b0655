"""Somebody asks what would be if, and what it would take to be High."""

import pytest

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS

WARM = f"Dana Reyes, {FACTS}".replace("pre-approved", "not pre-approved").replace("inquiry yes", "no inquiry")
HALF = "Dana Reyes is 45, makes 250k, credit 680, 5 visits, not pre-approved"

pytestmark = pytest.mark.transcript


def test_what_if_says_now_and_then_in_two_lines_and_keeps_nothing(office: Office) -> None:
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


def test_a_number_is_said_with_what_it_is_now(slack: Driver) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write("and what would happen if her credit score were 580?")
    talk.expect_next("With credit score 580 (now 780): ")


def test_what_if_works_with_half_the_facts(slack: Driver) -> None:
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
def test_what_is_no_change_is_said(slack: Driver, words: str, answer: str) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write(words)
    talk.expect_next(answer)


def test_the_question_that_was_asked_stays_open_after_a_what_if(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 250k, credit 780, sent an inquiry")
    talk.expect_next("is financing pre-approved?")
    talk.write("what if she is?")
    talk.expect_next("Say it like")
    talk.write("what if she's pre-approved?")
    talk.expect_next("With pre-approved financing: High")
    talk.write("yes")
    talk.expect_next("I read: pre-approved financing.")


def test_why_not_high_says_what_would_make_it_high_and_it_does(slack: Driver) -> None:
    talk = slack.write(WARM)
    talk.expect_next("Medium lead")
    talk.write("why not High?")
    talk.expect_next("With pre-approved financing, Dana Reyes would be High")
    talk.write("she is pre-approved now")
    talk.expect_next("High lead")
    talk.write("Why isn't she high?")
    talk.expect_next("Dana Reyes is High already: High")


def test_where_nothing_reaches_high_it_says_so_and_what_would_if_asked(slack: Driver) -> None:
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


def test_a_salesperson_in_a_channel_gets_the_answer_in_the_thread(slack: Driver) -> None:
    thread = slack.mention(WARM, "#hot-leads")
    thread.expect_next("Medium lead")
    thread.mention("why not High?")
    thread.expect_next("With pre-approved financing, Dana Reyes would be High")


def test_one_may_ask_why_another_lead_of_the_thread_is_not_high(slack: Driver) -> None:
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


def test_what_is_so_already_is_said_beside_what_would_change(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 180k, credit 780, not pre-approved")
    talk.expect_next("Dana Reyes")
    talk.write("what if she had 30 visits and no pre-approval")
    talk.expect_next("With 30 website visits: ", "That is so already: no pre-approved financing.")
