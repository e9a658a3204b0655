"""Help: what one can type, with examples."""

from collections.abc import Sequence

from bot.slack import names
from bot.slack.views.blocks import Message, escaped, line, mrkdwn, rich, text, typed
from scoring.fields.field import Feature


def examples(asked: tuple[Feature, ...]) -> tuple[str, str]:
    """Return the same lead in words and in pairs, with all that is `asked`."""
    words = ", ".join(feature.phrase(feature.example).text for feature in asked)
    pairs = " ".join(f"{feature.name}={feature.write(feature.example)}" for feature in asked)
    return f"{names.SCORE_COMMAND} Dana Reyes, {words}", f'{names.SCORE_COMMAND} name="Dana Reyes" {pairs}'


def help_card(asked: tuple[Feature, ...], for_managers: Sequence[str]) -> Message:
    """Return what the bot does and how to ask for it, with all that is `asked` of a lead, and commands of managers."""
    typeable, managers = examples(asked), ", ".join(f"`{usage}`" for usage in for_managers)
    facts = "\n".join(f"• *{feature.title}*: {feature.hint} _{feature.allowed.capitalize()}._" for feature in asked)
    opening = (
        f"*I score leads.* Type `{names.SCORE_COMMAND}` alone for the form, or with what you know, in any order and in "
        "your own words. Half the facts are enough: I say what is still open, and ask the one question that would help "
        "most. Only you see the answer, until you share it; High leads are also posted to the hot leads channel."
    )
    blocks = [
        mrkdwn(opening),
        rich(line(text("For example", bold=True)), *(typed(example) for example in typeable)),
        mrkdwn(f"*What a score looks at*\n{facts}"),
        mrkdwn(
            "Signals are yes or no, as in “no inquiry”. $, k and m, hours and minutes are understood. You may add "
            "`email=`, `phone=`, `company=` or `id=`: a lead is recognised again by e-mail, phone and id, never scored "
            "by them. What you tell later of a lead that is known is added to what was known."
        ),
        mrkdwn(
            f"`{names.SCORE_COMMAND} recent` lists the latest leads, `{names.SCORE_COMMAND} Dana Reyes` finds one and "
            f"tells its history. `{names.SCORE_COMMAND} board` shows who has which High lead.\n"
            f"`{names.SCORE_COMMAND} away 3 days` leaves you out when somebody is asked to take a High lead, and "
            f"`{names.SCORE_COMMAND} back` ends that. For managers: {managers}."
        ),
        mrkdwn(f"How far to trust a score: `{names.SCORE_COMMAND} model`."),
    ]
    return {"text": escaped("\n".join(["I score leads. For example:", *typeable])), "blocks": blocks}
