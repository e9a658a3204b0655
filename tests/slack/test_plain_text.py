"""Plain text: what Slack adds to people's words is removed."""

import pytest

from bot.slack.plain_text import plain_command, plain_message


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        (
            "<@U0BOT> *Dana* is ~54~ 45 :tada:, <mailto:dana@acme.com|dana@acme.com>, `250k` income &amp; pre-approved",
            "  Dana is   45  , dana@acme.com, 250k income & pre-approved",
        ),
        ("Email: <mailto:dana@acme.com|dana@acme.com>\nAge: 45", "Email: dana@acme.com\nAge: 45"),
        ("🔥 hot lead!! Zoë 💰 income $300K", ",  hot lead!! Zoë ,  income $300K"),
        (
            "pre-approved :white_check_mark: budget :x: :house: viewed 20 properties",
            "pre-approved yes budget no , viewed 20 properties",
        ),
        ("> quoted\n• listed", "  quoted\n  listed"),
    ],
)
def test_markup_of_messages_is_removed(sent: str, plain: str) -> None:
    assert plain_message(sent) == plain


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("Tom &amp; Jerry age 45", "Tom & Jerry age 45"),
        ("inquiry :x:, budget :white_check_mark:", "inquiry no, budget yes"),
        ("*Dana* <b>", "*Dana* <b>"),
    ],
)
def test_commands_are_unescaped_and_ticks_are_words(sent: str, plain: str) -> None:
    assert plain_command(sent) == plain


def test_long_texts_are_cut() -> None:
    assert len(plain_message("<" * 40_000)) == 12_000
