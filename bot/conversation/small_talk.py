"""Small talk: what needs no score, such as help, thanks, an end or a new beginning."""

from dataclasses import replace

from bot.conversation.conversation import Conversation
from bot.conversation.turn import Answer, Talk, Turn
from bot.slack import names
from bot.slack.views.blocks import Message, bullets, escaped, line, message, plain, rich, text

LONGEST = 3_000
"""No longer text is read; a web form's post or an e-mail is shorter."""

EXAMPLE = "Dana Reyes is 45, makes about 250k, came to the site 25 times and is pre-approved"
"""What one may say of a lead."""

_CAN_SAY = (
    "an answer to my question, “don't know” always being one",
    "a new fact at any time, or a correction: “no, 680”; “forget the income” takes one back",
    "“why?”, “why not High?”, “what's missing?”, “what if she gets pre-approved?”, “compare with Sam”",
    "“share it in #hot-leads”, “forget it”, “start over”, “stop” when you have heard enough",
)


def say(words: str) -> Message:
    """Return a message of plain words, in which nothing that somebody typed comes alive."""
    return message(escaped(words), [{"type": "section", "text": plain(words)}])


def explain(turn: Turn, talk: Talk) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Say what one can say here."""
    opening = "Tell me what you know of a lead, in your own words. I score it at once, and ask what would help most."
    closing = f"In a channel, mention me each time. {names.SCORE_COMMAND} help says what else I do."
    blocks = [
        rich(line(text(opening)), line(text("For example: ", bold=True), text(EXAMPLE))),
        rich(line(text("In the thread you can say", bold=True)), bullets(_CAN_SAY)),
        rich(line(text(closing))),
    ]
    words = "\n".join([opening, f"For example: {EXAMPLE}", "In the thread you can say:", *_CAN_SAY, closing])
    return Answer(turn.conversation, (message(escaped(words), blocks),))


def welcome(turn: Turn, talk: Talk) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Answer thanks."""
    return Answer(turn.conversation, (say("You are welcome."),))


def stop(turn: Turn, talk: Talk) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Ask nothing more of this lead; what is told of it counts as before."""
    words = "All right, I ask nothing more. Tell me when you know more of this lead, or “start over” for another one."
    return Answer(replace(turn.conversation, asked=None, stopped=True), (say(words),))


def start_over(turn: Turn, talk: Talk) -> Answer:  # noqa: ARG001, a row of the table of intents
    """Begin anew with another lead; the one so far is kept."""
    kept = f" {name}, as far as I know it, is kept." if (name := turn.conversation.lead.name) else ""
    return Answer(Conversation(turn.conversation.thread), (say(f"A new lead, then.{kept} What do you know of it?"),))


def too_long(turn: Turn) -> Answer:
    """Answer a text that is too long to be read."""
    words = f"That is too long for me: I read {LONGEST:,} characters at a time. Tell me the facts in a few sentences."
    return Answer(turn.conversation, (say(words),))
