"""All reasons of a score in words with their weight: what a card leaves out, for those who ask."""

from bot.slack.views.blocks import Block, bullets, context, line, rich, text
from scoring.explain.reasons import format_reason
from scoring.explain.score import Score


def reason_blocks(score: Score) -> list[Block]:
    """Return every reason as a list, what is not known apart, and what they add up to."""
    heading = "Not known yet, so taken as it is with leads like this one:"
    known, unknown = _known(score), _unknown(score)
    parts = [bullets(known)] * bool(known) + [line(text(heading)), bullets(unknown)] * bool(unknown)
    return [rich(*parts), context(_sum(score))]


def reasons_in_words(score: Score) -> str:
    """Return the same as plain text, a reason a line."""
    unknown = [f"Not known yet: {words}" for words in _unknown(score)]
    return "\n".join([*_known(score), *unknown, _sum(score)])


def _known(score: Score) -> list[str]:
    known = (reason for reason in score.reasons if reason.is_known)
    return [f"{format_reason(reason, score)} ({reason.contribution:+.2f})" for reason in known]


def _unknown(score: Score) -> list[str]:
    unknown = (reason for reason in score.reasons if not reason.is_known)
    return [f"{reason.title} ({reason.contribution:+.2f})" for reason in unknown]


def _sum(score: Score) -> str:
    return f"They start from {score.base:+.2f} and add up to the lead's score, {score.margin:+.2f}; higher is better."
