"""Something breaks: the person gets words and a reference, the log gets the reference and no value."""

import re
from pathlib import Path

import pytest

from scoring.explain.scorer import Scorer
from tests.conftest import Office, connected_bot
from tests.leads import low


def test_what_nobody_foresaw_is_answered_with_a_reference_that_the_log_has(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.workspace.faults.fail("views.open", "fatal_error")
    office.slack.send("/scorelead")
    words = office.slack.expect_private("Something went wrong on my side").words
    reference = re.search(r"reference (\w{8})", words)
    assert reference
    assert reference[1] in caplog.text
    office.slack.send("/scorelead")
    office.slack.modal("Score a lead")


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id"])
def test_a_form_that_came_too_late_is_offered_again(office: Office, error: str) -> None:
    office.workspace.faults.fail("views.open", error)
    office.slack.send("/scorelead")
    office.slack.expect_private("Slack was too slow to open the form. Nothing is lost").press("Open the form")
    office.slack.modal("Score a lead")


def test_a_filled_form_that_came_too_late_is_offered_again_filled(office: Office) -> None:
    office.slack.send("/scorelead Dana Reyes, age 45, credit 900")
    answer = office.slack.expect_private("I cannot score this lead yet")
    office.workspace.faults.fail("views.open", "expired_trigger_id")
    answer.press("Open the form")
    office.slack.expect_private("Slack was too slow").press("Open the form")
    assert office.slack.modal().values()["Name"] == "Dana Reyes"


def test_a_small_form_that_came_too_late_is_asked_for_again(office: Office) -> None:
    office.slack.send("/scorelead Dana Reyes, income 250k")
    card = office.slack.expect_private("Dana Reyes")
    office.workspace.faults.fail("views.open", "expired_trigger_id")
    card.press("All reasons")
    office.slack.expect_private("Slack was too slow to open it. Nothing is lost: press the button again.")
    card.press("All reasons")
    office.slack.modal("All reasons")


def test_a_shortcut_whose_form_came_too_late_is_answered_in_the_direct_message(office: Office) -> None:
    office.workspace.faults.fail("views.open", "expired_trigger_id")
    office.slack.shortcut("Score a lead")
    office.slack.in_("bot").expect_message("Slack was too slow to open the form")


def test_the_bot_answers_again_after_slack_moved_its_connection(office: Office) -> None:
    office.workspace.disconnect()
    office.slack.wait_for(lambda: office.slack.screen()["bot"]["connected"] or None, "the bot to be back")
    office.slack.send(low("Lee Low"))
    office.slack.expect_private("Low lead: Lee Low")


def test_a_card_from_before_a_restart_still_works(office: Office, scorer: Scorer, tmp_path: Path) -> None:
    office.slack.send(low("Lee Low"))
    card = office.slack.expect_private("Low lead: Lee Low")
    assert office.bot.close()
    restarted = connected_bot(office.workspace, scorer, f"sqlite:///{tmp_path / 'leads.sqlite'}", office.clock)
    card.press("Share here")
    office.slack.as_("Jonas").expect_message("Low lead: Lee Low", "Shared by @Maya Lind")
    assert restarted.close()
