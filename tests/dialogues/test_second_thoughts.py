"""Somebody takes a fact back, forgets by name, asks how it stands; small talk changes nothing."""

import pytest

from localslack.testing.driver import Driver
from tests.answers import asked
from tests.conftest import Office
from tests.leads import high, low

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"
pytestmark = pytest.mark.transcript

ASKED = "is financing pre-approved?"


def test_small_talk_answers_no_question(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next(ASKED)
    for words in ("she is very interested", "I haven't spoken to her yet", "not the right moment"):
        talk.write(words)
        talk.expect_next("I asked: Is financing pre-approved? Say “yes”, “no” or “don't know”")
    talk.write("she is")
    talk.expect_next("pre-approved financing")


def test_no_is_not_an_income(slack: Driver) -> None:
    talk = slack.write("Jana Holm, credit 780, pre-approved, inquiry")
    talk.expect_next("Jana Holm")
    talk.write("nope")
    talk.expect_next("I found nothing about a lead in that. I asked: What does the lead earn in a year?")
    talk.write("income unknown")
    talk.expect_next("I ask nothing more.")
    talk.write("nope")
    talk.expect_next("No question of mine is open that “nope” answers.")


def test_fact_counts_until_it_is_retracted(office: Office) -> None:
    talk = office.slack.write("Dana Reyes is 45, credit 690, pre-approved")
    talk.expect_next("Dana Reyes")
    talk.write("actually I don't know the credit")
    talk.expect_next("I still count what I was told: credit score 690. Say “forget the credit score”")
    talk.write("forget the credit score")
    talk.expect_next("No longer counted: credit score 690.", " → ")
    (lead,) = (stored.lead for stored in office.bot.store.leads.recent())
    assert (lead.get("credit_score"), lead.get("age"), lead.get("financing_pre_approved")) == (None, 45, True)
    talk.write("forget the credit score")
    talk.expect_next("I know nothing of the credit score of Dana Reyes.")
    talk.write("credit 720")
    talk.expect_next("credit score 720")


def test_extreme_number_is_questioned(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next(ASKED)
    talk.write("income 90")
    talk.expect_next("Please check: ")


def test_problems_next_to_known_name_are_reported(slack: Driver) -> None:
    slack.write(DANA).expect_next(ASKED)
    talk = slack.write("Dana Reyes, credit 900, loves boats")
    talk.expect_next("Dana Reyes", "Credit score: at most 850, not “900”", "I did not understand “loves boats”")


def test_corrected_contact_details_update_known_lead(office: Office) -> None:
    office.slack.write(DANA).expect_next(ASKED)
    talk = office.slack.write("Sam Ito is 30, credit 600")
    talk.expect_next("Sam Ito")
    talk.write("Dana Reyes, dana@example.com")
    talk.expect_next("Dana Reyes")
    assert {stored.lead.email for stored in office.bot.store.leads.find("Dana")} == {"dana@example.com"}


def test_only_forgotten_leads_are_reported_as_forgotten(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_next(ASKED)
    talk.write("start over")
    talk.expect_next("A new lead, then.")
    talk.write("forget it")
    talk.expect_next("We speak of no lead here, so nothing was forgotten.")
    talk.write("forget Quin")
    talk.expect_next("I know no lead “Quin”, so nothing was forgotten.")
    talk.write("forget Dana Reyes")
    talk.expect_private("Forget Dana Reyes for good?").press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score")
    assert office.bot.store.leads.recent() == []


def test_yes_to_later_question_does_not_answer_earlier_one(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_next(ASKED)
    talk.write("forget it")
    question = talk.expect_private("Forget Dana Reyes for good?")
    talk.write("yes, forget her")
    talk.expect_next("No question of mine is open that “yes, forget her” answers.", "please press one")
    talk.write("what's missing?")
    talk.expect_next("Not known yet: ", ASKED)
    talk.write("Tom Berg")
    talk.expect_next("I know no lead “Tom Berg”")
    talk.write("yes")
    talk.expect_next("No question of mine is open that “yes” answers.")
    assert not [past for past in office.bot.store.leads.recent() if past.lead.get("financing_pre_approved")]
    question.press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score")


def test_unlikely_answer_is_questioned(office: Office) -> None:
    talk = office.slack.write("Ben Foster, 42")
    assert asked(talk.expect_next()) == "income"
    for said, answer in (
        ("around 760", "“around 760” would be income $760. If that is so, say “income around 760”"),
        ("his credit is excellent", "Credit score: a whole number from 300 to 850, not “excellent”."),
        ("around 760", "credit score 760."),
    ):
        talk.write(said)
        talk.expect_next(answer)
    assert office.bot.store.leads.recent()[0].lead.get("income") is None


def test_greeting_does_not_end_conversation(slack: Driver) -> None:
    talk = slack.write("hey")
    talk.expect_next("Tell me what you know of a lead")
    talk.write("qwerty")
    assert "over after" not in talk.expect_next("I did not understand “qwerty”. Tell me what you know").words
    talk.write("I have a new lead")
    talk.expect_next("A new lead, then. What do you know of it?")
    talk.write("Ines Roth, 61, $95,000/yr, credit 800")
    talk.expect_next("Ines Roth")
    talk.write("is she worth my time?")
    talk.expect_next("Known: age 61 · income $95,000 · credit score 800.")


def test_one_of_several_leads_is_chosen_by_name(office: Office) -> None:
    talk = office.slack.write("Tom Berg 29, credit 610; Lisa Ott 47, credit 770, preapproved")
    talk.expect_next("Which one shall we go on with?", "Tom Berg", "Lisa Ott")
    talk.write("tell me about Lisa")
    talk.expect_next("Lisa Ott")
    talk.write("whats missing")
    talk.expect_next("Not known yet: ")
    talk.write("is she better than Tom Berg")
    talk.expect_next("Lisa Ott", "Tom Berg")
    talk.write("tell me about Quin")
    talk.expect_next("I know no lead “Quin”.")
    talk.write("what do you know about her?")
    talk.expect_next("Lisa Ott")
    talk.write("done")
    talk.expect_next("I ask nothing more.")


def test_only_managers_forget_leads_known_to_others(office: Office) -> None:
    office.slack.as_("Jonas").send(low("Dana Reyes"))
    office.slack.as_("Jonas").expect_private("Low lead: Dana Reyes")
    talk = office.slack.write("forget Dana Reyes")
    talk.expect_next("Only a manager can do that.")
    assert len(office.bot.store.leads.recent()) == 1


def test_one_of_several_leads_with_name_is_chosen_to_forget(office: Office) -> None:
    for name in ("Dana Reyes", "Dana Smith"):
        office.slack.send(low(name))
        office.slack.expect_private(f"Low lead: {name}")
    talk = office.slack.write("forget Dana")
    talk.expect_private("Which one is to be forgotten?").press("Forget…")
    talk.expect_private("Forget Dana Smith for good?").press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score.")


def test_questions_about_current_lead_in_a_row(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next(ASKED)
    talk.write("what do you know about her?")
    talk.expect_next(ASKED)
    talk.write("stop")
    talk.expect_next("I ask nothing more")
    talk.write("what's missing?")
    talk.expect_next("Not known yet: ", "website visits", "is financing pre-approved?")
    talk.write("would pre-approval help?")
    talk.expect_next("Now: Medium", "With pre-approved financing: ")
    talk.write("what if credit drops to 600?")
    talk.expect_next("With credit score 600 (now 780): ")
    talk.write("and if credit was 800?")
    talk.expect_next("With credit score 800 (now 780): ")
    talk.write("what does she need?")
    talk.expect_next("Dana Reyes would be High")


def test_what_if_without_a_fact(office: Office) -> None:
    office.slack.send(high("Uma Stone"))
    office.slack.expect_private("High lead: Uma Stone")
    talk = office.slack.write("Uma Stone")
    talk.expect_next("High lead: Uma Stone")
    talk.write("what if she loses the pre-approval?")
    talk.expect_next("With no pre-approved financing: ")
    office.slack.send(low("Lena Grau"))
    office.slack.expect_private("Low lead: Lena Grau")
    talk.write("who's better, Uma or Lena?")
    talk.expect_next("Uma Stone", "Lena Grau")


def test_earlier_lead_is_named_in_passing(slack: Driver) -> None:
    talk = slack.write("Lisa Chen 38 makes 140k, credit 720")
    talk.expect_next("Lisa Chen")
    talk.write("Tom Berg is 51, credit 735")
    talk.expect_next("Tom Berg")
    talk.write("and Lisa?")
    assert "Lisa Chen" in answer(talk, 3)
    talk.write("ok, back to Tom")
    assert "Tom Berg" in answer(talk, 4)
    for number, nobody in enumerate(("and Bob?", "?", "l"), 5):
        talk.write(nobody)
        assert "I asked: " in answer(talk, number)


def answer(talk: Driver, number: int) -> str:
    """Wait for the bot's answer of this number in the thread, and return its words."""
    return talk.wait_for(lambda: [post.words for post in talk.posts()][number - 1 : number] or None, "an answer")[0]


def test_facts_that_may_be_about_another_lead_are_questioned(office: Office) -> None:
    talk = office.slack.write("Bob Stone is 55, income 100k, credit 700")
    talk.expect_next("Bob Stone")
    talk.write("lunch w Sam today, credit 640")
    talk.expect_next("I did not understand “Sam”, and noted nothing.", "if you still speak of Bob Stone")
    (bob,) = office.bot.store.leads.recent()
    assert bob.lead.get("credit_score") == 700
    talk.write("new lead: Sam, credit 640")
    talk.expect_next("Sam")


def test_change_names_lead_and_direction(slack: Driver) -> None:
    talk = slack.write("Mathis Reyes is 45, makes 180k, credit 780, sent an inquiry")
    talk.expect_next("Mathis Reyes")
    talk.write("12 visits")
    talk.expect_next("Mathis Reyes: Medium ", ", further from High.")
