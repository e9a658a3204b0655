"""A High lead is posted to #hot-leads once, and where that fails the asker is told what to do."""

import threading

import pytest

from tests.conftest import Office
from tests.leads import high, in_form
from tests.seed import SCENARIOS


def test_the_post_names_the_lead_the_reasons_and_who_entered_it(office: Office) -> None:
    office.slack.say(f'{high("Dana Reyes")}, company="Acme & Sons" email=dana@example.com id=L-7')
    office.slack.as_("Priya").in_("#hot-leads").expect_message(
        "High lead: Dana Reyes",
        "Credit score 780 pushes it up",
        "Entered by @Maya Lind",
        "Acme & Sons · dana@example.com · CRM id L-7",
    )


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_a_command_delivered_twice_is_served_once(office: Office, first_ack_is_lost: bool) -> None:
    office.workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes", "Posted to #hot-leads")
    office.slack.expect_nothing_new()
    assert len(office.workspace.posts("#hot-leads")) == 1


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_a_form_delivered_twice_is_served_once(office: Office, first_ack_is_lost: bool) -> None:
    office.slack.say("/scorelead")
    form = office.slack.modal().fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead))
    office.workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)
    form.submit()
    office.slack.expect_no_modal()
    office.slack.expect_private("High lead: Dana Reyes", "Posted to #hot-leads")
    office.slack.expect_nothing_new()
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_the_same_lead_typed_twice_is_posted_once(office: Office) -> None:
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Posted to #hot-leads")
    office.slack.as_("Jonas").say(high("Dana Reyes"))
    office.slack.as_("Jonas").expect_private("Already in #hot-leads, so I did not post it again.")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_one_lead_asked_about_by_many_at_once_is_posted_once(office: Office) -> None:
    people = [office.slack.as_(person.id) for person in office.workspace.add_people(8)]
    asking = [threading.Thread(target=one.say, args=(high("Dana Reyes"),)) for one in people]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    cards = [one.expect_private("High lead: Dana Reyes", "#hot-leads").words for one in people]
    assert sum("Posted to #hot-leads" in words for words in cards) == 1
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_without_membership_the_asker_is_told_to_invite_the_bot_and_can_post_again(office: Office) -> None:
    office.workspace.remove_bot("#hot-leads")
    office.slack.say(high("Dana Reyes"))
    card = office.slack.expect_private(
        "High lead: Dana Reyes",
        "Not posted to #hot-leads",
        "/invite @Lead Scorer",
        "This card is kept in our direct messages",
    )
    kept = office.slack.in_("bot").expect_message("High lead: Dana Reyes", "Not posted to #hot-leads")
    assert kept.button("Post it again")
    office.slack.in_("#hot-leads").say("/invite @Lead Scorer")
    card.press("Post it again")
    office.slack.expect_private("High lead: Dana Reyes", "Posted to #hot-leads")
    office.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_pressing_post_again_without_mending_anything_says_the_same(office: Office) -> None:
    office.workspace.remove_bot("#hot-leads")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Not posted to #hot-leads").press("Post it again")
    office.slack.in_("#hot-leads").say("/invite @Lead Scorer")
    office.slack.press("Post it again")
    office.slack.expect_private("Posted to #hot-leads.")


def test_a_missing_channel_is_said_and_the_score_kept(office: Office) -> None:
    office.workspace.delete_channel("#hot-leads")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private(
        "High lead: Dana Reyes", "I cannot see that channel. Ask your admin to create it", "Post it again"
    )


def test_an_archived_channel_is_said_and_the_score_kept(office: Office) -> None:
    office.workspace.archive("#hot-leads")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes", "that channel is archived", "Post it again")


def test_a_busy_slack_is_said_and_the_lead_can_be_posted_later(office: Office) -> None:
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=30)
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Slack asks me to slow down. Wait a minute").press("Post it again")
    office.slack.expect_private("Posted to #hot-leads.")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_a_short_pause_that_slack_asks_for_is_kept(office: Office) -> None:
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=1)
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Posted to #hot-leads.")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_two_people_with_one_address_are_two_leads(office: Office) -> None:
    for name in ("Pat One", "Quin Two"):
        office.slack.say(f"{high(name)}, email=office@example.com")
        office.slack.expect_private(f"High lead: {name}", "Posted to #hot-leads.")
    office.slack.say(f"{high('pat one')}, email=OFFICE@example.com")
    office.slack.expect_private("Already in #hot-leads")


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
def test_an_error_of_slacks_own_leaves_open_what_was_done(office: Office, error: str) -> None:
    office.workspace.faults.fail("chat.postMessage", error)
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Slack did not say whether it posted this to #hot-leads")


def test_an_answer_of_slack_that_nobody_knows_is_named(office: Office) -> None:
    office.workspace.faults.fail("chat.postMessage", "team_access_not_granted")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Slack answered team_access_not_granted. Tell your admin")


def test_a_post_whose_answer_was_lost_is_not_repeated_unasked(office: Office) -> None:
    office.workspace.faults.drop_connection_after("chat.postMessage")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Slack did not say whether it posted this to #hot-leads", "Look there before")
    office.slack.as_("Jonas").say(high("Dana Reyes"))
    office.slack.as_("Jonas").expect_private("Slack did not say whether it posted this")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_a_post_that_a_crash_of_slack_left_open_can_be_posted_again(office: Office) -> None:
    office.workspace.faults.crash("chat.postMessage")
    office.slack.say(high("Dana Reyes"))
    office.slack.expect_private("Slack did not say whether it posted this to #hot-leads").press("Post it again")
    office.slack.expect_private("Posted to #hot-leads.")
    assert len(office.workspace.posts("#hot-leads")) == 1


def test_a_double_click_on_post_again_posts_once(office: Office) -> None:
    office.workspace.faults.crash("chat.postMessage")
    office.slack.say(high("Dana Reyes"))
    card = office.slack.expect_private("Post it again")
    card.press_at_once("Post it again", 5)
    office.slack.expect_private("#hot-leads")
    assert len(office.workspace.posts("#hot-leads")) == 1
