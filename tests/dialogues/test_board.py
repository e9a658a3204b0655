"""The board: who has what, and how the team does, by command."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.dialogues.test_claiming import claimed, raised
from tests.leads import high


def test_an_empty_board_says_so(slack: Driver) -> None:
    slack.send("/scorelead board")
    slack.expect_private("No High lead is open.", "no lead got an owner")


def test_the_board_shows_what_nobody_has_and_what_is_mine(office: Office) -> None:
    claimed(office, by="Jonas")
    office.slack.send(high("Eve Adams"))
    office.slack.in_("#hot-leads").expect_message("Eve Adams")
    jonas = office.slack.as_("Jonas")
    jonas.send("/scorelead board")
    jonas.expect_private("2 open · 1 without an owner", "Nobody's", "Eve Adams", "Mine", "Dana Reyes", "claimed after")
    office.slack.send("/scorelead board")
    office.slack.expect_private("2 open · 1 without an owner", "Others'", "Dana Reyes · @Jonas Weber")


def test_a_lead_is_claimed_from_the_board(office: Office) -> None:
    raised(office)
    office.slack.send("/scorelead board")
    office.slack.expect_private("1 without an owner", "Dana Reyes").press("Claim")
    office.slack.expect_private("1 open · 0 without an owner", "Mine", "Dana Reyes")
    office.slack.in_("#hot-leads").expect_message("@Maya Lind has it")


def test_what_is_late_is_shown_to_be_at_risk(office: Office) -> None:
    claimed(office, by="Jonas")
    office.slack.skip(21 * 3600)
    office.slack.in_("#hot-leads").expect_message("@Jonas Weber has it", "Contact it now")
    office.slack.send("/scorelead board")
    office.slack.expect_private("1 at risk or late", "At risk", "Dana Reyes")
