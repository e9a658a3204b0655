"""Why: every reason of a score in words, and then their picture in the thread."""

import logging
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.conversation.lead_reference import besides, no_such_lead, whom
from bot.conversation.turn import Answer, Talk, Turn
from bot.conversation.waterfall import Waterfalls
from bot.slack.views.all_reasons import reason_blocks, reasons_in_words
from bot.slack.views.blocks import Message, escaped, header, message
from bot.slack.views.cards import title
from scoring.explain.score import Score
from scoring.fields.lead import Lead

log = logging.getLogger(__name__)


def why(turn: Turn, talk: Talk) -> Answer:
    """Give all reasons of the latest score; a picture of them is to follow. `rest` may name another lead."""
    meant = whom(turn, turn.rest, talk)
    if meant.lead_id is None:
        return no_such_lead(turn, turn.rest)
    stored = talk.store.leads.get(meant.lead_id)  # UnknownLead is raised here
    words = why_message(stored.lead, stored.score)
    return Answer(turn.conversation, (words,), picture_of=stored.score, tells_of=besides(turn, stored.id))


def why_message(lead: Lead, score: Score) -> Message:
    """Return every reason of the score with its weight, and what is not known by name."""
    heading = title(lead, score)
    return message(escaped(f"{heading}\n{reasons_in_words(score)}"), [header(heading), *reason_blocks(score)])


def post_picture(
    score: Score, *, client: WebClient, channel: str, thread_ts: str, waterfalls: Waterfalls
) -> str | None:
    """Draw the reasons, post the picture to the thread, and return the id of its file; None where there is none.

    The words stand without it, so a picture that cannot be drawn or posted is nobody's trouble.
    """
    picture = waterfalls.draw(score)
    if picture is None:
        return None
    try:
        posted = client.files_upload_v2(
            content=picture.png,
            filename="reasons.png",
            title=f"Why {score.tier}",
            alt_txt=picture.alternative,
            channel=channel,
            thread_ts=thread_ts,
        )
    except (SlackClientError, OSError, HTTPException) as error:
        log.warning("a waterfall could not be posted: %s", type(error).__name__)
        return None
    return str(posted["file"]["id"])
