"""What Slack's own client checks before it sends a form."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from localslack.conversations import Blocks
from localslack.form_values import Element, Plain, Values, plain_values, stateful

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
