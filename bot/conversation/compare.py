"""Comparing: the lead of a conversation beside another one that is known."""

import re

from bot.conversation.asking import asked_no_more
from bot.conversation.comparison import comparison_card
from bot.conversation.fallback import whose
from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Talk, Turn
from bot.leads.identity import may_be_called
from bot.leads.lead import StoredLead
from bot.slack import names
from bot.slack.views.lead_card import leads_card
from bot.text import cut

_AND = re.compile(r"\s+(?:with|to|and|against|or|versus|vs\.?)\s+", re.IGNORECASE)
_NAME_MOST = 120


def compare(turn: Turn, talk: Talk) -> Answer:
    """Compare with the lead that `rest` names; where several are called so, ask which one."""
    name = _other_name(turn)
    if name is None:
        return _answer(
            turn, f"In this thread I compare with {whose(turn.conversation.lead)}; name the other lead only."
        )
    found = [one for one in _called(name, talk) if one.id != turn.conversation.lead_id]
    if not found:
        return _answer(turn, f"I know no other lead “{cut(name, _NAME_MOST)}”.")
    if len(found) == 1:
        return _compared(turn, found[0], talk)
    ids = tuple(one.id for one in found)
    listed = leads_card(
        f"Compare with which “{cut(name, _NAME_MOST)}”?", found, talk.store.leads.owners(ids), names.COMPARE
    )
    known = asked_no_more(turn.conversation)
    return Answer(known, (listed,), private=known.thread.is_public, tells_of=ids)


def compare_chosen(turn: Turn, talk: Talk) -> Answer:
    """Compare with the lead whose button was pressed, the id of which is `rest`; raises UnknownLead."""
    if turn.conversation.lead_id is None:
        return _answer(turn, "We speak of no lead any more that I could compare it with.")
    return _compared(turn, talk.store.leads.get(turn.rest), talk)


def _compared(turn: Turn, other: StoredLead, talk: Talk) -> Answer:
    """Return the comparison; in a channel only who asked sees it, for nobody spoke of the other lead there."""
    lead, score_of = turn.conversation.lead, talk.scorer.score
    card = comparison_card(lead, score_of(lead), other.lead, score_of(other.lead))
    return Answer(turn.conversation, (card,), private=turn.conversation.thread.is_public, tells_of=(other.id,))


def _called(name: str, talk: Talk) -> list[StoredLead]:
    """Return the leads that are called just so, or else all that the words fit."""
    return talk.store.leads.called(name) or talk.store.leads.find(name)


def _other_name(turn: Turn) -> str | None:
    """Return whom to compare with: "Sam", also of "Dana with Sam"; None where neither of two is spoken of here."""
    ours = turn.conversation.lead.name or ""
    parts = _AND.split(turn.rest, maxsplit=1)
    if len(parts) == 1:
        return turn.rest
    first, second = parts
    if may_be_called(first, ours):
        return second
    return first if may_be_called(second, ours) else None


def _answer(turn: Turn, words: str) -> Answer:
    return Answer(turn.conversation, (say(words),))
