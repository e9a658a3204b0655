"""What the bot hears of conversations: messages, mentions, buttons and the shortcut in a message's menu."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, BoltContext

from bot.context import Services
from bot.conversation.answer import reply
from bot.conversation.button_answers import answered
from bot.conversation.compare import compare_chosen
from bot.conversation.conversation import Thread
from bot.conversation.lead_lookup import go_on_with
from bot.conversation.message import without_mention
from bot.conversation.sessions import Talks
from bot.conversation.turn import Answer, Turn
from bot.slack.views.questions import Asked, asked_in, read_answer


def hear(body: dict[str, Any], event: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Answer what somebody writes to the bot: in the direct message, or in a channel where it is mentioned."""
    thread = Thread(event["channel"], event.get("thread_ts") or event["ts"])
    text, user = without_mention(event.get("text", ""), context.bot_user_id), event["user"]
    talks = services.conversations
    answer = talks.take(
        thread,
        user=user,
        key=body["event_id"],
        respond=lambda known: reply(Turn(known, text, user, ts=event["ts"]), talks.talk),
        slow=True,
    )
    talks.show(answer, thread)


def overhear() -> None:
    """Pass over what is not said to the bot: edits, deletions, what other apps post."""


def press_answer(ack: Ack, body: dict[str, Any], services: Services, user: str) -> None:
    """Answer a question of a conversation: Yes, No or Don't know was pressed."""
    asked = asked_in(body)
    ack()
    _press(asked, body, services.conversations, user)


def send_answer(ack: Ack, body: dict[str, Any], services: Services, user: str) -> None:
    """Answer a question of a conversation: its form was sent in."""
    asked = asked_in(body)
    value = getattr(read_answer(body["view"]), asked.feature)  # InvalidLead is raised here, before ack
    ack()
    _press(replace(asked, value=value), body, services.conversations, user)


def press_lead(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services, user: str) -> None:
    """Go on with the lead that was chosen from a list."""
    ack()
    talks = services.conversations
    _take(talks, _thread_of(body), body, user, lambda turn: go_on_with(turn, action["value"], talks.talk))


def press_comparison(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services, user: str) -> None:
    """Compare with the lead that was chosen from a list."""
    ack()
    talks, chosen = services.conversations, action["value"]
    _take(talks, _thread_of(body), body, user, lambda turn: compare_chosen(replace(turn, rest=chosen), talks.talk))


def _press(asked: Asked, body: dict[str, Any], talks: Talks, user: str) -> None:
    thread = Thread.read(asked.conversation)
    _take(talks, thread, body, user, lambda turn: answered(turn, asked, talks.talk), asked)


def _take(
    talks: Talks,
    thread: Thread,
    body: dict[str, Any],
    user: str,
    respond: Callable[[Turn], Answer | None],
    asked: Asked | None = None,
) -> None:
    """Take a turn in which something was pressed, perhaps a button of what was `asked`."""
    key = body["trigger_id"]
    talks.take(thread, user=user, key=key, respond=lambda known: respond(Turn(known, "", user)), pressed=asked)


def _thread_of(body: dict[str, Any]) -> Thread:
    container = body["container"]
    return Thread(container["channel_id"], container.get("thread_ts") or container["message_ts"])
