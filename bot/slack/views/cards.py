"""Cards: what the bot says, as values. Nothing here talks to Slack."""

from collections.abc import Collection, Iterator, Sequence

from bot.alerts.alert import Alert, AlertStatus
from bot.conversation.replies import NextQuestion
from bot.leads.service import ScoredLead
from bot.leads.summary import NAMELESS, describe_change, describe_unknown, format_probabilities, name_of, percent
from bot.slack import names
from bot.slack.views.all_reasons import reason_blocks
from bot.slack.views.blocks import (
    Block,
    Message,
    View,
    actions,
    bullets,
    button,
    context,
    escaped,
    header,
    line,
    message,
    moment,
    mrkdwn,
    plain,
    rich,
    small,
    text,
    typed,
)
from bot.slack.views.button_payload import write_value
from bot.slack.views.feedback import feedback_row
from bot.slack.views.questions import Asked, next_blocks
from bot.text import cut
from scoring.errors import InvalidLead
from scoring.explain.reasons import format_reason, say_beyond, strongest
from scoring.explain.score import Direction, Reason, Score, Tier
from scoring.fields.lead import Lead
from scoring.text import join_words

_MAX_PROBLEMS = 8
_MAX_PROBLEM = 200
_MAX_TYPED = 600
_MAX_NOTES = 6
_MAX_NOTE = 300

_NOTHING_ASKED = NextQuestion()
_SIDES = (("For", Direction.UP), ("Against", Direction.DOWN))


def score_card(
    scored: ScoredLead,
    *,
    channel: str,
    shareable: bool = True,
    following: NextQuestion = _NOTHING_ASKED,
    skipped: Collection[str] = (),
    conversation: str = "",
    notes: Sequence[str] = (),
) -> Message:
    """Return the private answer: the score, what became of its alert, and what can be done next.

    `following` is what would help most, `skipped` are features that nobody knows, as was said before; `conversation`
    names the one that the card belongs to. `notes` are sentences on how a text was read.
    """
    buttons = [button("All reasons", names.SHOW_REASONS, scored.lead_id)]
    if shareable:
        buttons.insert(0, button("Share here", names.SHARE, scored.lead_id))
    told = alert_in_words(scored.raised.alert, channel, is_new=scored.raised.is_new) if scored.raised else ""
    before = describe_change(scored.before, scored.score) if scored.before else ""
    reading = [*_reading(scored), *(cut(note, _MAX_NOTE) for note in notes[:_MAX_NOTES])]
    asked = Asked(scored.lead_id, skipped=tuple(sorted(skipped)), conversation=conversation, shareable=shareable)
    blocks = [
        *score_blocks(scored.lead, scored.score),
        *([small(before)] if before else []),
        *([mrkdwn(told)] if told else []),
        *map(small, reading),
        origin("Asked by", scored.asked_by, scored.score),
        *next_blocks(following, asked),
        actions(buttons),
        *feedback_row(scored.score_id),
    ]
    said = (escaped(before), told, _said_by("Asked by", scored), *map(escaped, [*notes, following.words]))
    words = spoken(scored.lead, scored.score, *said)
    return message(words, blocks)


def shared_card(
    scored: ScoredLead,
    *,
    following: NextQuestion = _NOTHING_ASKED,
    skipped: Collection[str] = (),
    notes: Sequence[str] = (),
) -> Message:
    """Return the card for everybody in a conversation, with what would help most, which anybody there may answer."""
    asked = Asked(scored.lead_id, skipped=tuple(sorted(skipped)), shared_by=scored.asked_by)
    blocks = [
        *score_blocks(scored.lead, scored.score),
        *(small(cut(note, _MAX_NOTE)) for note in notes[:_MAX_NOTES]),
        origin("Shared by", scored.asked_by, scored.score),
        *next_blocks(following, asked),
        *feedback_row(scored.score_id),
    ]
    said = (_said_by("Shared by", scored), *map(escaped, [*notes, following.words]))
    return message(spoken(scored.lead, scored.score, *said), blocks)


def invalid_lead_card(error: InvalidLead, typed_text: str) -> Message:
    """Return the answer to a lead that cannot be scored: what is wrong, and how to go on."""
    each = list(dict.fromkeys(problem.message for problem in error.problems))
    problems = [cut(message, _MAX_PROBLEM) for message in each[:_MAX_PROBLEMS]]
    if len(each) > _MAX_PROBLEMS:
        problems.append(f"… and {len(each) - _MAX_PROBLEMS} more like these")
    opening = "I cannot score this lead yet:"
    blocks = [
        rich(line(text(opening)), bullets(problems), *([typed(cut(typed_text, _MAX_TYPED))] if typed_text else [])),
        context(f"`{names.SCORE_COMMAND} help` shows examples."),
        actions([button("Open the form", names.OPEN_FORM, write_value(error.understood), primary=True)]),
    ]
    return {"text": escaped("\n".join([opening, *problems])), "blocks": blocks}


def reasons_view(lead: Lead, score: Score) -> View:
    """Return the modal with every reason and its number."""
    blocks = [header(title(lead, score)), *reason_blocks(score)]
    return {"type": "modal", "callback_id": names.ALL_REASONS, "title": plain("All reasons"), "blocks": blocks}


def score_blocks(lead: Lead, score: Score) -> list[Block]:
    """Return what every card of a score begins with."""
    sure, rest = _confidence(score)
    confidence = line(text(sure, bold=True), text(rest))
    advice = line(text(score.recommendation))
    blocks = [header(title(lead, score)), rich(confidence, advice), *_unknown_blocks(score), *_reason_blocks(score)]
    if score.beyond:
        notes = "; ".join(say_beyond(beyond) for beyond in score.beyond)
        blocks.append(mrkdwn(f"*Please check:* {notes}."))
    return blocks


def spoken(lead: Lead, score: Score, *more: str) -> str:
    """Return all that a card of a score says as plain sentences, with `more` in Slack's markup."""
    sentences = [
        f"{title(lead, score)}. {''.join(_confidence(score))}. {score.recommendation}",
        *describe_unknown(score),
        *(_listed(heading, strongest(score, direction), score) for heading, direction in _SIDES),
        *(f"Please check: {say_beyond(beyond)}." for beyond in score.beyond),
    ]
    return "\n".join(part for part in (*map(escaped, sentences), *more) if part)


def title(lead: Lead, score: Score) -> str:
    """Return a card's heading: "High lead, borderline: Dana Reyes", or "Medium lead so far" where it may change."""
    who = name_of(lead)
    tier = f"{score.tier} lead{' so far' * (not score.settled)}{', borderline' * score.borderline}"
    return tier if who == NAMELESS else f"{tier}: {who}"


def identity(lead: Lead) -> str:
    """Return company, contact details and CRM id on one line."""
    crm = f"CRM id {lead.external_id}" if lead.external_id else None
    return " · ".join(part for part in (lead.company, lead.email, lead.phone, crm) if part)


def origin(verb: str, by: str, score: Score) -> Block:
    """Return the small print that says who did it, and which model."""
    return context(f"{verb} {person(by)} · model {score.model_version}")


def _said_by(verb: str, scored: ScoredLead) -> str:
    return f"{verb} {person(scored.asked_by)}, model {scored.score.model_version}."


def person(who: str) -> str:
    """Mention a Slack user; describe an API client as "a connected system"."""
    return "a connected system" if ":" in who else f"<@{who}>"


def _unknown_blocks(score: Score) -> list[Block]:
    if not score.unknown:
        return []
    outlook, unknown = describe_unknown(score)
    return [rich(line(text(outlook))), small(unknown)]


def _reason_blocks(score: Score) -> Iterator[Block]:
    for heading, direction in _SIDES:
        reasons = strongest(score, direction)
        if reasons:
            yield rich(line(text(heading, bold=True)), bullets([format_reason(reason, score) for reason in reasons]))
        else:
            yield rich(line(text(heading, bold=True), text(": nothing worth a mention")))


def _confidence(score: Score) -> tuple[str, str]:
    """Return how sure the model is, in two parts of one sentence; the first matters most."""
    if score.most_probable is score.tier:
        borderline = ", borderline" * score.borderline
        others = {tier: share for tier, share in score.probabilities.items() if tier is not score.tier}
        rest = ", ".join(f"{tier} {percent(share)}" for tier, share in others.items())
        return f"Confidence {percent(score.confidence)}{borderline}", f" ({rest})"
    caution = "so that no good lead is missed" if score.tier is Tier.HIGH else "for High asks for more certainty"
    return f"Borderline: {format_probabilities(score)}", f"; shown as {score.tier} {caution}"


def _listed(heading: str, reasons: tuple[Reason, ...], score: Score) -> str:
    return f"{heading}: {'; '.join(format_reason(reason, score) for reason in reasons)}." if reasons else ""


def _reading(scored: ScoredLead) -> Iterator[str]:
    """Yield all that is known of the lead, so that a misread fact is seen, and what of it the model passes over."""
    looked_at = {reason.feature.name for reason in scored.score.reasons}
    known = [
        (feature, scored.lead.values[feature.name])
        for feature in scored.fields.features
        if feature.name in scored.lead.values
    ]
    read = [(feature.name, feature.phrase(value).text) for feature, value in known if feature.name in looked_at]
    stated = [words for name, words in read if name not in scored.kept]
    kept = [words for name, words in read if name in scored.kept]
    unused = [feature.title.lower() for feature, _ in known if feature.name not in looked_at]
    passed_over = f" Not used by this model: {join_words(unused)}." if unused else ""
    told = " · ".join(part for part in (*(stated or kept), identity(scored.lead)) if part)
    yield f"{'I read' if stated or not kept else 'Known'}: {told}.{passed_over}"
    if stated and kept:
        yield f"Known from before: {' · '.join(kept)}."


def alert_in_words(alert: Alert, channel: str, *, is_new: bool) -> str:
    """Return what became of a lead's alert, in Slack's markup, for somebody who scored the lead."""
    place = channel if channel.startswith("#") else f"<#{channel}>"
    if alert.failure is not None:
        return f"*{place} cannot be reached* (`{alert.failure}`). The lead is kept, and your admin was told."
    if alert.status is AlertStatus.CLOSED:
        return f"It was in {place} before; <@{alert.owner}> closed it: {alert.outcome}."
    if alert.owner is not None:
        return f"<@{alert.owner}> has this lead already."
    if alert.tentative and alert.due_at is not None:
        return f"{place} hears of it {moment(alert.due_at)}, unless something that you tell me makes it less."
    if alert.status is AlertStatus.WAITING and alert.digest_at is not None:
        return f"{place} hears of it {moment(alert.digest_at)}, together with others."
    if alert.status is AlertStatus.WAITING and alert.due_at and alert.due_at > alert.raised_at:
        return f"{place} hears of it {moment(alert.due_at)}, after the quiet hours."
    if is_new or alert.status is AlertStatus.WAITING:
        return f"On its way to {place}, where somebody can claim it."
    return f"Already in {place}, where nobody has claimed it yet."
