"""The text of Slack messages: what people type to the bot, and what messages of others say."""

from typing import Any

import pytest

from bot.slack.message_text import is_for_bot, message_text, readable, without_mention


def test_text_that_a_person_typed_is_returned() -> None:
    typed = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    assert message_text({"text": "Dana is 45", "blocks": [typed]}) == "Dana is 45"


def test_blocks_of_another_app_are_read() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "New request"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Age:*\n45"}, {"type": "mrkdwn", "text": "a note"}]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "from the website"}]},
    ]
    text = message_text({"text": "New request", "blocks": blocks})
    assert text == "New request\n*Age*: 45\na note\nfrom the website"


def test_attachments_are_read() -> None:
    attachment = {
        "pretext": "New request",
        "text": "She called twice.",
        "fields": [{"title": "Age", "value": "45"}],
        "fallback": "not needed",
    }
    assert message_text({"text": "", "attachments": [attachment]}) == "New request\nShe called twice.\nAge: 45"
    assert message_text({"text": "", "attachments": [{"fallback": "Dana is 45"}]}) == "Dana is 45"


def test_email_is_read_with_its_subject() -> None:
    email = {"filetype": "email", "subject": "Dana Reyes", "plain_text": "I am 45."}
    assert message_text({"text": "", "files": [email, {"filetype": "png"}]}) == "Dana Reyes\nI am 45."


def test_empty_message_has_no_text() -> None:
    assert message_text({}) == ""


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Dana &lt;3 &amp; co", "Dana <3 & co"),
        ("<mailto:dana@example.com|dana@example.com>", "dana@example.com"),
        ("<tel:+14155550132|+1 415 555 0132>", "+1 415 555 0132"),
        ("<https://example.com|the site>, <https://example.com>", "the site, https://example.com"),
        ("share it in <#C0SALES|sales>", "share it in #C0SALES"),
        ("ask <@U0JONAS> of her", "ask   of her"),
    ],
)
def test_markup_becomes_readable_text(sent: str, typed: str) -> None:
    assert readable(sent) == typed


def test_only_mention_of_bot_is_removed() -> None:
    assert without_mention("<@U0BOT> Dana is 45 <@U0JONAS>", "U0BOT") == "Dana is 45 <@U0JONAS>"


@pytest.mark.parametrize(
    ("event", "is_for_the_bot"),
    [
        ({"type": "message", "channel_type": "im", "user": "U1"}, True),
        ({"type": "message", "channel_type": "im", "user": "U1", "subtype": "file_share"}, True),
        ({"type": "app_mention", "user": "U1"}, True),
        ({"type": "message", "channel_type": "channel", "user": "U1"}, False),
        ({"type": "message", "channel_type": "im", "user": "U1", "bot_id": "B1"}, False),
        ({"type": "message", "channel_type": "im", "subtype": "message_changed"}, False),
        ({"type": "message", "channel_type": "im", "subtype": "message_deleted"}, False),
        ({"type": "app_mention", "user": "U1", "bot_id": "B1"}, False),
    ],
)
def test_only_messages_from_people_to_bot_match(event: dict[str, str], is_for_the_bot: bool) -> None:
    assert is_for_bot(event) == is_for_the_bot
