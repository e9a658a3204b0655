"""The form: its view, made of a field set, and reading what came back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.slack import names
from bot.slack.views.blocks import Block, View, header, plain
from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Choice, Feature, Fraction, IdentityField, Quantity, YesNo
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

YES, NO = "yes", "no"
_MAX_RADIO_BUTTONS = 10
_MAX_SHARE = 20
_NOTHING_STATED = "Say at least one thing about the lead, here or below."


@dataclass(frozen=True)
class Origin:
    """Where a form was asked for: a response URL, which answers there for 30 minutes, or none for the shortcut.

    `replaces` is set where the answer takes the place of the card whose button opened the form, `is_home` where that
    button is on the Home.
    """

    response_url: str = ""
    replaces: bool = False
    is_home: bool = False


def form_view(lead: Lead, origin: Origin, fields: FieldSet) -> View:
    """Return the form that asks for `fields`, filled with what is known of `lead`."""
    return {
        "type": "modal",
        "callback_id": names.FORM,
        "title": plain("Score a lead"),
        "submit": plain("Score"),
        "close": plain("Cancel"),
        "private_metadata": json.dumps(asdict(origin)),
        "blocks": [block for group in fields.groups for block in _group(group, lead, fields)],
    }


def origin_of(view: View) -> Origin:
    """Return where the form in `view` was asked for."""
    return Origin(**json.loads(view["private_metadata"]))


def read_form(view: View, fields: FieldSet) -> Lead:
    """Return the lead that was entered in the form that asks for `fields`, with what was left empty unknown.

    Raises:
        InvalidLead: naming every field that is wrong, or saying that all are empty.
    """
    lead = read_entered(view, fields, fields.names)
    if not lead.values:
        raise InvalidLead([Problem(fields.features[0].name, _NOTHING_STATED)], understood=lead)
    return lead


def read_entered(view: View, fields: FieldSet, names: Sequence[str]) -> Lead:
    """Return what was entered in the fields of these names; raises InvalidLead."""
    entered = {name: _entered(view["state"]["values"].get(name, {}).get(name, {})) for name in names}
    return fields.read({name: value for name, value in entered.items() if value is not None})


def field_errors(error: InvalidLead) -> dict[str, str]:
    """Return what is wrong by block, as Slack shows it at the fields of a form."""
    return {problem.field: problem.message for problem in error.problems}


def _entered(element: dict[str, Any]) -> str | None:
    chosen = element.get("selected_option")
    value = chosen["value"] if chosen else element.get("value")
    return value.strip() or None if value else None


def _group(group: str, lead: Lead, fields: FieldSet) -> list[Block]:
    return [header(group), *(field_input(field, lead, optional=True) for field in fields if field.group == group)]


def field_input(field: IdentityField | Feature, lead: Lead, *, optional: bool) -> Block:
    """Return the input of one field, filled with what is known of `lead`."""
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.title),
        "hint": plain(_hint(field)),
        "optional": optional,
        "element": _element(field, lead.get(field.name)) | {"action_id": field.name},
    }


def _hint(field: IdentityField | Feature) -> str:
    if isinstance(field, Quantity) and not field.unbounded:
        return f"{field.hint} From {field.write(field.at_least)} to {field.write(field.at_most)}."
    return field.hint


def _element(field: IdentityField | Feature, value: Any) -> dict[str, Any]:
    match field:
        case YesNo():
            return _one_of({YES: YES.capitalize(), NO: NO.capitalize()}, {True: YES, False: NO}.get(value))
        case Choice():
            return _one_of({option: option.capitalize() for option in field.options}, value)
        case Quantity():
            most = {} if field.unbounded else {"max_value": str(field.at_most)}
            bounds = {"is_decimal_allowed": False, "min_value": str(field.at_least)} | most
            return {"type": "number_input", **bounds} | _initial(value)
        case Fraction():
            return {"type": "plain_text_input", "max_length": _MAX_SHARE} | _initial(value and field.write(value))
        case _:
            return {"type": "plain_text_input", "max_length": field.at_most} | _initial(value)


def _initial(value: Any) -> dict[str, str]:
    return {} if value is None else {"initial_value": str(value)}


def _one_of(labels: Mapping[str, str], chosen: str | None) -> dict[str, Any]:
    """Return radio buttons with these labels by value; Slack takes ten at most, and longer lists as a menu."""
    options = {value: {"text": plain(label), "value": value} for value, label in labels.items()}
    initial = {} if chosen is None else {"initial_option": options[chosen]}
    kind = "radio_buttons" if len(options) <= _MAX_RADIO_BUTTONS else "static_select"
    return {"type": kind, "options": list(options.values())} | initial
