"""Opening modals: triggers, the stack, updates, closing, clicks."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import MovableClock
from localslack.testing.blocks import actions, button, field, form, section
from localslack.testing.bolt_app import BoltApp, CollectedTriggers
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused

Body = dict[str, Any]


def test_trigger_opens_one_modal(slack: Driver, client: WebClient, triggers: CollectedTriggers) -> None:
    trigger_id = triggers.of_command()

    view = client.views_open(trigger_id=trigger_id, view=form(title="Score a lead"))["view"]

    assert slack.modal("Score a lead").id == view["id"]
    assert slack.as_("Jonas").screen()["modals"] == []
    with refused("exchanged_trigger_id"):
        client.views_open(trigger_id=trigger_id, view=form())


def test_trigger_lasts_three_seconds(client: WebClient, triggers: CollectedTriggers, clock: MovableClock) -> None:
    trigger_id = triggers.of_command()
    clock.advance(3.1)

    with refused("expired_trigger_id"):
        client.views_open(trigger_id=trigger_id, view=form())


def test_made_up_trigger_is_invalid(client: WebClient) -> None:
    with refused("invalid_trigger_id"):
        client.views_open(trigger_id="1.2.abc", view=form())
    with refused("invalid_arguments"):
        client.views_open(trigger_id="", view=form())


def test_invalid_modal_is_refused_and_keeps_trigger(client: WebClient, triggers: CollectedTriggers) -> None:
    trigger_id = triggers.of_command()

    with refused("invalid_arguments") as refusal:
        client.views_open(trigger_id=trigger_id, view=form(title="x" * 25))
    assert refusal.answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    client.views_open(trigger_id=trigger_id, view=form())


def test_modal_over_250_kb_is_too_large(client: WebClient) -> None:
    with refused("view_too_large"):
        client.views_open(trigger_id="1.2.abc", view=form(*[section("é" * 2_999)] * 60))


def test_modals_stack_three_deep(slack: Driver, client: WebClient, triggers: CollectedTriggers) -> None:
    def with_button(title: str) -> Body:
        return form(actions(button()), title=title)

    root = client.views_open(trigger_id=triggers.of_command(), view=with_button("First"))["view"]
    client.views_push(trigger_id=triggers.of_press(), view=with_button("Second"))
    third = client.views_push(trigger_id=triggers.of_press(), view=with_button("Third"))["view"]

    assert third["root_view_id"] == root["id"]
    assert [modal["title"] for modal in slack.screen()["modals"]] == ["First", "Second", "Third"]
    with refused("push_limit_reached"):
        client.views_push(trigger_id=triggers.of_press(), view=with_button("Fourth"))

    slack.modal("Third").close()
    slack.modal("Second")


def test_push_needs_trigger_from_modal(client: WebClient, triggers: CollectedTriggers) -> None:
    with refused("not_found"):
        client.views_push(trigger_id=triggers.of_command(), view=form())


def test_update_keeps_what_was_typed(slack: Driver, client: WebClient, triggers: CollectedTriggers) -> None:
    before = form(field("Name"), field("Company"), actions(button()))
    view = client.views_open(trigger_id=triggers.of_command(), view=before)["view"]
    slack.modal().fill({"Name": "Dana", "Company": "Acme"}).press("Press")

    client.views_update(view_id=view["id"], view=form(field("Name"), title="Renamed"))

    assert slack.modal("Renamed").values() == {"Name": "Dana"}


def test_update_of_another_version_is_a_conflict(client: WebClient, triggers: CollectedTriggers) -> None:
    view = client.views_open(trigger_id=triggers.of_command(), view=form())["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=form(title="Newer"))["view"]

    assert newer["hash"] != view["hash"]
    with refused("hash_conflict"):
        client.views_update(view_id=view["id"], hash=view["hash"], view=form(title="Late"))


def test_modal_can_be_found_by_the_bots_own_id(slack: Driver, client: WebClient, triggers: CollectedTriggers) -> None:
    client.views_open(trigger_id=triggers.of_command(), view=form(external_id="lead-7"))

    client.views_update(external_id="lead-7", view=form(title="Found", external_id="lead-7"))

    slack.modal("Found")
    with refused("duplicate_external_id"):
        client.views_open(trigger_id=triggers.of_command(), view=form(external_id="lead-7"))
    with refused("not_found"):
        client.views_update(external_id="lead-8", view=form())


def test_closed_modal_cannot_be_updated(slack: Driver, client: WebClient, triggers: CollectedTriggers) -> None:
    view = client.views_open(trigger_id=triggers.of_command(), view=form())["view"]
    slack.modal().close()

    with refused("not_found"):
        client.views_update(view_id=view["id"], view=form())


def closings(bot: BoltApp) -> list[tuple[str, bool]]:
    """Return the list that fills with what the bot is told: the title of each closed modal, and whether all went."""
    closed: list[tuple[str, bool]] = []

    @bot.app.view_closed("form")
    def note(ack: Ack, body: Body) -> None:
        closed.append((body["view"]["title"]["text"], body["is_cleared"]))
        ack()

    return closed


def test_closing_is_reported_only_on_request(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    closed = closings(bot)

    for title, asked in (("Quiet", False), ("Told", True)):
        client.views_open(trigger_id=triggers.of_command(), view=form(title=title, notify_on_close=asked))
        slack.modal(title).close()

    assert closed == [("Told", False)]


def test_clear_on_close_closes_whole_stack(
    slack: Driver, client: WebClient, bot: BoltApp, triggers: CollectedTriggers
) -> None:
    closed = closings(bot)

    root = form(actions(button()), title="Root", notify_on_close=True)
    client.views_open(trigger_id=triggers.of_command(), view=root)
    front = form(title="Front", notify_on_close=True, clear_on_close=True)
    client.views_push(trigger_id=triggers.of_press(), view=front)

    slack.modal("Front").close()

    slack.expect_no_modal()
    assert closed == [("Front", True), ("Root", True)]


def test_click_in_a_modal_carries_the_view_and_what_was_typed(slack: Driver, client: WebClient, bot: BoltApp) -> None:
    arrived: list[Body] = []

    @bot.app.command("/scorelead")
    def open_form(ack: Ack, body: Body) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(field("Name"), actions(button("Help", "help"))))

    @bot.app.action("help")
    def receive(ack: Ack, body: Body) -> None:
        arrived.append(body)
        ack()

    bot.connect()
    slack.send("/scorelead")

    slack.modal().fill({"Name": "Dana"}).press("Help")

    (body,) = arrived
    assert body["container"] == {"type": "view", "view_id": body["view"]["id"]}
    assert body["view"]["state"]["values"]["name"]["typed"]["value"] == "Dana"
    assert not {"channel", "message", "response_url"} & body.keys()
