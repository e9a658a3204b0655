"""The slash command: the table of its subcommands, and a lead that is named or described."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.context import Services
from bot.conversation.questions import choose_question
from bot.conversation.score_answers import reading_remarks, unread_remark
from bot.language import Facts
from bot.slack.client.reply import Reply
from bot.slack.listeners import availability, board, forget, form, lead_lists, retry
from bot.slack.listeners.command import Command
from bot.slack.plain_text import plain_command, unescape
from bot.slack.views.cards import score_card
from bot.slack.views.help import help_card
from bot.slack.views.model_card import model_card
from scoring.errors import InvalidLead, Problem
from scoring.fields.lead import Lead

SOURCE = "slack"
_NO_FACT = "I found no fact about a lead in that"
_MAX_MORE = 3

# One word with a digit in it, which may be an id or a phone number: nothing that says anything else of a lead.
_ID = re.compile(r"(?=\D*\d)[\w.+@-]+")


class Argument(Enum):
    """What may follow a subcommand; without it, the text is about a lead."""

    NOTHING = auto()
    DURATION = auto()
    LEAD = auto()


@dataclass(frozen=True)
class Subcommand:
    """One row of the table: its `names`, and what `run` does; `example` is an argument as help shows it."""

    names: tuple[str, ...]
    run: Callable[[Command], None]
    argument: Argument = Argument.NOTHING
    example: str = ""
    for_managers: bool = False

    @property
    def usage(self) -> str:
        """How to type it: "pause 2 hours"."""
        return f"{self.names[0]} {self.example}".strip()

    def matches(self, text: str) -> bool:
        """Return whether `text` is this subcommand: "away", "away 3 days", "away soon"."""
        words = text.strip(" .!?").lower()
        if self.argument is Argument.NOTHING:
            return words in self.names
        first, _, rest = words.partition(" ")
        if first not in self.names:
            return False
        is_duration = len(rest.split()) <= 1 or rest.strip()[0] in "-+0123456789"
        return self.argument is Argument.LEAD or is_duration


def show_help(command: Command) -> None:
    """`/scorelead help`"""
    managers = [one.usage for one in SUBCOMMANDS if one.for_managers]
    command.ack({"response_type": "ephemeral"} | help_card(command.services.scorer.features, managers))


def show_model(command: Command) -> None:
    """`/scorelead model`"""
    command.ack({"response_type": "ephemeral"} | model_card(command.services.scorer.card))


SUBCOMMANDS = (
    Subcommand(("",), form.open_form),
    Subcommand(("help", "help me", "hi", "hello"), show_help),
    Subcommand(("model", "the model"), show_model),
    Subcommand(("board", "the board"), board.show_board),
    Subcommand(("recent", "latest"), lead_lists.show_recent),
    Subcommand(("away",), availability.away, Argument.DURATION, "3 days"),
    Subcommand(("back",), availability.back),
    Subcommand(("pause",), availability.pause, Argument.DURATION, "2 hours", for_managers=True),
    Subcommand(("resume",), availability.resume, for_managers=True),
    Subcommand(("retry",), retry.retry_command, for_managers=True),
    Subcommand(("forget",), forget.ask, Argument.LEAD, "Dana Reyes", for_managers=True),
)
"""What `/scorelead` can do besides scoring and finding a lead."""


def slash_command(ack: Ack, command: dict[str, Any], client: WebClient, services: Services, reply: Reply) -> None:
    """Answer `/scorelead`: a subcommand, a lead that is named, or facts about one."""
    typed = Command(ack, command, client, services, reply)
    found = next((one for one in SUBCOMMANDS if one.matches(typed.text)), None)
    if found is not None:
        found.run(typed)
        return
    facts = services.parser.parse(plain_command(typed.text), is_command=True)
    words = _names(typed.text, facts)
    if words:
        _find(typed, words, facts)
    else:
        _score(typed, facts)


def _find(command: Command, words: str, facts: Facts) -> None:
    """Answer with the card of the lead that is named, or with a list where several are called so."""
    found = command.services.leads.find(words)
    stated = Lead() if found else facts.require_understood()  # InvalidLead is raised here, before ack
    command.ack()
    lead_lists.show_found(words, found, stated, command.services, command.reply)


def _score(command: Command, facts: Facts) -> None:
    """Answer with the card of each lead that is described, privately, however little is known."""
    _require_a_fact(facts)  # InvalidLead is raised here, before ack
    command.ack()
    services, notes = (
        command.services,
        (*unread_remark(len(facts.more) - _MAX_MORE), *reading_remarks(facts, command.services.conversations.context)),
    )
    for lead in (facts.lead, *facts.more[:_MAX_MORE]):
        skipped = facts.unknown if lead is facts.lead else ()  # what is said to be unknown is of the first one
        scored = services.leads.score(lead, source=SOURCE, by=command.user)
        following = choose_question(scored.lead, services.scorer, skipped)
        card = score_card(scored, channel=services.channel, following=following, skipped=skipped, notes=notes)
        command.reply.privately(card, of=[scored.lead_id])


def _names(text: str, facts: Facts) -> str:
    """Return the name in a text that states nothing else, or the id that it is."""
    if facts.every_problem:
        words = unescape(text).strip()
        return words if _ID.fullmatch(words) else ""
    return "" if facts.lead.values else " ".join(map(str, facts.lead.identity.values()))


def _require_a_fact(facts: Facts) -> None:
    """Raise InvalidLead where a value is not allowed, or no fact was understood."""
    if facts.problems or not facts.lead.values:
        facts.require_understood()  # raises InvalidLead, with hints at what may have been meant
        raise InvalidLead(facts.problems or [Problem("", _NO_FACT)], understood=facts.lead)
