"""Block Kit for the tests, as short as it gets."""

from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Block, **more: Any) -> Block:
    return {"type": "actions", "elements": list(elements), **more}


def button(label: str = "Press", action_id: str = "press", **more: Any) -> Block:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def options(*labels: str) -> list[Block]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def field(label: str, element: Block | None = None, **more: Any) -> Block:
    typed = {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "block_id": label.lower(), "label": plain(label), "element": element or typed, **more}


def form(*blocks: Block, title: str = "Form", **more: Any) -> Block:
    shown = list(blocks) or [field("Name")]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": shown,
        **more,
    }
