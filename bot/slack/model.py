"""The model in a few sentences: what it learnt from, how good it is, and what it does not know."""

from collections.abc import Iterator

from slack_bolt import Ack

from bot.slack.blocks import bullets, context, escaped, header, line, rich, small, text
from bot.slack.cards import Message, percent
from scoring.artifact import Band, Card
from scoring.errors import in_words
from scoring.lead import FIELDS
from scoring.score import Tier
from scoring.scorer import Scorer

_ENOUGH = 30
"""A share of fewer leads says nothing."""


def model_command(ack: Ack, scorer: Scorer) -> None:
    """Answer `/scorelead model`, privately."""
    ack({"response_type": "ephemeral"} | model_card(scorer.card))


def model_card(card: Card) -> Message:
    """Return what a salesperson should know of the model."""
    learnt = (
        f"I learnt from {card.data.rows:,} leads ({card.data.name}). I was tested on {card.measured_on:,} of them "
        "while I had not seen those:"
    )
    facts = list(_facts(card))
    kept_promises = [_promise(band) for band in card.bands if band.leads >= _ENOUGH]
    blocks = [
        header("How far to trust a score"),
        rich(line(text(learnt)), bullets(facts)),
        rich(line(text("How sure I was, and how often I was right", bold=True)), bullets(kept_promises)),
        small(_rule(card)),
        context(f"model {card.version} · trained {card.trained_at:%Y-%m-%d} · recipe {card.recipe}"),
    ]
    return {"text": escaped("\n".join([learnt, *facts, *kept_promises, _rule(card)])), "blocks": blocks}


def _facts(card: Card) -> Iterator[str]:
    metrics = card.metrics
    best = f" (the best that any model could do: {_of_100(card.ceiling['accuracy'])})" if card.ceiling else ""
    yield f"For {_of_100(metrics['accuracy'])} of 100 the tier that I find most probable was right{best}."
    yield f"Of 100 High leads I called {_of_100(metrics['high_recall'])} High."
    yield f"Of 100 leads that I called High, {_of_100(metrics['high_precision'])} were."
    yield f"My confidence is {_of_100(metrics['ece'], digits=1)} percentage points off, on average."
    if card.excluded:
        yield f"I do not look at {in_words([FIELDS[name].title.lower() for name in card.excluded])}."


def _of_100(share: float, *, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f}"


def _promise(band: Band) -> str:
    """Return a band as a sentence: "70-80 % sure of 312 leads: right for 74 %"."""
    sure = f"{_of_100(band.lowest)}-{_of_100(band.highest)} % sure of {band.leads:,} leads"
    return f"{sure}: right for {percent(band.right)}"


def _rule(card: Card) -> str:
    if card.high_from is None:
        return "I show the most probable tier."
    return (
        f"I show a lead as {Tier.HIGH} from a probability of {percent(card.high_from)} on, so that few good ones are "
        "missed; else as the more probable of Medium and Low. Borderline: another tier is more than half as probable."
    )
