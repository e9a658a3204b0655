"""Text objects, options and confirmation dialogs: the parts of larger pieces."""

from localslack.blocks.schema import Check, array, boolean, choice, record, string, typed

MAX_TEXT = 3000

action_id = string(255)
block_id = string(255)


def plain(at_most: int) -> Check:
    """Return the check for a plain_text object."""
    return typed({"plain_text": record({"text": string(at_most)}, {"emoji": boolean})})


def text(at_most: int = MAX_TEXT) -> Check:
    """Return the check for a text object, plain or mrkdwn."""
    return typed(
        {
            "plain_text": record({"text": string(at_most)}, {"emoji": boolean}),
            "mrkdwn": record({"text": string(at_most)}, {"verbatim": boolean}),
        }
    )


placeholder = plain(150)

confirm = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)

option = record({"text": plain(75), "value": string(150)}, {"description": plain(75)})
rich_option = record({"text": text(75), "value": string(150)}, {"description": text(75)})
overflow_option = record({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
option_group = record({"label": plain(75), "options": array(option, at_most=100)})
