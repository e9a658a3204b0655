"""Progress: what the bot says after the first card, as values. Nothing here talks to Slack."""

from collections.abc import Sequence

from bot.alerts.alert import AlertStatus
from bot.alerts.service import Raised
from bot.conversation.conversation import Conversation
from bot.conversation.fallback import not_understood
from bot.language import Facts
from bot.leads.service import ScoredLead
from bot.leads.summary import NAMELESS, describe_unknown, direction, format_tier, name_of
from bot.slack.views.blocks import Block, Message, escaped, message, mrkdwn, plain, small
from bot.slack.views.cards import alert_in_words
from bot.slack.views.questions import Asked, question_blocks
from bot.text import cut
from scoring.errors import in_words
from scoring.explain.next_question import Question
from scoring.explain.reasons import say_beyond
from scoring.explain.score import Score
from scoring.fields.lead import FEATURES, Lead

_REMARKS_MOST = 1_500


def progress_message(
    scored: ScoredLead,
    stated: Lead,
    question: Question,
    conversation: Conversation,
    *,
    remarks: Sequence[str],
    channel: str,
) -> Message:
    """Return how new facts changed the score, and the next question."""
    raised = scored.raised
    is_news = raised is not None and (raised.is_new or _is_firm_now(scored, raised))
    told = alert_in_words(raised.alert, channel, is_new=True) if raised and is_news else ""
    taken = in_words(said_of(stated))
    lines = [*([f"Noted: {taken}."] if taken else []), _change(scored), *describe_unknown(scored.score)[:1]]
    return _asking(lines, question, conversation, remarks=[*_doubts(scored.score, stated), *remarks], told=told)


def question_message(
    words: str, question: Question, conversation: Conversation, *, remarks: Sequence[str] = ()
) -> Message:
    """Return a sentence and the next question."""
    return _asking([words] * bool(words), question, conversation, remarks=remarks)


def remarks_on(facts: Facts, known: Lead | None = None) -> tuple[str, ...]:
    """Return in sentences how facts were read, which cannot be, what was not understood, and what counts although.

    `known` is all that is known of the lead: what nobody has taken back counts, also if the speaker does not know it.
    """
    notes = [f"{note}." for note in facts.notes]
    wrong = [f"{problem.message}." for problem in facts.problems]
    return (*notes, *wrong, *not_understood(facts), *(_still_counted(facts, known) if known else ()))


def _still_counted(facts: Facts, known: Lead) -> tuple[str, ...]:
    features = [one for one in FEATURES if one.name in facts.unknown]
    told = [one.say(value).text for one in features if (value := known.features[one.name]) is not None]
    forget = f"Say “forget the {features[0].title.lower()}” if that is wrong." if told else ""
    return (f"I still count what I was told: {in_words(told)}. {forget}",) if told else ()


def not_read(number: int) -> tuple[str, ...]:
    """Return a sentence on the leads of a text that were too many, if there are any."""
    leads = "lead was" if number == 1 else "leads were"
    return (f"{number} more {leads} not read.",) if number > 0 else ()


def with_remarks(listed: Message, remarks: Sequence[str]) -> Message:
    """Return a list of leads with remarks on what they were read from."""
    if not remarks:
        return listed
    said = cut(" ".join(remarks), _REMARKS_MOST)
    return listed | {"text": f"{listed['text']}\n{escaped(said)}", "blocks": [*listed["blocks"], small(said)]}


def _is_firm_now(scored: ScoredLead, raised: Raised) -> bool:
    """Tell whether an alert of which nobody has heard is tentative no more, by what was just told."""
    was_open = scored.before is not None and not scored.before.score.settled
    waits = raised.alert.status is AlertStatus.WAITING and not raised.alert.tentative
    return raised.is_changed and was_open and waits


def _asking(
    lines: Sequence[str], question: Question, conversation: Conversation, *, remarks: Sequence[str], told: str = ""
) -> Message:
    asked = Asked(
        conversation.lead_id or "",
        question.feature.name,
        tuple(sorted(conversation.skipped)),
        str(conversation.thread),
    )
    blocks: list[Block] = [
        *([{"type": "section", "text": plain("\n".join(lines))}] if lines else []),
        *([mrkdwn(told)] if told else []),
        *([small(cut(" ".join(remarks), _REMARKS_MOST))] if remarks else []),
        *question_blocks(question, asked),
    ]
    return message("\n".join([*map(escaped, [*lines, *remarks]), *([told] if told else []), question.text]), blocks)


def _doubts(score: Score, stated: Lead) -> list[str]:
    """Return a sentence on each stated value that is beyond all that the model has seen."""
    told = {name for name, value in stated.features.items() if value is not None}
    return [f"Please check: {say_beyond(one)}." for one in score.beyond if one.feature.name in told]


def said_of(stated: Lead) -> list[str]:
    """Return what was stated, in words."""
    identity = [name for name in (stated.name, stated.company, stated.email, stated.phone, stated.external_id) if name]
    features = (each.say(value).text for each in FEATURES if (value := stated.features[each.name]) is not None)
    return [*identity, *features]


def _change(scored: ScoredLead) -> str:
    """Return whose score changed, and how: "Dana Reyes: Medium 61 % → High 84 %.", "Dana Reyes: still Medium 61 %."."""
    called, now = name_of(scored.lead), format_tier(scored.score)
    name = "This lead" if called == NAMELESS else called
    if scored.before is None:
        return f"{name}: {now}."
    was = format_tier(scored.before.score)
    if was == now:
        return f"{name}: still {now}."
    return f"{name}: {was} → {now}{direction(scored.before.score, scored.score)}."
