"""Which blocks Slack takes in a message."""

from typing import Any

import pytest

from localslack.blocks import check_message, stored_blocks, text_length
from localslack.testing.blocks import actions, button, field, mrkdwn, options, plain, section

Block = dict[str, Any]
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A house"}


def context(*elements: Block) -> Block:
    return {"type": "context", "elements": list(elements)}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def select(**more: Any) -> Block:
    return {"type": "static_select", "action_id": "choose", **more}


def rich_text(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def words(text: str, **more: Any) -> Block:
    return {"type": "text", "text": text, **more}


def inline(kind: str, *runs: Block, **more: Any) -> Block:
    return {"type": f"rich_text_{kind}", "elements": list(runs), **more}


ALL_OF_RICH_TEXT = rich_text(
    inline(
        "section",
        words("Dana ", style={"bold": True}),
        {"type": "emoji", "name": "fire"},
        {"type": "user", "user_id": "U0MAYA"},
        {"type": "link", "url": "https://example.com", "text": "her page"},
    ),
    inline("list", inline("section", words("One")), style="bullet", indent=0),
    inline("preformatted", words("code")),
    inline("quote", words("quoted")),
)


def table(*rows: list[Block], **more: Any) -> Block:
    return {"type": "table", "rows": list(rows), **more}


def cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("Really?"), "confirm": plain("Yes"), "deny": plain("No")}


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3_000),
        section("Hi", block_id="b" * 255, accessory=button()),
        section("Hi", accessory=IMAGE),
        {"type": "section", "fields": [mrkdwn("x" * 2_000)] * 10},
        header("x" * 150),
        table(*[[cell("x" * 2_000), rich_text(inline("section", words("Dana")))]] * 100),
        table([cell("a")] * 20, column_settings=[{"align": "right", "is_wrapped": True}] * 20),
        context(*[mrkdwn("x")] * 9, IMAGE),
        {"type": "divider"},
        {**IMAGE, "title": plain("A house")},
        {"type": "markdown", "text": "x" * 12_000},
        actions(*[button(action_id=f"b{n}") for n in range(25)]),
        actions(button("x" * 75, value="v" * 2_000, style="danger", confirm=CONFIRM)),
        actions({"type": "overflow", "action_id": "more", "options": options(*"ABCDE")}),
        actions(select(options=options(*map(str, range(100))), initial_option=options("7")[0])),
        actions(select(option_groups=[{"label": plain("All"), "options": options("A", "B")}])),
        actions({"type": "datepicker", "initial_date": "2026-11-30"}, {"type": "timepicker", "initial_time": "09:30"}),
        actions({"type": "datetimepicker", "initial_date_time": 1_795_000_000}),
        field("Note"),
        ALL_OF_RICH_TEXT,
    ],
    ids=lambda block: block["type"],
)
def test_blocks_within_limits_are_accepted(block: Block) -> None:
    assert check_message([block]) == []


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (section("x" * 3_001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ({"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"),
        (table([cell("")]), "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"),
        (table(*[[cell("a")]] * 101), "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
        (table([cell("a")] * 21), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
        (table([mrkdwn("a")]), "unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]"),
        (
            {"type": "section", "fields": [mrkdwn("x" * 2_001)]},
            "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
        ),
        (
            {"type": "section", "fields": [mrkdwn("x")] * 11},
            "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
        ),
        ({"type": "section", "fields": []}, "no less than 1 items allowed [json-pointer:/blocks/0/fields]"),
        (section("Hi", block_id="b" * 256), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
        (section("Hi", colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
        ({"type": "section", "text": "Hi"}, "must provide an object [json-pointer:/blocks/0/text]"),
        ({"type": "section", "text": None}, "must provide an object [json-pointer:/blocks/0/text]"),
        (header("x" * 151), "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
        (
            {"type": "header", "text": mrkdwn("*Hi*")},
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (context(*[mrkdwn("x")] * 11), "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
        (context(mrkdwn("x" * 3_001)), "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/text]"),
        (context(button()), "unsupported type: button [json-pointer:/blocks/0/elements/0/type]"),
        (actions(), "no less than 1 items allowed [json-pointer:/blocks/0/elements]"),
        (
            actions(*[button(action_id=f"b{n}") for n in range(26)]),
            "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            actions(button(), button()),
            "`action_id` press already exists [json-pointer:/blocks/0/elements/1/action_id]",
        ),
        (actions(button("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        (
            actions(button(value="v" * 2_001)),
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        (
            actions(button(style="loud")),
            "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            actions(button(confirm={**CONFIRM, "deny": plain("x" * 31)})),
            "must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]",
        ),
        (
            actions({"type": "plain_text_input", "action_id": "typed"}),
            "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            actions(select(options=[])),
            "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions(select()),
            "must provide either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
        ),
        (
            actions(select(options=options(*map(str, range(101))))),
            "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions(select(options=options("x" * 76))),
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
        ),
        (
            actions(select(options=[{"text": plain("A"), "value": "v" * 151}])),
            "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
        ),
        (
            actions(select(options=options("A", "A"))),
            "option values must be unique [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions(select(options=options("A"), initial_option=options("B")[0])),
            "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]",
        ),
        (
            actions({"type": "overflow", "options": options(*"ABCDEF")}),
            "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions({"type": "checkboxes", "options": options(*map(str, range(11)))}),
            "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            actions({"type": "datepicker", "initial_date": "30.11.2026"}),
            "must be a date like 2026-11-30 [json-pointer:/blocks/0/elements/0/initial_date]",
        ),
        ({"type": "markdown", "text": ""}, "must be more than 0 characters [json-pointer:/blocks/0/text]"),
        (
            rich_text(inline("section", {"type": "date"})),
            "unsupported type: date [json-pointer:/blocks/0/elements/0/elements/0/type]",
        ),
        (
            rich_text(inline("list", words("no section"), style="bullet")),
            "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]",
        ),
        (
            rich_text(inline("section", words("x", style={"loud": True}))),
            "invalid additional property: loud [json-pointer:/blocks/0/elements/0/elements/0/style]",
        ),
        ({"type": "alert"}, "unsupported type: alert [json-pointer:/blocks/0/type]"),
        ({"type": ["section"]}, "unsupported type: ['section'] [json-pointer:/blocks/0/type]"),
        ({"text": plain("Hi")}, "missing required field: type [json-pointer:/blocks/0]"),
        ("divider", "must provide an object [json-pointer:/blocks/0]"),
    ],
    ids=lambda value: value.rpartition(" [")[0] if isinstance(value, str) else "",
)
def test_broken_rule_is_refused_with_pointer(block: Block, problem: str) -> None:
    assert check_message([block]) == [problem]


def test_message_has_fifty_blocks_at_most() -> None:
    assert check_message([{"type": "divider"}] * 50) == []
    assert check_message([{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]


def test_block_ids_are_unique() -> None:
    twice = [{"type": "divider", "block_id": "line"}] * 2

    assert check_message(twice) == ["`block_id` line already exists [json-pointer:/blocks/1/block_id]"]


def test_markdown_is_limited_over_all_blocks() -> None:
    half = {"type": "markdown", "text": "x" * 6_000}

    assert check_message([half, half]) == []
    assert check_message([half, half, {"type": "markdown", "text": "x"}]) != []


def test_all_problems_are_reported_at_once() -> None:
    assert len(check_message([section(""), header("x" * 151), actions()])) == 3


def test_ids_are_added_only_where_they_are_missing() -> None:
    named = section("Hi", block_id="mine", accessory=button(action_id="press"))
    unnamed = {"type": "section", "text": plain("Hi"), "accessory": {"type": "button", "text": plain("Press")}}

    assert stored_blocks([named]) == [named]
    (completed,) = stored_blocks([unnamed])
    assert completed["block_id"]
    assert completed["accessory"]["action_id"]
    assert "block_id" not in unnamed


def test_plain_text_is_kept_escaped_but_never_twice() -> None:
    labels = [actions(button("R&D <1>")), actions(button("R&amp;D"))]

    kept = [block["elements"][0]["text"]["text"] for block in stored_blocks(labels)]

    assert kept == ["R&amp;D &lt;1&gt;", "R&amp;D"]


def test_text_of_all_blocks_is_counted() -> None:
    assert text_length([section("1234"), header("56"), actions(button("78")), context(mrkdwn("9"), IMAGE)]) == 9
