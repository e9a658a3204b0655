"""Conversations about leads of any field set: a second one, and real estate without each of its features."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.intents import answer_turn
from bot.conversation.replies import CardReply, ComparisonReply, QuestionReply, ReasonsReply, TextReply, WhatIfReply
from bot.conversation.turn import Answer, ButtonAnswer, ConversationContext, Turn
from bot.conversation.update_facts import answer_button
from bot.language import Parser
from bot.leads.service import LeadService
from bot.metrics import Metrics
from bot.settings import Settings
from bot.slack.views.replies import render_reply
from bot.store import Store
from localslack.blocks import check_message
from scoring.explain.scorer import Scorer
from scoring.fields.field import Choice, Quantity, Value
from tests.clock import Clock
from tests.fields import REAL_ESTATE
from tests.test_changed_fields import training_with

THREAD = Thread("D0MAYA", "1763899200.000100")
STUDENT = "Ida Berg plays violin, siblings 1, progress -2"


@dataclass
class Talk:
    """A conversation whose answers are rendered for Slack and checked."""

    context: ConversationContext
    conversation: Conversation = field(default_factory=lambda: Conversation(THREAD))

    def write(self, text: str) -> Answer:
        return self._heard(
            answer_turn(Turn(self.conversation, text, "U0MAYA", text, ts="1763899300.000100"), self.context)
        )

    def press(self, answer: ButtonAnswer) -> Answer:
        answered = answer_button(Turn(self.conversation, "", "U0MAYA"), answer, self.context)
        assert answered is not None
        return self._heard(answered)

    def _heard(self, answer: Answer) -> Answer:
        for reply in answer.replies:
            assert check_message(render_reply(reply, "#hot-leads")["blocks"]) == []
        if answer.conversation is not None:
            self.conversation = answer.conversation
        return answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}")
    yield store
    store.close()


def talk_with(scorer: Scorer, store: Store) -> Talk:
    metrics = Metrics(store.alerts.counts, store.alerts.count_refused)
    alerts = AlertService(store, Policy.from_settings(Settings()), metrics, Clock())
    parser = Parser(scorer.fields)
    leads = LeadService(store, scorer, alerts)
    return Talk(ConversationContext(scorer, leads, parser, parser, timedelta(hours=24)))


@pytest.fixture
def talk(other_scorer: Scorer, tmp_path: Path) -> Iterator[Talk]:
    store = Store.open(f"sqlite:///{tmp_path / 'students.sqlite'}", other_scorer.fields)
    yield talk_with(other_scorer, store)
    store.close()


def test_facts_of_second_field_set_are_scored_and_asked_for(talk: Talk) -> None:
    (card,) = talk.write(STUDENT).replies
    assert isinstance(card, CardReply)
    assert dict(card.scored.lead.values) == {"instrument": "violin", "siblings": 1, "grade_change": -2}
    assert {one.name for one in card.scored.score.unknown} == {"lessons_missed", "owns_instrument"}


def test_question_about_second_field_set_follows_a_name(talk: Talk) -> None:
    (question,) = talk.write("Ida Berg").replies
    assert isinstance(question, QuestionReply)
    assert question.question.feature in talk.context.fields.features


def test_every_kind_of_question_is_answered_by_button(talk: Talk) -> None:
    values: dict[str, Value] = {
        "instrument": "drums",
        "lessons_missed": 0.1,
        "grade_change": -3,
        "siblings": 0,
        "owns_instrument": False,
    }
    talk.write("I talked to Ida Berg")
    for name, value in values.items():
        (reply,) = talk.press(ButtonAnswer(name, value, talk.conversation.lead_id or "")).replies
        assert isinstance(reply, CardReply | QuestionReply)
        assert talk.conversation.lead.get(name) == value


def test_answers_to_questions_are_typed(talk: Talk) -> None:
    talk.write(STUDENT)
    for _ in range(4):
        name = talk.conversation.asked
        if name is None:
            break
        feature = talk.context.fields.feature(name)
        assert feature is not None
        typed = feature.write(feature.example) if not isinstance(feature, Choice) else feature.options[0]
        talk.write(typed)
        assert talk.conversation.lead.get(name) is not None, (name, typed)


def test_why_and_why_not_high_are_answered(talk: Talk) -> None:
    talk.write(STUDENT)
    (reasons,) = talk.write("why?").replies
    assert isinstance(reasons, ReasonsReply)
    (path,) = talk.write("why not High, whatever it takes?").replies
    assert isinstance(path, TextReply)
    assert "Ida Berg" in path.words


def test_what_if_is_answered(talk: Talk) -> None:
    talk.write(STUDENT)
    (changed,) = talk.write("what if she has 3 siblings?").replies
    assert isinstance(changed, WhatIfReply)
    assert "3 siblings enrolled (now 1)" in changed.changes
    (unclear,) = talk.write("what if it rains?").replies
    assert isinstance(unclear, TextReply)


def test_fact_is_retracted_and_two_leads_are_compared(talk: Talk) -> None:
    talk.write(STUDENT)
    talk.write("forget the siblings")
    assert talk.conversation.lead.get("siblings") is None
    talk.write("new lead: Leo Falk plays drums, 20% of lessons missed")
    (comparison,) = talk.write("compare with Ida Berg").replies
    assert isinstance(comparison, ComparisonReply)
    assert ("Instrument", "drums", "violin") in comparison.facts


@pytest.mark.trains
@pytest.mark.parametrize("name", [feature.name for feature in REAL_ESTATE.features])
def test_conversation_works_without_any_feature(name: str, tmp_path: Path) -> None:
    scorer = Scorer(training_with(REAL_ESTATE.without([name])).artifact)
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}", scorer.fields)
    talk = talk_with(scorer, store)
    talk.write("Dana Reyes")
    known = [one for one in scorer.fields.features if isinstance(one, Quantity)][:3]
    for feature in known:
        talk.press(ButtonAnswer(feature.name, feature.example, talk.conversation.lead_id or ""))
    assert {feature.name for feature in known} <= set(talk.conversation.lead.values)
    for text in (
        "why?",
        "why not High?",
        "what's missing?",
        "what do you know about her?",
        f"what if {name} 5?",
        "help",
    ):
        assert talk.write(text).replies
    store.close()
