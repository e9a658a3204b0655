"""Somebody takes a fact back, forgets by name, asks how it stands; small talk changes nothing."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import high, low

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"
ASKED = "What would help most: is financing pre-approved?"


def test_small_talk_answers_no_question(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("Medium lead so far: Dana Reyes", ASKED)
    for words in ("she is very interested", "I haven't spoken to her yet", "not the right moment"):
        talk.write(words)
        talk.expect_message("I asked: Is financing pre-approved? Say “yes”, “no” or “don't know”")
    talk.write("she is")
    talk.expect_message("Noted: pre-approved financing.")


def test_no_is_no_income(slack: Driver) -> None:
    talk = slack.write("Jana Holm, credit 780, pre-approved, inquiry")
    talk.expect_message("Jana Holm")
    talk.write("nope")
    talk.expect_message("I found nothing about a lead in that. I asked: What does the lead earn in a year?")
    talk.write("income unknown")
    talk.expect_message("I ask nothing more.")
    talk.write("nope")
    talk.expect_message("No question of mine is open that “nope” answers.")


def test_a_fact_that_the_speaker_does_not_know_counts_until_it_is_taken_back(office: Office) -> None:
    talk = office.slack.write("Dana Reyes is 45, credit 690, pre-approved")
    talk.expect_message("Dana Reyes")
    talk.write("actually I don't know the credit")
    talk.expect_message("I still count what I was told: credit score 690. Say “forget the credit score”")
    talk.write("forget the credit score")
    talk.expect_message("No longer counted: credit score 690.", " → ")
    (lead,) = (stored.lead for stored in office.bot.store.leads.recent())
    assert (lead.get("credit_score"), lead.get("age"), lead.get("financing_pre_approved")) == (None, 45, True)
    talk.write("forget the credit score")
    talk.expect_message("I know nothing of the credit score of Dana Reyes.")
    talk.write("credit 720")
    talk.expect_message("Noted: credit score 720.")


def test_a_number_that_no_model_has_seen_is_questioned_at_once(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message(ASKED)
    talk.write("income 90")
    talk.expect_message("Noted: income $90.", "Please check: ")


def test_what_is_said_beside_the_name_of_a_known_lead_is_not_passed_over(slack: Driver) -> None:
    slack.write(DANA).expect_message(ASKED)
    talk = slack.write("Dana Reyes, credit 900, loves boats")
    talk.expect_message("Dana Reyes", "Credit score: at most 850, not “900”", "I did not understand “loves boats”")


def test_what_is_said_of_who_a_known_lead_is_counts(office: Office) -> None:
    office.slack.write(DANA).expect_message(ASKED)
    talk = office.slack.write("Sam Ito is 30, credit 600")
    talk.expect_message("Sam Ito")
    talk.write("Dana Reyes, dana@example.com")
    talk.expect_message("Dana Reyes")
    assert {stored.lead.email for stored in office.bot.store.leads.find("Dana")} == {"dana@example.com"}


def test_nothing_is_called_forgotten_that_is_not(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message(ASKED)
    talk.write("start over")
    talk.expect_message("A new lead, then.")
    talk.write("forget it")
    talk.expect_message("We speak of no lead here, so nothing was forgotten.")
    talk.write("forget Quin")
    talk.expect_message("I know no lead “Quin”, so nothing was forgotten.")
    talk.write("forget Dana Reyes")
    talk.expect_private("Forget Dana Reyes for good?").press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score")
    assert office.bot.store.leads.recent() == []


def test_a_yes_to_what_was_asked_since_answers_no_question_from_before(office: Office) -> None:
    talk = office.slack.write(DANA)
    talk.expect_message(ASKED)
    talk.write("forget it")
    question = talk.expect_private("Forget Dana Reyes for good?")
    talk.write("yes, forget her")
    talk.expect_message("No question of mine is open that “yes, forget her” answers.", "please press one")
    talk.write("what's missing?")
    talk.expect_message("Not known yet: ", ASKED)
    talk.write("Tom Berg")
    talk.expect_message("I know no lead “Tom Berg”")
    talk.write("yes")
    talk.expect_message("No question of mine is open that “yes” answers.")
    assert not [past for past in office.bot.store.leads.recent() if past.lead.get("financing_pre_approved")]
    question.press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score")


def test_a_number_that_cannot_be_what_was_asked_is_not_noted(office: Office) -> None:
    talk = office.slack.write("Ben Foster, 42")
    talk.expect_message("What would help most: what does the lead earn in a year?")
    for said, answer in (
        ("around 760", "“around 760” would be income $760. If that is so, say “income around 760”"),
        ("his credit is excellent", "Credit score: a whole number from 300 to 850, not “excellent”."),
        ("around 760", "Noted: credit score 760."),
    ):
        talk.write(said)
        talk.expect_message(answer)
    assert office.bot.store.leads.recent()[0].lead.get("income") is None


def test_after_a_greeting_nothing_is_said_to_be_over(slack: Driver) -> None:
    talk = slack.write("hey")
    talk.expect_message("Tell me what you know of a lead")
    talk.write("qwerty")
    assert "over after" not in talk.expect_message("I did not understand “qwerty”. Tell me what you know").words
    talk.write("I have a new lead")
    talk.expect_message("A new lead, then. What do you know of it?")
    talk.write("Ines Roth, 61, $95,000/yr, credit 800")
    talk.expect_message("Ines Roth", "I read: age 61 · income $95,000 · credit score 800.")
    talk.write("is she worth my time?")
    talk.expect_message("Known: age 61 · income $95,000 · credit score 800.")


def test_of_several_leads_one_is_asked_for_by_name(office: Office) -> None:
    talk = office.slack.write("Tom Berg 29, credit 610; Lisa Ott 47, credit 770, preapproved")
    talk.expect_message("Which one shall we go on with?", "Tom Berg", "Lisa Ott")
    talk.write("tell me about Lisa")
    talk.expect_message("lead so far", "Lisa Ott", "What would help most")
    talk.write("whats missing")
    talk.expect_message("Not known yet: ")
    talk.write("is she better than Tom Berg")
    talk.expect_message("Lisa Ott", "Tom Berg")
    talk.write("tell me about Quin")
    talk.expect_message("I know no lead “Quin”.")
    talk.write("what do you know about her?")
    talk.expect_message("lead so far", "Lisa Ott", "What would help most")
    talk.write("done")
    talk.expect_message("I ask nothing more.")


def test_whom_others_know_one_forgets_by_name_no_more_than_by_it(office: Office) -> None:
    office.slack.as_("Jonas").send(low("Dana Reyes"))
    office.slack.as_("Jonas").expect_private("Low lead: Dana Reyes")
    talk = office.slack.write("forget Dana Reyes")
    talk.expect_message("Only a manager can do that.")
    assert len(office.bot.store.leads.recent()) == 1


def test_of_several_of_a_name_one_is_chosen_to_be_forgotten(office: Office) -> None:
    for name in ("Dana Reyes", "Dana Smith"):
        office.slack.send(low(name))
        office.slack.expect_private(f"Low lead: {name}")
    talk = office.slack.write("forget Dana")
    talk.expect_private("Which one is to be forgotten?").press("Forget…")
    talk.expect_private("Forget Dana Smith for good?").press("Forget for good")
    talk.expect_private("Forgotten: the lead, 1 score.")


def test_how_it_stands_and_what_would_help(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message(ASKED)
    talk.write("what do you know about her?")
    talk.expect_message("Medium lead so far: Dana Reyes", ASKED)
    talk.write("stop")
    talk.expect_message("I ask nothing more")
    talk.write("what's missing?")
    talk.expect_message("Not known yet: ", "website visits", "is financing pre-approved?")
    talk.write("would pre-approval help?")
    talk.expect_message("Now: Medium", "With pre-approved financing: ")
    talk.write("what if credit drops to 600?")
    talk.expect_message("With credit score 600 (now 780): ")
    talk.write("and if credit was 800?")
    talk.expect_message("With credit score 800 (now 780): ")
    talk.write("what does she need?")
    talk.expect_message("Dana Reyes would be High")


def test_what_there_is_to_lose(office: Office) -> None:
    office.slack.send(high("Uma Stone"))
    office.slack.expect_private("High lead: Uma Stone")
    talk = office.slack.write("Uma Stone")
    talk.expect_message("High lead: Uma Stone")
    talk.write("what if she loses the pre-approval?")
    talk.expect_message("With no pre-approved financing: ")
    office.slack.send(low("Lena Grau"))
    office.slack.expect_private("Low lead: Lena Grau")
    talk.write("who's better, Uma or Lena?")
    talk.expect_message("Uma Stone", "Lena Grau")


def test_one_turns_back_to_a_lead_of_the_thread_in_passing(slack: Driver) -> None:
    talk = slack.write("Lisa Chen 38 makes 140k, credit 720")
    talk.expect_message("Lisa Chen", "I read: age 38 · income $140,000 · credit score 720.")
    talk.write("Tom Berg is 51, credit 735")
    talk.expect_message("Tom Berg")
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


def test_facts_that_may_be_of_somebody_else_are_not_noted(office: Office) -> None:
    talk = office.slack.write("Bob Stone is 55, income 100k, credit 700")
    talk.expect_message("Bob Stone", "What would help most")
    talk.write("lunch w Sam today, credit 640")
    talk.expect_message("I did not understand “Sam”, and noted nothing.", "if you still speak of Bob Stone")
    (bob,) = office.bot.store.leads.recent()
    assert bob.lead.get("credit_score") == 700
    talk.write("new lead: Sam, credit 640")
    talk.expect_message("lead so far", "Sam", "I read: credit score 640.")


def test_what_a_fact_changed_is_said_of_whom_and_whither(slack: Driver) -> None:
    talk = slack.write("Mathis Reyes is 45, makes 180k, credit 780, sent an inquiry")
    talk.expect_message("Mathis Reyes", "What would help most")
    talk.write("12 visits")
    talk.expect_message("Noted: 12 website visits.", "Mathis Reyes: Medium ", ", further from High.")
