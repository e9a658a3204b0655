"""A comparison of two leads: what differs side by side, and what of it makes the difference."""

from collections.abc import Iterator, Sequence

from bot.leads.summary import format_tier_so_far, name_of
from bot.slack.views.blocks import Block, Message, bullets, context, escaped, header, line, message, rich, table, text
from scoring.explain.score import Reason, Score
from scoring.fields.lead import Lead

_NAMED_MOST = 3
_WORTH_SAYING = 0.05
"""A difference that weighs less than this share of the weightiest one is not named."""

_UNKNOWN = "not known"


def comparison_card(lead: Lead, score: Score, other: Lead, other_score: Score) -> Message:
    """Return two leads side by side, both scored by the same model."""
    ours, theirs = _called(lead, other)
    rows = [
        ("Fact", ours, theirs),
        ("Tier", format_tier_so_far(score), format_tier_so_far(other_score)),
        *_facts(score, other_score),
    ]
    speaks = [_speaks_for(ours, _ahead(score, other_score)), _speaks_for(theirs, _ahead(other_score, score))]
    said = [(opening, sentences) for opening, sentences in speaks if sentences]
    parts = [part for opening, sentences in said for part in (line(text(opening, bold=True)), bullets(sentences))]
    blocks: list[Block] = [header(f"{ours} and {theirs}"), table(rows)]
    blocks += [rich(*parts)] if parts else [rich(line(text("Nothing that this model looks at makes a difference.")))]
    blocks.append(context("A figure says how much more a fact adds to one score than to the other."))
    words = [" | ".join(row) for row in rows] + [f"{opening}: {'; '.join(each)}." for opening, each in said]
    return message(escaped("\n".join(words)), blocks)


def _called(lead: Lead, other: Lead) -> tuple[str, str]:
    """Return what the leads are called, told apart where they are called alike."""
    ours, theirs = name_of(lead), name_of(other)
    return (ours, theirs) if ours != theirs else (f"{ours} (here)", f"{theirs} (the other one)")


def _facts(score: Score, other: Score) -> Iterator[tuple[str, str, str]]:
    """Yield the facts that differ, those first that weigh most with the first lead."""
    theirs = _by_feature(other)
    for reason in score.reasons:
        beside = theirs[reason.feature.name]
        if reason.value != beside.value:
            yield reason.title, _written(reason), _written(beside)


def _written(reason: Reason) -> str:
    return _UNKNOWN if reason.value is None else reason.feature.write(reason.value)


def _ahead(score: Score, other: Score) -> list[tuple[Reason, float]]:
    """Return where the first score has the advantage over the other and by how much, the weightiest first."""
    theirs = _by_feature(other)
    each = [(one, one.contribution - theirs[one.feature.name].contribution) for one in score.reasons]
    worth = _WORTH_SAYING * max(abs(more) for _, more in each)
    ahead = sorted((one for one in each if one[1] > worth), key=lambda one: -one[1])
    return ahead[:_NAMED_MOST]


def _by_feature(score: Score) -> dict[str, Reason]:
    return {reason.feature.name: reason for reason in score.reasons}


def _speaks_for(called: str, ahead: Sequence[tuple[Reason, float]]) -> tuple[str, list[str]]:
    said = [f"{reason.title}{f', {_UNKNOWN}' * (reason.value is None)} ({more:+.2f})" for reason, more in ahead]
    return f"Speaks for {called}", said
