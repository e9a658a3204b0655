"""Cards: what the bot says, as values. Nothing here talks to Slack."""

from collections.abc import Iterator
from typing import Any

from bot.alerts import Alert, AlertStatus
from bot.slack import names
from bot.slack.blocks import (
    Block,
    actions,
    bullets,
    button,
    context,
    cut,
    escaped,
    header,
    line,
    mrkdwn,
    plain,
    rich,
    small,
    text,
    typed,
)
from bot.slack.card_value import CardValue, write_value
from bot.use_cases import ScoredLead
from scoring.errors import InvalidLead, in_words
from scoring.feature import Feature
from scoring.lead import FEATURES, Lead
from scoring.reasons import say, say_beyond, strongest
from scoring.score import Direction, Reason, Score, Tier

Message = dict[str, Any]

_PROBLEMS_MOST = 8
_PROBLEM_MOST = 200
_TYPED_MOST = 600

_WORTH_SAYING = 0.01

_SIDES = (("For", Direction.UP), ("Against", Direction.DOWN))


def score_card(scored: ScoredLead, *, channel: str, shareable: bool = True) -> Message:
    """Return the private answer: the score, what became of the alert in `channel`, and what can be done next."""
    value = write_value(CardValue(scored.lead, scored.alert))
    buttons = [button("All reasons", names.SHOW_REASONS, value)]
    if shareable:
        buttons.insert(0, button("Share here", names.SHARE, value))
    if scored.needs_action:
        buttons.insert(0, button("Post it again", names.POST_HOT_LEAD, value, primary=True))
    told = _alert_in_words(scored.alert, channel) if scored.alert else ""
    blocks = [
        *_score_blocks(scored),
        *([mrkdwn(told)] if told else []),
        small(_reading(scored.lead, scored.score)),
        _origin("Asked by", scored),
        actions(buttons),
    ]
    return _card(scored, blocks, "Asked by", told)


def shared_card(scored: ScoredLead) -> Message:
    """Return the card for everybody in a conversation."""
    return _card(scored, [*_score_blocks(scored), _origin("Shared by", scored)], "Shared by", "")


def hot_lead_card(scored: ScoredLead) -> Message:
    """Return the card for the hot leads channel."""
    who = _identity(scored.lead)
    blocks = [*_score_blocks(scored), *([small(who)] if who else []), _origin("Entered by", scored)]
    return _card(scored, blocks, "Entered by", escaped(who))


def invalid_lead_card(error: InvalidLead, typed_text: str, asked: tuple[Feature, ...]) -> Message:
    """Return the answer to a lead that cannot be scored: what is wrong, what is missing of `asked`, how to go on."""
    each = list(dict.fromkeys(problem.message for problem in error.problems))
    problems = [cut(message, _PROBLEM_MOST) for message in each[:_PROBLEMS_MOST]]
    if len(each) > _PROBLEMS_MOST:
        problems.append(f"… and {len(each) - _PROBLEMS_MOST} more like these")
    if missing := [feature.title.lower() for feature in error.missing_of(asked)]:
        problems.append(f"Still missing: {in_words(missing)}")
    opening = "I cannot score this lead yet:"
    blocks = [
        rich(line(text(opening)), bullets(problems), *([typed(cut(typed_text, _TYPED_MOST))] if typed_text else [])),
        context(f"`{names.SCORE_COMMAND} help` shows examples."),
        actions([button("Open the form", names.OPEN_FORM, write_value(CardValue(error.understood)), primary=True)]),
    ]
    return {"text": escaped("\n".join([opening, *problems])), "blocks": blocks}


def reasons_view(lead: Lead, score: Score) -> dict[str, Any]:
    """Return the modal with every reason and its number."""
    sentences = [f"{say(reason, score)} ({reason.contribution:+.2f})" for reason in score.reasons]
    total = f"They start from {score.base:+.2f} and add up to the lead's score, {score.margin:+.2f}; higher is better."
    blocks = [header(_title(lead, score)), rich(bullets(sentences)), context(total)]
    return {"type": "modal", "callback_id": names.ALL_REASONS, "title": plain("All reasons"), "blocks": blocks}


def percent(share: float) -> str:
    """Return a probability as a person says it, never claiming certainty: "84 %", "over 99 %"."""
    if share > 0.99:
        return "over 99 %"
    return "under 1 %" if share < 0.01 else f"{share:.0%}".replace("%", " %")


def _score_blocks(scored: ScoredLead) -> list[Block]:
    score = scored.score
    sure, rest = _confidence(score)
    confidence = line(text(sure, bold=True), text(rest))
    advice = line(text(score.recommendation))
    blocks = [header(_title(scored.lead, score)), rich(confidence, advice), *_reason_blocks(score)]
    if score.beyond:
        notes = "; ".join(say_beyond(beyond) for beyond in score.beyond)
        blocks.append(mrkdwn(f"*Please check:* {notes}."))
    return blocks


def _reason_blocks(score: Score) -> Iterator[Block]:
    for heading, direction in _SIDES:
        reasons = strongest(score, direction)
        if reasons:
            yield rich(line(text(heading, bold=True)), bullets(say(reason, score) for reason in reasons))
        else:
            yield rich(line(text(heading, bold=True), text(": nothing worth a mention")))


def _card(scored: ScoredLead, blocks: list[Block], verb: str, more: str) -> Message:
    """Return the message, with all that it says also as plain sentences, for screen readers and notifications."""
    score = scored.score
    sentences = [
        f"{_title(scored.lead, score)}. {''.join(_confidence(score))}. {score.recommendation}",
        *(_listed(heading, strongest(score, direction), score) for heading, direction in _SIDES),
        *(f"Please check: {say_beyond(beyond)}." for beyond in score.beyond),
    ]
    origin = f"{verb} <@{scored.asked_by}>, model {score.model_version}."
    spoken = "\n".join(part for part in (*map(escaped, sentences), more, origin) if part)
    return {"text": spoken, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _confidence(score: Score) -> tuple[str, str]:
    """Return how sure the model is, in two parts of one sentence, the first of which matters most."""
    others = {tier: share for tier, share in score.probabilities.items() if tier is not score.tier}
    if score.most_probable is score.tier:
        borderline = ", borderline" * score.borderline
        rest = ", ".join(f"{tier} {percent(share)}" for tier, share in others.items())
        return f"Confidence {percent(score.confidence)}{borderline}", f" ({rest})"
    shares = {score.tier: score.confidence} | others
    worth = ", ".join(f"{percent(share)} {tier}" for tier, share in shares.items() if share >= _WORTH_SAYING)
    caution = "so that no good lead is missed" if score.tier is Tier.HIGH else "for High asks for more certainty"
    return f"Borderline: {worth}", f"; shown as {score.tier} {caution}"


def _listed(heading: str, reasons: tuple[Reason, ...], score: Score) -> str:
    return f"{heading}: {'; '.join(say(reason, score) for reason in reasons)}." if reasons else ""


def _title(lead: Lead, score: Score) -> str:
    who = lead.name or lead.email or lead.company or lead.external_id
    tier = f"{score.tier} lead{', borderline' * score.borderline}"
    return f"{tier}: {who}" if who else tier


def _identity(lead: Lead) -> str:
    crm = f"CRM id {lead.external_id}" if lead.external_id else None
    return " · ".join(part for part in (lead.company, lead.email, crm) if part)


def _reading(lead: Lead, score: Score) -> str:
    """Return all that is known of the lead, so that a misread fact is seen, and what of it the model passes over."""
    looked_at = {reason.feature for reason in score.reasons}
    known = {feature: value for feature in FEATURES if (value := lead.features[feature.name]) is not None}
    said = (feature.say(value).text for feature, value in known.items() if feature in looked_at)
    reading = f"I read: {' · '.join(part for part in (*said, _identity(lead)) if part)}."
    unused = [feature.title.lower() for feature in known if feature not in looked_at]
    return f"{reading} Not used by this model: {in_words(unused)}." if unused else reading


def _origin(verb: str, scored: ScoredLead) -> Block:
    return context(f"{verb} <@{scored.asked_by}> · model {scored.score.model_version}")


_KEPT = "This card is kept in our direct messages."
_WHY_REFUSED = {
    "not_in_channel": f"I am not in that channel. Type `/invite @{names.BOT_NAME}` there",
    "channel_not_found": "I cannot see that channel. Ask your admin to create it; if it is private, type "
    f"`/invite @{names.BOT_NAME}` there",
    "is_archived": "that channel is archived. Ask your admin to restore it, or to give me another one",
    "ratelimited": "Slack asks me to slow down. Wait a minute",
}


def _alert_in_words(alert: Alert, channel: str) -> str:
    place = channel if channel.startswith("#") else f"<#{channel}>"
    match alert.status:
        case AlertStatus.POSTED:
            return f"Posted to {place}."
        case AlertStatus.POSTED_BEFORE:
            return f"Already in {place}, so I did not post it again."
        case AlertStatus.UNCONFIRMED:
            doubt = f"*Slack did not say whether it posted this to {place}.*"
            return f"{doubt} Look there before you press *Post it again*. {_KEPT}"
        case AlertStatus.REFUSED:
            why = _WHY_REFUSED.get(alert.reason, f"Slack answered `{alert.reason}`. Tell your admin")
            return f"*Not posted to {place}:* {why}, then press *Post it again*. {_KEPT}"
