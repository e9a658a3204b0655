"""A private card is shared with the conversation by its button."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import high, low


def test_shared_card_is_public_and_names_sharer(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    slack.expect_private("Lee Low").press("Share here")
    slack.as_("Jonas").expect_message("Low lead: Lee Low", "holds it back", "Shared by @Maya Lind")
    mine = slack.expect_private("Low lead: Lee Low")
    assert not mine.button("Share here")


def test_double_click_shares_once(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    card = slack.expect_private("Lee Low")
    card.press_at_once("Share here", 5)
    slack.as_("Jonas").expect_message("Lee Low")
    slack.as_("Jonas").expect_nothing_new()


def test_repeated_click_shares_once(office: Office) -> None:
    office.slack.send(low("Lee Low"))
    card = office.slack.expect_private("Lee Low")
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    card.press("Share here")
    office.slack.as_("Jonas").expect_message("Lee Low")
    office.slack.as_("Jonas").expect_nothing_new()


def test_sharing_posts_no_second_alert(office: Office) -> None:
    office.slack.send(high("Dana Reyes"))
    card = office.slack.expect_private("Dana Reyes")
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    card.press("Share here")
    office.slack.as_("Jonas").expect_message("High lead: Dana Reyes", "Shared by")
    office.slack.in_("#hot-leads").expect_nothing_new()
    assert office.cards() == 1
