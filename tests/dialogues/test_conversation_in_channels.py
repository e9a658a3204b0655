"""Several people talk with the bot in the thread of a channel, where it hears only what mentions it."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import FACTS, high

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"


def test_a_mention_is_answered_in_a_thread_for_all_to_read(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_message(
        "lead so far",
        "Dana Reyes",
        "In this channel I hear only what mentions me: press a button, or begin with @Lead Scorer.",
    )
    talk.as_("Jonas").expect_message("Dana Reyes", "What would help most: ")


def test_two_people_tell_of_the_same_lead_and_do_not_confuse_it(office: Office) -> None:
    talk = office.slack.mention(DANA, "#hot-leads")
    talk.expect_message("is financing pre-approved?")
    jonas = talk.as_("Jonas")
    jonas.mention("she came to the site 25 times")
    talk.expect_message("Noted: 25 website visits.", "is financing pre-approved?").press("Yes")
    jonas.expect_message("Noted: pre-approved financing.")
    jonas.mention("credit score is 700, not 780")
    talk.expect_message("credit score 700")
    (known,) = office.bot.store.leads.recent()
    assert (known.lead.get("age"), known.lead.get("website_visits"), known.lead.get("credit_score")) == (45, 25, 700)
    assert known.lead.get("financing_pre_approved")


def test_of_two_people_who_answer_at_once_the_first_counts(office: Office) -> None:
    talk = office.slack.mention(DANA, "#hot-leads")
    card = talk.expect_message("is financing pre-approved?")
    card.press_at_once("Yes", 4)
    talk.expect_message("Noted: pre-approved financing.")
    talk.as_("Jonas").expect_message("Noted: pre-approved financing.")
    said = [post for post in talk.posts() if "Noted" in post.words]
    assert len(said) == 1


def test_what_does_not_mention_it_is_not_heard(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_message("is financing pre-approved?")
    heard = talk.as_("Jonas")
    heard.expect_message("@Lead Scorer Dana Reyes")
    heard.expect_message("lead so far")
    heard.send("yes, I think so. What is on for lunch?")
    heard.expect_nothing_new()


def test_two_threads_and_a_direct_message_are_three_conversations(office: Office) -> None:
    maya = office.slack.mention(DANA, "#hot-leads")
    maya.expect_message("Dana Reyes")
    jonas = office.slack.as_("Jonas").mention("Sam Ortiz, age 30, income 40k", "#hot-leads")
    jonas.expect_message("Sam Ortiz")
    private = office.slack.as_("Jonas").write("Ann Lee, age 50, income 90k")
    private.expect_message("Ann Lee")
    jonas.mention("credit 590")
    jonas.expect_message("credit score 590")
    private.write("credit 700")
    private.expect_message("credit score 700")
    scores = {one.lead.name: one.lead.get("credit_score") for one in office.bot.store.leads.recent()}
    assert scores == {"Dana Reyes": 780, "Sam Ortiz": 590, "Ann Lee": 700}


def test_it_is_mentioned_below_somebody_elses_words(slack: Driver) -> None:
    slack.in_("#hot-leads").send("Anybody know Dana Reyes?")
    post = next(one for one in slack.as_("Jonas").in_("#hot-leads").posts() if "Anybody" in one.words)
    thread = slack.as_("Jonas").thread(post)
    thread.mention(DANA)
    thread.expect_message("lead so far", "Dana Reyes")
    slack.thread(post).mention("pre-approved")
    thread.expect_message("Noted: pre-approved financing.")


def test_the_card_is_shared_from_the_direct_message(slack: Driver) -> None:
    talk = slack.write(f"Dana Reyes, {FACTS}")
    talk.expect_message("High lead: Dana Reyes")
    talk.write("share it")
    talk.expect_message("In which channel? Say “share it in #hot-leads”.")
    talk.write("share it in #hot-leads please")
    talk.expect_message("Shared in")
    slack.as_("Jonas").in_("#hot-leads").expect_message("High lead: Dana Reyes", "Shared by @Maya Lind")


def test_where_it_was_not_invited_it_cannot_share(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_message("Dana Reyes")
    talk.write("share it in #sales")
    talk.expect_message("I cannot post in", "/invite")
    talk.write("share it in #nowhere-at-all")
    talk.expect_message("I cannot post in #nowhere-at-all")
    slack.as_("Jonas").in_("#sales").expect_nothing_new()


def test_it_does_not_share_with_another_company(slack: Driver) -> None:
    slack.in_("#sales").send("/invite @Lead Scorer")
    talk = slack.write(DANA)
    talk.expect_message("Dana Reyes")
    talk.write("share it in #sales")
    talk.expect_message("I cannot post in", "a public channel of your company's own")
    assert not [one for one in slack.in_("#sales").posts() if "Dana" in one.words]
    slack.in_("#sales").send("/remove @Noor Haddad")
    talk.write("share it in #sales")
    slack.in_("#sales").expect_message("Dana Reyes", "Shared by @Maya Lind")


def test_in_a_thread_it_is_shared_with_the_channel(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_message("Dana Reyes")
    talk.mention("share it")
    talk.expect_message("Shared in")
    slack.in_("#hot-leads").expect_message("Dana Reyes", "Shared by @Maya Lind")


def test_below_the_card_of_an_alert_the_talk_is_of_its_lead(office: Office) -> None:
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes")
    card = office.slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes", "Claim it, by")
    office.settle()
    thread = office.slack.thread(card)
    thread.mention("she is not pre-approved")
    thread.expect_message("Dana Reyes", "I read: no pre-approved financing.")
    assert len(office.bot.store.leads.recent()) == 1
