"""What a form holds: plain values, the state Slack makes of them, and what Slack's client checks before sending."""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from localslack.conversations.state import Blocks

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
    """Return the state of an element for view.state or message.state; raises ValueError for an unknown option."""
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


REQUIRED = "Please complete this required field."


def complaints(blocks: Blocks, values: Values) -> dict[str, str]:
    """Return what is wrong with a form, by block_id; empty when it may be sent."""
    shown = plain_values(blocks, values)
    found: dict[str, str] = {}
    for block, element in stateful(blocks):
        if block["type"] == "input":
            complaint = _complaint(block, element, shown[block["block_id"]][element["action_id"]])
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(block: dict[str, Any], element: Element, plain: Plain) -> str | None:
    if not plain:
        return None if block.get("optional", False) else REQUIRED
    check = CHECKS.get(element["type"])
    return check(element, str(plain)) if check else None


def _text(element: Element, typed: str) -> str | None:
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if len(typed) < shortest:
        return f"Please enter at least {shortest} characters."
    if len(typed) > longest:
        return f"Please enter at most {longest} characters."
    return None


def _number(element: Element, typed: str) -> str | None:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return "Please enter a valid number."
    if not number.is_finite():
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def _email(element: Element, typed: str) -> str | None:
    del element
    name, at, domain = typed.partition("@")
    looks_right = bool(name and at) and "." in domain.strip(".") and not any(c.isspace() for c in typed)
    return None if looks_right else "Please enter a valid email address."


def _url(element: Element, typed: str) -> str | None:
    del element
    return None if typed.startswith(("http://", "https://")) else "Please enter a valid URL."


CHECKS: dict[str, Callable[[Element, str], str | None]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
}
