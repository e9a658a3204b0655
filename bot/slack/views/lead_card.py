"""Cards of leads that are known: one with its history, and lists of several. Nothing here talks to Slack."""

from collections.abc import Mapping, Sequence

from bot.conversation.replies import NextQuestion
from bot.leads.lead import PastScore, StoredLead
from bot.leads.service import LeadHistory
from bot.leads.summary import describe_change, format_tier_so_far, name_of
from bot.slack import names
from bot.slack.views.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    escaped,
    header,
    message,
    moment,
    mrkdwn,
    plain,
    plain_section,
    small,
)
from bot.slack.views.cards import alert_in_words, identity, origin, score_blocks, spoken
from bot.slack.views.feedback import feedback_row
from bot.slack.views.questions import Asked, next_blocks
from bot.text import cut
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

_NOTHING_ASKED = NextQuestion()
_MAX_HISTORY = 5
_MAX_WORDS = 200

_LABELS = {
    names.SHOW_LEAD: "Show",
    names.SHOW_IN_WINDOW: "Show",
    names.ASK_TO_FORGET: "Forget…",
    names.COMPARE: "Compare",
    names.TALK_ABOUT: "This one",
}
"""What the button next to each lead of a list says, by its action."""


def lead_card(
    known: LeadHistory,
    channel: str,
    *,
    following: NextQuestion = _NOTHING_ASKED,
) -> Message:
    """Return the card of a lead as it is known now, with how it came to that, who has it, and what would help most."""
    stored, alert = known.stored, known.alert
    told = alert_in_words(alert, channel, is_new=False) if alert else ""
    history = "\n".join(_history(known.scores))
    blocks = [
        *score_blocks(stored.lead, stored.score),
        mrkdwn(f"*History*\n{history}"),
        *([mrkdwn(told)] if told else []),
        small(_known(stored.lead, known.fields)),
        origin("Scored by", stored.latest.by, stored.score),
        *next_blocks(following, Asked(stored.id, shareable=True)),
        actions(
            [button("Share here", names.SHARE, stored.id), button("All reasons", names.SHOW_REASONS, stored.id)],
        ),
        *feedback_row(stored.score_id),
    ]
    return message(spoken(stored.lead, stored.score, f"History: {history}", told, escaped(following.words)), blocks)


def leads_card(heading: str, listed: Sequence[StoredLead], owners: Mapping[str, str], press: str) -> Message:
    """Return a list of leads; `press` is the action of each one's button, `owners` says by id who has it."""
    lines = [lead_line(one, owners.get(one.id), press) for one in listed]
    words = [f"{format_tier_so_far(one.latest.score)}: {escaped(name_of(one.lead))}" for one in listed]
    return message("\n".join([escaped(heading), *words]), [header(heading), *lines])


def unknown_lead_card(words: str, form_value: str) -> Message:
    """Return the answer to who looks for a lead that nobody has scored."""
    said = f"I know no lead “{cut(words, _MAX_WORDS)}”. To score one, add what you know of it, or fill in the form."
    press = actions([button("Open the form", names.OPEN_FORM, form_value, primary=True)])
    return message(escaped(said), [plain_section(said), press])


def _history(past: Sequence[PastScore]) -> list[str]:
    """Return a line for each of the latest scores, in Slack's markup, the oldest first."""
    lines = [
        f"{moment(one.at)}: {(describe_change(before, one.score) if before else '') or format_tier_so_far(one.score)}"
        for before, one in zip([None, *past], past, strict=False)
    ]
    return lines[-_MAX_HISTORY:]


def lead_line(stored: StoredLead, owner: str | None, press: str) -> Block:
    """Return a lead as a line of a list: its score, when it got that, who has it, and the button with that action."""
    detail = moment(stored.scored_at) + (f" · <@{owner}> has it" if owner else "")
    words: Element = {"type": "mrkdwn", "text": detail}
    label = _LABELS[press]
    return {
        "type": "section",
        "text": plain(f"{format_tier_so_far(stored.score)} · {name_of(stored.lead)}"),
        "fields": [words],
        "accessory": button(label, press, stored.id),
    }


def _known(lead: Lead, fields: FieldSet) -> str:
    said = (one.phrase(lead.values[one.name]).text for one in fields.features if one.name in lead.values)
    return f"Known: {' · '.join(part for part in (*said, identity(lead)) if part)}."
