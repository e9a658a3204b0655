"""The text of a message that somebody else wrote, wherever in the message it stands."""

from typing import Any

from bot.conversation.message_text import message_text


def test_what_a_person_typed_is_its_text() -> None:
    typed = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    assert message_text({"text": "Dana is 45", "blocks": [typed]}) == "Dana is 45"


def test_another_apps_post_is_its_blocks() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "New request"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Age:*\n45"}, {"type": "mrkdwn", "text": "a note"}]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "from the website"}]},
    ]
    said = message_text({"text": "New request", "blocks": blocks})
    assert said == "New request\n*Age*: 45\na note\nfrom the website"


def test_attachments_say_it_too() -> None:
    attachment = {
        "pretext": "New request",
        "text": "She called twice.",
        "fields": [{"title": "Age", "value": "45"}],
        "fallback": "not needed",
    }
    assert message_text({"text": "", "attachments": [attachment]}) == "New request\nShe called twice.\nAge: 45"
    assert message_text({"text": "", "attachments": [{"fallback": "Dana is 45"}]}) == "Dana is 45"


def test_an_email_in_slack_is_its_subject_and_its_text() -> None:
    email = {"filetype": "email", "subject": "Dana Reyes", "plain_text": "I am 45."}
    assert message_text({"text": "", "files": [email, {"filetype": "png"}]}) == "Dana Reyes\nI am 45."


def test_nothing_is_nothing() -> None:
    assert message_text({}) == ""
