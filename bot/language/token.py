"""Piece: a part of a text that means something about a lead."""

from dataclasses import dataclass
from enum import StrEnum, auto

from bot.language.amount import Amount


class Kind(StrEnum):
    """What a piece of text is."""

    FIELD = auto()  # words that name a field of a lead
    AMOUNT = auto()  # a number in digits or words, with its unit, its hedges, or as a range
    EMAIL = auto()
    PHONE = auto()
    YES = auto()
    NO = auto()
    DONT_KNOW = auto()
    EQUALS = auto()  # what ties a value to the field before it
    COMMA = auto()  # what parts one fact from the next
    STOP = auto()  # the end of a sentence, or a line
    QUESTION = auto()  # a question mark
    QUOTED = auto()
    PERSON = auto()  # of whom a fact is told: "she", "the client"
    OTHER = auto()  # a person or a thing that is not the lead
    MAY_BE = auto()  # what follows may yet come
    IF = auto()
    UNCLEAR = auto()  # words that change what stands beside them in a way that is not understood
    FILLER = auto()
    WORD = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, from `start` to `end`.

    `text` is what it says; `fields` are the fields of `Lead` that it may name, told apart by the unit of their
    amount; `is_verb` says that it names them only beside an amount; `misspelt` is what it was read as.
    """

    kind: Kind
    text: str
    start: int
    end: int
    fields: tuple[str, ...] = ()
    is_verb: bool = False
    misspelt: str = ""
    amount: Amount | None = None

    @property
    def low(self) -> str:
        """What it says in small letters."""
        return self.text.lower()
