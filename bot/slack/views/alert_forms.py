"""The small forms of an alert: until when to snooze, why a lead is not qualified, and who is to have it."""

from datetime import datetime, timedelta
from typing import Any

from bot.hours import WorkingHours
from bot.slack import names
from bot.slack.views.blocks import Block, Element, plain

View = dict[str, Any]

_SNOOZES = {
    "1 hour": timedelta(hours=1),
    "3 hours": timedelta(hours=3),
    "1 day": timedelta(days=1),
    "3 days": timedelta(days=3),
    "1 week": timedelta(weeks=1),
}
_REASONS = (
    "No budget",
    "No intention to buy",
    "Wrong contact details",
    "Outside our regions",
    "Works with somebody else",
    "Duplicate",
    "Other",
)
_MAX_NOTE = 200
_FIELD, _NOTE = "chosen", "note"


def snooze_view(alert_id: str) -> View:
    """Return the form that asks until when to send no reminders."""
    return _view(names.SNOOZE_FORM, "Snooze reminders", "Snooze", alert_id, [_choice("Remind me in", [*_SNOOZES])])


def read_snooze(view: View, now: datetime, hours: WorkingHours) -> datetime:
    """Return until when; a time when nobody works becomes the next one when somebody does."""
    return hours.opens(now + _SNOOZES[_chosen(view)])


def not_qualified_view(alert_id: str) -> View:
    """Return the form that asks why a lead is not qualified."""
    note = {
        "type": "input",
        "block_id": _NOTE,
        "optional": True,
        "label": plain("More, if it helps"),
        "element": {"type": "plain_text_input", "action_id": _NOTE, "multiline": True, "max_length": _MAX_NOTE},
    }
    blocks = [_choice("Why?", _REASONS), note]
    return _view(names.NOT_QUALIFIED_FORM, "Not qualified", "Close the lead", alert_id, blocks)


def read_not_qualified(view: View) -> str:
    """Return why, in words."""
    note = (view["state"]["values"].get(_NOTE, {}).get(_NOTE, {}).get("value") or "").strip()
    return f"{_chosen(view)}. {note}" if note else _chosen(view)


def reassign_view(alert_id: str) -> View:
    """Return the form that asks who is to have a lead."""
    people = {"type": "users_select", "action_id": _FIELD, "placeholder": plain("Choose a colleague")}
    return _view(names.REASSIGN_FORM, "Reassign", "Reassign", alert_id, [_input("Who is to have it?", people)])


def read_person(view: View) -> str:
    """Return the Slack user that was chosen."""
    return str(view["state"]["values"][_FIELD][_FIELD]["selected_user"])


def alert_of(view: View) -> str:
    """Return the id of the alert that a form is about."""
    return str(view["private_metadata"])


def _view(name: str, title: str, submit: str, alert_id: str, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": alert_id,
        "blocks": blocks,
    }


def _choice(label: str, words: list[str] | tuple[str, ...]) -> Block:
    options = [{"text": plain(one), "value": one} for one in words]
    return _input(label, {"type": "static_select", "action_id": _FIELD, "options": options})


def _input(label: str, element: Element) -> Block:
    return {"type": "input", "block_id": _FIELD, "label": plain(label), "element": element}


def _chosen(view: View) -> str:
    return str(view["state"]["values"][_FIELD][_FIELD]["selected_option"]["value"])
