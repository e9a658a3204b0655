"""The buttons of a card: answering its question on the spot, sharing it, and seeing all reasons."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.context import Services
from bot.conversation.questions import choose_question
from bot.delivery.inbox import Once
from bot.leads.service import ScoredLead
from bot.slack.client.reply import Reply
from bot.slack.errors import NotShared
from bot.slack.views.blocks import Message
from bot.slack.views.cards import reasons_view, score_card, shared_card
from bot.slack.views.questions import Asked, answer_view, asked_in, read_answer
from scoring.fields.field import Feature
from scoring.fields.lead import Lead

_SOURCE = "slack"


def answer_button(ack: Ack, body: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Score the lead with the fact that the button carries, and show the new card."""
    asked = asked_in(body)
    fact = services.fields.read({asked.feature: asked.value})  # InvalidLead is raised here, before ack
    services.leads.get(asked.lead_id)  # so is UnknownLead
    ack()
    reply.instead(_answered(asked, fact, user, services), of=[asked.lead_id])


def dont_know_button(ack: Ack, body: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Ask about something else."""
    asked = asked_in(body)
    scored = services.leads.latest(asked.lead_id, by=user)  # UnknownLead is raised here, before ack
    ack()
    skipped = tuple(sorted({*asked.skipped, asked.feature}))
    reply.instead(_card(scored, replace(asked, skipped=skipped), services), of=[asked.lead_id])


def type_answer_button(ack: Ack, body: dict[str, Any], client: WebClient, services: Services) -> None:
    """Ask for a number, in a form of one field."""
    asked = replace(asked_in(body), response_url=body.get("response_url", ""))
    if asked.lead_id:
        services.leads.get(asked.lead_id)  # UnknownLead is raised here, before ack
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=answer_view(asked, services.fields))


def answer_form(ack: Ack, body: dict[str, Any], reply: Reply, services: Services, user: str) -> None:
    """Score the lead with the fact that was entered, and show the new card."""
    asked, fact = asked_in(body), read_answer(body["view"], services.fields)  # InvalidLead is raised here, before ack
    services.leads.get(asked.lead_id)
    ack()
    reply.through(asked.response_url).instead(_answered(asked, fact, user, services), of=[asked.lead_id])


def share_card(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], reply: Reply, services: Services, once: Once, user: str
) -> None:
    """Post the card to the conversation once, and take the button off the private one."""
    shared = services.leads.latest(action["value"], by=user)  # UnknownLead is raised here, before ack
    ack()
    following = choose_question(shared.lead, services.scorer)
    with once(f"share:{user}:{body['container']['message_ts']}") as is_first:
        if not is_first:
            return
        if not reply.for_everybody(shared_card(shared, following=following)):
            raise NotShared
    card = score_card(shared, channel=services.channel, shareable=False, following=following)
    reply.instead(card, of=[shared.lead_id])


def show_reasons(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, services: Services) -> None:
    """Open the list of all reasons for a lead's latest score."""
    stored = services.leads.get(action["value"])  # UnknownLead is raised here, before ack
    ack()
    client.views_open(trigger_id=body["trigger_id"], view=reasons_view(stored.lead, stored.score))


def _answered(asked: Asked, fact: Lead, user: str, services: Services) -> Message:
    """Score the lead with the fact, unless somebody was faster, and return the new card."""
    scored = services.leads.score(fact, source=_SOURCE, by=user, lead_id=asked.lead_id, is_answer=True)
    return _card(
        replace(scored, kept=()), asked, services, _overtaken(services.fields.feature(asked.feature), fact, scored.lead)
    )


def _overtaken(feature: Feature | None, fact: Lead, lead: Lead) -> list[str]:
    """Return what somebody else answered before, where that was something else."""
    if feature is None or lead.get(feature.name) in {None, fact.get(feature.name)}:
        return []
    return [f"Somebody was faster, and said: {feature.phrase(lead.values[feature.name]).text}."]


def _card(scored: ScoredLead, asked: Asked, services: Services, notes: Sequence[str] = ()) -> Message:
    following, skipped = choose_question(scored.lead, services.scorer, asked.skipped), asked.skipped
    if asked.shared_by:
        shared = replace(scored, asked_by=asked.shared_by)
        return shared_card(shared, following=following, skipped=skipped, notes=notes)
    return score_card(
        scored,
        channel=services.channel,
        shareable=asked.shareable,
        following=following,
        skipped=skipped,
        notes=notes,
    )
