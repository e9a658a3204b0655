"""Prompts: what one can say to the bot, offered when somebody opens the messages with it."""

from slack_sdk import WebClient

from bot.context import Services
from scoring.explain.scorer import Scorer
from scoring.fields.field import Feature, Quantity, Signal

_TITLE = "Tell me what you know of a lead, or try one of these"
_QUANTITIES = 3


def opens_messages(event: dict[str, str]) -> bool:
    """Match the opening of the tab with the messages."""
    return event.get("tab") == "messages"


def suggest_prompts(event: dict[str, str], client: WebClient, services: Services) -> None:
    """Suggest how to begin."""
    client.assistant_threads_setSuggestedPrompts(
        channel_id=event["channel"], title=_TITLE, prompts=prompts(services.scorer)
    )


def prompts(scorer: Scorer) -> list[dict[str, str]]:
    """Return suggestions: a title to press, and what pressing it says."""
    quantities = [feature for feature in scorer.features if isinstance(feature, Quantity)]
    signals = [feature for feature in scorer.features if isinstance(feature, Signal)]
    known: tuple[Feature, ...] = (*quantities[:_QUANTITIES], *signals[:1])
    facts = ", ".join(feature.phrase(feature.example).text for feature in known)
    return [
        {"title": "Score a lead with half the facts", "message": f"Dana Reyes, {facts}"},
        {"title": "What can I say here?", "message": "What can I say here?"},
    ]
