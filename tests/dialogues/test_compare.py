"""Somebody asks how a lead compares with another one."""

import pytest

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS, high, low

pytestmark = pytest.mark.transcript


def test_two_leads_are_compared_side_by_side(slack: Driver) -> None:
    slack.send(low("Sam Loewe"))
    slack.expect_private("Sam Loewe")
    talk = slack.write(f"Dana Reyes, {FACTS}".replace("visits 25", "visits 3"))
    talk.expect_next("High lead")
    talk.write("compare with Sam")
    card = talk.expect_next(
        "Dana Reyes and Sam Loewe",
        "Fact | Dana Reyes | Sam Loewe",
        "Tier | High",
        "Income | $250,000 | $42,000",
        "Speaks for Dana Reyes",
        "(+",
    )
    assert "Website visits |" not in card.words  # the same of both
    assert "Speaks for Sam" not in card.words


def test_comparison_shows_unknown_facts(slack: Driver) -> None:
    slack.send(high("Sam Loewe"))
    slack.expect_private("Sam Loewe")
    slack.send(low("Lee Stone"))
    slack.expect_private("Lee Stone")
    talk = slack.write("Dana Reyes makes 300k, credit 700")
    talk.expect_next("Dana Reyes")
    talk.write("compare Dana with Sam")
    talk.expect_next("Fact | Dana Reyes | Sam Loewe", "so far | High over 99 %", "Age | not known | 45")
    talk.write("and compare her with Lee")
    talk.expect_next("Speaks for Dana Reyes", "Credit score (+", ", not known (+")


def test_one_of_several_leads_with_name_is_chosen_to_compare(slack: Driver) -> None:
    for name in ("Sam Loewe", "Sam Stone"):
        slack.send(low(name))
        slack.expect_private(name)
    talk = slack.write(f"Dana Reyes, {FACTS}")
    talk.expect_next("High lead")
    talk.write("compare it with sam")
    talk.expect_next("Compare with which “sam”?", "Sam Loewe", "Sam Stone").press("Compare")
    talk.expect_next("Dana Reyes and Sam")


def test_unknown_and_hostile_names_are_compared_safely(slack: Driver) -> None:
    slack.send(f'/scorelead name="<!channel> *bold* <http://evil.example|x>", {COLD_FACTS}')
    slack.expect_private("<!channel>")
    talk = slack.write(f"Dana Reyes, {FACTS}")
    talk.expect_next("High lead")
    talk.write("compare with Quinn")
    talk.expect_next("I know no other lead “Quinn”.")
    talk.write("compare with Dana Reyes")
    talk.expect_next("I know no other lead “Dana Reyes”.")
    talk.write("compare Quinn with Robin")
    talk.expect_next("In this thread I compare with Dana Reyes")
    talk.write("compare with evil.example")
    talk.expect_next("Fact | Dana Reyes | <!channel> *bold* <http://evil.example|x>")


def test_comparison_in_channel_is_private(office: Office) -> None:
    slack = office.slack
    slack.send(low("Sam Loewe"))
    slack.expect_private("Sam Loewe")
    thread = slack.mention(f"Dana Reyes, {FACTS}", "#hot-leads")
    thread.expect_next("High lead")
    thread.mention("compare with Sam")
    thread.expect_private("Dana Reyes and Sam Loewe", "Income | $250,000 | $42,000")
    assert not any("Sam" in message.text for message in office.workspace.posts("#hot-leads"))
