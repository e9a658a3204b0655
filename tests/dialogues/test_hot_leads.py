"""A High lead is posted to #hot-leads once, whatever Slack does meanwhile."""

import threading

import pytest

from tests.conftest import Office
from tests.leads import high, in_form, low
from tests.seed import SCENARIOS


def test_the_post_names_the_lead_the_reasons_and_who_entered_it(office: Office) -> None:
    office.slack.send(f'{high("Dana Reyes")}, company="Acme & Sons" email=dana@example.com id=L-7')
    office.slack.as_("Priya").in_("#hot-leads").expect_message(
        "High lead: Dana Reyes",
        "Credit score 780 pushes it up",
        "Entered by @Maya Lind",
        "Acme & Sons · dana@example.com · CRM id L-7",
    )


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_a_command_delivered_twice_is_served_once(office: Office, first_ack_is_lost: bool) -> None:
    office.workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes", "On its way to #hot-leads")
    office.slack.expect_nothing_new()
    assert office.cards() == 1


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_a_form_delivered_twice_is_served_once(office: Office, first_ack_is_lost: bool) -> None:
    office.slack.send("/scorelead")
    form = office.slack.modal().fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead))
    office.workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)
    form.submit()
    office.slack.expect_no_modal()
    office.slack.expect_private("High lead: Dana Reyes", "On its way to #hot-leads")
    office.slack.expect_nothing_new()
    assert office.cards() == 1


def test_the_same_lead_typed_twice_is_posted_once(office: Office) -> None:
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("On its way to #hot-leads")
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    office.slack.as_("Jonas").send(high("Dana Reyes"))
    office.slack.as_("Jonas").expect_private("Already in #hot-leads, where nobody has claimed it yet.")
    assert office.cards() == 1


def test_who_scores_a_lead_that_somebody_has_is_told_who(office: Office) -> None:
    office.slack.send(high("Dana Reyes"))
    office.slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes").press("Claim")
    office.slack.in_("#hot-leads").expect_message("@Jonas Weber has it")
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("@Jonas Weber has this lead already")


def test_one_lead_asked_about_by_many_at_once_is_posted_once(office: Office) -> None:
    people = [office.slack.as_(person.id) for person in office.workspace.add_people(8)]
    asking = [threading.Thread(target=one.send, args=(high("Dana Reyes"),)) for one in people]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    for one in people:
        one.expect_private("High lead: Dana Reyes", "#hot-leads")
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    office.slack.in_("#hot-leads").expect_nothing_new()
    assert office.cards() == 1


def test_a_missing_channel_is_told_to_the_manager_once_and_no_lead_is_lost(office: Office) -> None:
    office.workspace.remove_bot("#hot-leads")
    office.slack.send(high("Dana Reyes"))
    office.slack.send(high("Eve Adams"))
    manager = office.slack.as_("Priya").in_("bot")
    told = manager.expect_message("I cannot post High leads to #hot-leads", "/invite @Lead Scorer", "alerts retry")
    manager.expect_nothing_new()
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("#hot-leads cannot be reached (not_in_channel). The lead is kept")
    office.slack.in_("#hot-leads").send("/invite @Lead Scorer")
    told.press("Send them now")
    for name in ("Dana Reyes", "Eve Adams"):
        office.slack.in_("#hot-leads").expect_message(f"High lead: {name}", "Nobody has it yet")
    assert office.cards() == 2


def test_only_a_manager_sends_again_what_slack_refused(office: Office) -> None:
    office.slack.send("/scorelead retry")
    office.slack.expect_private("Only a manager can do that.")
    office.slack.as_("Priya").send("/scorelead retry")
    office.slack.as_("Priya").expect_private("Slack refuses no alert.")


def test_a_pause_that_slack_asks_for_is_kept(office: Office) -> None:
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=1)
    office.slack.send(high("Dana Reyes"))
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    assert office.cards() == 1


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
def test_after_an_error_of_slacks_own_the_post_is_looked_for_and_sent_again(office: Office, error: str) -> None:
    office.workspace.faults.fail("chat.postMessage", error)
    office.slack.send(high("Dana Reyes"))
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    assert office.cards() == 1


def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(office: Office) -> None:
    office.workspace.faults.drop_connection_after("chat.postMessage")
    office.slack.send(high("Dana Reyes"))
    office.slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes").press("Claim")
    office.slack.in_("#hot-leads").expect_message("@Jonas Weber has it")
    assert office.cards() == 1


def test_two_people_with_one_address_are_two_leads(office: Office) -> None:
    for name in ("Pat Ames", "Quin Doyle"):
        office.slack.send(f"{high(name)}, email=office@example.com")
        office.slack.expect_private(f"High lead: {name}", "On its way to #hot-leads")
        office.slack.in_("#hot-leads").expect_message(name)
    office.slack.send(f"{high('pat ames')}, email=OFFICE@example.com")
    office.slack.expect_private("Already in #hot-leads")


def test_a_lead_that_rises_to_high_is_alerted_and_its_card_says_what_changed(office: Office) -> None:
    office.slack.send(f"{low('Dana Reyes')}, email=dana@example.com")
    office.slack.expect_private("Low lead: Dana Reyes")
    office.slack.send(f"{high('Dana Reyes')}, email=dana@example.com")
    office.slack.expect_private("High lead: Dana Reyes", "→ High", "On its way to #hot-leads")
    channel = office.slack.in_("#hot-leads")
    channel.expect_message("High lead: Dana Reyes", "Low ", "→ High")
    office.slack.send(f"{high('Dana Reyes').replace('income 250k', 'income 200k')}, email=dana@example.com")
    channel.expect_message("High lead: Dana Reyes", "income $200,000", "Low ", "→ High")
