"""A conversation goes on after a silence, a restart, a lost answer and a second delivery, and ends after a day."""

from pathlib import Path

import pytest

from bot.store import Store
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.conftest import Office, connected_bot

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"
MINUTES, HOURS = 60, 3_600


def expect_heard(office: Office) -> None:
    """Wait until Slack knows that the first message and its answer were heard, so that it delivers neither again."""
    journal = office.workspace.journal
    office.slack.wait_for(lambda: sum(bool(ack.latency) for ack in journal.acks) >= 2 or None, "two acks")


def test_question_is_remembered_after_five_minutes(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(5 * MINUTES)
    talk.write("yes")
    talk.expect_message("Noted: pre-approved financing.")


def test_conversation_continues_after_restart(office: Office, scorer: Scorer, tmp_path: Path) -> None:
    talk = office.slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    assert office.bot.close()
    restarted = connected_bot(office.workspace, scorer, f"sqlite:///{tmp_path / 'leads.sqlite'}", office.clock)
    card.press("Yes")
    talk.expect_message("Noted: pre-approved financing.")
    talk.write("25 visits")
    talk.expect_message("Noted: 25 website visits.")
    assert restarted.close()


def test_conversation_ends_after_day_and_lead_is_kept(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    talk.write("yes")
    talk.expect_message("a conversation is over after 24 hours of silence, or if it is forgotten.")
    talk.write("Dana Reyes")
    talk.expect_message("lead so far", "Dana Reyes", "is financing pre-approved?")


def forgotten(office: Office) -> Driver:
    """Return the thread on Dana a day later, in which a fact was told whose lead is not remembered."""
    talk = office.slack.write(f"{DANA}")
    talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    talk.write("25 visits, she's pre-approved, don't know her budget")
    talk.expect_message(
        "I remember no lead in this thread", "Whose is that: 25 website visits and pre-approved financing?"
    )
    return talk


@pytest.mark.parametrize("name", ["Dana Reyes", "dana reyes"])
def test_fact_after_end_is_kept_until_lead_is_named(office: Office, name: str) -> None:
    talk = forgotten(office)
    talk.write(name)
    talk.expect_message("Dana Reyes", "pre-approved financing")
    (dana,) = office.bot.store.leads.recent()
    assert dana.lead.get("financing_pre_approved")
    assert (dana.lead.get("website_visits"), dana.lead.get("age")) == (25, 45)


def test_fact_after_end_starts_new_lead_on_request(office: Office) -> None:
    talk = forgotten(office)
    talk.write("a new lead")
    talk.expect_message("lead so far", "pre-approved financing")
    new, _dana = office.bot.store.leads.recent()
    assert (new.lead.name, new.lead.get("age"), new.lead.get("website_visits")) == (None, None, 25)


def test_fact_after_end_starts_lead_with_unknown_name(office: Office) -> None:
    talk = forgotten(office)
    talk.write("Lisa Chen")
    talk.expect_message("lead so far", "Lisa Chen", "pre-approved financing")


def test_fact_after_end_goes_to_chosen_lead(office: Office) -> None:
    talk = forgotten(office)
    for name in ("Dana Stone", "Dana Chen"):
        office.slack.send(f"/scorelead {name} is 30")
        office.slack.expect_private(name)
    talk.write("Dana")
    talk.expect_message("Which “Dana” do you mean?").press("This one")
    talk.expect_message("pre-approved financing")
    assert [one.lead.get("website_visits") for one in office.bot.store.leads.recent()].count(25) == 1
    assert len(office.bot.store.leads.recent()) == 3


def test_question_after_end_is_explained(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    talk.write("why not High?")
    talk.expect_message("I remember no lead in this thread", "Say whose thread it was, by name.")


def test_button_works_after_end(office: Office) -> None:
    talk = office.slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    card.press("Yes")
    talk.expect_message("Noted: pre-approved financing.")


def test_old_button_shows_answer_given_elsewhere(office: Office) -> None:
    talk = office.slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    other = office.slack.write("Dana Reyes")
    other.expect_message("is financing pre-approved?").press("Yes")
    other.expect_message("Noted: pre-approved financing.")
    card.press("No")
    talk.expect_message("Dana Reyes", ":ballot_box_with_check: pre-approved financing")
    assert office.bot.store.leads.recent()[0].lead.get("financing_pre_approved")
    assert len(talk.posts()) == 1


def test_old_button_answers_for_its_own_lead(office: Office) -> None:
    talk = office.slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    expect_heard(office)
    office.clock.advance(25 * HOURS)
    talk.write("Lisa Chen is 30, makes 170k, credit 760")
    talk.expect_message("Lisa Chen", "What would help most")
    card.press("Don't know")
    talk.expect_message("Dana Reyes", "does the lead know where to buy?")
    talk.expect_message("Dana Reyes", ":ballot_box_with_check: not known")
    talk.expect_message("Lisa Chen", ":ballot_box_with_check: not asked any more")


def test_ended_conversations_are_deleted(office: Office) -> None:
    talk = office.slack.write("Dana Reyes")
    talk.expect_message("I do not know Dana Reyes yet")
    expect_heard(office)
    office.slack.skip(49 * HOURS)
    store = office.bot.store
    office.slack.wait_for(lambda: not _kept(store) or None, "no conversation to be kept")


def test_repeated_delivery_counts_once(office: Office) -> None:
    office.workspace.faults.deliver_twice(always=True, first_ack_is_lost=True)
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?").press("Yes")
    talk.expect_message("Noted: pre-approved financing.")
    talk.write("25 visits")
    talk.expect_message("Noted: 25 website visits.")
    talk.expect_message("Dana Reyes", ":ballot_box_with_check: pre-approved financing")
    talk.expect_message("Noted: pre-approved financing.", ":ballot_box_with_check: ")
    talk.expect_nothing_new()
    assert len(talk.posts()) == 3


def test_unconfirmed_answer_is_not_posted_twice(office: Office) -> None:
    office.workspace.faults.drop_connection_after("chat.postMessage")
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    office.clock.advance(2 * MINUTES)  # Slack delivers what was not acknowledged again
    talk.expect_title("Dana Reyes")
    talk.write("yes")
    talk.expect_message("Noted: pre-approved financing.")
    assert len(talk.posts()) == 2


def test_rate_limited_answer_is_posted_later(office: Office) -> None:
    office.workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=1)
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    talk.write("yes")
    talk.expect_message("Noted: pre-approved financing.")


def test_failed_answer_to_button_is_posted_later(office: Office) -> None:
    talk = office.slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    office.settle()
    office.workspace.faults.crash("chat.postMessage")
    card.press("Yes")
    office.slack.wait_for(lambda: office.has_failed_attempts() or None, "an answer that was not sent")
    assert office.bot.store.leads.recent()[0].lead.get("financing_pre_approved")
    assert len(talk.posts()) == 1
    office.slack.skip(1 * MINUTES)
    talk.expect_message("Noted: pre-approved financing.")
    assert len(talk.posts()) == 2


def test_refused_extras_keep_answer(office: Office) -> None:
    for method in ("assistant.threads.setStatus", "assistant.threads.setTitle", "conversations.replies"):
        office.workspace.faults.fail(method, "internal_error")
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    talk.write("yes")
    talk.expect_message("Noted: pre-approved financing.")


def test_edits_and_deletions_are_ignored(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    talk.write("25 visits")
    talk.expect_message("Noted: 25 website visits.")
    talk.expect_message("Dana Reyes", ":ballot_box_with_check: ")
    talk.edit("25 visits", "26 visits")
    talk.delete("26 visits")
    talk.expect_nothing_new()
    assert office.bot.store.leads.recent()[0].lead.get("website_visits") == 25


def test_status_is_shown_until_answer_is_posted(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    called = [call.method for call in office.workspace.journal.calls]
    assert called.index("assistant.threads.setStatus") < called.index("chat.postMessage")
    assert talk.status is None


def _kept(store: Store) -> int:
    with store.database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar_one())
