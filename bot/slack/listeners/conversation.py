"""What the bot hears of conversations: messages, mentions, buttons and the shortcut in a message's menu."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, BoltContext

from bot.context import Services
from bot.conversation.compare import compare_chosen
from bot.conversation.conversation import Thread
from bot.conversation.intents import answer_turn
from bot.conversation.lead_focus import continue_with
from bot.conversation.sessions import Respond
from bot.conversation.turn import ButtonAnswer
from bot.conversation.update_facts import answer_button
from bot.slack.message_text import readable, without_mention
from bot.slack.plain_text import plain_message
from bot.slack.views.questions import Asked, asked_in, button_answer, read_answer


def hear(body: dict[str, Any], event: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Answer what somebody writes to the bot: in the direct message, or in a channel where it is mentioned."""
    thread = Thread(event["channel"], event.get("thread_ts") or event["ts"])
    written = without_mention(event.get("text", ""), context.bot_user_id)
    answer = services.conversations.take_turn(
        thread,
        answer_turn,
        user=event["user"],
        key=body["event_id"],
        text=readable(written),
        plain=plain_message(written),
        ts=event["ts"],
        slow=True,
    )
    services.conversations.show(answer, thread)


def overhear() -> None:
    """Pass over what is not said to the bot: edits, deletions, what other apps post."""


def press_answer(ack: Ack, body: dict[str, Any], services: Services, user: str) -> None:
    """Answer a question of a conversation: Yes, No or Don't know was pressed."""
    asked = asked_in(body)
    ack()
    _answer(asked, body, services, user)


def send_answer(ack: Ack, body: dict[str, Any], services: Services, user: str) -> None:
    """Answer a question of a conversation: its form was sent in."""
    asked = asked_in(body)
    value = read_answer(body["view"], services.fields).get(asked.feature)  # InvalidLead is raised here, before ack
    ack()
    _answer(replace(asked, value=value), body, services, user)


def press_lead(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services, user: str) -> None:
    """Continue with the lead that was chosen from a list."""
    ack()
    chosen = action["value"]
    _take_turn(services, _thread_of(body), body, user, lambda turn, context: continue_with(turn, chosen, context))


def press_comparison(ack: Ack, body: dict[str, Any], action: dict[str, Any], services: Services, user: str) -> None:
    """Compare with the lead that was chosen from a list."""
    ack()
    chosen = action["value"]
    _take_turn(
        services,
        _thread_of(body),
        body,
        user,
        lambda turn, context: compare_chosen(replace(turn, rest=chosen), context),
    )


def _answer(asked: Asked, body: dict[str, Any], services: Services, user: str) -> None:
    answer, thread = button_answer(asked), Thread.read(asked.conversation)
    _take_turn(services, thread, body, user, lambda turn, context: answer_button(turn, answer, context), answer)


def _take_turn(
    services: Services,
    thread: Thread,
    body: dict[str, Any],
    user: str,
    respond: Respond,
    pressed: ButtonAnswer | None = None,
) -> None:
    """Take a turn in which somebody pressed a button, perhaps of a question."""
    services.conversations.take_turn(thread, respond, user=user, key=body["trigger_id"], pressed=pressed)


def _thread_of(body: dict[str, Any]) -> Thread:
    container = body["container"]
    return Thread(container["channel_id"], container.get("thread_ts") or container["message_ts"])
