"""Answering a card's question on the spot: the press of a button takes the fact, and the card shows what it changed."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.alerts.service import Desk
from bot.leads.service import ScoredLead, as_it_stands, score_facts
from bot.slack.client.reply import Reply
from bot.slack.views.cards import Message, score_card, shared_card
from bot.conversation.questions import choose_question
from bot.slack.views.questions import Asked, answer_view, asked_in, read_answer
from bot.store import Store
from scoring.explain.scorer import Scorer
from scoring.fields.lead import FEATURES, Lead, read_lead

_SOURCE = "slack"


def answer_button(
    ack: Ack, body: dict[str, Any], reply: Reply, scorer: Scorer, store: Store, desk: Desk, channel: str
) -> None:
    """Take the fact that the button stands for, and show the card as it is then."""
    asked = asked_in(body)
    fact = read_lead({asked.feature: asked.value})  # InvalidLead is raised here, before ack
    store.leads.get(asked.lead_id)  # so is UnknownLead
    ack()
    answered = _answered(asked, fact, body["user"]["id"], scorer, store, desk, channel)
    reply.instead(answered, of=[asked.lead_id])


def dont_know_button(ack: Ack, body: dict[str, Any], reply: Reply, scorer: Scorer, store: Store, channel: str) -> None:
    """Ask for something else."""
    asked = asked_in(body)
    scored = as_it_stands(asked.lead_id, store=store, asked_by=body["user"]["id"])  # UnknownLead, before ack
    ack()
    skipped = tuple(sorted({*asked.skipped, asked.feature}))
    reply.instead(_card(scored, replace(asked, skipped=skipped), scorer, channel), of=[asked.lead_id])


def type_answer_button(ack: Ack, body: dict[str, Any], client: WebClient, store: Store) -> None:
    """Ask for a number, in a form of one field."""
    asked = replace(asked_in(body), response_url=body.get("response_url", ""))
    if asked.lead_id:
        store.leads.get(asked.lead_id)  # UnknownLead is raised here, before ack
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=answer_view(asked))


def answer_form(
    ack: Ack, body: dict[str, Any], reply: Reply, scorer: Scorer, store: Store, desk: Desk, channel: str
) -> None:
    """Take the fact that was entered, and show the card as it is then."""
    asked, fact, user = asked_in(body), read_answer(body["view"]), body["user"]["id"]  # InvalidLead, before ack
    store.leads.get(asked.lead_id)
    ack()
    answered = _answered(asked, fact, user, scorer, store, desk, channel)
    reply.through(asked.response_url).instead(answered, of=[asked.lead_id])


def _answered(asked: Asked, fact: Lead, user: str, scorer: Scorer, store: Store, desk: Desk, channel: str) -> Message:
    """Take the fact unless somebody was faster, and return the card as it is then."""
    scored = score_facts(
        fact,
        scorer=scorer,
        store=store,
        desk=desk,
        source=_SOURCE,
        asked_by=user,
        lead_id=asked.lead_id,
        is_answer=True,
    )
    return _card(replace(scored, kept=()), asked, scorer, channel, notes=_overtaken(asked.feature, fact, scored.lead))


def _overtaken(name: str, fact: Lead, lead: Lead) -> list[str]:
    """Return what somebody else answered before, where that was something else."""
    feature = next(each for each in FEATURES if each.name == name)
    value = lead.features[name]
    if value is None or value == fact.features[name]:
        return []
    return [f"Somebody was faster, and said: {feature.say(value).text}."]


def _card(scored: ScoredLead, asked: Asked, scorer: Scorer, channel: str, *, notes: list[str] | None = None) -> Message:
    following = choose_question(scored.lead, scorer, asked.skipped)
    if asked.shared_by:
        shared = replace(scored, asked_by=asked.shared_by)
        return shared_card(shared, following=following, skipped=asked.skipped, notes=notes or ())
    return score_card(
        scored,
        channel=channel,
        shareable=asked.shareable,
        following=following,
        skipped=asked.skipped,
        notes=notes or (),
    )
