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
def test_each_kind_of_invalid_input_is_explained(slack: Driver, wrong: str, words: str) -> None:
    slack.send(f"/scorelead {wrong}")
    slack.expect_private("I cannot score this lead yet", words)
    slack.as_("Jonas").expect_nothing_new()


def test_all_problems_are_reported_at_once(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, age 12, income lots, credit=900, 3 & more")
    slack.expect_private(
        "Age: at least 18, not “12”",
        "Income: a whole number, at least $0, not “lots”",
        "Credit score: at most 850, not “900”",
        "“3 & more” is not understood",
        "/scorelead Dana Reyes, age 12, income lots, credit=900, 3 & more",
    )


def test_repeated_invalid_form_stays_open(office: Office) -> None:
    office.slack.send("/scorelead")
    form = office.slack.modal()
    form.fill(in_form(SCENARIOS[0].lead) | {"Age": "17"})
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    form.submit(skip_client_checks=True)
    assert form.errors() == {"Age": "Age: at least 18, not “17”"}


def test_repeated_help_is_shown(office: Office) -> None:
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    office.slack.send("/scorelead help")
    office.slack.expect_private("I score leads")


def test_long_number_is_fast(office: Office) -> None:
    office.slack.send("/scorelead id=" + "9" * 60 + "-A, " + "1a" * 1000)
    office.slack.expect_private("I cannot score this lead yet")


def test_very_long_text_is_answered(slack: Driver) -> None:
    slack.send("/scorelead " + ", ".join(f"what{n}=1" for n in range(300)))
    slack.expect_private("… and", "more like these")


def test_form_is_prefilled_with_understood_facts(slack: Driver) -> None:
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


def test_form_reports_errors_before_submission(slack: Driver) -> None:
    slack.send("/scorelead")
    form = slack.modal()
    form.fill({"Age": "17"}).submit()
    assert set(form.errors()) == {"Age"}


def test_bot_checks_form_itself(slack: Driver) -> None:
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
