"""Half the facts are enough for an answer, and one question at a time makes it firmer, on the spot."""

import threading

import pytest

from localslack.testing.driver import Driver
from tests.answers import asked, may_change, named, tier
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS, in_form
from tests.seed import SCENARIOS

pytestmark = pytest.mark.transcript

IN_CASE_MORE_IS_TOLD = 180.0
"""Seconds after which the team hears of a half-known lead that is High."""

LITTLE = "/scorelead Dana Reyes, dana@example.com, age 45, income 180k, credit 780, inquiry=yes"
NAMELESS = "/scorelead age 45, income 180k, credit 780, inquiry=yes"
ALL_BUT_CREDIT = f"/scorelead Dana Reyes, {FACTS.replace('credit 780, ', '').replace('inquiry yes', 'inquiry=no')}"
SETTLED = (
    "/scorelead Lee Moss, age 24, income 42k, credit 590, visits 3, opens 1, views 2, inquiry=no, not pre-approved"
)


def test_card_of_partial_lead_shows_possible_tiers(slack: Driver) -> None:
    slack.send(LITTLE)
    card = slack.expect_private(
        "With what is still unknown it could be Medium or High",
        "the probability of High is most likely at most",
        "Still unknown: website visits, e-mail opens, property views, contact attempts, time on site, "
        "financing pre-approved, budget disclosed and location preference set.",
    )
    assert (tier(card), may_change(card), asked(card)) == ("Medium", True, "financing_pre_approved")
    assert all(card.button(label) for label in ("Yes", "No", "Don't know", "Share here", "All reasons"))
    slack.as_("Jonas").expect_nothing_new()


def test_text_for_screen_readers_shows_possible_tiers(slack: Driver) -> None:
    slack.send(LITTLE)
    text = slack.expect_private("Dana Reyes").message["text"]
    for words in (
        "Medium lead so far: Dana Reyes",
        "it could be Medium or High",
        "Still unknown",
        "What would help most",
    ):
        assert words in text


def test_answered_question_is_replaced_by_next_one(office: Office) -> None:
    slack = office.slack
    slack.send(LITTLE)
    slack.expect_private().press("Yes")
    card = slack.expect_private("Medium", "→ High", "pre-approved financing")
    assert tier(card) == "High"
    assert asked(card) not in {None, "financing_pre_approved"}
    assert len(slack.posts()) == 1  # one card, in the place of the one before
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


def test_form_for_number_reports_errors(slack: Driver) -> None:
    slack.send(ALL_BUT_CREDIT)
    card = slack.expect_private()
    assert asked(card) == "credit_score"
    card.press("Answer…")
    form = slack.modal("Answer")
    form.fill({"Credit score": "900"}).submit(skip_client_checks=True)
    assert form.errors() == {"Credit score": "Credit score: at most 850, not “900”"}
    form.fill({"Credit score": "780"}).submit()
    slack.expect_no_modal()
    slack.expect_private("Dana Reyes", "no inquiry so far", "credit score 780")
    assert len(slack.posts()) == 1


def test_dont_know_asks_something_else_until_nothing_is_left(slack: Driver) -> None:
    slack.send(LITTLE)
    card = slack.expect_private()
    questions = [asked(card)]
    while card.button("Don't know"):
        card.press("Don't know")
        card = slack.expect_private()
        questions.append(asked(card))
    assert len(questions) == len(set(questions)) > 2
    assert questions[-1] is None
    assert "Still unknown: website visits" in card.words


def test_final_tier_has_no_question(slack: Driver) -> None:
    slack.send(SETTLED)
    card = slack.expect_private(
        "Low lead: Lee Moss", "Whatever the rest is, this is Low.", "Still unknown: contact attempts"
    )
    assert not card.button("Don't know")


@pytest.mark.transcript(kept=False)  # the card is replaced more than once
def test_double_click_counts_once(office: Office) -> None:
    office.slack.send(LITTLE)
    office.slack.expect_private("is financing pre-approved?").press_at_once("Yes", 5)
    office.slack.expect_private("pre-approved financing")
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


def test_first_of_two_answers_counts(slack: Driver) -> None:
    slack.send(LITTLE)
    maya = slack.expect_private("is financing pre-approved?")
    jonas = slack.as_("Jonas")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas.expect_private("Known from before: income $180,000 · credit score 780 · an inquiry.").press("No")
    jonas.expect_private("no pre-approved financing")
    maya.press("Yes")
    slack.expect_private("Somebody was faster, and said: no pre-approved financing.", "no pre-approved financing")


def test_second_answer_on_shared_card_is_told(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("Share here")
    jonas = slack.as_("Jonas")
    shared = slack.expect_message("Shared by @Maya Lind", "is financing pre-approved?")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas.expect_private("is financing pre-approved?").press("No")
    jonas.expect_private("no pre-approved financing")
    shared.press("Yes")
    slack.expect_message("Somebody was faster, and said: no pre-approved financing.", "Shared by @Maya Lind")


def test_stated_unknown_is_never_asked(slack: Driver) -> None:
    slack.send(f"{LITTLE}, pre-approved: not sure")
    card = slack.expect_private("Dana Reyes")
    while card.button("Don't know"):
        assert asked(card) != "financing_pre_approved"
        card.press("Don't know")
        card = slack.expect_private("Dana Reyes")


def test_command_reports_unread_leads(slack: Driver) -> None:
    slack.send("/scorelead Ann is 31, income 90k. Bob is 32. Cid is 33. Dee is 34. Eva is 35.")
    slack.expect_private("Ann", "1 more lead was not read.")


@pytest.mark.transcript(kept=False)  # they press at the same time
def test_simultaneous_answers_to_two_questions_both_count(office: Office) -> None:
    slack, jonas = office.slack, office.slack.as_("Jonas")
    slack.send(LITTLE)
    maya_card = slack.expect_private("is financing pre-approved?")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas_card = jonas.expect_private("is financing pre-approved?")
    while asked(jonas_card) == "financing_pre_approved" or not jonas_card.button("Yes"):
        jonas_card.press("Don't know")
        jonas_card = jonas.expect_private()
    presses = [threading.Thread(target=card.press, args=("Yes",)) for card in (maya_card, jonas_card)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()

    def known() -> bool | None:
        lead = office.bot.store.leads.recent()[0].lead
        other = lead.get("budget_disclosed") or lead.get("location_preference_set")
        return bool(lead.get("financing_pre_approved") and other) or None

    slack.wait_for(known, "both answers")


def test_anybody_can_answer_on_shared_card(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("Share here")
    jonas = slack.as_("Jonas")
    jonas.expect_message("Shared by @Maya Lind", "is financing pre-approved?").press("Yes")
    jonas.expect_message("Shared by @Maya Lind")
    slack.skip(IN_CASE_MORE_IS_TOLD)
    slack.in_("#hot-leads").expect_message("Still unknown", "Entered by @Jonas Weber")


def test_partial_high_lead_alerts_and_thread_reports_its_fall(office: Office) -> None:
    slack = office.slack
    slack.send(f"{LITTLE}, pre-approved")
    slack.expect_private("#hot-leads hears of it", "unless something that you tell me makes it less")
    slack.skip(IN_CASE_MORE_IS_TOLD)
    slack.in_("#hot-leads").expect_message("With what is still unknown it could be Medium or High")
    slack.send("/scorelead dana@example.com, visits 3, opens 1, views 2, budget=no")
    slack.expect_private("Medium lead", "High", "→ Medium")
    slack.in_("#hot-leads").expect_message("Scored again by @Maya Lind", "→ Medium")
    assert office.cards() == 1


def test_partial_high_lead_that_falls_at_once_alerts_nobody(office: Office) -> None:
    slack = office.slack
    slack.send(f"{LITTLE}, pre-approved")
    slack.expect_private("#hot-leads hears of it")
    slack.send("/scorelead dana@example.com, visits 3, opens 1, views 2, budget=no")
    card = slack.expect_private("Medium lead", "→ Medium")
    assert "#hot-leads" not in card.words
    slack.skip(IN_CASE_MORE_IS_TOLD)
    assert office.cards() == 0


def test_later_facts_are_added_to_known_ones(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private()
    slack.send("/scorelead dana@example.com, pre-approved, income 90k")
    slack.expect_private("Dana Reyes", "Known from before: age 45 · credit score 780 · an inquiry.")


def test_equal_facts_without_identity_are_different_leads(office: Office) -> None:
    slack, jonas = office.slack, office.slack.as_("Jonas")
    slack.send(NAMELESS)
    slack.expect_private("is financing pre-approved?").press("Yes")
    slack.expect_private("pre-approved financing")
    jonas.send(NAMELESS)
    card = jonas.expect_private()
    assert tier(card) == "Medium"
    assert "Known from before" not in card.words
    assert len(office.bot.store.leads.recent()) == 2


def test_form_needs_one_fact(slack: Driver) -> None:
    slack.send("/scorelead")
    form = slack.modal("Score a lead")
    form.fill({"Name": "Dana Reyes"}).submit()
    assert form.errors() == {"Age": "Say at least one thing about the lead, here or below."}
    form.fill({"Credit score": "780"}).submit()
    slack.expect_private("Dana Reyes")


def test_form_in_direct_message_continues_there(slack: Driver) -> None:
    slack.shortcut("Score a lead")
    slack.modal("Score a lead").fill({"Name": "Dana Reyes", "Credit score": "780", "Inquiry submitted": "No"}).submit()
    card = slack.in_("bot").expect_message()
    assert named(card) == "Dana Reyes"
    card.press("Don't know")
    slack.in_("bot").expect_message()
    assert not card.button("Share here")


def test_all_reasons_include_unknown_facts(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("All reasons")
    words = slack.modal("All reasons").words()
    assert words.count("•") == 12
    assert "Not known yet" in words


def test_unknown_words_are_reported_with_facts(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, age 45, income 250k, blah qwerty")
    slack.expect_private("I did not understand", "qwerty")


def test_found_partial_lead_has_question(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes")
    slack.send("/scorelead Dana Reyes")
    found = slack.expect_private("History", "Still unknown: website", "Known: age 45")
    assert asked(found) == "financing_pre_approved"
    found.press("Yes")
    slack.expect_private("→ High", "pre-approved financing")


def test_question_about_forgotten_lead_is_explained(office: Office) -> None:
    office.slack.send(LITTLE)
    card = office.slack.expect_private("Dana Reyes")
    office.bot.store.leads.forget(office.bot.store.leads.recent()[0].id, at=office.now)
    card.press("Yes")
    office.slack.expect_private("This lead was forgotten.")


def test_answer_delivered_twice_counts_once(office: Office) -> None:
    office.slack.send(LITTLE)
    card = office.slack.expect_private("Dana Reyes")
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    card.press("Yes")
    office.slack.expect_private()
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


@pytest.mark.parametrize("facts", [FACTS, COLD_FACTS])
def test_complete_lead_has_no_question(slack: Driver, facts: str) -> None:
    slack.send(f"/scorelead Dana Reyes, {facts}")
    card = slack.expect_private("lead: Dana Reyes")
    assert not may_change(card)
    assert "unknown" not in card.words
    assert not card.button("Don't know")


def test_complete_form_gives_final_card(slack: Driver) -> None:
    slack.send("/scorelead")
    slack.modal().fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead)).submit()
    assert "unknown" not in slack.expect_private("High lead: Dana Reyes").words


def test_card_says_when_no_answer_would_change_much(slack: Driver) -> None:
    slack.send("/scorelead Sam Loewe, income 30k, credit 600, no inquiry")
    card = slack.expect_private("I ask nothing more: the rest would hardly change it.")
    assert asked(card) is None
