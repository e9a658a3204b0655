"""Help: what one can type, with examples."""

from slack_bolt import Ack

from bot.slack import names
from bot.slack.blocks import escaped, line, mrkdwn, rich, text, typed
from bot.slack.cards import Message
from scoring.lead import FEATURES

EXAMPLES = (
    f"{names.SCORE_COMMAND} Dana Reyes, " + ", ".join(feature.say(feature.example).text for feature in FEATURES),
    f'{names.SCORE_COMMAND} name="Dana Reyes" ' + " ".join(f"{one.name}={one.write(one.example)}" for one in FEATURES),
)
"""The same lead in words and in pairs."""


def help_command(ack: Ack) -> None:
    """Answer `/scorelead help`, privately."""
    ack({"response_type": "ephemeral"} | help_card())


def help_card() -> Message:
    """Return what the bot does and how to ask for it."""
    facts = "\n".join(f"• *{feature.title}*: {feature.hint} _{feature.allowed.capitalize()}._" for feature in FEATURES)
    opening = (
        f"*I score leads.* Type `{names.SCORE_COMMAND}` alone for the form, or with what you know, in any order. "
        "Only you see the answer, until you share it; High leads are also posted to the hot leads channel."
    )
    blocks = [
        mrkdwn(opening),
        rich(line(text("For example", bold=True)), *(typed(example) for example in EXAMPLES)),
        mrkdwn(f"*What a score needs*\n{facts}"),
        mrkdwn(
            "Signals are yes or no, as in “no inquiry”. $, k and m, hours and minutes are understood. You may add "
            "`email=`, `company=` or `id=`: they are shown, and never scored."
        ),
    ]
    return {"text": escaped("\n".join(["I score leads. For example:", *EXAMPLES])), "blocks": blocks}
