"""The kind of a feature that is a share, which people write as a percentage."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import CoreSchema, core_schema

from scoring.fields.base import FeatureBase, Phrase, Value, check_template, number_of

_SHARE_STEPS = 10_000


class Fraction(FeatureBase):
    """A feature that is a share of a whole, from 0 to 1, to a hundredth of a percent. People write it as a percentage.

    `template` describes a value as the subject of a sentence: "{} of lessons missed".
    """

    kind: Literal["fraction"] = "fraction"
    template: str = ""
    example: float = 0.5

    def value_schema(self) -> CoreSchema:
        """Return what pydantic validates a known value with."""
        share = core_schema.no_info_after_validator_function(
            _rounded, core_schema.float_schema(ge=0, le=1, allow_inf_nan=False)
        )
        return core_schema.no_info_before_validator_function(self._from_text, share)

    @property
    def allowed(self) -> str:
        """What a value must be, in words."""
        return "a share from 0% to 100%"

    @property
    def value_codes(self) -> range:
        """The code of every known value, rising: hundredths of a percent."""
        return range(_SHARE_STEPS + 1)

    def code(self, value: Value | None) -> int | None:
        """Return the number that stands for a value in a model, None if it is unknown."""
        return self.missing_code if value is None else round(number_of(value) * _SHARE_STEPS)

    def decode(self, code: float) -> float | None:
        """Return the value that a code stands for."""
        return None if code == self.missing_code else int(code) / _SHARE_STEPS

    def read(self, text: str) -> float:
        """Return the share that `text` states: "65%", "65 percent", "65" and "0.65" are all 0.65.

        Raises:
            ValueError: `text` is no share.
        """
        stated = text.strip().lower()
        number = stated.removesuffix("percent").removesuffix("%").strip()
        if not (number.isascii() and number.replace(".", "", 1).isdecimal()):
            raise ValueError("not a share")
        share = float(number)
        return _rounded(share / 100 if number != stated or share > 1 else share)

    def write(self, value: Value) -> str:
        """Return `value` as a person writes it: "65%"."""
        return f"{number_of(value) * 100:.10g}%"

    def phrase(self, value: Value | None) -> Phrase:
        """Return `value` as the subject of a sentence: "65% of lessons missed"."""
        if value is None:
            return Phrase(self.when_missing)
        return Phrase((self.template or f"{self.title.lower()} {{}}").format(self.write(value)))

    def _from_text(self, value: object) -> object:
        if isinstance(value, bool):
            raise ValueError(self.allowed)  # noqa: TRY004, pydantic turns a ValueError into its own
        return self.read(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _template_has_a_place(self) -> Self:
        check_template(self.template, "template")
        return self


def _rounded(share: float) -> float:
    return round(share, 4)
