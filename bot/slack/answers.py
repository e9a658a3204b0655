"""Answers to what went wrong: every exception of a listener becomes words for the person who asked."""

import json
import logging
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.alerts.desk import NotAllowed
from bot.alerts.life import NotPossible
from bot.log import current_reference, new_reference
from bot.slack import names
from bot.slack.blocks import actions, button, mrkdwn
from bot.slack.card_value import write_value
from bot.slack.cards import Message, invalid_lead_card
from bot.slack.form import field_errors
from bot.slack.share import NotShared
from bot.slack.team import NotUnderstood
from bot.slack.words import unescaped
from bot.store.alerts import UnknownAlert
from bot.store.lead import UnknownLead
from scoring.errors import InvalidLead
from scoring.feature import Feature
from scoring.lead import Lead

log = logging.getLogger(__name__)

# Their messages are for the person who asked.
_IN_OUR_WORDS = (NotAllowed, NotPossible, NotShared, NotUnderstood)
_FORGOTTEN = "This lead was forgotten."
_TRIGGER_ERRORS = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}


def answer_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
    """Tell the person what went wrong and what to do; before the acknowledgement, within it."""
    acknowledged = context.ack.response is not None
    answer = BoltResponse(status=200)
    try:
        asked = context["scorer"].features
        message = _message(error, body, asked)
        if not acknowledged and body.get("type") == "view_submission":
            errors = field_errors(error, asked) if isinstance(error, InvalidLead) else _at_first_field(body, message)
            answer = _json_response({"response_action": "errors", "errors": errors})
        elif not acknowledged and "command" in body:
            answer = _json_response({"response_type": "ephemeral"} | message)
        elif "event" in body:
            _show_at_home(body["event"], message, context)
        else:
            context["reply"].privately(message)
    except Exception as trouble:  # noqa: BLE001, nobody catches what leaves here, so it would vanish
        log.error("the person could not be told what went wrong: %s", type(trouble).__name__)  # noqa: TRY400, it may quote what was sent
    return None if acknowledged else answer


def _message(error: Exception, body: dict[str, Any], asked: tuple[Feature, ...]) -> Message:
    if isinstance(error, InvalidLead):
        return invalid_lead_card(error, _typed(body), asked)
    if isinstance(error, SlackApiError) and error.response.get("error") in _TRIGGER_ERRORS:
        return _form_button(body)
    if isinstance(error, (UnknownAlert, UnknownLead)):
        return {"text": _FORGOTTEN, "blocks": [mrkdwn(_FORGOTTEN)]}
    if isinstance(error, _IN_OUR_WORDS):
        return {"text": str(error), "blocks": [mrkdwn(str(error))]}
    reference = current_reference() or new_reference()
    log.error("request failed (reference %s)", reference, exc_info=error)
    sorry = (
        f"Something went wrong on my side. Please try again; if it stays so, give your admin reference `{reference}`."
    )
    return {"text": sorry, "blocks": [mrkdwn(sorry)]}


def _typed(body: dict[str, Any]) -> str:
    return f"{body['command']} {unescaped(body['text'])}" if "command" in body else ""


def _form_button(body: dict[str, Any]) -> Message:
    known = next((action["value"] for action in body.get("actions", ())), write_value(Lead()))
    words = "Slack was too slow to open the form. Nothing is lost: press the button."
    press = actions([button("Open the form", names.OPEN_FORM, known, primary=True)])
    return {"text": words, "blocks": [mrkdwn(words), press]}


def _at_first_field(body: dict[str, Any], message: Message) -> dict[str, str]:
    first = next(block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input")
    return {first: message["text"]}


def _show_at_home(event: dict[str, Any], message: Message, context: BoltContext) -> None:
    """Say it on App Home, if that is what was opened; other events nobody waits for."""
    if event["type"] == "app_home_opened" and event.get("tab") == "home":
        context.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": message["blocks"]})


def _json_response(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
