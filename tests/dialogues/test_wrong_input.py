"""What is wrong or missing is answered privately, in words, all at once, and nothing is lost."""

import pytest

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import FACTS, in_form
from tests.seed import SCENARIOS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("credit=900", "Credit score: at most 850, not “900”"),
        ("credit=200", "Credit score: at least 300, not “200”"),
        ("age 12", "Age: at least 18, not “12”"),
        ("age 101", "Age: at most 100, not “101”"),
        ("income -1", "Income: at least $0, not “-$1”"),
        ("visits -5", "Website visits: at least 0, not “-5”"),
        ("age 45.5", "Age: a whole number from 18 to 100, not “45.5”"),
        ("inquiry=perhaps", "Inquiry submitted: yes or no, not “perhaps”"),
        ("age 45, age 50", "Age: stated twice, “45” and “50”"),
        ("inquiry no budget", "“inquiry no budget” can be read in two ways"),
        ("qwerty=1", "“qwerty=1” is not understood"),
        ("name=" + "x" * 500, "Name: at most 120 characters"),
        ('"', "I found no fact about a lead in that"),
    ],
)
def test_every_kind_of_wrong_input_is_answered_in_words(slack: Driver, wrong: str, words: str) -> None:
    slack.send(f"/scorelead {wrong}")
    slack.expect_private("I cannot score this lead yet", words)
    slack.as_("Jonas").expect_nothing_new()


def test_all_that_is_wrong_is_said_at_once_with_what_was_typed(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, age 12, income lots, credit=900, 3 & more")
    slack.expect_private(
        "Age: at least 18, not “12”",
        "Income: a whole number, at least $0, not “lots”",
        "Credit score: at most 850, not “900”",
        "“3 & more” is not understood",
        "/scorelead Dana Reyes, age 12, income lots, credit=900, 3 & more",
    )


def test_a_wrong_form_delivered_twice_stays_open_with_what_was_typed(office: Office) -> None:
    office.slack.send("/scorelead")
    form = office.slack.modal()
    form.fill(in_form(SCENARIOS[0].lead) | {"Age": "17"})
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    form.submit(skip_client_checks=True)
    assert form.errors() == {"Age": "Age: at least 18, not “17”"}


def test_help_delivered_twice_is_shown(office: Office) -> None:
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    office.slack.send("/scorelead help")
    office.slack.expect_private("I score leads")


def test_a_long_order_number_holds_nobody_up(office: Office) -> None:
    office.slack.send("/scorelead id=" + "9" * 60 + "-A, " + "1a" * 1000)
    office.slack.expect_private("I cannot score this lead yet")


def test_a_very_long_text_is_answered_too(slack: Driver) -> None:
    slack.send("/scorelead " + ", ".join(f"what{n}=1" for n in range(300)))
    slack.expect_private("… and", "more like these")


def test_the_form_opens_filled_with_what_was_understood_and_gives_the_card(slack: Driver) -> None:
    slack.send(f"/scorelead Dana Reyes, {FACTS.replace('credit 780', 'credit 900').replace('budget', 'budget no')}")
    slack.expect_private("Credit score: at most 850, not “900”").press("Open the form")
    form = slack.modal("Score a lead")
    values = form.values()
    assert values["Name"] == "Dana Reyes"
    assert values["Income"] == "250000"
    assert values["Budget disclosed"] == "no"
    assert values["Credit score"] is None
    form.fill({"Credit score": "780"}).submit()
    slack.expect_private("High lead: Dana Reyes")
    assert not any("I cannot score" in post.words for post in slack.posts())  # the card took its place


def test_the_form_says_at_the_field_what_is_wrong_before_it_is_sent(slack: Driver) -> None:
    slack.send("/scorelead")
    form = slack.modal()
    form.fill({"Age": "17"}).submit()
    assert set(form.errors()) == {"Age"}


def test_the_bot_checks_the_form_itself_whatever_the_client_lets_through(slack: Driver) -> None:
    slack.send("/scorelead")
    form = slack.modal()
    form.fill(in_form(SCENARIOS[0].lead) | {"Age": "17", "Income": "lots", "Credit score": " "})
    form.submit(skip_client_checks=True)
    assert form.errors() == {
        "Age": "Age: at least 18, not “17”",
        "Income": "Income: a whole number, at least $0, not “lots”",
    }
    form.fill({"Name": "Dana Reyes", "Age": "45", "Income": "350000", "Credit score": "820"}).submit()
    slack.expect_private("High lead: Dana Reyes")
