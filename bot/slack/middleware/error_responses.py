"""Answers to what went wrong: every exception of a listener becomes words for the person who asked."""

import json
import logging
from http.client import HTTPException
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_bolt.request.internals import extract_user_id
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.alerts.alert import UnknownAlert
from bot.alerts.lifecycle import NotPossible
from bot.alerts.service import NotAllowed
from bot.conversation.conversation import StillBusy
from bot.delivery.ports import TryLater
from bot.leads.lead import UnknownLead
from bot.log import current_reference, new_reference
from bot.slack import names
from bot.slack.errors import NotShared, NotUnderstood
from bot.slack.message_text import is_for_bot
from bot.slack.middleware.inbox import finish_request, has_listener, put_off
from bot.slack.plain_text import unescape
from bot.slack.views.blocks import Message, actions, button, mrkdwn
from bot.slack.views.button_payload import write_value
from bot.slack.views.cards import invalid_lead_card
from bot.slack.views.form import field_errors
from bot.store.inbox import Request
from scoring.errors import InvalidLead
from scoring.fields.lead import Lead

log = logging.getLogger(__name__)

# Their messages are for the person who asked.
_IN_OUR_WORDS = (NotAllowed, NotPossible, NotShared, NotUnderstood, StillBusy)
_FORGOTTEN = "This lead was forgotten."
_GONE = "This alert is gone: its lead is no longer High, or was forgotten."
_TRIGGER_ERRORS = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}


def handle_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
    """Answer a request whose listener failed, or that has none; put it off where Slack keeps us from answering now."""
    if isinstance(error, TryLater) and put_off(context, error):
        return None if context.ack.response is not None else BoltResponse(status=200)
    try:
        return answer_error(error, body, context)
    finally:
        if not has_listener(context):
            finish_request(context)


def answer_error(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse | None:
    """Tell the person what went wrong and what to do; before the acknowledgement, within it."""
    acknowledged = context.ack.response is not None
    answer = BoltResponse(status=200)
    try:
        message = _message(error, body)
        if not acknowledged and body.get("type") == "view_submission":
            errors = field_errors(error) if isinstance(error, InvalidLead) else _at_first_field(body, message)
            answer = _json_response({"response_action": "errors", "errors": errors})
        elif not acknowledged and "command" in body:
            answer = _json_response({"response_type": "ephemeral"} | message)
        elif "event" in body:
            _answer_event(body["event"], message, context)
        else:
            context["reply"].privately(message)
    except Exception as trouble:  # noqa: BLE001, nobody catches what leaves here, so it would vanish
        log.error("the person could not be told what went wrong: %s", type(trouble).__name__)  # noqa: TRY400, it may quote what was sent
    return None if acknowledged else answer


def tell_given_up(request: Request, client: WebClient) -> None:
    """Tell the person that their request was given up, in the direct message."""
    reference = new_reference()
    log.error("%s was given up (reference %s)", request.key, reference)
    user = extract_user_id(request.payload)
    if user is None:
        return
    try:
        client.chat_postMessage(channel=user, **_sorry(reference))
    except (SlackApiError, OSError, HTTPException) as trouble:
        log.error("the person could not be told: %s", type(trouble).__name__)  # noqa: TRY400, it may quote what was sent


def _message(error: Exception, body: dict[str, Any]) -> Message:
    if isinstance(error, InvalidLead):
        return invalid_lead_card(error, _typed(body))
    if isinstance(error, SlackApiError) and error.response.get("error") in _TRIGGER_ERRORS:
        return _too_slow(body)
    if isinstance(error, UnknownAlert):
        return {"text": _GONE, "blocks": [mrkdwn(_GONE)]}
    if isinstance(error, UnknownLead):
        return {"text": _FORGOTTEN, "blocks": [mrkdwn(_FORGOTTEN)]}
    if isinstance(error, _IN_OUR_WORDS):
        return {"text": str(error), "blocks": [mrkdwn(str(error))]}
    reference = current_reference() or new_reference()
    log.error("request failed (reference %s)", reference, exc_info=error)
    return _sorry(reference)


def _sorry(reference: str) -> Message:
    sorry = (
        f"Something went wrong on my side. Please try again; if it stays so, give your admin reference `{reference}`."
    )
    return {"text": sorry, "blocks": [mrkdwn(sorry)]}


def _typed(body: dict[str, Any]) -> str:
    return f"{body['command']} {unescape(body['text'])}" if "command" in body else ""


def _too_slow(body: dict[str, Any]) -> Message:
    """Return the way to what could not be opened in time: a button for the form, or the button that was pressed."""
    pressed = next(iter(body.get("actions", ())), None)
    if pressed and pressed["action_id"] != names.OPEN_FORM:
        words = "Slack was too slow to open it. Nothing is lost: press the button again."
        return {"text": words, "blocks": [mrkdwn(words)]}
    known = pressed["value"] if pressed else write_value(Lead())
    words = "Slack was too slow to open the form. Nothing is lost: press the button."
    press = actions([button("Open the form", names.OPEN_FORM, known, primary=True)])
    return {"text": words, "blocks": [mrkdwn(words), press]}


def _at_first_field(body: dict[str, Any], message: Message) -> dict[str, str]:
    first = next(block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input")
    return {first: message["text"]}


def _answer_event(event: dict[str, Any], message: Message, context: BoltContext) -> None:
    """Say it on App Home, if that is what was opened, or to who spoke with the bot; other events nobody waits for."""
    context.ack.response = BoltResponse(status=200)  # it was answered, though not as it was meant to be
    if event["type"] == "app_home_opened" and event.get("tab") == "home":
        context.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": message["blocks"]})
    elif event["type"] in {"message", "app_mention"} and is_for_bot(event):
        thread = {"channel": event["channel"], "thread_ts": event.get("thread_ts") or event["ts"]}
        if event["channel"].startswith("D"):
            context.client.chat_postMessage(**thread, **message)
        else:
            context.client.chat_postEphemeral(**thread, user=event["user"], **_shown(message))


def _shown(message: Message) -> Message:
    return {name: message[name] for name in ("text", "blocks")}


def _json_response(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
