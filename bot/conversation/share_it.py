"""Sharing: the lead's card, shown to everybody in a channel."""

import re

from bot.conversation.small_talk import say
from bot.conversation.turn import Answer, Shared, Talk, Turn
from bot.slack.views.blocks import Message, escaped, message, mrkdwn
from bot.slack.views.cards import shared_card

_ID = re.compile(r"#([CG][A-Z0-9]{5,})")
_WHERE = "In which channel? Say “share it in #hot-leads”."


def share_it(turn: Turn, talk: Talk) -> Answer:
    """Post the card of the conversation's lead to the channel that was named, or to the one that the thread is in."""
    thread = turn.conversation.thread
    named = _ID.fullmatch(turn.rest)
    channel = (named[1] if named else turn.rest.lower()) or (thread.channel if thread.is_public else "")
    if not channel:
        return Answer(turn.conversation, (say(_WHERE),))
    place = escaped(channel) if channel.startswith("#") else f"<#{channel}>"
    scored = talk.leads.latest(turn.conversation.lead_id or "", by=turn.user)
    refused = _marked(
        f"I cannot post in {place}: it has to be a public channel of your company's own, where I may be used and to "
        "which I was invited (`/invite` me there). Then say it again."
    )
    done = _marked(f"Shared in {place}, for everybody there to see.")
    return Answer(turn.conversation, (done,), shared=Shared(channel, shared_card(scored), refused))


def _marked(words: str) -> Message:
    return message(words, [mrkdwn(words)])
