"""Answers to what went wrong: every exception of a listener becomes words for the person who asked."""

import json
import logging
import secrets
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk.errors import SlackApiError

from bot.slack import names
from bot.slack.blocks import actions, button, mrkdwn
from bot.slack.card_value import CardValue, write_value
from bot.slack.cards import Message, invalid_lead_card
from bot.slack.form import field_errors
from bot.slack.words import unescaped
from scoring.errors import InvalidLead
from scoring.feature import Feature
from scoring.lead import FIELDS, Lead

log = logging.getLogger(__name__)

_TRIGGER_ERRORS = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}


def answer_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
    """Tell the person what went wrong and what to do; before the acknowledgement, within it."""
    acknowledged = context.ack.response is not None
    try:
        asked = context["scorer"].features
        message = _message(error, body, asked)
        if not acknowledged and body.get("type") == "view_submission":
            return _json_response({"response_action": "errors", "errors": _at_fields(error, message, asked)})
        if not acknowledged and "command" in body:
            return _json_response({"response_type": "ephemeral"} | message)
        context["reply"].privately(message)
    except Exception as trouble:  # noqa: BLE001, nobody catches what leaves here, so it would vanish
        log.error("the person could not be told what went wrong: %s", type(trouble).__name__)  # noqa: TRY400, it may quote what was sent
    return None if acknowledged else BoltResponse(status=200)


def _message(error: Exception, body: dict[str, Any], asked: tuple[Feature, ...]) -> Message:
    if isinstance(error, InvalidLead):
        return invalid_lead_card(error, _typed(body), asked)
    if isinstance(error, SlackApiError) and error.response.get("error") in _TRIGGER_ERRORS:
        return _form_button(body)
    reference = secrets.token_hex(4)
    log.error("request failed (reference %s)", reference, exc_info=error)
    sorry = (
        f"Something went wrong on my side. Please try again; if it stays so, give your admin reference `{reference}`."
    )
    return {"text": sorry, "blocks": [mrkdwn(sorry)]}


def _typed(body: dict[str, Any]) -> str:
    return f"{body['command']} {unescaped(body['text'])}" if "command" in body else ""


def _form_button(body: dict[str, Any]) -> Message:
    known = next((action["value"] for action in body.get("actions", ())), write_value(CardValue(Lead())))
    words = "Slack was too slow to open the form. Nothing is lost: press the button."
    press = actions([button("Open the form", names.OPEN_FORM, known, primary=True)])
    return {"text": words, "blocks": [mrkdwn(words), press]}


def _at_fields(error: Exception, message: Message, asked: tuple[Feature, ...]) -> dict[str, str]:
    return field_errors(error, asked) if isinstance(error, InvalidLead) else {next(iter(FIELDS)): message["text"]}


def _json_response(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
