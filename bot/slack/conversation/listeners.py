"""What the bot hears of conversations: messages, mentions, buttons and the shortcut in a message's menu."""

import logging
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.alerts.courier import TryLater
from bot.slack.conversation.compare import compare_chosen
from bot.slack.conversation.late_ack import LateAck
from bot.slack.conversation.learn import talk_about
from bot.slack.conversation.presses import answered
from bot.slack.conversation.reply import reply
from bot.slack.conversation.said import without_mention
from bot.slack.conversation.talks import Talks
from bot.slack.conversation.turn import Turn
from bot.slack.deliveries import delivery_key
from bot.slack.questions import Asked, asked_in, read_answer
from bot.store.conversations import Conversation, Thread
from bot.store.ledger import Ledger

log = logging.getLogger(__name__)


def hear(
    ack: LateAck,
    body: dict[str, Any],
    event: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    talks: Talks,
    ledger: Ledger,
) -> None:
    """Answer what somebody says to the bot: in the direct message, or in a channel where it is mentioned."""
    thread = Thread(event["channel"], event.get("thread_ts") or event["ts"])
    text, user = without_mention(event.get("text", ""), context.bot_user_id), event["user"]
    try:
        answer = talks.take(
            thread,
            user=user,
            key=body["event_id"],
            client=client,
            respond=lambda known: reply(Turn(known or Conversation(thread), text, user, ts=event["ts"]), talks.talk),
            slow=True,
        )
    except TryLater as later:
        log.warning("a turn is answered later: %s", later)
        ack.not_now()
        ledger.strike(delivery_key(body) or "")
    else:
        ack.now()
        talks.show(answer, thread, client)


def overhear() -> None:
    """Pass over what is not said to the bot: edits, deletions, what other apps post."""


def press_answer(ack: Ack, body: dict[str, Any], client: WebClient, talks: Talks, user: str) -> None:
    """Answer a question of a conversation: Yes, No or Don't know was pressed."""
    asked = asked_in(body)
    ack()
    _press(Thread.read(asked.conversation), asked, body, client, talks, user)


def send_answer(ack: Ack, body: dict[str, Any], client: WebClient, talks: Talks, user: str) -> None:
    """Answer a question of a conversation: its form was sent in."""
    asked = asked_in(body)
    value = getattr(read_answer(body["view"]), asked.feature)  # InvalidLead is raised here, before ack
    ack()
    _press(Thread.read(asked.conversation), replace(asked, value=value), body, client, talks, user)


def press_lead(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, talks: Talks, user: str
) -> None:
    """Go on with the lead that was chosen from a list."""
    ack()
    thread, talk = _thread_of(body), talks.talk
    talks.take(
        thread,
        user=user,
        key=body["trigger_id"],
        client=client,
        respond=lambda known: talk_about(_turn(known, thread, user), action["value"], talk),
    )


def press_comparison(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, talks: Talks, user: str
) -> None:
    """Compare with the lead that was chosen from a list."""
    ack()
    thread, talk = _thread_of(body), talks.talk
    talks.take(
        thread,
        user=user,
        key=body["trigger_id"],
        client=client,
        respond=lambda known: compare_chosen(replace(_turn(known, thread, user), rest=action["value"]), talk),
    )


def _press(thread: Thread, asked: Asked, body: dict[str, Any], client: WebClient, talks: Talks, user: str) -> None:
    talks.take(
        thread,
        user=user,
        key=body["trigger_id"],
        client=client,
        respond=lambda known: answered(_turn(known, thread, user), asked, talks.talk),
    )


def _turn(known: Conversation | None, thread: Thread, user: str) -> Turn:
    return Turn(known or Conversation(thread), "", user)


def _thread_of(body: dict[str, Any]) -> Thread:
    container = body["container"]
    return Thread(container["channel_id"], container.get("thread_ts") or container["message_ts"])
