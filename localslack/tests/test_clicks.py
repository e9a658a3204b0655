"""Buttons and selects in messages."""

from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack.testing.blocks import actions, button, options, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver

Body = dict[str, Any]


@pytest.fixture
def arrived(bot: BoltApp) -> list[Body]:
    bodies: list[Body] = []

    @bot.app.action("press")
    def keep(ack: Ack, body: Body) -> None:
        bodies.append(body)
        ack()

    bot.connect()
    return bodies


def test_click_in_a_message_carries_the_message(slack: Driver, client: WebClient, arrived: list[Body]) -> None:
    card = [section("Dana"), actions(button("Claim", value="lead-7", style="primary"), block_id="claim")]
    posted = client.chat_postMessage(channel="#hot-leads", text="Dana", blocks=card)

    assert slack.in_("#hot-leads").press("Claim") == {"ok": True}

    (body,) = arrived
    assert body["type"] == "block_actions"
    assert body["message"] == posted["message"]
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "C0HOTLEADS",
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": "C0HOTLEADS", "name": "hot-leads"}
    assert body["user"]["id"] == "U0MAYA"
    assert body["response_url"].startswith(f"{slack.url}actions/T0LOCAL/")
    (action,) = body["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "block_id": "claim",
        "action_id": "press",
        "text": {"type": "plain_text", "text": "Claim"},
        "value": "lead-7",
        "style": "primary",
    }


def test_click_in_an_ephemeral_message_carries_no_message(
    slack: Driver, client: WebClient, arrived: list[Body]
) -> None:
    client.chat_postEphemeral(channel="#hot-leads", user="U0MAYA", text="Hi", blocks=[actions(button("Share"))])

    slack.in_("#hot-leads").press("Share")

    assert arrived[0]["container"]["is_ephemeral"] is True
    assert "message" not in arrived[0]


def test_click_in_direct_message_names_channel_directmessage(
    slack: Driver, client: WebClient, arrived: list[Body]
) -> None:
    client.chat_postMessage(channel="U0MAYA", text="Hi", blocks=[actions(button("Share"))])

    slack.in_("bot").press("Share")

    assert arrived[0]["channel"] == {"id": "D0MAYA", "name": "directmessage"}


def test_choice_in_a_message_carries_the_option(slack: Driver, client: WebClient, arrived: list[Body]) -> None:
    low, high = options("Low", "High")
    select = {"type": "static_select", "action_id": "press", "options": [low, high], "initial_option": low}
    posted = client.chat_postMessage(channel="#hot-leads", text="Tier?", blocks=[actions(select, block_id="tier")])

    slack.do("click", channel="C0HOTLEADS", ts=posted["ts"], block_id="tier", action_id="press", value="high")

    assert arrived[0]["actions"][0]["selected_option"] == high
    assert arrived[0]["state"]["values"] == {"tier": {"press": {"type": "static_select", "selected_option": high}}}


def test_choice_in_an_overflow_menu_carries_the_option(slack: Driver, client: WebClient, arrived: list[Body]) -> None:
    lost, won = options("Lost", "Won")
    menu = {"type": "overflow", "action_id": "press", "options": [lost, won]}
    blocks = [section("Dana", accessory=menu, block_id="outcome")]
    posted = client.chat_postMessage(channel="#hot-leads", text="Dana", blocks=blocks)

    slack.do("click", channel="C0HOTLEADS", ts=posted["ts"], block_id="outcome", action_id="press", value="won")

    assert arrived[0]["actions"][0]["selected_option"] == won


def test_unhandled_click_is_not_acknowledged(slack: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="#hot-leads", text="Hi", blocks=[actions(button("Share"))])

    assert slack.in_("#hot-leads").press("Share") == {"ok": False, "error": "dispatch_failed"}
