"""Interactive elements: buttons, selects, inputs."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from localslack.blocks import texts
from localslack.blocks.schema import Check, array, boolean, choice, integer, matching, problem, record, string

Element = dict[str, Any]


def _options(element: Element) -> list[Any]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def _options_or_groups(element: Element, at: str) -> Iterator[str]:
    if ("options" in element) == ("option_groups" in element):
        yield problem("must provide either `options` or `option_groups`", at)


def _initial_is_an_option(element: Element, at: str) -> Iterator[str]:
    initial = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    if any(option not in _options(element) for option in initial):
        key = "initial_options" if "initial_options" in element else "initial_option"
        yield problem("must be one of the options", f"{at}/{key}")


def _option_values_differ(element: Element, at: str) -> Iterator[str]:
    values = [option["value"] for option in _options(element)]
    if len(values) != len(set(values)):
        yield problem("option values must be unique", f"{at}/options")


def _length_in_bounds(element: Element, at: str) -> Iterator[str]:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if shortest > longest:
        yield problem("must be less than or equal to `max_length`", f"{at}/min_length")
    elif "initial_value" in element and not shortest <= len(element["initial_value"]) <= longest:
        yield problem(f"must be between {shortest} and {longest} characters", f"{at}/initial_value")


def _number_in_bounds(element: Element, at: str) -> Iterator[str]:
    lowest = Decimal(element.get("min_value", "-Infinity"))
    highest = Decimal(element.get("max_value", "Infinity"))
    if lowest > highest:
        yield problem("must be less than or equal to `max_value`", f"{at}/min_value")
    elif "initial_value" in element and not lowest <= Decimal(element["initial_value"]) <= highest:
        yield problem("must be between `min_value` and `max_value`", f"{at}/initial_value")
    if not element["is_decimal_allowed"]:
        for key in ("initial_value", "min_value", "max_value"):
            if key in element and Decimal(element[key]) != Decimal(element[key]).to_integral_value():
                yield problem("must be an integer", f"{at}/{key}")


def _decimal(written: str) -> Decimal:
    if not re.fullmatch(r"-?\d+(\.\d+)?", written):
        raise ValueError(written)
    return Decimal(written)


def _date(written: str) -> datetime:
    return datetime.strptime(written, "%Y-%m-%d")  # noqa: DTZ007 a date has no time zone


def _time(written: str) -> datetime:
    return datetime.strptime(written, "%H:%M")  # noqa: DTZ007 nor has a time of day


number = matching(_decimal, "a number")
dispatch_action_config = record(
    {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), at_most=2)}
)
base: dict[str, Check] = {"action_id": texts.action_id}
field = {**base, "placeholder": texts.placeholder, "focus_on_load": boolean}
typed_field = {**field, "dispatch_action_config": dispatch_action_config}
select = {
    **field,
    "confirm": texts.confirm,
    "options": array(texts.option, at_most=100),
    "option_groups": array(texts.option_group, at_most=100),
}
checked_group = {**base, "confirm": texts.confirm, "focus_on_load": boolean}
rich_options = array(texts.rich_option, at_most=10)

BUTTON = record(
    {"text": texts.plain(75)},
    {
        **base,
        "url": string(3000),
        "value": string(2000),
        "style": choice("primary", "danger"),
        "confirm": texts.confirm,
        "accessibility_label": string(75),
    },
)
IMAGE = record({"image_url": string(3000), "alt_text": string(2000)})
OVERFLOW = record(
    {"options": array(texts.overflow_option, at_most=5)}, {**base, "confirm": texts.confirm}, _option_values_differ
)
CHECKBOXES = record(
    {"options": rich_options},
    {**checked_group, "initial_options": rich_options},
    _initial_is_an_option,
    _option_values_differ,
)
RADIO_BUTTONS = record(
    {"options": rich_options},
    {**checked_group, "initial_option": texts.rich_option},
    _initial_is_an_option,
    _option_values_differ,
)
STATIC_SELECT = record(
    {}, {**select, "initial_option": texts.option}, _options_or_groups, _initial_is_an_option, _option_values_differ
)
MULTI_STATIC_SELECT = record(
    {},
    {**select, "initial_options": array(texts.option, at_most=100), "max_selected_items": integer(1, 100)},
    _options_or_groups,
    _initial_is_an_option,
    _option_values_differ,
)
USERS_SELECT = record({}, {**field, "confirm": texts.confirm, "initial_user": string(255)})
DATEPICKER = record({}, {**field, "confirm": texts.confirm, "initial_date": matching(_date, "a date like 2026-11-30")})
TIMEPICKER = record(
    {},
    {
        **field,
        "confirm": texts.confirm,
        "initial_time": matching(_time, "a time like 09:30"),
        "timezone": string(255),
    },
)
DATETIMEPICKER = record(
    {},
    {
        **base,
        "focus_on_load": boolean,
        "confirm": texts.confirm,
        "initial_date_time": integer(1_000_000_000, 9_999_999_999),
    },
)
PLAIN_TEXT_INPUT = record(
    {},
    {
        **typed_field,
        "initial_value": string(3000, at_least=0),
        "multiline": boolean,
        "min_length": integer(0, 3000),
        "max_length": integer(1, 3000),
    },
    _length_in_bounds,
)
NUMBER_INPUT = record(
    {"is_decimal_allowed": boolean},
    {**typed_field, "initial_value": number, "min_value": number, "max_value": number},
    _number_in_bounds,
)
EMAIL_TEXT_INPUT = record({}, {**typed_field, "initial_value": string(3000)})
URL_TEXT_INPUT = record({}, {**typed_field, "initial_value": string(3000)})

_CHOICES = {
    "static_select": STATIC_SELECT,
    "users_select": USERS_SELECT,
    "datepicker": DATEPICKER,
    "timepicker": TIMEPICKER,
    "radio_buttons": RADIO_BUTTONS,
    "checkboxes": CHECKBOXES,
}
IN_SECTION = {
    **_CHOICES,
    "button": BUTTON,
    "image": IMAGE,
    "overflow": OVERFLOW,
    "multi_static_select": MULTI_STATIC_SELECT,
}
IN_ACTIONS = {**_CHOICES, "datetimepicker": DATETIMEPICKER, "button": BUTTON, "overflow": OVERFLOW}
IN_INPUT = {
    **_CHOICES,
    "datetimepicker": DATETIMEPICKER,
    "multi_static_select": MULTI_STATIC_SELECT,
    "plain_text_input": PLAIN_TEXT_INPUT,
    "number_input": NUMBER_INPUT,
    "email_text_input": EMAIL_TEXT_INPUT,
    "url_text_input": URL_TEXT_INPUT,
}
