"""The model in a few sentences: what it learnt from, how good it is, and what it does not know."""

from collections.abc import Iterator

from bot.leads.summary import percent
from bot.slack import names
from bot.slack.views.blocks import Message, bullets, context, escaped, header, line, rich, small, text
from scoring.explain.score import Tier
from scoring.model.artifact import Band, Card
from scoring.text import join_words

_ENOUGH = 30
"""A share of fewer leads says nothing."""
_BANDS_SAID = 3


def model_card(card: Card) -> Message:
    """Return what a salesperson should know of the model."""
    learnt = (
        f"Made from {card.data.rows:,} leads ({card.data.name}). On {card.measured_on:,} of them, by a model that had "
        "not seen those:"
    )
    facts = list(_facts(card))
    kept = [_promise(band) for band in card.bands if band.leads >= _ENOUGH]
    promises = (
        [rich(line(text("How sure it was, and how often it was right", bold=True)), bullets(kept))] if kept else []
    )
    blocks = [
        header("How far to trust a score"),
        rich(line(text(learnt)), bullets(facts)),
        *promises,
        small(_rule(card)),
        context(f"model {card.version} · trained {card.trained_at:%Y-%m-%d} · recipe {card.recipe}"),
    ]
    return {"text": escaped("\n".join([learnt, *facts, *kept, _rule(card)])), "blocks": blocks}


def model_in_short(card: Card) -> str:
    """Return in a few sentences what the model learnt from and how reliable it is; `/scorelead model` says more."""
    kept = [band for band in card.bands if band.leads >= _ENOUGH]
    most = sorted(sorted(kept, key=lambda band: -band.leads)[:_BANDS_SAID], key=lambda band: band.lowest)
    promises = [
        f"of {band.leads:,} leads of which it was {_sure(band)} sure, {percent(band.right)} were what it said"
        for band in most
    ]
    learnt = f"The model was made from {card.data.rows:,} leads ({escaped(card.data.name)})."
    promised = f" Tested on others: {'; '.join(promises)}." if promises else ""
    return f"{learnt}{promised} More: `{names.SCORE_COMMAND} model`."


def _facts(card: Card) -> Iterator[str]:
    metrics = card.metrics
    best = f" (the best that any model could do: {_of_100(card.ceiling['accuracy'])})" if card.ceiling else ""
    yield f"For {_of_100(metrics['accuracy'])} of 100 the most probable tier was right{best}."
    if {"high_recall", "high_precision"} <= set(metrics):
        yield f"Of 100 High leads it called {_of_100(metrics['high_recall'])} High."
        yield f"Of 100 leads that it called High, {_of_100(metrics['high_precision'])} were."
    else:
        yield "None of them was High, so how well it finds High leads is not known."
    yield f"The probability of the most probable tier was {_of_100(metrics['ece'], digits=1)} points off, on average."
    if card.excluded:
        yield f"It does not look at {join_words([card.fields[name].title.lower() for name in card.excluded])}."


def _of_100(share: float, *, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f}"


def _promise(band: Band) -> str:
    """Return a band as a sentence: "70-80 % sure of 312 leads: right for 74 %"."""
    return f"{_sure(band)} sure of {band.leads:,} leads: right for {percent(band.right)}"


def _sure(band: Band) -> str:
    return f"{_of_100(band.lowest)}-{_of_100(band.highest)} %"


def _rule(card: Card) -> str:
    if card.high_from is None:
        return "The most probable tier is shown."
    return (
        f"A lead is shown as {Tier.HIGH} from a probability of {percent(card.high_from)} on, so that few good ones are "
        "missed; else as the more probable of Medium and Low. Borderline: another tier is more than half as probable."
    )
