"""Questions: the one fact that would help most, asked with buttons that carry what they answer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.conversation.replies import NextQuestion
from bot.conversation.turn import ButtonAnswer
from bot.slack import names
from bot.slack.views.blocks import Block, Element, View, actions, button, escaped, mrkdwn, plain, small
from bot.slack.views.form import field_input, read_entered
from scoring.errors import InvalidLead, Problem
from scoring.explain.next_question import Question
from scoring.fields.field import Value
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

_QUESTION = "question_"


@dataclass(frozen=True)
class Asked:
    """What was asked: the `feature` of a lead, and the answer, the `value`, if a button carries one.

    The lead has no id before it was scored. `skipped` are features that nobody knows, as was said. `conversation` names
    the one that the question belongs to. Of its card, `shared_by` says who shared it, `shareable` whether that is
    possible, and `response_url` where to replace it; `message_ts` identifies the message.
    """

    lead_id: str = ""
    feature: str = ""
    skipped: tuple[str, ...] = ()
    conversation: str = ""
    shared_by: str = ""
    shareable: bool = False
    response_url: str = ""
    message_ts: str = ""
    value: Value | None = None


def next_blocks(following: NextQuestion, asked: Asked) -> list[Block]:
    """Return the question that follows on a card, or why none does; `asked` says where it belongs."""
    if following.question is not None:
        return question_blocks(following.question, asked)
    return [small(following.why_none)] if following.why_none else []


def question_blocks(question: Question, asked: Asked) -> list[Block]:
    """Return the question and its buttons; `asked` says where it belongs."""
    words = question.text[:1].lower() + question.text[1:]
    row = actions(list(_buttons(question, replace(asked, feature=question.feature.name))))
    # A name for each question, so that a press that comes while the card is being updated answers no other one.
    return [mrkdwn(f"*What would help most:* {words}"), row | {"block_id": f"{_QUESTION}{question.feature.name}"}]


def write_asked(asked: Asked) -> str:
    """Return what was asked as Slack carries it."""
    return json.dumps({name: value for name, value in asdict(asked).items() if value not in {None, "", ()}})


def read_asked(text: str) -> Asked:
    """Return what a button or a form carries."""
    carried: dict[str, Any] = json.loads(text)
    return Asked(**carried | {"skipped": tuple(carried.get("skipped", ()))})


def asked_in(body: dict[str, Any]) -> Asked:
    """Return what was asked, of the press of a button or of a form that was sent in."""
    if "actions" not in body:
        return read_asked(body["view"]["private_metadata"])
    return replace(read_asked(body["actions"][0]["value"]), message_ts=body["container"]["message_ts"])


def button_answer(asked: Asked) -> ButtonAnswer:
    """Return what a button or a form of a conversation answers."""
    return ButtonAnswer(asked.feature, asked.value, asked.lead_id, asked.message_ts)


def without_question(blocks: Sequence[Block], answer: str) -> list[Block]:
    """Return the blocks of a message with the answer in place of its question's buttons."""
    return [mrkdwn(f":ballot_box_with_check: {escaped(answer)}") if _is_question(one) else one for one in blocks]


def _is_question(block: Block) -> bool:
    return str(block.get("block_id", "")).startswith(_QUESTION)


def in_conversation(body: dict[str, Any]) -> bool:
    """Match what answers a question of a conversation."""
    return bool(asked_in(body).conversation)


def answer_view(asked: Asked, fields: FieldSet) -> View:
    """Return the form that asks for the feature."""
    field = fields[asked.feature]
    return {
        "type": "modal",
        "callback_id": names.ANSWER_FORM,
        "title": plain("Answer"),
        "submit": plain("Answer"),
        "close": plain("Cancel"),
        "private_metadata": write_asked(asked),
        "blocks": [field_input(field, Lead(), optional=False)],
    }


def read_answer(view: View, fields: FieldSet) -> Lead:
    """Return the fact that was entered; raises InvalidLead."""
    feature = next(block["block_id"] for block in view["blocks"] if block["type"] == "input")
    fact = read_entered(view, fields, (feature,))
    if feature not in fact.values:
        raise InvalidLead([Problem(feature, f"{fields[feature].title}: say which")], understood=fact)
    return fact


def _buttons(question: Question, asked: Asked) -> Iterator[Element]:
    for number, choice in enumerate(question.options):
        yield button(choice.label, f"{names.ANSWER}_{number}", write_asked(replace(asked, value=choice.value)))
    if not question.options:
        yield button("Answer…", names.TYPE_ANSWER, write_asked(asked))
    yield button("Don't know", names.DONT_KNOW, write_asked(asked))
