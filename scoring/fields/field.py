"""The kinds of features: what there is to know about one of them, and what everything else derives from.

- `Quantity`: a whole number from `at_least` to `at_most`, in a unit. Its value is an int.
- `YesNo`: its value is a bool.
- `Choice`: one of a few `options`. Its value is a str.
- `Fraction`: a share from 0 to 1, which people write as a percentage. Its value is a float.

Every kind can `read` a value from text, `write` it as a person would, and put it in a sentence (`phrase`); `allowed`
says what a value must be, and `ask()` asks for it.

Models work with whole numbers: `code` turns a value into one, `decode` turns it back, and `codes` holds all of them.
A feature with `when_missing` gives a missing value a meaning: "no earlier stay". A missing value is then a value like
any other. It has a code of its own, one below the others, it is never asked for, and a file may leave its cells empty.
"""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import CoreSchema, core_schema

from scoring.fields.base import (
    IDENTITY_NAMES,
    FeatureBase,
    Field,
    IdentityField,
    LowerText,
    Phrase,
    Role,
    Text,
    UnitName,
    Value,
    check_template,
    number_of,
)
from scoring.fields.fraction import Fraction
from scoring.fields.units import COUNT

__all__ = [
    "IDENTITY_NAMES",
    "Choice",
    "Feature",
    "Field",
    "Fraction",
    "Identity",
    "IdentityField",
    "Phrase",
    "Quantity",
    "Role",
    "Signal",
    "Value",
    "YesNo",
]

MAX_QUANTITY = 1_000_000_000
"""No quantity of a lead is larger; beyond, a number is a typing error, and a model's floats lose digits."""


class Quantity(FeatureBase):
    """A feature that is a whole number, from `at_least` to `at_most`.

    `many` describes a value ("{} website visits"), `one` and `none` the values 1 and 0 where they read differently.
    `example` is a value for help texts.
    """

    kind: Literal["quantity"] = "quantity"
    unit: UnitName = COUNT
    at_least: int = 0
    at_most: int = MAX_QUANTITY
    many: str = ""
    one: str = ""
    none: str = ""
    example: int = 20

    def value_schema(self) -> CoreSchema:
        """Return what pydantic validates a known value with."""
        number = core_schema.int_schema(ge=self.at_least, le=self.at_most)
        return core_schema.no_info_before_validator_function(_refuse_yes_or_no, number)

    @property
    def unbounded(self) -> bool:
        """Whether every sensible number is allowed, however large."""
        return self.at_most == MAX_QUANTITY

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        if self.unbounded:
            return f"a whole number, at least {self.write(self.at_least)}"
        return f"a whole number from {self.write(self.at_least)} to {self.write(self.at_most)}"

    @property
    def value_codes(self) -> range:
        """The code of every known value, rising: the values themselves."""
        return range(self.at_least, self.at_most + 1)

    def code(self, value: Value | None) -> int | None:
        """Return the number that stands for a value in a model, None if it is unknown."""
        return self.missing_code if value is None else int(value)

    def decode(self, code: float) -> int | None:
        """Return the value that a code stands for."""
        return None if code == self.missing_code else int(code)

    def read(self, text: str) -> int:
        """Return the value that `text` states.

        Raises:
            ValueError: `text` is no whole number of this feature's unit. Limits are checked by `FieldSet.read`.
        """
        amount = self.unit.read(text)
        if amount != int(amount):
            raise ValueError("not a whole number")
        return int(amount)

    def write(self, value: Value) -> str:
        """Return `value` as a person writes it: "$250,000"."""
        return self.unit.write(number_of(value))

    def quote(self, value: object) -> str:
        """Return a wrong value as an error message quotes it."""
        return self.write(value) if isinstance(value, int) else str(value)

    def phrase(self, value: Value | None) -> Phrase:
        """Return `value` as the subject of a sentence: "credit score 580"."""
        if value is None:
            return Phrase(self.when_missing)
        number = number_of(value)
        exact = self.none if number == 0 else self.one if number == 1 else ""
        counted = self.unit is COUNT and number != 1
        template = exact or self.many or f"{self.title.lower()} {{}}"
        return Phrase(template.format(self.write(value)), plural=counted and bool(self.many))

    def ask(self) -> str:
        """Return a question for the value: "What is the credit score?"."""
        counted = f"How many {self.many.replace('{} ', '')}?"
        return self.question or (counted if self.many else f"What is the {self.title.lower()}?")

    @model_validator(mode="after")
    def _limits_fit(self) -> Self:
        if not -MAX_QUANTITY <= self.at_least < self.at_most <= MAX_QUANTITY:
            raise ValueError(
                f"at_least must be less than at_most, both between {-MAX_QUANTITY:,} and {MAX_QUANTITY:,}, "
                f"not {self.at_least:,} and {self.at_most:,}"
            )
        if not self.at_least <= self.example <= self.at_most:
            raise ValueError(f"example must be {self.allowed}, not {self.example}")
        check_template(self.many, "many")
        return self


class YesNo(FeatureBase):
    """A feature that is yes or no; `yes` and `no` describe each as the subject of a sentence.

    `told`: it is yes once the lead has told us. `amount`: whoever names an amount of this unit says yes, as in "a
    budget of $500k".
    """

    kind: Literal["yes or no"] = "yes or no"
    group: Text = "Signals"
    yes: Text
    no: Text
    example: bool = True
    never_lowers: bool = True
    can_grow: bool = True
    told: bool = False
    amount: UnitName | None = None

    def value_schema(self) -> CoreSchema:
        """Return what pydantic validates a known value with."""
        return core_schema.bool_schema()

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        return "yes or no"

    @property
    def value_codes(self) -> range:
        """The code of every known value, rising: 0 is no, 1 is yes."""
        return range(2)

    def code(self, value: Value | None) -> int | None:
        """Return the number that stands for a value in a model, None if it is unknown."""
        return self.missing_code if value is None else int(value)

    def decode(self, code: float) -> bool | None:
        """Return the value that a code stands for."""
        return None if code == self.missing_code else bool(code)

    def write(self, value: Value) -> str:
        """Return `value` as a person writes it: "yes"."""
        return "yes" if value else "no"

    def phrase(self, value: Value | None) -> Phrase:
        """Return `value` as the subject of a sentence: "no pre-approved financing"."""
        return Phrase(self.when_missing if value is None else self.yes if value else self.no)

    def ask(self) -> str:
        """Return a question for the value: "Is financing pre-approved?"."""
        return self.question or f"{self.title}?"


class Choice(FeatureBase):
    """A feature that is one of `options`, as people call them; `words` holds further words for some of them.

    `template` describes a value as the subject of a sentence: "a {} coat".
    """

    kind: Literal["choice"] = "choice"
    options: tuple[Text, ...]
    words: Mapping[str, tuple[LowerText, ...]] = {}
    template: str = ""
    never_lowers: Literal[False] = False
    can_grow: Literal[False] = False

    @property
    def example(self) -> str:
        """A value for help texts."""
        return self.options[0]

    def value_schema(self) -> CoreSchema:
        """Return what pydantic validates a known value with."""
        return core_schema.no_info_after_validator_function(self.read, core_schema.str_schema())

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        return f"{', '.join(self.options[:-1])} or {self.options[-1]}"

    @property
    def value_codes(self) -> range:
        """The code of every known value, rising: the positions of the options."""
        return range(len(self.options))

    def code(self, value: Value | None) -> int | None:
        """Return the number that stands for a value in a model, None if it is unknown."""
        return self.missing_code if value is None else self.options.index(str(value))

    def decode(self, code: float) -> str | None:
        """Return the value that a code stands for."""
        return None if code == self.missing_code else self.options[int(code)]

    def read(self, text: str) -> str:
        """Return the option that `text` names, whatever its case.

        Raises:
            ValueError: it names none.
        """
        wanted = " ".join(text.lower().split())
        for option in self.options:
            if wanted in {option.lower(), *self.words.get(option, ())}:
                return option
        raise ValueError(self.allowed)

    def write(self, value: Value) -> str:
        """Return `value` as a person writes it."""
        return str(value)

    def phrase(self, value: Value | None) -> Phrase:
        """Return `value` as the subject of a sentence: "a long coat"."""
        if value is None:
            return Phrase(self.when_missing)
        return Phrase((self.template or f"{self.title.lower()} {{}}").format(value))

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        if len(self.options) < 2:
            raise ValueError("options must be at least two")
        if strangers := sorted(set(self.words) - set(self.options)):
            raise ValueError(f"words must be for one of the options, not for {', '.join(strangers)}")
        spelled = [word for option in self.options for word in {option.lower(), *self.words.get(option, ())}]
        if twice := sorted({word for word in spelled if spelled.count(word) > 1}):
            raise ValueError(f"options and words must differ; there more than once: {', '.join(twice)}")
        check_template(self.template, "template")
        return self


def _refuse_yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("yes or no is not a number")  # noqa: TRY004, pydantic turns a ValueError into its own
    return value


Feature = Quantity | YesNo | Choice | Fraction

# The names until now, until every room uses those above.
Identity = IdentityField
Signal = YesNo
