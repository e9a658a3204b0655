from typing import Any

import pytest
from hypothesis import given

from bot.slack.views.form import Origin, field_errors, form_view, origin_of, read_form
from scoring.errors import InvalidLead
from scoring.fields.field import Quantity
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead
from tests.fields import make_lead
from tests.strategies import half_known_leads

FIELDS = load_real_estate()
GROUPS = ["Who", "Money", "Engagement", "Signals"]


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def test_form_has_every_field_and_requires_none() -> None:
    blocks = inputs(form_view(Lead(), Origin(), FIELDS))
    assert list(blocks) == sorted(FIELDS.names, key=lambda name: GROUPS.index(FIELDS[name].group))
    assert all(block["optional"] for block in blocks.values())


@pytest.mark.parametrize("entered", [Lead(), make_lead(name="Dana Reyes", email="dana@example.com")])
def test_empty_form_is_refused_at_first_feature(entered: Lead) -> None:
    view = form_view(entered, Origin(), FIELDS)
    with pytest.raises(InvalidLead) as refused:
        read_form(view | {"state": {"values": sent(view)}}, FIELDS)
    assert field_errors(refused.value) == {"age": "Say at least one thing about the lead, here or below."}


def test_groups_are_in_order() -> None:
    headings = [b["text"]["text"] for b in form_view(Lead(), Origin(), FIELDS)["blocks"] if b["type"] == "header"]
    assert headings == ["Who", "Money", "Engagement", "Signals"]


def test_number_inputs_have_limits_and_no_decimals() -> None:
    for name, block in inputs(form_view(Lead(), Origin(), FIELDS)).items():
        field, element = FIELDS[name], block["element"]
        if isinstance(field, Quantity):
            assert element["type"] == "number_input"
            assert element["is_decimal_allowed"] is False
            assert element["min_value"] == str(field.at_least)
            assert element.get("max_value") == (None if field.unbounded else str(field.at_most))


@given(half_known_leads().filter(lambda lead: bool(lead.values)))
def test_filled_form_reads_back_as_same_lead(lead: Lead) -> None:
    view = form_view(lead, Origin("https://example.com/r"), FIELDS)
    assert read_form(view | {"state": {"values": sent(view)}}, FIELDS) == lead
    assert origin_of(view) == Origin("https://example.com/r")


def sent(view: dict[str, Any]) -> dict[str, Any]:
    """Return what Slack sends for a form that nobody touched."""
    return {name: {name: _state(block["element"])} for name, block in inputs(view).items()}


def _state(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "radio_buttons":
        return {"type": element["type"], "selected_option": element.get("initial_option")}
    return {"type": element["type"], "value": element.get("initial_value")}
