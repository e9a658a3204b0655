"""The form: its view, made of the fields of `Lead`, and reading what came back."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.slack import names
from bot.slack.views.blocks import Block, View, header, plain
from scoring.errors import InvalidLead, Problem
from scoring.fields.field import Feature, Identity, Quantity, Signal
from scoring.fields.lead import FIELDS, IDENTITY, Lead, read_lead

YES, NO = "yes", "no"
_NOTHING_STATED = "Say at least one thing about the lead, here or below."
_GROUPS = tuple(dict.fromkeys(field.group for field in FIELDS.values()))


@dataclass(frozen=True)
class Origin:
    """Where a form was asked for: a response URL, which answers there for 30 minutes, or none for the shortcut.

    `replaces` is set where the answer takes the place of the card whose button opened the form, `is_home` where that
    button is on the Home.
    """

    response_url: str = ""
    replaces: bool = False
    is_home: bool = False


def form_view(lead: Lead, origin: Origin, asked: tuple[Feature, ...]) -> View:
    """Return the form that asks for who the lead is and for `asked`, filled with what is known of `lead`."""
    return {
        "type": "modal",
        "callback_id": names.FORM,
        "title": plain("Score a lead"),
        "submit": plain("Score"),
        "close": plain("Cancel"),
        "private_metadata": json.dumps(asdict(origin)),
        "blocks": [block for group in _GROUPS for block in _group(group, lead, asked)],
    }


def origin_of(view: View) -> Origin:
    """Return where the form in `view` was asked for."""
    return Origin(**json.loads(view["private_metadata"]))


def read_form(view: View, asked: tuple[Feature, ...]) -> Lead:
    """Return the lead that was entered in the form that asks for `asked`, with what was left empty unknown.

    Raises:
        InvalidLead: naming every field that is wrong, or saying that all are empty.
    """
    lead = read_entered(view, tuple(FIELDS))
    if all(getattr(lead, feature.name) is None for feature in asked):
        raise InvalidLead([Problem(asked[0].name, _NOTHING_STATED)], understood=lead)
    return lead


def read_entered(view: View, fields: tuple[str, ...]) -> Lead:
    """Return what was entered in the fields of these names; raises InvalidLead."""
    entered = {name: _entered(view["state"]["values"].get(name, {}).get(name, {})) for name in fields}
    return read_lead({name: value for name, value in entered.items() if value is not None})


def field_errors(error: InvalidLead) -> dict[str, str]:
    """Return what is wrong by block, as Slack shows it at the fields of a form."""
    return {problem.field: problem.message for problem in error.problems}


def _entered(element: dict[str, Any]) -> str | None:
    chosen = element.get("selected_option")
    value = chosen["value"] if chosen else element.get("value")
    return value.strip() or None if value else None


def _group(group: str, lead: Lead, asked: tuple[Feature, ...]) -> list[Block]:
    fields = [field for field in (*IDENTITY, *asked) if field.group == group]
    return [header(group), *(field_input(field, lead, optional=True) for field in fields)] if fields else []


def field_input(field: Identity | Feature, lead: Lead, *, optional: bool) -> Block:
    """Return the input of one field, filled with what is known of `lead`."""
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.title),
        "hint": plain(_hint(field)),
        "optional": optional,
        "element": _element(field, getattr(lead, field.name)) | {"action_id": field.name},
    }


def _hint(field: Identity | Feature) -> str:
    if isinstance(field, Quantity) and not field.unbounded:
        return f"{field.hint} From {field.write(field.at_least)} to {field.write(field.at_most)}."
    return field.hint


def _element(field: Identity | Feature, value: Any) -> dict[str, Any]:
    match field:
        case Signal():
            return _yes_or_no(value)
        case Quantity():
            most = {} if field.unbounded else {"max_value": str(field.at_most)}
            bounds = {"is_decimal_allowed": False, "min_value": str(field.at_least)} | most
            return {"type": "number_input", **bounds} | _initial(value)
        case Identity():
            return {"type": "plain_text_input", "max_length": field.at_most} | _initial(value)
        case _:
            return {"type": "plain_text_input"} | _initial(value)


def _initial(value: Any) -> dict[str, str]:
    return {} if value is None else {"initial_value": str(value)}


def _yes_or_no(value: bool | None) -> dict[str, Any]:
    options = {word: {"text": plain(word.capitalize()), "value": word} for word in (YES, NO)}
    chosen = {} if value is None else {"initial_option": options[YES if value else NO]}
    return {"type": "radio_buttons", "options": list(options.values())} | chosen
