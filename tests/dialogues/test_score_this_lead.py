"""The shortcut "Score this lead": the facts are in somebody's message, and only who asks sees the answer."""

from typing import Any

from localslack.testing.driver import Driver
from localslack.testing.surfaces import Post
from tests.conftest import Office
from tests.leads import high

FORM: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "New request from the website"}},
    {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": "*Name:*\nDana Reyes"},
            {"type": "mrkdwn", "text": "*Age:*\n45"},
            {"type": "mrkdwn", "text": "*Income:*\n$250,000"},
            {"type": "mrkdwn", "text": "*E-mail:*\n<mailto:dana@example.com|dana@example.com>"},
        ],
    },
    {"type": "section", "text": {"type": "mrkdwn", "text": "Financing is pre-approved."}},
]


def said(slack: Driver, words: str, text: str) -> Post:
    """Let Jonas say something in #sales, and return it as Maya sees it."""
    slack.as_("Jonas").send(text)
    return slack.expect_message(words)


def test_message_is_scored_privately(office: Office) -> None:
    slack = office.slack
    post = said(slack, "Met Dana", "Met Dana Reyes today. She is 45, makes 250k and is pre-approved.")
    slack.message_shortcut("Score this lead", post)
    card = slack.expect_private("Dana Reyes", "I read: age 45 · income $250,000 · pre-approved financing.")
    assert card.button("Share here")
    assert office.bot.store.leads.recent()[0].latest.by == "U0MAYA"


def test_question_on_card_is_answered_there(slack: Driver) -> None:
    post = said(slack, "Dana", "Dana Reyes is 45, makes 250k, credit 780, sent an inquiry")
    slack.message_shortcut("Score this lead", post)
    slack.expect_private("Dana Reyes", "is financing pre-approved?").press("Yes")
    slack.expect_private("Dana Reyes", "pre-approved financing")


def test_blocks_of_web_form_are_read(office: Office) -> None:
    slack = office.slack
    office.workspace.post_as_app("Web form", "#sales", text="New request", blocks=FORM)
    slack.message_shortcut("Score this lead", slack.expect_message("New request from the website"))
    slack.expect_private("Dana Reyes", "age 45 · income $250,000 · pre-approved financing", "dana@example.com")


def test_several_leads_of_message_are_listed(slack: Driver) -> None:
    post = said(slack, "Dana is 45", "Dana is 45, income 250k, credit 780. Sam is 30, income 40k, credit 590.")
    slack.message_shortcut("Score this lead", post)
    slack.expect_private("The leads of this message", "Dana", "Sam").press("Show")
    slack.expect_private("Known: age")


def test_invalid_values_of_several_leads_in_message_are_reported(slack: Driver) -> None:
    post = said(slack, "Sam is 45", "Sam is 45, credit 900. Dana is 38.")
    slack.message_shortcut("Score this lead", post)
    slack.expect_private("The leads of this message", "Sam", "Dana", "at most 850, not “900”")


def test_stated_unknown_is_not_asked(slack: Driver) -> None:
    post = said(slack, "Dana", "Dana Reyes is 45, makes 180k, credit 780, inquiry, pre-approved: not sure")
    slack.message_shortcut("Score this lead", post)
    card = slack.expect_private("Dana Reyes", "What would help most: ")
    assert "is financing pre-approved?" not in card.words


def test_message_without_lead_is_explained(office: Office) -> None:
    slack = office.slack
    post = said(slack, "lunch", "What is for lunch?")
    slack.message_shortcut("Score this lead", post)
    slack.expect_private("I found no fact about a lead in this message")
    assert not office.bot.store.leads.recent()


def test_long_message_is_refused(slack: Driver) -> None:
    post = said(slack, "Dana", "Dana Reyes is 45. " + "She likes sailing. " * 200)
    slack.message_shortcut("Score this lead", post)
    slack.expect_private("This message is too long for me")


def test_own_card_shows_its_lead(office: Office) -> None:
    slack = office.slack
    talk = slack.write("Dana Reyes is 45, makes 180k, credit 780, sent an inquiry")
    card = talk.expect_message("Still unknown: ")
    talk.message_shortcut("Score this lead", card)
    talk.expect_private("Dana Reyes", "History", "Known: age 45")
    slack.send(high("Sam Loewe"))
    alerted = slack.in_("#hot-leads").expect_message("Sam Loewe", "Claim it, by")
    slack.in_("#hot-leads").message_shortcut("Score this lead", alerted)
    slack.in_("#hot-leads").expect_private("Sam Loewe", "History")
    assert len(office.bot.store.leads.recent()) == 2


def test_other_own_messages_are_not_scored(office: Office) -> None:
    talk = office.slack.write("help")
    talk.message_shortcut("Score this lead", talk.expect_message("Dana Reyes is 45"))
    talk.expect_private("That is a message of my own.")
    assert not office.bot.store.leads.recent()


def test_guest_is_refused(slack: Driver) -> None:
    slack.as_("Jonas").in_("#hot-leads").send("Dana Reyes is 45, makes 250k")
    sam = slack.as_("Sam").in_("#hot-leads")
    sam.message_shortcut("Score this lead", sam.expect_message("Dana Reyes"))
    sam.expect_private("Sorry, I am not for guests of this workspace.")
