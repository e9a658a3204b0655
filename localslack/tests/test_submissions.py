"""Submitting modals: what arrives, and what an ack can do."""

import threading
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import MovableClock
from localslack.testing.blocks import field, form, options, plain, section
from localslack.testing.bolt_app import BoltApp, CollectedTriggers
from localslack.testing.driver import Driver

Body = dict[str, Any]


def test_submission_carries_the_values_of_every_kind_of_field(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    arrived: list[Body] = []

    @bot.app.view("form")
    def receive(ack: Ack, body: Body) -> None:
        arrived.append(body)
        ack()

    choose = {"action_id": "chosen", "options": options("Yes", "No")}
    view = form(
        field("Name"),
        field("Age", {"type": "number_input", "action_id": "typed", "is_decimal_allowed": False}),
        field("Budget", {"type": "static_select", **choose}),
        field("Place", {"type": "radio_buttons", **choose}, optional=True),
        field("Signals", {"type": "checkboxes", **choose}),
        field("Owner", {"type": "users_select", "action_id": "chosen"}),
        field("Viewing", {"type": "datetimepicker", "action_id": "chosen"}),
        field("Email", {"type": "email_text_input", "action_id": "typed"}, optional=True),
        private_metadata="C0SALES",
    )
    client.views_open(trigger_id=triggers.of_command(), view=view)
    filled: dict[str, str | list[str]] = {
        "Name": "Dana",
        "Age": "45",
        "Budget": "Yes",
        "Signals": ["Yes", "No"],
        "Owner": "Jonas Weber",
        "Viewing": "1795000000",
    }

    assert slack.modal().fill(filled).submit() == {"ok": True}

    slack.expect_no_modal()
    (body,) = arrived
    assert (body["type"], body["view"]["private_metadata"], body["response_urls"]) == ("view_submission", "C0SALES", [])
    yes, no = options("Yes", "No")
    assert body["view"]["state"]["values"] == {
        "name": {"typed": {"type": "plain_text_input", "value": "Dana"}},
        "age": {"typed": {"type": "number_input", "value": "45"}},
        "budget": {"chosen": {"type": "static_select", "selected_option": yes}},
        "place": {"chosen": {"type": "radio_buttons", "selected_option": None}},
        "signals": {"chosen": {"type": "checkboxes", "selected_options": [yes, no]}},
        "owner": {"chosen": {"type": "users_select", "selected_user": "U0JONAS"}},
        "viewing": {"chosen": {"type": "datetimepicker", "selected_date_time": 1_795_000_000}},
        "email": {"typed": {"type": "email_text_input", "value": None}},
    }


def test_initial_values_count_until_somebody_changes_them(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    typed: list[str | None] = []

    @bot.app.view("form")
    def receive(ack: Ack, view: Body) -> None:
        typed.append(view["state"]["values"]["name"]["typed"]["value"])
        ack()

    prefilled = {"type": "plain_text_input", "action_id": "typed", "initial_value": "Dana"}
    for name in ({}, {"Name": ""}):
        client.views_open(trigger_id=triggers.of_command(), view=form(field("Name", prefilled, optional=True)))
        assert slack.modal().values() == {"Name": "Dana"}
        slack.modal().fill(name).submit()

    assert typed == ["Dana", None]


def test_ack_may_show_errors_at_the_fields(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    @bot.app.view("form")
    def refuse(ack: Ack) -> None:
        ack(response_action="errors", errors={"name": "No such lead"})

    client.views_open(trigger_id=triggers.of_command(), view=form())

    outcome = slack.modal().fill({"Name": "Dana"}).submit()

    assert outcome == {"ok": False, "error": "validation", "errors": {"name": "No such lead"}}
    assert slack.modal().errors() == {"Name": "No such lead"}
    assert slack.modal().values() == {"Name": "Dana"}


def test_ack_may_update_push_or_clear(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    @bot.app.view("form")
    def follow(ack: Ack, view: Body) -> None:
        title = view["title"]["text"]
        if title == "First":
            ack(response_action="update", view=form(title="Updated"))
        elif title == "Updated":
            ack(response_action="push", view=form(title="Pushed"))
        else:
            ack(response_action="clear")

    client.views_open(trigger_id=triggers.of_command(), view=form(title="First"))

    slack.modal("First").fill({"Name": "Dana"}).submit()
    slack.modal("Updated").submit()
    assert [modal["title"] for modal in slack.screen()["modals"]] == ["Updated", "Pushed"]
    slack.modal("Pushed").fill({"Name": "Dana"}).submit()
    slack.expect_no_modal()


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "No such field"}},
        {"response_action": "update", "view": {"type": "modal", "title": plain("x" * 25), "blocks": [section("Hi")]}},
        {"text": "Modals show no text"},
    ],
    ids=["an error for no field", "an invalid view", "text"],
)
def test_malformed_ack_is_shown_as_trouble(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers, answer: Body
) -> None:
    @bot.app.view("form")
    def confuse(ack: Ack) -> None:
        ack(answer)

    client.views_open(trigger_id=triggers.of_command(), view=form())

    outcome = slack.modal().fill({"Name": "Dana"}).submit()

    assert (outcome["ok"], outcome["message"]) == (False, "We had some trouble connecting. Try again?")
    assert slack.modal().seen()["trouble"] == "We had some trouble connecting. Try again?"


def test_late_ack_of_submission_is_shown_as_trouble(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers, clock: MovableClock
) -> None:
    arrived, released = threading.Event(), threading.Event()

    @bot.app.view("form")
    def dawdle(ack: Ack) -> None:
        arrived.set()
        released.wait()
        ack()

    client.views_open(trigger_id=triggers.of_command(), view=form())
    outcome: list[Body] = []
    filled = slack.modal().fill({"Name": "Dana"})
    submitting = threading.Thread(target=lambda: outcome.append(filled.submit()))
    submitting.start()
    assert arrived.wait(5)
    clock.advance(3)
    submitting.join()
    released.set()

    assert outcome[0]["error"] == "operation_timeout"
    assert slack.modal().seen()["trouble"] == "We had some trouble connecting. Try again?"
    assert slack.modal().values() == {"Name": "Dana"}
