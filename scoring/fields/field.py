"""What there is to say about one field of a lead: the words, bounds and wording that everything else derives from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annotated_types import Ge, GroupedMetadata, Le, MaxLen
from pydantic import BeforeValidator

from scoring.fields.units import COUNT, Unit

MOST = 1_000_000_000
"""No quantity of a lead is larger; beyond, a number is a slip of the keyboard, and a model's floats lose digits."""


class Group(StrEnum):
    """The part of the form that a field stands in, in the form's order."""

    WHO = "Who"
    MONEY = "Money"
    ENGAGEMENT = "Engagement"
    SIGNALS = "Signals"


@dataclass(frozen=True)
class Phrase:
    """A value in words, ready to be the subject of a sentence: "25 website visits", plural."""

    text: str
    plural: bool = False


@dataclass(frozen=True, kw_only=True)
class Field(GroupedMetadata):
    """Metadata of one field of `Lead`; pydantic enforces the bounds it yields.

    `name` is the field's name in `Lead`, filled in from there. `synonyms` are further words for it in people's
    text, in lower case, beside its name and title; `verbs` are words that speak of it only with a value beside them:
    "called five times", but "called Dana".
    """

    name: str = ""
    title: str
    hint: str
    group: Group
    synonyms: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[object]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class Identity(Field):
    """Who the lead is: kept and shown, never scored. `in_groups`: it is a number that people write as 415 555 0132."""

    at_most: int = 120
    in_groups: bool = False
    group: Group = Group.WHO

    def __iter__(self) -> Iterator[object]:
        yield MaxLen(self.at_most)

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        return f"at most {self.at_most} characters"


def _not_yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("yes or no is not a number")  # noqa: TRY004, pydantic turns a ValueError into its own
    return value


@dataclass(frozen=True, kw_only=True)
class Quantity(Field):
    """A feature that is a whole number, from `at_least` to `at_most`.

    `many` says a value ("{} website visits"), `one` and `none` the values 1 and 0 where those read differently.
    `question` asks for it. `example` is a value for help texts. `never_lowers`: more of it never makes a lead worse,
    which training promises. `can_grow`: there may be more of it soon.
    """

    unit: Unit = COUNT
    at_least: int = 0
    at_most: int = MOST
    many: str = ""
    one: str = ""
    none: str = ""
    question: str = ""
    example: int = 20
    never_lowers: bool = False
    can_grow: bool = False

    def __iter__(self) -> Iterator[object]:
        yield Ge(self.at_least)
        yield Le(self.at_most)
        yield BeforeValidator(_not_yes_or_no)

    @property
    def unbounded(self) -> bool:
        """Whether every sensible number is allowed, however large."""
        return self.at_most == MOST

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        if self.unbounded:
            return f"a whole number, at least {self.write(self.at_least)}"
        return f"a whole number from {self.write(self.at_least)} to {self.write(self.at_most)}"

    def read(self, text: str) -> int:
        """Return the value that `text` states.

        Raises:
            ValueError: `text` is no whole number of this feature's unit. Bounds are left to `Lead`.
        """
        amount = self.unit.read(text)
        if amount != int(amount):
            raise ValueError("not a whole number")
        return int(amount)

    def write(self, value: int) -> str:
        """Return `value` as a person writes it: "$250,000"."""
        return self.unit.write(value)

    def say(self, value: int) -> Phrase:
        """Return `value` as the subject of a sentence: "credit score 580"."""
        exact = {0: self.none, 1: self.one}.get(value)
        counted = self.unit is COUNT and value != 1
        template = exact or self.many or f"{self.title.lower()} {{}}"
        return Phrase(template.format(self.write(value)), plural=counted and bool(self.many))

    def ask(self) -> str:
        """Return a question for the value: "What is the credit score?"."""
        counted = f"How many {self.many.replace('{} ', '')}?"
        return self.question or (counted if self.many else f"What is the {self.title.lower()}?")


@dataclass(frozen=True, kw_only=True)
class Signal(Field):
    """A feature that is yes or no; `yes` and `no` say each as the subject of a sentence, `question` asks for it.

    `never_lowers`: a yes never makes a lead worse, which training promises. `can_grow`: a no may become a yes soon.
    `told`: it is yes once the lead has told us. `amount`: who names an amount of this unit says yes, as in "a budget
    of $500k".
    """

    group: Group = Group.SIGNALS
    yes: str
    no: str
    question: str = ""
    example: bool = True
    never_lowers: bool = True
    can_grow: bool = True
    told: bool = False
    amount: Unit | None = None
    allowed: str = field(default="yes or no", init=False)

    def write(self, value: int) -> str:
        """Return `value` as a person writes it: "yes"."""
        return "yes" if value else "no"

    def say(self, value: int) -> Phrase:
        """Return `value` as the subject of a sentence: "no pre-approved financing"."""
        return Phrase(self.yes if value else self.no)

    def ask(self) -> str:
        """Return a question for the value: "Is financing pre-approved?"."""
        return self.question or f"{self.title}?"


Feature = Quantity | Signal
