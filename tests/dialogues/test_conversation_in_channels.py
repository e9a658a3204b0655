"""Several people talk with the bot in the thread of a channel, where it hears only what mentions it."""

import pytest

from localslack.testing.driver import Driver
from tests.answers import named
from tests.conftest import Office
from tests.leads import FACTS, high

pytestmark = pytest.mark.transcript

DANA = "Dana Reyes is 45, makes 180k, credit 780, sent an inquiry"


def test_mention_is_answered_publicly_in_thread(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_next(
        "Dana Reyes", "In this channel I hear only what mentions me: press a button, or begin with @Lead Scorer."
    )
    talk.as_("Jonas").expect_next("Dana Reyes")


def test_two_people_add_facts_to_same_lead(office: Office) -> None:
    talk = office.slack.mention(DANA, "#hot-leads")
    talk.expect_next("is financing pre-approved?")
    jonas = talk.as_("Jonas")
    jonas.mention("she came to the site 25 times")
    question = talk.expect_next("25 website visits", "is financing pre-approved?")
    jonas.expect_next("25 website visits")
    question.press("Yes")
    talk.expect_next("pre-approved financing")
    jonas.expect_next("pre-approved financing")
    jonas.mention("credit score is 700, not 780")
    talk.expect_next("credit score 700")
    (known,) = office.bot.store.leads.recent()
    assert (known.lead.get("age"), known.lead.get("website_visits"), known.lead.get("credit_score")) == (45, 25, 700)
    assert known.lead.get("financing_pre_approved")


@pytest.mark.transcript(kept=False)  # they press at the same time
def test_simultaneous_answers_count_once(office: Office) -> None:
    talk = office.slack.mention(DANA, "#hot-leads")
    card = talk.expect_next("is financing pre-approved?")
    card.press_at_once("Yes", 4)
    answer = talk.expect_next("pre-approved financing")
    jonas = talk.as_("Jonas")
    jonas.expect_next("Dana Reyes")
    jonas.expect_next("pre-approved financing")
    assert [post.ts for post in talk.posts() if post.ts > card.ts] == [answer.ts]


def test_messages_without_mention_are_ignored(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_next("is financing pre-approved?")
    heard = talk.as_("Jonas")
    heard.expect_message("@Lead Scorer Dana Reyes")
    assert named(heard.expect_next()) == "Dana Reyes"
    heard.send("yes, I think so. What is on for lunch?")
    heard.expect_nothing_new()


def test_threads_and_direct_message_are_separate_conversations(office: Office) -> None:
    maya = office.slack.mention(DANA, "#hot-leads")
    maya.expect_next("Dana Reyes")
    jonas = office.slack.as_("Jonas").mention("Sam Ortiz, age 30, income 40k", "#hot-leads")
    jonas.expect_next("Sam Ortiz")
    private = office.slack.as_("Jonas").write("Ann Lee, age 50, income 90k")
    private.expect_next("Ann Lee")
    jonas.mention("credit 590")
    jonas.expect_next("credit score 590")
    private.write("credit 700")
    private.expect_next("credit score 700")
    scores = {one.lead.name: one.lead.get("credit_score") for one in office.bot.store.leads.recent()}
    assert scores == {"Dana Reyes": 780, "Sam Ortiz": 590, "Ann Lee": 700}


def test_mention_below_message_of_somebody_else(slack: Driver) -> None:
    slack.in_("#hot-leads").send("Anybody know Dana Reyes?")
    post = next(one for one in slack.as_("Jonas").in_("#hot-leads").posts() if "Anybody" in one.words)
    thread = slack.as_("Jonas").thread(post)
    thread.mention(DANA)
    thread.expect_next("Dana Reyes")
    slack.thread(post).mention("pre-approved")
    thread.expect_next("pre-approved financing")


def test_card_is_shared_from_direct_message(slack: Driver) -> None:
    talk = slack.write(f"Dana Reyes, {FACTS}")
    talk.expect_next("High lead: Dana Reyes")
    talk.write("share it")
    talk.expect_next("In which channel? Say “share it in #hot-leads”.")
    talk.write("share it in #hot-leads please")
    talk.expect_next("Shared in")
    slack.as_("Jonas").in_("#hot-leads").expect_message("High lead: Dana Reyes", "Shared by @Maya Lind")


def test_cannot_share_in_channel_without_invitation(slack: Driver) -> None:
    talk = slack.write(DANA)
    talk.expect_next("Dana Reyes")
    talk.write("share it in #sales")
    talk.expect_next("I cannot post in", "/invite")
    talk.write("share it in #nowhere-at-all")
    talk.expect_next("I cannot post in #nowhere-at-all")
    slack.as_("Jonas").in_("#sales").expect_nothing_new()


def test_does_not_share_with_another_company(slack: Driver) -> None:
    slack.in_("#sales").send("/invite @Lead Scorer")
    talk = slack.write(DANA)
    talk.expect_next("Dana Reyes")
    talk.write("share it in #sales")
    talk.expect_next("I cannot post in", "a public channel of your company's own")
    assert not [one for one in slack.in_("#sales").posts() if "Dana" in one.words]
    slack.in_("#sales").send("/remove @Noor Haddad")
    talk.write("share it in #sales")
    slack.in_("#sales").expect_message("Dana Reyes", "Shared by @Maya Lind")


def test_thread_shares_with_its_channel(slack: Driver) -> None:
    talk = slack.mention(DANA, "#hot-leads")
    talk.expect_next("Dana Reyes")
    talk.mention("share it")
    talk.expect_next("Shared in")
    slack.in_("#hot-leads").expect_message("Dana Reyes", "Shared by @Maya Lind")


def test_thread_of_alert_is_about_its_lead(office: Office) -> None:
    office.slack.send(high("Dana Reyes"))
    office.slack.expect_private("High lead: Dana Reyes")
    card = office.slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes", "Claim it, by")
    office.settle()
    thread = office.slack.thread(card)
    thread.mention("she is not pre-approved")
    thread.expect_message("Dana Reyes", "no pre-approved financing")
    assert len(office.bot.store.leads.recent()) == 1
