"""A High lead gets an owner."""

from tests.conftest import Office
from tests.leads import high


def test_somebody_claims_a_high_lead_and_the_card_says_so(office: Office) -> None:
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes", "On its way to #hot-leads")
    hot = office.slack.as_("Jonas").in_("#hot-leads")
    card = hot.expect_message("High lead: Dana Reyes", "Nobody has it yet", "Entered by @Maya Lind")
    card.press("Claim")
    hot.expect_message("@Jonas Weber has it", "Contacted")
