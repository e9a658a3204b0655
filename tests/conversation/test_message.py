"""What is said to the bot, and what of a message in Slack its writer typed."""

import pytest

from bot.conversation.message import is_said, without_mention, words_of


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
def test_a_message_reads_as_it_was_typed(sent: str, typed: str) -> None:
    assert words_of(sent) == typed


def test_the_mention_of_the_bot_alone_is_taken_away() -> None:
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
def test_only_a_persons_words_to_the_bot_are_said_to_it(event: dict[str, str], is_for_the_bot: bool) -> None:
    assert is_said(event) == is_for_the_bot
