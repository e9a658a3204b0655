"""Somebody talks with the bot: half the facts, an answer at once, one question at a time, a firm answer."""

import pytest

from localslack.testing.driver import Driver
from tests.answers import asked, may_change, named, tier
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS

pytestmark = pytest.mark.transcript

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"
"""Of her, the question that matters most is whether financing is pre-approved."""


def expect_closed(talk: Driver, answer: str) -> None:
    """Wait until the first question has its answer in the place of its buttons."""

    def closed() -> bool | None:
        first = talk.posts()[0]
        return (not first.button("Don't know") and answer in first.words) or None

    talk.wait_for(closed, f"the first question to be closed with {answer!r}")


def test_partial_facts_are_scored_and_most_useful_question_follows(slack: Driver) -> None:
    talk = slack.write(DANA)
    card = talk.expect_next()
    assert (tier(card), named(card), asked(card)) == ("Medium", "Dana Reyes", "financing_pre_approved")
    assert may_change(card)
    assert card.button("Don't know")
    talk.expect_title("Dana Reyes")
    slack.as_("Jonas").expect_nothing_new()


def test_buttons_lead_from_partial_facts_to_final_tier(office: Office) -> None:
    talk = office.slack.write(DANA)
    post, questions = talk.expect_next(), 0
    while post.button("Yes"):
        post.press("Yes")
        post, questions = talk.expect_next(), questions + 1
    assert 1 <= questions <= 4
    assert tier(post) == "High"
    assert "Whatever the rest is, this is High." in post.words or "I ask nothing more" in post.words
    assert len(office.bot.store.alerts.listed()) == 1


def test_hopeless_lead_is_low_without_question(slack: Driver) -> None:
    talk = slack.write(f"Lee Loewe, {COLD_FACTS.removesuffix(', no location')}")
    card = talk.expect_next("Low lead: Lee Loewe", "Whatever the rest is, this is Low.")
    assert not card.button("Don't know")


def test_complete_facts_leave_no_question(office: Office) -> None:
    talk = office.slack.write(f"Dana Reyes, {FACTS}")
    card = talk.expect_next("High lead: Dana Reyes", "#hot-leads")
    assert not card.button("Don't know")
    assert office.cards() == 1


def test_typed_answer_closes_question(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next()
    talk.write("yes")
    assert asked(talk.expect_next()) not in {None, "financing_pre_approved"}
    expect_closed(talk, "pre-approved financing")


def test_button_then_typed_facts_then_corrections(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next("is financing pre-approved?").press("Yes")
    talk.expect_next()
    talk.write("she came to the site 25 times and opened 15 e-mails")
    talk.expect_next("25 website visits", "15 opened e-mails")
    talk.write("sorry, 30 visits")
    talk.expect_next("30 website visits")
    talk.write("sorry, she is not pre-approved after all")
    talk.expect_next("no pre-approved financing")


def test_number_is_answered_in_form(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45, makes 250k, pre-approved, inquiry, budget, location")
    question = talk.expect_next()
    assert asked(question) == "credit_score"
    question.press("Answer…")
    form = slack.modal("Answer")
    form.fill({"Credit score": "900"}).submit(skip_client_checks=True)
    assert "at most 850" in form.errors()["Credit score"]
    form.fill({"Credit score": "780"}).submit()
    slack.expect_no_modal()
    card = talk.expect_next("Whatever the rest is, this is High.")
    assert (tier(card), may_change(card)) == ("High", False)


def test_dont_know_to_every_question_ends_without_question(slack: Driver) -> None:
    talk = slack.write("Dana Reyes is 45")
    post, questions = talk.expect_next(), []
    while post.button("Don't know"):
        questions.append(asked(post))
        post.press("Don't know")
        post = talk.expect_next()
    assert len(set(questions)) == len(questions) >= 3
    assert may_change(post)
    assert "I ask nothing more." in post.words


def test_typed_dont_know_and_later_fact_count(slack: Driver) -> None:
    talk = slack.write(DANA)
    assert asked(talk.expect_next()) == "financing_pre_approved"
    talk.write("no idea")
    assert asked(talk.expect_next()) not in {None, "financing_pre_approved"}
    expect_closed(talk, "not known")
    talk.write("I just heard that she is pre-approved")
    talk.expect_next("pre-approved financing")


def test_help_and_thanks_keep_open_question(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next("is financing pre-approved?")
    talk.write("help")
    talk.expect_next("In the thread you can say", "don't know")
    talk.write("Thanks!")
    talk.expect_next("You are welcome.")
    talk.write("what's the weather like")
    talk.expect_next("I asked: Is financing pre-approved?")
    talk.write("not yet")
    talk.expect_next("no pre-approved financing")


def test_invalid_and_unknown_words_are_reported_with_valid_facts(slack: Driver) -> None:
    talk = slack.write("Dana Reyes, age 45, credit 900, income 250k, loves sailing")
    talk.expect_next("Credit score: at most 850, not “900”", "I did not understand")


@pytest.mark.parametrize("words", ["yes", "what's the weather like?", "thanks for nothing :-)", "😀"])
def test_text_without_lead_creates_none(office: Office, words: str) -> None:
    talk = office.slack.write(words)
    talk.expect_next("for example")
    assert not office.bot.store.leads.recent()


def test_stop_ends_questions(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next()
    talk.write("stop")
    talk.expect_next("I ask nothing more")
    expect_closed(talk, "not asked any more")
    talk.write("25 visits")
    assert asked(talk.expect_next("Dana Reyes", "25 website visits")) is None


def test_mere_name_starts_questions(slack: Driver) -> None:
    talk = slack.write("Dana Reyes")
    talk.expect_next("I do not know Dana Reyes yet")
    talk.expect_title("Dana Reyes")
    talk.write("45, income 250k, credit 780")
    assert named(talk.expect_next()) == "Dana Reyes"


def test_name_of_known_lead_continues_with_it(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, dana@example.com, age 45, income 250k")
    slack.expect_private("Dana Reyes")
    talk = slack.write("dana reyes")
    talk.expect_next("Dana Reyes", "income $250,000")
    talk.write("credit 780")
    talk.expect_next("credit score 780")


def test_several_leads_are_listed_and_one_is_chosen(slack: Driver) -> None:
    talk = slack.write("Dana is 45, income 250k, credit 780. Sam is 30, income 40k, credit 590.")
    listed = talk.expect_next("Which one shall we go on with?", "Dana", "Sam")
    listed.press("This one")
    talk.expect_next()
    talk.write("Dana is pre-approved")
    talk.expect_next("pre-approved financing")


def test_invalid_values_of_several_leads_are_reported(slack: Driver) -> None:
    talk = slack.write("Sam is 45, credit 900, loves sailing. Dana is 38, income 250k")
    talk.expect_next("Which one", "Sam", "Dana", "at most 850, not “900”", "I did not understand “loves")


def test_leads_beyond_limit_are_reported_as_unread(office: Office) -> None:
    names = ["Ann", "Bob", "Cid", "Dee", "Eva", "Fay", "Gus", "Hal", "Ida", "Jim", "Kay", "Leo"]
    talk = office.slack.write(". ".join(f"{name} is {31 + at}" for at, name in enumerate(names)))
    talk.expect_next("Which one", "Ann", "Jim", "2 more leads were not read.")
    assert len(office.bot.store.leads.recent()) == 10


def test_switches_to_another_lead_and_back_by_name(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_next("Dana Reyes")
    talk.write("Sam Ortiz is 30, makes 40k, credit 590")
    assert named(talk.expect_next()) == "Sam Ortiz"
    talk.expect_title("Sam Ortiz")
    talk.write("Dana is pre-approved")
    talk.expect_next()
    talk.expect_title("Dana Reyes")
    known = {one.lead.name: one.lead for one in office.bot.store.leads.recent()}
    assert known["Dana Reyes"].get("financing_pre_approved")
    assert known["Sam Ortiz"].get("financing_pre_approved") is None
    assert len(known) == 2


def test_start_over_keeps_first_lead(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_next("Dana Reyes")
    talk.write("Start over.")
    talk.expect_next("A new lead, then. Dana Reyes, as far as I know it, is kept.")
    talk.write("age 30, income 40k")
    assert "Dana" not in talk.expect_next().words
    assert {one.lead.get("age") for one in office.bot.store.leads.recent()} == {45, 30}


def test_name_is_corrected(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_next("Dana Reyes")
    talk.write("her name is Dana Smith")
    talk.expect_next("Dana Smith")
    assert [one.lead.name for one in office.bot.store.leads.recent()] == ["Dana Smith"]


def test_messages_tab_suggests_prompts(slack: Driver) -> None:
    slack.open_app("messages")
    slack.expect_prompts("Score a lead with half the facts", "What can I say here?")
    slack.choose_prompt("Score a lead with half the facts").expect_next("Dana Reyes")
    slack.open_app("messages")
    slack.expect_prompts("Score a lead with half the facts", "What can I say here?")
    slack.choose_prompt("What can I say here?").expect_next("In the thread you can say")


def test_each_top_level_message_starts_conversation(slack: Driver) -> None:
    dana, sam = slack.write(DANA), slack.write("Sam Ortiz is 30, makes 40k")
    assert named(dana.expect_next()) == "Dana Reyes"
    assert named(sam.expect_next()) == "Sam Ortiz"
    dana.write("pre-approved")
    dana.expect_next("pre-approved financing")
    sam.write("credit 590")
    sam.expect_next("credit score 590")


def test_question_about_named_lead_without_facts_is_answered_by_button(slack: Driver) -> None:
    talk = slack.write("I talked to Zoe Quill")
    talk.expect_next("Zoe Quill")
    talk.press("Don't know")
    talk.expect_next()
