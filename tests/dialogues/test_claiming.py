"""A High lead gets an owner, and its owner says how it went on."""

import pytest

from localslack.people import BOT_USER_ID, Person
from localslack.testing.driver import Driver
from localslack.testing.surfaces import Post
from tests.conftest import Office
from tests.leads import high


def test_somebody_claims_a_high_lead_and_everybody_sees_it(office: Office) -> None:
    card, _ = claimed(office, by="Jonas")
    assert not card.button("Claim")
    story(office, card).expect_message("@Jonas Weber has this lead, under a minute after it came in.")


def test_who_comes_second_is_told_who_has_it(office: Office) -> None:
    card = raised(office)
    card.press("Claim")
    late = office.slack.in_("#hot-leads")
    office.slack.as_("Jonas").in_("#hot-leads").expect_message("@Maya Lind has it")
    stale = Post(late.as_("Jonas"), "U0JONAS", card.channel, card.message, card.author, card.words)
    with pytest.raises(AssertionError, match="cannot click"):
        stale.press("Claim")  # Slack lets nobody press what is no longer there


def test_an_owner_reports_contact_and_closes_as_won(office: Office) -> None:
    _, jonas = claimed(office, by="Jonas")
    jonas.press("Contacted")
    contacted = jonas.expect_message("Contacted by @Jonas Weber, under a minute after it came in.")
    story(office, contacted).expect_message("@Jonas Weber contacted this lead")
    contacted.press("Won")
    closed = jonas.expect_message("Won · @Jonas Weber")
    assert not closed.button("Won")
    story(office, closed).expect_message("@Jonas Weber closed this lead: won.")


def test_an_owner_closes_as_lost(office: Office) -> None:
    _, jonas = claimed(office, by="Jonas")
    jonas.press("Lost")
    jonas.expect_message("Lost · @Jonas Weber")


def test_not_qualified_asks_for_the_reason(office: Office) -> None:
    _, jonas = claimed(office, by="Jonas")
    jonas.press("Not qualified…")
    form = jonas.modal("Not qualified")
    form.fill({"Why?": "No budget", "More, if it helps": "<!channel> *none*"}).submit()
    jonas.expect_message("Not qualified (No budget. <!channel> ", ") · @Jonas Weber")


def test_an_owner_releases_and_another_claims(office: Office) -> None:
    card, jonas = claimed(office, by="Jonas")
    jonas.press("Release")
    story(office, card).expect_message("@Jonas Weber released Dana Reyes. Who takes this lead?")
    office.slack.wait_for(lambda: button(office, "Claim"), "the card with Claim")
    office.slack.in_("#hot-leads").press("Claim")
    office.slack.in_("#hot-leads").expect_message("@Maya Lind has it")


def test_only_the_owner_or_a_manager_says_how_it_went_on(office: Office) -> None:
    claimed(office, by="Jonas")
    office.slack.in_("#hot-leads").press("Won")
    office.slack.in_("#hot-leads").expect_private("@Jonas Weber has this lead.")
    office.slack.as_("Priya").in_("#hot-leads").press("Won")
    office.slack.in_("#hot-leads").expect_message("Won · @Jonas Weber")


def test_a_manager_gives_a_lead_to_somebody(office: Office) -> None:
    card = raised(office)
    priya = office.slack.as_("Priya").in_("#hot-leads")
    priya.press("Reassign…")
    priya.modal("Reassign").fill({"Who is to have it?": "Jonas Weber"}).submit()
    priya.expect_message("@Jonas Weber has it")
    story(office, card).expect_message("@Jonas Weber This lead is yours now: @Priya Nair gave it to you.")


@pytest.mark.parametrize("person", ["Sam Ortiz", "Noor Haddad", "Slackbot", BOT_USER_ID])
def test_a_lead_is_given_to_colleagues_only(office: Office, person: str) -> None:
    raised(office)
    priya = office.slack.as_("Priya").in_("#hot-leads")
    priya.press("Reassign…")
    form = priya.modal("Reassign").fill({"Who is to have it?": person})
    form.submit()
    assert form.errors() == {"Who is to have it?": "Choose a colleague of this workspace."}
    form.fill({"Who is to have it?": "Jonas Weber"}).submit()
    assert "claimed after" not in priya.expect_message("@Jonas Weber has it").words


def test_who_was_chosen_is_not_given_a_lead_while_slack_does_not_say_who_that_is(office: Office) -> None:
    office.workspace.add_person(Person("U0TOM", "Tom Reed"))
    raised(office)
    priya = office.slack.as_("Priya").in_("#hot-leads")
    priya.press("Reassign…")
    form = priya.modal("Reassign").fill({"Who is to have it?": "Tom Reed"})
    office.workspace.faults.crash("users.info")
    form.submit()
    assert "I cannot check right now who that is" in form.errors()["Who is to have it?"]
    office.clock.advance(60)
    form.submit()
    priya.expect_message("@Tom Reed has it")


def test_who_presses_a_button_of_a_forgotten_lead_is_told_so(office: Office) -> None:
    card = raised(office)
    lead = office.bot.store.alerts.listed()[0].lead_id
    office.bot.services.leads.forget(lead, by="U0PRIYA")
    card.press("Claim")
    office.slack.in_("#hot-leads").expect_private("This alert is gone: its lead is no longer High, or was forgotten.")


def test_who_is_no_manager_cannot_give_a_lead_to_somebody(office: Office) -> None:
    raised(office)
    office.slack.in_("#hot-leads").press("Reassign…")
    office.slack.in_("#hot-leads").expect_private("Only a manager can do that.")
    office.slack.expect_no_modal()


def test_an_owner_snoozes_the_reminders(office: Office) -> None:
    card, jonas = claimed(office, by="Jonas")
    jonas.press("Snooze…")
    jonas.modal("Snooze reminders").fill({"Remind me in": "3 days"}).submit()
    jonas.expect_message("@Jonas Weber has it", "Reminders are off until")
    thread = story(office, card)
    for said in ("High lead: Dana Reyes", "@Jonas Weber has this lead", "@Jonas Weber will be reminded"):
        thread.expect_message(said)
    office.slack.skip(2 * 24 * 3600)
    thread.expect_nothing_new()


def test_a_double_click_claims_once(office: Office) -> None:
    card = raised(office)
    card.press_at_once("Claim", 5)
    office.slack.in_("#hot-leads").expect_message("@Maya Lind has it")
    thread = story(office, card)
    for said in ("@Maya Lind has it", "@Maya Lind has this lead"):
        thread.expect_message(said)
    thread.expect_nothing_new()


def raised(office: Office) -> Post:
    """Let Maya enter a High lead, and return its card."""
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("Dana Reyes")
    card = office.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes", "Nobody has it yet")
    office.settle()
    return card


def claimed(office: Office, by: str) -> tuple[Post, Driver]:
    """Let somebody claim a High lead, and return its card and them in the channel."""
    raised(office)
    them = office.slack.as_(by).in_("#hot-leads")
    them.press("Claim")
    return them.expect_message("has it, claimed after under a minute", "Contacted"), them


def story(office: Office, card: Post) -> Driver:
    """Return the thread below a card, as Sam's colleague Priya reads it."""
    return office.slack.as_("Priya").thread(card)


def button(office: Office, label: str) -> object:
    """Return a button of the channel's card, if it is there."""
    return office.slack.in_("#hot-leads").posts()[0].button(label)
