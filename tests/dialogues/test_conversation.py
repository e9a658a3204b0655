"""Somebody talks with the bot: half the facts, an answer at once, one question at a time, a firm answer."""

import pytest

from localslack.testing.driver import Driver
from localslack.testing.surfaces import Post
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"
"""Of her, the question that matters most is whether financing is pre-approved."""


def next_post(talk: Driver, post: Post) -> Post:
    """Wait for the answer that comes below a message, and return it."""
    return talk.wait_for(lambda: next((one for one in talk.posts() if one.ts > post.ts), None), "an answer below")


def expect_closed(talk: Driver, answer: str) -> None:
    """Wait until the first question has its answer in the place of its buttons."""

    def closed() -> bool | None:
        first = talk.posts()[0]
        return (not first.button("Don't know") and answer in first.words) or None

    talk.wait_for(closed, f"the first question to be closed with {answer!r}")


def test_half_the_facts_are_scored_at_once_and_the_question_that_matters_follows(slack: Driver) -> None:
    talk = slack.write(DANA)
    card = talk.expect_message(
        "Medium lead so far: Dana Reyes",
        "With what is still unknown it could be",
        "I read: age 45 · income $180,000 · credit score 780 · an inquiry.",
        "What would help most: is financing pre-approved?",
    )
    assert card.button("Don't know")
    talk.expect_title("Dana Reyes")
    slack.as_("Jonas").expect_nothing_new()


def test_from_half_the_facts_to_a_firm_answer_by_buttons(office: Office) -> None:
    talk = office.slack.write(DANA)
    post, asked = talk.expect_message("What would help most: "), 0
    while post.button("Yes"):
        post.press("Yes")
        post, asked = next_post(talk, post), asked + 1
    assert 1 <= asked <= 4
    assert "High lead" in post.words
    assert "Whatever the rest is, this is High." in post.words or "I ask nothing more" in post.words
    assert len(office.bot.store.alerts.listed()) == 1


def test_whatever_the_rest_is_a_hopeless_lead_is_low_without_a_question(slack: Driver) -> None:
    talk = slack.write(f"Lee Loewe, {COLD_FACTS.removesuffix(', no location')}")
    card = talk.expect_message("Low lead: Lee Loewe", "Whatever the rest is, this is Low.")
    assert not card.button("Don't know")


def test_all_the_facts_at_once_leave_nothing_to_ask(office: Office) -> None:
    talk = office.slack.write(f"Dana Reyes, {FACTS}")
    card = talk.expect_message("High lead: Dana Reyes", "#hot-leads")
    assert not card.button("Don't know")
    assert office.cards() == 1


def test_answers_are_typed_as_well_and_the_question_loses_its_buttons(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("What would help most: is financing pre-approved?")
    talk.write("yes")
    talk.expect_message("Noted: pre-approved financing.", "What would help most: ")
    expect_closed(talk, "pre-approved financing")


def test_a_button_first_then_typing_then_corrections(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("is financing pre-approved?").press("Yes")
    talk.expect_message("Noted: pre-approved financing.")
    talk.write("she came to the site 25 times and opened 15 e-mails")
    talk.expect_message("25 website visits", "15 opened e-mails")
    talk.write("sorry, 30 visits")
    talk.expect_message("30 website visits")
    talk.write("sorry, she is not pre-approved after all")
    talk.expect_message("no pre-approved financing")


def test_a_number_is_asked_for_with_a_small_form_too(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 250k, pre-approved, inquiry, budget, location")
    talk.expect_message("What would help most: what is the credit score?").press("Answer…")
    form = slack.modal("Answer")
    form.fill({"Credit score": "900"}).submit(skip_client_checks=True)
    assert "at most 850" in form.errors()["Credit score"]
    form.fill({"Credit score": "780"}).submit()
    slack.expect_no_modal()
    talk.expect_message("High lead: Dana Reyes", "I read: credit score 780.", "Whatever the rest is, this is High.")


def test_dont_know_to_everything_ends_in_an_honest_answer(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45")
    post, asked = talk.expect_message("What would help most: "), []
    while post.button("Don't know"):
        asked.append(post.words.partition("What would help most: ")[2].splitlines()[0])
        post.press("Don't know")
        post = next_post(talk, post)
    assert len(set(asked)) == len(asked) >= 3
    assert "lead so far" in post.words
    assert "I ask nothing more. What would help most is what you do not know" in post.words


def test_dont_know_is_said_in_words_and_a_fact_that_comes_later_counts(slack: Driver) -> None:
    talk = slack.write(DANA)
    card = talk.expect_message("is financing pre-approved?")
    talk.write("no idea")
    assert "is financing pre-approved?" not in next_post(talk, card).words
    expect_closed(talk, "not known")
    talk.write("I just heard that she is pre-approved")
    talk.expect_message("Noted: pre-approved financing.")


def test_help_and_thanks_in_between_do_not_lose_the_thread(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("is financing pre-approved?")
    talk.write("help")
    talk.expect_message("In the thread you can say", "don't know")
    talk.write("Thanks!")
    talk.expect_message("You are welcome.")
    talk.write("what's the weather like")
    talk.expect_message("I asked: Is financing pre-approved?")
    talk.write("not yet")
    talk.expect_message("no pre-approved financing")


def test_what_was_not_understood_or_cannot_be_is_said_beside_what_counts(slack: Driver) -> None:
    talk = slack.write("Dana Reyes, age 45, credit 900, income 250k, loves sailing")
    talk.expect_message(
        "I read: age 45 · income $250,000.", "Credit score: at most 850, not “900”", "I did not understand"
    )


@pytest.mark.parametrize("words", ["yes", "what's the weather like?", "thanks for nothing :-)", "😀"])
def test_no_lead_at_all_invents_none(office: Office, words: str) -> None:
    talk = office.slack.write(words)
    talk.expect_message("for example")
    assert not office.bot.store.leads.recent()


def test_stop_means_stop(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("What would help most: ")
    talk.write("stop")
    talk.expect_message("I ask nothing more")
    expect_closed(talk, "not asked any more")
    talk.write("25 visits")
    assert not talk.expect_message("Dana Reyes", "25 website visits").button("Don't know")


def test_a_name_alone_is_asked_about(slack: Driver) -> None:
    talk = slack.write("Dana Reyes")
    talk.expect_message("I do not know Dana Reyes yet", "What would help most: ")
    talk.expect_title("Dana Reyes")
    talk.write("45, income 250k, credit 780")
    talk.expect_message("lead so far", "Dana Reyes")


def test_a_lead_that_is_known_is_gone_on_with(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, dana@example.com, age 45, income 250k")
    slack.expect_private("Dana Reyes")
    talk = slack.write("dana reyes")
    talk.expect_message("lead so far", "Dana Reyes", "income $250,000", "What would help most: ")
    talk.write("credit 780")
    talk.expect_message("Noted: credit score 780.")


def test_several_leads_at_once_are_listed_and_one_is_gone_on_with(slack: Driver) -> None:
    talk = slack.write("Dana is 45, income 250k, credit 780. Sam is 30, income 40k, credit 590.")
    listed = talk.expect_message("Which one shall we go on with?", "Dana", "Sam")
    listed.press("This one")
    talk.expect_message("What would help most: ")
    talk.write("Dana is pre-approved")
    talk.expect_message("pre-approved financing")


def test_of_several_leads_at_once_what_is_wrong_is_said(slack: Driver) -> None:
    talk = slack.write("Sam is 45, credit 900, loves sailing. Dana is 38, income 250k")
    talk.expect_message("Which one", "Sam", "Dana", "at most 850, not “900”", "I did not understand “loves")


def test_of_too_many_leads_at_once_the_rest_is_said_not_to_be_read(office: Office) -> None:
    names = ["Ann", "Bob", "Cid", "Dee", "Eva", "Fay", "Gus", "Hal", "Ida", "Jim", "Kay", "Leo"]
    talk = office.slack.write(". ".join(f"{name} is {31 + at}" for at, name in enumerate(names)))
    talk.expect_message("Which one", "Ann", "Jim", "2 more leads were not read.")
    assert len(office.bot.store.leads.recent()) == 10


def test_another_lead_and_back_again_by_name(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("lead so far", "Dana Reyes")
    talk.write("Sam Ortiz is 30, makes 40k, credit 590")
    talk.expect_message("lead so far: Sam Ortiz", "I read: age 30 · income $40,000 · credit score 590.")
    talk.expect_title("Sam Ortiz")
    talk.write("Dana is pre-approved")
    talk.expect_message("Noted: pre-approved financing.")
    talk.expect_title("Dana Reyes")
    known = {one.lead.name: one.lead for one in office.bot.store.leads.recent()}
    assert known["Dana Reyes"].get("financing_pre_approved")
    assert known["Sam Ortiz"].get("financing_pre_approved") is None
    assert len(known) == 2


def test_start_over_begins_with_another_lead_and_keeps_the_first(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("lead so far", "Dana Reyes")
    talk.write("Start over.")
    talk.expect_message("A new lead, then. Dana Reyes, as far as I know it, is kept.")
    talk.write("age 30, income 40k")
    assert "Dana" not in talk.expect_message("lead so far", "I read: age 30 · income $40,000.").words
    assert {one.lead.get("age") for one in office.bot.store.leads.recent()} == {45, 30}


def test_a_wrong_name_is_corrected(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message("lead so far", "Dana Reyes")
    talk.write("her name is Dana Smith")
    talk.expect_message("Noted: Dana Smith.")
    assert [one.lead.name for one in office.bot.store.leads.recent()] == ["Dana Smith"]


def test_the_messages_tab_suggests_how_to_begin(slack: Driver) -> None:
    slack.open_app("messages")
    slack.expect_prompts("Score a lead with half the facts", "What can I say here?")
    slack.choose_prompt("Score a lead with half the facts").expect_message("lead so far", "Dana Reyes")
    slack.open_app("messages")
    slack.expect_prompts("Score a lead with half the facts", "What can I say here?")
    slack.choose_prompt("What can I say here?").expect_message("In the thread you can say")


def test_each_message_at_the_top_begins_a_conversation_of_its_own(slack: Driver) -> None:
    dana, sam = slack.write(DANA), slack.write("Sam Ortiz is 30, makes 40k")
    dana.expect_message("lead so far", "Dana Reyes")
    sam.expect_message("lead so far: Sam Ortiz")
    dana.write("pre-approved")
    dana.expect_message("Noted: pre-approved financing.")
    sam.write("credit 590")
    sam.expect_message("Noted: credit score 590.")


def test_the_question_about_a_lead_of_which_only_the_name_is_known_is_answered_by_button(slack: Driver) -> None:
    talk = slack.write("I talked to Zoe Quill")
    talk.expect_message("Zoe Quill", "What would help most")
    talk.press("Don't know")
    talk.expect_message("What would help most")
