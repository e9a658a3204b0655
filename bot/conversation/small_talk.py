"""Small talk: what needs no score, such as help, thanks, an end or a new beginning."""

from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.replies import HelpReply, TextReply
from bot.conversation.turn import Answer, ConversationContext, Turn

MAX_CHARACTERS = 3_000
"""The longest text that is read; a web form's post or an e-mail is shorter."""

EXAMPLE = "Dana Reyes is 45, makes about 250k, came to the site 25 times and is pre-approved"
"""An example of facts about a lead."""

_PHRASES = (
    "an answer to my question, “don't know” always being one",
    "a new fact at any time, or a correction: “no, 680”; “forget the income” takes one back",
    "“why?”, “why not High?”, “what's missing?”, “what if she gets pre-approved?”, “compare with Sam”",
    "“share it in #hot-leads”, “forget it”, “start over”, “stop” when you have heard enough",
)


def text_answer(conversation: Conversation | None, words: str) -> Answer:
    """Return an answer of plain words."""
    return Answer(conversation, (TextReply(words),))


def show_help(turn: Turn, context: ConversationContext) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Say what one can say here."""
    return Answer(turn.conversation, (HelpReply(EXAMPLE, _PHRASES),))


def welcome(turn: Turn, context: ConversationContext) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Answer thanks."""
    return text_answer(turn.conversation, "You are welcome.")


def stop(turn: Turn, context: ConversationContext) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Ask nothing more about this lead; what people tell about it still counts."""
    words = "All right, I ask nothing more. Tell me when you know more of this lead, or “start over” for another one."
    return text_answer(replace(turn.conversation, asked=None, stopped=True), words)


def start_over(turn: Turn, context: ConversationContext) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Begin again with another lead; the lead so far is kept."""
    kept = f" {name}, as far as I know it, is kept." if (name := turn.conversation.lead.name) else ""
    return text_answer(Conversation(turn.conversation.thread), f"A new lead, then.{kept} What do you know of it?")


def too_long(turn: Turn) -> Answer:
    """Answer a text that is too long to be read."""
    return text_answer(
        turn.conversation,
        f"That is too long for me: I read {MAX_CHARACTERS:,} characters at a time. Tell me the facts in a few "
        "sentences.",
    )
