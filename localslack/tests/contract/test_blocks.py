"""Block Kit in messages: ids, limits, and what Slack says about wrong blocks."""

from typing import Any

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel
from localslack.testing.blocks import Block, actions, button, options, plain, section
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified

RAW = {"type": "raw_text", "text": "1"}
WRONG: dict[str, list[Block]] = {
    "unknown type": [{"type": "cube"}],
    "no type": [{"text": plain("Untyped")}],
    "header of 151 characters": [{"type": "header", "text": plain("x" * 151)}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "Header"}}],
    "section of 3001 characters": [section("x" * 3001)],
    "empty section": [{"type": "section"}],
    "eleven fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "26 buttons": [actions(*(button(action_id=f"press-{n}") for n in range(26)))],
    "button label of 76 characters": [actions(button("x" * 76))],
    "button value of 2001 characters": [actions(button(value="x" * 2001))],
    "select without options": [actions({"type": "static_select", "action_id": "choose", "options": []})],
    "option value of 151 characters": [
        actions(
            {
                "type": "static_select",
                "action_id": "choose",
                "options": [{"text": plain("Long"), "value": "x" * 151}],
            }
        )
    ],
    "eleven context elements": [{"type": "context", "elements": [plain("x")] * 11}],
    "51 blocks": [{"type": "divider"}] * 51,
    "one block_id twice": [{"type": "divider", "block_id": "twin"}] * 2,
    "unknown property": [{"type": "divider", "color": "red"}],
}


@pytest.mark.parametrize("blocks", WRONG.values(), ids=WRONG)
def test_wrong_blocks_are_refused(client: WebClient, channel: Channel, blocks: list[Block]) -> None:
    with refused("invalid_blocks") as refusal:
        client.chat_postMessage(channel=channel.id, text="Wrong", blocks=blocks)

    assert refusal.answer["errors"]
    assert "json-pointer:/blocks" in refusal.answer["errors"][0]


def test_blocks_are_a_list(client: WebClient, channel: Channel) -> None:
    with refused("invalid_blocks_format"):
        client.api_call(
            "chat.postMessage", json={"channel": channel.id, "text": "Wrong", "blocks": {"type": "divider"}}
        )


def test_blocks_and_elements_get_ids(channel: Channel) -> None:
    unnamed: Any = {"type": "button", "text": plain("Press")}

    block = channel.post("Unnamed", blocks=[actions(unnamed)])["message"]["blocks"][0]

    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_given_ids_stay(channel: Channel) -> None:
    block = channel.post("Named", blocks=[actions(button(action_id="press"), block_id="row")])["message"]["blocks"][0]

    assert (block["block_id"], block["elements"][0]["action_id"]) == ("row", "press")


def test_plain_text_is_stored_escaped(channel: Channel) -> None:
    block = channel.post("Header", blocks=[{"type": "header", "text": plain("R & D <3")}])["message"]["blocks"][0]

    assert block["text"]["text"] == "R &amp; D &lt;3"


def test_largest_blocks_are_taken(channel: Channel) -> None:
    blocks = [
        {"type": "header", "text": plain("x" * 150)},
        section("x" * 3000),
        actions(button("x" * 75, value="x" * 2000)),
        actions(
            {"type": "static_select", "action_id": "choose", "options": options(*(f"Option {n}" for n in range(100)))}
        ),
    ]

    assert len(channel.post("Large", blocks=blocks)["message"]["blocks"]) == 4


def test_fifty_blocks_are_taken(channel: Channel) -> None:
    assert len(channel.post("Many", blocks=[{"type": "divider"}] * 50)["message"]["blocks"]) == 50


def test_message_has_one_table_at_most(client: WebClient, channel: Channel) -> None:
    table = {"type": "table", "rows": [[RAW, RAW]]}

    with refused("invalid_attachments"):
        client.chat_postMessage(channel=channel.id, text="Two tables", blocks=[table, table])
