"""Slack's markup: what is typed in it stays as it is, and what is ours does not grow links."""

import pytest

from bot.slack.views.blocks import context, escaped, mrkdwn
from localslack.blocks import check_message
from localslack.testing.text import NO_WIDTH

J = NO_WIDTH


@pytest.mark.parametrize(
    ("typed", "inert"),
    [
        ("http://evil.example/x", f"http:{J}//evil{J}.example/x"),
        ("www.evil.example", f"www{J}.evil{J}.example"),
        ("evil.example", f"evil{J}.example"),
        ("dana@acme.co", f"dana@{J}acme{J}.co"),
        ("@here #sales", f"@{J}here #{J}sales"),
        (":fire: :+1:", f":{J}fire: :{J}+1:"),
    ],
)
def test_links_mentions_and_emoji_are_made_inert(typed: str, inert: str) -> None:
    assert escaped(typed) == inert


@pytest.mark.parametrize("typed", ["Dana Reyes", "84.5 %", "Note: none. Then some.", "C# @ #"])
def test_plain_words_are_unchanged(typed: str) -> None:
    assert escaped(typed) == typed


def test_markup_is_verbatim() -> None:
    section, small = mrkdwn("Words"), context("Words")
    assert section["text"]["verbatim"] is True
    assert small["elements"][0]["verbatim"] is True
    assert check_message([section, small]) == []
