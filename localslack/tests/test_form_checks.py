"""What Slack's own client checks before it sends a form."""

from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack.blocks import stored_blocks
from localslack.testing.blocks import field, form, options
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.views.values import complaints

Element = dict[str, Any]


def number(**more: Any) -> Element:
    return {"type": "number_input", "action_id": "typed", "is_decimal_allowed": False, **more}


def text(kind: str = "plain_text_input", **more: Any) -> Element:
    return {"type": kind, "action_id": "typed", **more}


@pytest.mark.parametrize(
    ("element", "typed", "complaint"),
    [
        (text(), "", "Please complete this required field."),
        (text(), None, "Please complete this required field."),
        (text("checkboxes", options=options("A")), [], "Please complete this required field."),
        (text(min_length=3), "ab", "Please enter at least 3 characters."),
        (text(max_length=3), "abcd", "Please enter at most 3 characters."),
        (number(), "many", "Please enter a valid number."),
        (number(), "NaN", "Please enter a valid number."),
        (number(), "4.5", "Please enter a whole number."),
        (number(min_value="18"), "17", "Please enter a number of at least 18."),
        (number(max_value="100"), "101", "Please enter a number of at most 100."),
        (text("email_text_input"), "dana", "Please enter a valid email address."),
        (text("email_text_input"), "dana reyes@example.com", "Please enter a valid email address."),
        (text("url_text_input"), "example.com", "Please enter a valid URL."),
    ],
)
def test_client_complains_about_invalid_values(element: Element, typed: Any, complaint: str) -> None:
    blocks = stored_blocks([field("Field", element)])

    assert complaints(blocks, {"field": {"typed": typed}}) == {"field": complaint}


@pytest.mark.parametrize(
    ("element", "typed"),
    [
        (text(min_length=3, max_length=4), "Dana"),
        (number(min_value="18", max_value="100"), "18"),
        (number(is_decimal_allowed=True), "4.5"),
        (text("email_text_input"), "dana@example.com"),
        (text("url_text_input"), "https://example.com"),
        (text("static_select", options=options("A", "B"), initial_option=options("A")[0]), "b"),
    ],
)
def test_valid_form_is_sent(element: Element, typed: str) -> None:
    assert complaints(stored_blocks([field("Field", element)]), {"field": {"typed": typed}}) == {}


def test_optional_field_may_stay_empty_but_not_wrong() -> None:
    blocks = stored_blocks([field("Age", number(max_value="100"), optional=True)])

    assert complaints(blocks, {"age": {"typed": None}}) == {}
    assert complaints(blocks, {"age": {"typed": "101"}}) != {}


def test_unchecked_client_sends_invalid_form(slack: Driver, bot: BoltApp) -> None:
    arrived: list[Any] = []

    @bot.app.command("/scorelead")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(field("Age", number(max_value="100"))))

    @bot.app.view("form")
    def receive(ack: Ack, view: dict[str, Any]) -> None:
        arrived.append(view["state"]["values"]["age"]["typed"]["value"])
        ack()

    bot.connect()
    slack.send("/scorelead")

    outcome = slack.modal().fill({"Age": "900"}).submit()
    assert outcome["errors"] == {"age": "Please enter a number of at most 100."}
    assert slack.modal().errors() == {"Age": "Please enter a number of at most 100."}
    assert arrived == []

    slack.modal().fill({"Age": "900"}).submit(skip_client_checks=True)
    assert arrived == ["900"]


def test_unknown_option_cannot_be_chosen(slack: Driver, bot: BoltApp) -> None:
    choose = {"type": "static_select", "action_id": "chosen", "options": options("High")}

    @bot.app.command("/scorelead")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(field("Tier", choose)))

    bot.connect()
    slack.send("/scorelead")

    with pytest.raises(AssertionError, match="invalid_value"):
        slack.modal().fill({"Tier": "Low"}).submit()
