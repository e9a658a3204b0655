"""Which modals Slack takes."""

from typing import Any

import pytest

from localslack.blocks import check_view
from localslack.testing.blocks import actions, button, field, form, mrkdwn, options, plain, section

Block = dict[str, Any]


def number(**more: Any) -> Block:
    return {"type": "number_input", "action_id": "typed", "is_decimal_allowed": False, **more}


def text(**more: Any) -> Block:
    return {"type": "plain_text_input", "action_id": "typed", **more}


def without(view: Block, key: str) -> Block:
    return {name: value for name, value in view.items() if name != key}


@pytest.mark.parametrize(
    "view",
    [
        form(),
        form(title="x" * 24, private_metadata="m" * 3_000),
        form(*[section("Hi") for _ in range(100)]),
        without(form(section("Nothing to submit")), "submit"),
        form(field("Age", number(min_value="18", max_value="100", initial_value="45"))),
        form(field("Income", number(is_decimal_allowed=True, initial_value="-1.5"))),
        form(field("Name", text(min_length=2, max_length=5, initial_value="Dana", multiline=True))),
        form(field("Email", {"type": "email_text_input", "initial_value": "dana@example.com"})),
        form(field("Page", {"type": "url_text_input"})),
        form(field("Signals", {"type": "checkboxes", "options": options("A", "B"), "initial_options": options("A")})),
        form(field("Signals", {"type": "multi_static_select", "options": options("A", "B"), "max_selected_items": 1})),
        form(field("Name", text(focus_on_load=True), hint=plain("x" * 2_000), optional=True, dispatch_action=True)),
    ],
)
def test_blocks_within_limits_are_accepted(view: Block) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (form(title="x" * 25), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (form(title=""), "must be more than 0 characters [json-pointer:/view/title/text]"),
        (form(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (form(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
        (form(close=mrkdwn("No")), "unsupported type: mrkdwn [json-pointer:/view/close/type]"),
        (form(private_metadata="m" * 3_001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (form(callback_id="c" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (form(external_id="e" * 256), "must be less than 256 characters [json-pointer:/view/external_id]"),
        (form(notify_on_close="yes"), "must provide a boolean [json-pointer:/view/notify_on_close]"),
        (form(type="home"), "must be one of: modal [json-pointer:/view/type]"),
        (form(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
        (without(form(), "title"), "missing required field: title [json-pointer:/view]"),
        (form(*[section("Hi")] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (
            without(form(section("Hi"), field("Name")), "submit"),
            "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]",
        ),
        (
            form(field("Name"), field("Name")),
            "`block_id` name already exists [json-pointer:/view/blocks/1/block_id]",
        ),
        (
            form(field("A", text(focus_on_load=True)), field("B", text(focus_on_load=True))),
            "only one element may have `focus_on_load` [json-pointer:/view/blocks]",
        ),
        (
            form({"type": "markdown", "text": "Hi"}),
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        (
            form(field("Name", button())),
            "unsupported type: button [json-pointer:/view/blocks/0/element/type]",
        ),
        (
            form(actions(number())),
            "unsupported type: number_input [json-pointer:/view/blocks/0/elements/0/type]",
        ),
        (
            form(field("x" * 2_001, block_id="b")),
            "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
        ),
        (
            form(field("Name", text(action_id="a" * 256))),
            "must be less than 256 characters [json-pointer:/view/blocks/0/element/action_id]",
        ),
        (
            form(field("Name", text(placeholder=plain("x" * 151)))),
            "must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]",
        ),
        (
            form(field("Name", text(initial_value="Dana", max_length=3))),
            "must be between 0 and 3 characters [json-pointer:/view/blocks/0/element/initial_value]",
        ),
        (
            form(field("Name", text(min_length=4, max_length=3))),
            "must be less than or equal to `max_length` [json-pointer:/view/blocks/0/element/min_length]",
        ),
        (
            form(field("Name", text(max_length=3_001))),
            "must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]",
        ),
        (
            form(field("Age", without(number(), "is_decimal_allowed"))),
            "missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]",
        ),
        (
            form(field("Age", number(min_value=18))),
            "must provide a string [json-pointer:/view/blocks/0/element/min_value]",
        ),
        (
            form(field("Age", number(min_value="eighteen"))),
            "must be a number [json-pointer:/view/blocks/0/element/min_value]",
        ),
        (
            form(field("Age", number(min_value="18", max_value="17"))),
            "must be less than or equal to `max_value` [json-pointer:/view/blocks/0/element/min_value]",
        ),
        (
            form(field("Age", number(min_value="18", initial_value="17"))),
            "must be between `min_value` and `max_value` [json-pointer:/view/blocks/0/element/initial_value]",
        ),
        (
            form(field("Age", number(initial_value="17.5"))),
            "must be an integer [json-pointer:/view/blocks/0/element/initial_value]",
        ),
        (
            form(field("Signals", {"type": "checkboxes", "options": options("A"), "initial_options": options("B")})),
            "must be one of the options [json-pointer:/view/blocks/0/element/initial_options]",
        ),
        (
            form(field("Signals", {"type": "checkboxes", "options": options("A"), "initial_options": []})),
            "no less than 1 items allowed [json-pointer:/view/blocks/0/element/initial_options]",
        ),
        ("a view", "must provide an object [json-pointer:/view]"),
    ],
    ids=lambda value: value.rpartition(" [")[0] if isinstance(value, str) else "",
)
def test_broken_rule_is_refused_with_pointer(view: Block, problem: str) -> None:
    assert check_view(view) == [problem]
