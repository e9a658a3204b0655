"""What the driver takes for visible words."""

from typing import Any

import pytest

from localslack.testing.text import message_words, mrkdwn, words_of

NAMES = {"U0MAYA": "Maya Lind"}


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("*High* lead", "High lead"),
        ("_maybe_ ~not~ `code` ```block```", "maybe not code block"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("<@U0MAYA> in <#C0SALES|sales>", "@Maya Lind in #sales"),
        ("<!channel> <!date^1^{date}|today>", "@channel today"),
        ("<https://example.com|her page> <https://example.com>", "her page https://example.com"),
        ("&lt;!channel&gt; R&amp;D", "<!channel> R&D"),
    ],
)
def test_mrkdwn_is_read_as_shown(written: str, seen: str) -> None:
    assert mrkdwn(written, NAMES) == seen


def test_blocks_are_read_from_top_to_bottom() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Dana *Reyes*"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Tier*\nHigh"}]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by <@U0MAYA>"}]},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Share here"}}]},
    ]

    assert words_of(blocks, NAMES) == "Dana *Reyes*\nTier\nHigh\nby @Maya Lind\nShare here"


def test_rich_text_is_read_with_its_mentions_and_lists() -> None:
    line = [
        {"type": "text", "text": "*Dana* <!channel> "},
        {"type": "user", "user_id": "U0MAYA"},
        {"type": "emoji", "name": "fire"},
        {"type": "link", "url": "https://example.com", "text": " page"},
    ]
    block: dict[str, Any] = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": line},
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [{"elements": [{"type": "text", "text": "One"}]}],
            },
        ],
    }

    assert words_of([block], NAMES) == "*Dana* <!channel> @Maya Lind:fire: page\n• One"


def test_table_is_read_row_by_row() -> None:
    dana = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "D"}]}],
    }
    header = [{"type": "raw_text", "text": "Income"}, {"type": "raw_text", "text": "$1 & more"}]

    assert words_of([{"type": "table", "rows": [header, [dana, dana]]}], NAMES) == "Income | $1 & more\nD | D"


def test_message_is_read_with_the_titles_of_its_files() -> None:
    picture = {"title": "Reasons"}

    assert message_words({"text": "All *reasons*", "blocks": None, "files": [picture]}, NAMES) == "All reasons\nReasons"
    assert message_words({"text": "", "blocks": None, "files": [picture]}, NAMES) == "Reasons"


def test_text_is_read_only_without_blocks() -> None:
    card = [{"type": "section", "text": {"type": "mrkdwn", "text": "Card"}}]

    assert message_words({"text": "Fallback", "blocks": card}, NAMES) == "Card"
    assert message_words({"text": "Just *text*", "blocks": None}, NAMES) == "Just text"
