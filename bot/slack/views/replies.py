"""Replies of conversations as Slack messages."""

from collections.abc import Sequence

from bot.conversation.replies import (
    CardReply,
    ComparisonReply,
    ErasureReply,
    HelpReply,
    LeadListReply,
    ListAction,
    NotSharedReply,
    QuestionReply,
    ReasonsReply,
    Reply,
    SharedCardReply,
    SharedReply,
    TextReply,
    WhatIfReply,
)
from bot.slack import names
from bot.slack.views.all_reasons import reason_blocks, reasons_in_words
from bot.slack.views.blocks import (
    Block,
    Message,
    bullets,
    context,
    escaped,
    header,
    line,
    message,
    mrkdwn,
    plain_section,
    plain_sentence,
    rich,
    small,
    table,
    text,
)
from bot.slack.views.cards import alert_in_words, score_card, shared_card, title
from bot.slack.views.forget import forget_question
from bot.slack.views.lead_card import leads_card
from bot.slack.views.questions import Asked, question_blocks
from bot.text import cut

_MAX_REMARKS = 1_500
_MENTION_ME = f"In this channel I hear only what mentions me: press a button, or begin with @{names.BOT_NAME}."

_ACTIONS = {
    ListAction.TALK_ABOUT: names.TALK_ABOUT,
    ListAction.COMPARE: names.COMPARE,
    ListAction.FORGET: names.ASK_TO_FORGET,
}


def render_reply(reply: Reply, channel: str) -> Message:  # noqa: C901, one case for each kind of reply
    """Return a reply as a message; `channel` is the one for hot leads."""
    match reply:
        case TextReply():
            return with_remarks(plain_sentence(reply.words), reply.remarks)
        case CardReply():
            return _card(reply, channel)
        case QuestionReply():
            return _question(reply, channel)
        case LeadListReply():
            listed = leads_card(reply.heading, reply.leads, reply.owners, _ACTIONS[reply.action])
            return with_remarks(listed, reply.remarks)
        case ErasureReply():
            return forget_question(reply.stored, reply.extent)
        case ReasonsReply():
            return _reasons(reply)
        case WhatIfReply():
            return _what_if(reply)
        case ComparisonReply():
            return _comparison(reply)
        case HelpReply():
            return _help(reply)
        case SharedCardReply():
            return shared_card(reply.scored)
        case SharedReply():
            return _marked(f"Shared in {_place(reply.channel)}, for everybody there to see.")
        case NotSharedReply():
            return _marked(
                f"I cannot post in {_place(reply.channel)}: it has to be a public channel of your company's own, where "
                "I may be used and to which I was invited (`/invite` me there). Then say it again."
            )


def with_remarks(listed: Message, remarks: Sequence[str]) -> Message:
    """Return a message with remarks in small print."""
    if not remarks:
        return listed
    words = cut(" ".join(remarks), _MAX_REMARKS)
    return listed | {"text": f"{listed['text']}\n{escaped(words)}", "blocks": [*listed["blocks"], small(words)]}


def _card(reply: CardReply, channel: str) -> Message:
    return score_card(
        reply.scored,
        channel=channel,
        shareable=False,
        following=reply.next_question,
        skipped=reply.skipped,
        conversation=str(reply.thread),
        notes=(*reply.remarks, _MENTION_ME) if reply.explains_mentions else reply.remarks,
    )


def _question(reply: QuestionReply, channel: str) -> Message:
    question, lines, remarks = reply.question, reply.lines, reply.remarks
    asked = Asked(reply.lead_id, question.feature.name, tuple(sorted(reply.skipped)), str(reply.thread))
    news = alert_in_words(reply.alert, channel, is_new=True) if reply.alert else ""
    blocks: list[Block] = [
        *([plain_section("\n".join(lines))] if lines else []),
        *([mrkdwn(news)] if news else []),
        *([small(cut(" ".join(remarks), _MAX_REMARKS))] if remarks else []),
        *question_blocks(question, asked),
    ]
    words = [*map(escaped, [*lines, *remarks]), *([news] if news else []), question.text]
    return message("\n".join(words), blocks)


def _reasons(reply: ReasonsReply) -> Message:
    heading = title(reply.lead, reply.score)
    words = escaped(f"{heading}\n{reasons_in_words(reply.score)}")
    return message(words, [header(heading), *reason_blocks(reply.score)])


def _what_if(reply: WhatIfReply) -> Message:
    remarks = [*reply.remarks, "Only asked: nothing of it is kept."]
    now = line(text("Now: "), text(reply.now, bold=True))
    then = line(text(f"{reply.changes}: "), text(reply.then, bold=True))
    words = "\n".join([f"Now: {reply.now}", f"{reply.changes}: {reply.then}", *remarks])
    return message(escaped(words), [rich(now, then), *map(small, remarks)])


def _comparison(reply: ComparisonReply) -> Message:
    rows = [("Fact", *reply.names), ("Tier", *reply.tiers), *reply.facts]
    speaks = [
        (f"Speaks for {name}", advantages)
        for name, advantages in zip(reply.names, reply.advantages, strict=True)
        if advantages
    ]
    parts = [part for opening, each in speaks for part in (line(text(opening, bold=True)), bullets(each))]
    nothing = line(text("Nothing that this model looks at makes a difference."))
    blocks: list[Block] = [
        header(" and ".join(reply.names)),
        table(rows),
        rich(*(parts or [nothing])),
        context("A figure says how much more a fact adds to one score than to the other."),
    ]
    words = [" | ".join(row) for row in rows] + [f"{opening}: {'; '.join(each)}." for opening, each in speaks]
    return message(escaped("\n".join(words)), blocks)


def _help(reply: HelpReply) -> Message:
    opening = "Tell me what you know of a lead, in your own words. I score it at once, and ask what would help most."
    closing = f"In a channel, mention me each time. {names.SCORE_COMMAND} help says what else I do."
    blocks = [
        rich(line(text(opening)), line(text("For example: ", bold=True), text(reply.example))),
        rich(line(text("In the thread you can say", bold=True)), bullets(reply.phrases)),
        rich(line(text(closing))),
    ]
    words = [opening, f"For example: {reply.example}", "In the thread you can say:", *reply.phrases, closing]
    return message(escaped("\n".join(words)), blocks)


def _place(channel: str) -> str:
    return escaped(channel) if channel.startswith("#") else f"<#{channel}>"


def _marked(words: str) -> Message:
    return message(words, [mrkdwn(words)])
