"""Half the facts are enough for an answer, and one question at a time makes it firmer, on the spot."""

import threading

import pytest

from localslack.testing.driver import Driver
from localslack.testing.surfaces import Post
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS, in_form
from tests.seed import SCENARIOS

IN_CASE_MORE_IS_TOLD = 180.0
"""Seconds after which the team hears of a half-known lead that is High."""

LITTLE = "/scorelead Dana Reyes, dana@example.com, age 45, income 180k, credit 780, inquiry=yes"
NAMELESS = "/scorelead age 45, income 180k, credit 780, inquiry=yes"
ALL_BUT_CREDIT = f"/scorelead Dana Reyes, {FACTS.replace('credit 780, ', '').replace('inquiry yes', 'inquiry=no')}"
SETTLED = (
    "/scorelead Lee Moss, age 24, income 42k, credit 590, visits 3, opens 1, views 2, inquiry=no, not pre-approved"
)


def test_little_is_scored_and_the_card_says_how_far_that_goes(slack: Driver) -> None:
    slack.send(LITTLE)
    card = slack.expect_private(
        "Medium lead so far: Dana Reyes",
        "With what is still unknown it could be Medium or High",
        "the probability of High is most likely at most",
        "Still unknown: website visits, e-mail opens, property views, contact attempts, time on site, "
        "financing pre-approved, budget disclosed and location preference set.",
        "I read: age 45 · income $180,000 · credit score 780 · an inquiry · dana@example.com.",
        "What would help most: is financing pre-approved?",
    )
    assert all(card.button(label) for label in ("Yes", "No", "Don't know", "Share here", "All reasons"))
    slack.as_("Jonas").expect_nothing_new()


def test_the_text_for_screen_readers_says_so_too(slack: Driver) -> None:
    slack.send(LITTLE)
    text = slack.expect_private("Dana Reyes").message["text"]
    for words in (
        "Medium lead so far: Dana Reyes",
        "it could be Medium or High",
        "Still unknown",
        "What would help most",
    ):
        assert words in text


def test_a_question_is_answered_on_the_spot_and_the_next_one_comes(office: Office) -> None:
    slack = office.slack
    slack.send(LITTLE)
    slack.expect_private("What would help most: is financing pre-approved?").press("Yes")
    card = slack.expect_private(
        "High lead so far", "Medium", "→ High", "pre-approved financing", "What would help most:"
    )
    assert question(card) != "is financing pre-approved?"
    assert len(slack.posts()) == 1  # one card, in the place of the one before
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


def test_a_number_is_asked_for_in_a_small_form_which_says_what_is_wrong(slack: Driver) -> None:
    slack.send(ALL_BUT_CREDIT)
    slack.expect_private("What would help most: what is the credit score?").press("Answer…")
    form = slack.modal("Answer")
    form.fill({"Credit score": "900"}).submit(skip_client_checks=True)
    assert form.errors() == {"Credit score": "Credit score: at most 850, not “900”"}
    form.fill({"Credit score": "780"}).submit()
    slack.expect_no_modal()
    slack.expect_private("Dana Reyes", "no inquiry so far", "credit score 780")
    assert len(slack.posts()) == 1


def test_who_does_not_know_is_asked_something_else_until_nothing_is_left(slack: Driver) -> None:
    slack.send(LITTLE)
    card = slack.expect_private("What would help most: is financing pre-approved?")
    asked = [question(card)]
    while card.button("Don't know"):
        card.press("Don't know")
        card = slack.expect_private("Medium lead so far: Dana Reyes")
        asked.append(question(card))
    assert len(asked) == len(set(asked)) > 2
    assert asked[-1] == ""
    assert "Still unknown: website visits" in card.words


def question(card: Post) -> str:
    return card.words.partition("What would help most: ")[2].partition("\n")[0]


def test_whatever_the_rest_is_nothing_more_is_asked(slack: Driver) -> None:
    slack.send(SETTLED)
    card = slack.expect_private(
        "Low lead: Lee Moss", "Whatever the rest is, this is Low.", "Still unknown: contact attempts"
    )
    assert not card.button("Don't know")


def test_a_double_click_takes_one_answer(office: Office) -> None:
    office.slack.send(LITTLE)
    office.slack.expect_private("is financing pre-approved?").press_at_once("Yes", 5)
    office.slack.expect_private("High lead so far", "pre-approved financing")
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


def test_of_two_people_who_answer_the_first_one_counts(slack: Driver) -> None:
    slack.send(LITTLE)
    maya = slack.expect_private("is financing pre-approved?")
    jonas = slack.as_("Jonas")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas.expect_private("Known from before: income $180,000 · credit score 780 · an inquiry.").press("No")
    jonas.expect_private("no pre-approved financing")
    maya.press("Yes")
    slack.expect_private("Somebody was faster, and said: no pre-approved financing.", "no pre-approved financing")


def test_of_two_people_who_answer_on_a_shared_card_the_second_one_is_told(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("Share here")
    jonas = slack.as_("Jonas")
    shared = slack.expect_message("Shared by @Maya Lind", "is financing pre-approved?")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas.expect_private("is financing pre-approved?").press("No")
    jonas.expect_private("no pre-approved financing")
    shared.press("Yes")
    slack.expect_message("Somebody was faster, and said: no pre-approved financing.", "Shared by @Maya Lind")


def test_what_is_said_to_be_unknown_is_not_asked_now_or_later(slack: Driver) -> None:
    slack.send(f"{LITTLE}, pre-approved: not sure")
    card = slack.expect_private("Dana Reyes", "What would help most: ")
    while card.button("Don't know"):
        assert question(card) != "is financing pre-approved?"
        card.press("Don't know")
        card = slack.expect_private("Dana Reyes")


def test_of_too_many_leads_in_a_command_the_rest_is_said_not_to_be_read(slack: Driver) -> None:
    slack.send("/scorelead Ann is 31, income 90k. Bob is 32. Cid is 33. Dee is 34. Eva is 35.")
    slack.expect_private("Ann", "1 more lead was not read.")


def test_two_answers_to_two_questions_at_once_both_count(office: Office) -> None:
    slack, jonas = office.slack, office.slack.as_("Jonas")
    slack.send(LITTLE)
    maya_card = slack.expect_private("is financing pre-approved?")
    jonas.send("/scorelead dana@example.com, age 45")
    jonas_card = jonas.expect_private("is financing pre-approved?")
    while question(jonas_card) == "is financing pre-approved?" or not jonas_card.button("Yes"):
        jonas_card.press("Don't know")
        jonas_card = jonas.expect_private("What would help most:")
    presses = [threading.Thread(target=card.press, args=("Yes",)) for card in (maya_card, jonas_card)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()

    def known() -> bool | None:
        lead = office.bot.store.leads.recent()[0].lead
        return (
            lead.get("financing_pre_approved") and (lead.get("budget_disclosed") or lead.get("location_preference_set"))
        ) or None

    slack.wait_for(known, "both answers")


def test_anybody_answers_on_a_shared_card(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("Share here")
    jonas = slack.as_("Jonas")
    jonas.expect_message("Shared by @Maya Lind", "is financing pre-approved?").press("Yes")
    jonas.expect_message("High lead so far", "Shared by @Maya Lind")
    slack.skip(IN_CASE_MORE_IS_TOLD)
    slack.in_("#hot-leads").expect_message("High lead so far", "Still unknown", "Entered by @Jonas Weber")


def test_a_half_known_high_lead_alerts_and_its_thread_says_when_it_falls(office: Office) -> None:
    slack = office.slack
    slack.send(f"{LITTLE}, pre-approved")
    slack.expect_private(
        "High lead so far", "#hot-leads hears of it", "unless something that you tell me makes it less"
    )
    slack.skip(IN_CASE_MORE_IS_TOLD)
    slack.in_("#hot-leads").expect_message("High lead so far", "With what is still unknown it could be Medium or High")
    slack.send("/scorelead dana@example.com, visits 3, opens 1, views 2, budget=no")
    slack.expect_private("Medium lead", "High", "→ Medium")
    slack.in_("#hot-leads").expect_message("Scored again by @Maya Lind", "→ Medium")
    assert office.cards() == 1


def test_of_a_half_known_high_lead_that_falls_at_once_the_team_hears_nothing(office: Office) -> None:
    slack = office.slack
    slack.send(f"{LITTLE}, pre-approved")
    slack.expect_private("High lead so far", "#hot-leads hears of it")
    slack.send("/scorelead dana@example.com, visits 3, opens 1, views 2, budget=no")
    card = slack.expect_private("Medium lead", "→ Medium")
    assert "#hot-leads" not in card.words
    slack.skip(IN_CASE_MORE_IS_TOLD)
    assert office.cards() == 0


def test_facts_that_come_later_are_added_to_those_known_before(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Medium lead so far: Dana Reyes")
    slack.send("/scorelead dana@example.com, pre-approved, income 90k")
    slack.expect_private(
        "Dana Reyes",
        "I read: income $90,000 · pre-approved financing · dana@example.com.",
        "Known from before: age 45 · credit score 780 · an inquiry.",
    )


def test_somebody_of_whom_as_little_is_known_is_somebody_else(office: Office) -> None:
    slack, jonas = office.slack, office.slack.as_("Jonas")
    slack.send(NAMELESS)
    slack.expect_private("Medium lead so far", "is financing pre-approved?").press("Yes")
    slack.expect_private("pre-approved financing")
    jonas.send(NAMELESS)
    card = jonas.expect_private(
        "Medium lead so far", "I read: age 45 · income $180,000 · credit score 780 · an inquiry."
    )
    assert "Known from before" not in card.words
    assert len(office.bot.store.leads.recent()) == 2


def test_a_form_with_one_field_is_enough_and_an_empty_one_is_not(slack: Driver) -> None:
    slack.send("/scorelead")
    form = slack.modal("Score a lead")
    form.fill({"Name": "Dana Reyes"}).submit()
    assert form.errors() == {"Age": "Say at least one thing about the lead, here or below."}
    form.fill({"Credit score": "780"}).submit()
    slack.expect_private("Medium lead so far", "Dana Reyes", "I read: credit score 780.", "What would help most:")


def test_the_form_in_the_direct_message_asks_on_there(slack: Driver) -> None:
    slack.shortcut("Score a lead")
    slack.modal("Score a lead").fill({"Name": "Dana Reyes", "Credit score": "780", "Inquiry submitted": "No"}).submit()
    card = slack.in_("bot").expect_message("lead so far: Dana Reyes", "What would help most:")
    card.press("Don't know")
    slack.in_("bot").expect_message("lead so far: Dana Reyes", "What would help most:")
    assert not card.button("Share here")


def test_all_reasons_name_what_is_not_known(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes").press("All reasons")
    words = slack.modal("All reasons").words()
    assert words.count("•") == 12
    assert "Not known yet" in words


def test_what_was_not_understood_is_said_beside_what_was(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, age 45, income 250k, blah qwerty")
    slack.expect_private(
        "lead so far: Dana Reyes", "I read: age 45 · income $250,000.", "I did not understand", "qwerty"
    )


def test_a_half_known_lead_is_found_and_asked_about_further(slack: Driver) -> None:
    slack.send(LITTLE)
    slack.expect_private("Dana Reyes")
    slack.send("/scorelead Dana Reyes")
    found = slack.expect_private("Medium lead so far: Dana Reyes", "History", "Still unknown: website", "Known: age 45")
    assert question(found) == "is financing pre-approved?"
    found.press("Yes")
    slack.expect_private("High lead so far", "→ High", "pre-approved financing")


def test_a_question_of_a_forgotten_lead_is_answered_in_words(office: Office) -> None:
    office.slack.send(LITTLE)
    card = office.slack.expect_private("Dana Reyes")
    office.bot.store.leads.forget(office.bot.store.leads.recent()[0].id, at=office.now)
    card.press("Yes")
    office.slack.expect_private("This lead was forgotten.")


def test_an_answer_delivered_twice_counts_once(office: Office) -> None:
    office.slack.send(LITTLE)
    card = office.slack.expect_private("Dana Reyes")
    office.workspace.faults.deliver_twice(first_ack_is_lost=True)
    card.press("Yes")
    office.slack.expect_private("High lead so far")
    assert len(office.bot.store.leads.history(office.bot.store.leads.recent()[0].id)) == 2


@pytest.mark.parametrize("facts", [FACTS, COLD_FACTS])
def test_of_a_lead_that_is_all_known_nothing_is_asked(slack: Driver, facts: str) -> None:
    slack.send(f"/scorelead Dana Reyes, {facts}")
    card = slack.expect_private("lead: Dana Reyes")
    assert "lead so far" not in card.words
    assert "unknown" not in card.words
    assert not card.button("Don't know")


def test_a_form_filled_in_whole_gives_the_card_of_before(slack: Driver) -> None:
    slack.send("/scorelead")
    slack.modal().fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead)).submit()
    assert "unknown" not in slack.expect_private("High lead: Dana Reyes").words


def test_where_no_answer_would_change_much_the_card_says_so(slack: Driver) -> None:
    slack.send("/scorelead Sam Loewe, income 30k, credit 600, no inquiry")
    card = slack.expect_private("Low lead so far: Sam Loewe", "I ask nothing more: the rest would hardly change it.")
    assert "What would help most" not in card.words
