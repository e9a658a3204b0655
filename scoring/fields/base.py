"""What all fields of a lead have in common, and the fields that say who it is."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from scoring.fields.text import one_line
from scoring.fields.units import BUILT_IN_UNITS, Unit

IDENTITY_NAMES = ("name", "email", "phone", "company", "external_id")
"""The names that identity fields may have, in the order of forms and files."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LowerText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^A-Z]+$")]


def _find_unit(value: object, info: ValidationInfo) -> Unit:
    """Return a unit itself, or the one with this name: of the units in the validation's context, or a built-in one."""
    if isinstance(value, Unit):
        return value
    known: Mapping[str, Unit] = BUILT_IN_UNITS | (info.context or {}).get("units", {})
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"must be one of {', '.join(known)}")
    return known[value]


UnitName = Annotated[Unit, PlainValidator(_find_unit), PlainSerializer(lambda unit: unit.name)]
"""A unit, stated by its name."""


class Field(BaseModel):
    """One field of a lead.

    `synonyms` are further words for it in people's text, in lower case, in addition to its name and title. `verbs` are
    words that mean it only with a value next to them: "called five times", but "called Dana". `group` is the part of
    the form that it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
    title: Text
    hint: str = ""
    group: Text
    synonyms: tuple[LowerText, ...] = ()
    verbs: tuple[LowerText, ...] = ()


class IdentityField(Field):
    """Who the lead is: kept and shown, never scored.

    The product recognizes leads by these fields, so their names are fixed (`IDENTITY_NAMES`); a field set titles them
    and may leave some out. `in_groups`: it is a number that people write as 415 555 0132.
    """

    group: Text = "Who"
    at_most: int = 120
    in_groups: bool = False

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        return f"at most {self.at_most} characters"

    def value_schema(self) -> CoreSchema:
        """Return what pydantic validates a known value with."""
        return core_schema.no_info_after_validator_function(self._line, core_schema.str_schema())

    def quote(self, value: object) -> str:
        """Return a wrong value as an error message quotes it."""
        return str(value)

    def _line(self, text: str) -> str:
        line = one_line(text)
        if not 0 < len(line) <= self.at_most:
            raise ValueError(self.allowed)
        return line


Value = int | bool | str | float
"""What is known of one feature."""


class Role(StrEnum):
    """What a feature means to rules that need to know.

    At most one feature of a set has each role, and none need have it.
    """

    AGE = "age"
    """How old the lead is: a quantity in years."""
    INCOME = "income"
    """What the lead earns in a year: a quantity of money."""
    CREDIT_SCORE = "credit score"
    """A credit rating: a quantity."""
    CONTACT_COUNT = "contact count"
    """How often we contacted the lead: a quantity."""
    SITE_TIME = "site time"
    """How long the lead was on our website: a quantity."""


@dataclass(frozen=True)
class Phrase:
    """A value in words, ready to be the subject of a sentence: "25 website visits", plural."""

    text: str
    plural: bool = False


class FeatureBase(Field):
    """What the kinds of features have in common.

    `role` says what the feature means to rules. `question` asks for a value. `never_lowers`: more of it never makes a
    lead worse, which training guarantees. `can_grow`: it may increase soon, as a salesperson or the lead can change it.
    `when_missing` says what a missing value means, as the subject of a sentence; if it is empty, a missing value is
    simply unknown.
    """

    role: Role | None = None
    question: str = ""
    when_missing: str = ""
    never_lowers: bool = False
    can_grow: bool = False

    @property
    @abstractmethod
    def value_codes(self) -> range:
        """The code of every known value, rising."""

    @property
    def codes(self) -> range:
        """The code of every value, rising, with that of a missing one if it means something."""
        values = self.value_codes
        return range(values.start - bool(self.when_missing), values.stop)

    @property
    def missing_code(self) -> int | None:
        """The code of a missing value, None if that is unknown and not a value."""
        return self.codes.start if self.when_missing else None

    @abstractmethod
    def write(self, value: Value) -> str:
        """Return `value` as a person writes it."""

    @abstractmethod
    def phrase(self, value: Value | None) -> Phrase:
        """Return `value` as the subject of a sentence."""

    def quote(self, value: object) -> str:
        """Return a wrong value as an error message quotes it."""
        return str(value)

    def ask(self) -> str:
        """Return a question for the value: "What is the credit score?"."""
        return self.question or f"What is the {self.title.lower()}?"

    @model_validator(mode="after")
    def _missing_has_no_direction(self) -> Self:
        if self.when_missing and self.never_lowers:
            raise ValueError("a feature with when_missing cannot have never_lowers: a missing value is not less of it")
        return self


def check_template(template: str, key: str) -> None:
    """Raise ValueError if a template that says a value has no place for it."""
    if template and template.count("{}") != 1:
        raise ValueError(f"{key} must contain {{}} once, not “{template}”")


def number_of(value: Value) -> float:
    """Return `value` as a number; raises TypeError for text."""
    if isinstance(value, str):
        raise TypeError(value)
    return value
