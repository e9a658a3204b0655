"""Choice: the kind of a feature that is one of a few words."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import CoreSchema, core_schema

from scoring.fields.base import FeatureBase, LowerText, Phrase, Text, Value, check_template


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
