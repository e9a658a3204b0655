"""What a form element holds: the plain value a person gives, and the state Slack makes of it.

A plain value is a string, an option's value, a list of option values, or None; a moment is its seconds since 1970.
"""

from collections.abc import Iterator
from typing import Any

Plain = str | list[str] | None
Element = dict[str, Any]
Values = dict[str, dict[str, Plain]]

TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
CHOSEN_MANY = {"checkboxes", "multi_static_select"}
PICKED = {"users_select": "user", "datepicker": "date", "timepicker": "time"}
MOMENT = "datetimepicker"


def elements_of(block: dict[str, Any]) -> list[Element]:
    """Return a block's interactive elements."""
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] == "actions":
        return list(block["elements"])
    if block["type"] == "section" and "accessory" in block and block["accessory"]["type"] != "image":
        return [block["accessory"]]
    return []


def stateful(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Element]]:
    """Yield each element that keeps a value, with its block."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in ("button", "overflow"):
                yield block, element


def options_of(element: Element) -> list[dict[str, Any]]:
    """Return all options of a select, radio group, checkbox group or overflow menu."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial(element: Element) -> Plain:
    """Return the plain value an element starts with."""
    kind = element["type"]
    if kind in TYPED:
        return element.get("initial_value")
    if kind in PICKED:
        return element.get(f"initial_{PICKED[kind]}")
    if kind == MOMENT:
        return str(element["initial_date_time"]) if "initial_date_time" in element else None
    if kind in CHOSEN_MANY:
        return [option["value"] for option in element.get("initial_options", [])]
    option = element.get("initial_option")
    return None if option is None else option["value"]


def state_of(element: Element, plain: Plain) -> dict[str, Any]:
    """Return what view.state or message.state says of an element; raises ValueError for an option it has not."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": plain or None}
    if kind in PICKED:
        return {"type": kind, f"selected_{PICKED[kind]}": plain}
    if kind == MOMENT:
        return {"type": kind, "selected_date_time": int(str(plain)) if plain else None}
    if kind in CHOSEN_MANY:
        return {"type": kind, "selected_options": [_option(element, value) for value in plain or []]}
    return {"type": kind, "selected_option": None if plain is None else _option(element, str(plain))}


def _option(element: Element, value: str) -> dict[str, Any]:
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise ValueError(f"there is no option {value!r}")


def state_values(blocks: list[dict[str, Any]], values: Values) -> dict[str, dict[str, dict[str, Any]]]:
    """Return state.values for the plain values of a form, or the elements' own where a person gave none."""
    state: dict[str, dict[str, dict[str, Any]]] = {}
    for block, element in stateful(blocks):
        given = values.get(block["block_id"], {})
        plain = given.get(element["action_id"], initial(element))
        state.setdefault(block["block_id"], {})[element["action_id"]] = state_of(element, plain)
    return state


def plain_values(blocks: list[dict[str, Any]], values: Values) -> Values:
    """Return the plain values a form shows."""
    shown: Values = {}
    for block, element in stateful(blocks):
        given = values.get(block["block_id"], {})
        shown.setdefault(block["block_id"], {})[element["action_id"]] = given.get(
            element["action_id"], initial(element)
        )
    return shown
