"""FieldSet: all that may be known of a lead, as a value.

    fields = FieldSet.load(Path("scoring/fields/real_estate.toml"))  # or scorer.fields, which came with the model
    fields["income"].title                  # a field by name; also fields.get("income"), "income" in fields
    fields.identity, fields.features        # in the order of forms, files and the columns of a model
    fields.with_role(Role.AGE)              # the feature with this role, or None
    fields.with_unit(YEARS)                 # the quantities in this unit
    lead = fields.read({"name": "Dana", "income": "250000"})  # a Lead, or InvalidLead with every problem
    fields.missing(lead)                    # the features that are unknown
    fields.update(lead, {"income": None})   # another lead
    fields.facts(lead)                      # {"name": "Dana"}: what is known, in the fields' order

A field set is data: it is read from TOML, and it is stored in a model's card as JSON. Nothing else in the product
lists features, and rules that need a certain one ask for its role or unit.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError
from pydantic_core import SchemaValidator, core_schema

from scoring.errors import BadFields, InvalidLead, Problem
from scoring.fields.field import Feature, IdentityField, Quantity, Role, Value
from scoring.fields.lead import Lead
from scoring.fields.specification import parse_fields, read_fields, state_fields
from scoring.fields.units import Unit

REAL_ESTATE_FILE = Path(__file__).with_name("real_estate.toml")

CARD_FILE = "card.json"
"""The file in a model's folder that states, among much else, its fields."""


@dataclass(frozen=True)
class FieldSet:
    """The fields of a lead: who it is, and the features that a score is made of."""

    identity: tuple[IdentityField, ...]
    features: tuple[Feature, ...]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the field set in the TOML file `path`.

        Raises:
            BadFields: the file cannot be read, or something in it is wrong; the message names every problem.
        """
        return cls(*read_fields(path))

    @classmethod
    def from_json(cls, stated: object, source: str = "fields") -> Self:
        """Return the field set that `to_json` returned; `source` names where it comes from in error messages.

        Raises:
            BadFields: something is wrong; the message names every problem.
        """
        return cls(*parse_fields(stated, source))

    def to_json(self) -> dict[str, Any]:
        """Return the field set as JSON, in the form of its TOML file."""
        return state_fields(self.identity, self.features)

    def __iter__(self) -> Iterator[IdentityField | Feature]:
        yield from self.identity
        yield from self.features

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> IdentityField | Feature:
        return self._by_name[name]

    def get(self, name: str) -> IdentityField | Feature | None:
        """Return the field with this name, None if there is none."""
        return self._by_name.get(name)

    def feature(self, name: str) -> Feature | None:
        """Return the feature with this name, None if there is none."""
        return next((feature for feature in self.features if feature.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields, in order."""
        return tuple(self._by_name)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The parts of the form, in order."""
        return tuple(dict.fromkeys(field.group for field in self))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The features that are quantities."""
        return tuple(feature for feature in self.features if isinstance(feature, Quantity))

    def with_role(self, role: Role) -> Feature | None:
        """Return the feature with a role, None if there is none."""
        return next((feature for feature in self.features if feature.role is role), None)

    def with_unit(self, unit: Unit) -> tuple[Quantity, ...]:
        """Return the quantities in a unit."""
        return tuple(quantity for quantity in self.quantities if quantity.unit == unit)

    def without(self, names: Iterable[str]) -> Self:
        """Return the field set without the features with these names."""
        left_out = set(names)
        return type(self)(self.identity, tuple(one for one in self.features if one.name not in left_out))

    def without_identity(self) -> Self:
        """Return the features alone."""
        return type(self)((), self.features)

    def read(self, stated: Mapping[str, Any]) -> Lead:
        """Return the lead that `stated` describes by field name, every field optional; None means unknown.

        Raises:
            InvalidLead: naming every wrong field, its value and what is allowed, and holding what was right.
        """
        try:
            return self._lead(self._validator.validate_python(stated))
        except ValidationError as error:
            details = {str(detail["loc"][0]): detail for detail in error.errors(include_url=False)}
            right = {name: value for name, value in stated.items() if name not in details}
            problems = [self._problem(name, detail["type"], detail["input"]) for name, detail in details.items()]
            understood = self._lead(self._validator.validate_python(right))
            raise InvalidLead(problems, understood=understood, needed=self.features) from None

    def update(self, lead: Lead, facts: Mapping[str, Value | str | None]) -> Lead:
        """Return `lead` with these facts, known to be valid, instead of its own; None means unknown."""
        known = {**lead.identity, **lead.values, **facts}
        return self._lead({name: known[name] for name in self._by_name if name in known})

    def facts(self, lead: Lead) -> dict[str, Value]:
        """Return what is known of `lead` by field name, in the order of the fields."""
        known = {**lead.identity, **lead.values}
        return {name: known[name] for name in self._by_name if name in known}

    def missing(self, lead: Lead) -> tuple[Feature, ...]:
        """Return the features that are unknown; not those whose missing value means something."""
        return tuple(one for one in self.features if one.name not in lead.values and not one.when_missing)

    def require_complete(self, lead: Lead) -> Lead:
        """Return `lead` if every feature is known.

        Raises:
            InvalidLead: naming every feature that is unknown.
        """
        if missing := self.missing(lead):
            raise InvalidLead((), understood=lead, needed=missing)
        return lead

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self.identity, self.features)

    @cached_property
    def _by_name(self) -> dict[str, IdentityField | Feature]:
        return {field.name: field for field in self}

    @cached_property
    def _identity_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.identity)

    @cached_property
    def _validator(self) -> SchemaValidator:
        fields = {
            field.name: core_schema.typed_dict_field(core_schema.nullable_schema(field.value_schema()), required=False)
            for field in self
        }
        return SchemaValidator(core_schema.typed_dict_schema(fields, extra_behavior="forbid"))

    def _lead(self, facts: dict[str, Any]) -> Lead:
        """Return the lead with these facts, in the order of the fields; the dictionary is used up."""
        identity = {}
        for name in self._identity_names:
            if (fact := facts.pop(name, None)) is not None:
                identity[name] = fact
        if None in facts.values():
            facts = {name: value for name, value in facts.items() if value is not None}
        return Lead(identity, facts)

    def _problem(self, name: str, kind: str, value: object) -> Problem:
        field = self.get(name)
        if field is None:
            return Problem(name, f"“{name}” is not known of a lead")
        allowed = field.allowed
        if isinstance(field, Quantity) and kind == "greater_than_equal":
            allowed = f"at least {field.write(field.at_least)}"
        elif isinstance(field, Quantity) and kind == "less_than_equal":
            allowed = f"at most {field.write(field.at_most)}"
        return Problem(name, f"{field.title}: {allowed}, not {_quoted(field, value)}", allowed)


def _quoted(field: IdentityField | Feature, value: object) -> str:
    """Return what was stated as a message quotes it, however deep it is nested."""
    if isinstance(value, list | tuple | dict):
        return "an object" if isinstance(value, dict) else "a list"
    return f"“{field.quote(value)[:40]}”"


@cache
def load_real_estate() -> FieldSet:
    """Return the field set of real-estate leads, the one for models and training that name no other."""
    return FieldSet.load(REAL_ESTATE_FILE)


def load_model_fields(folder: Path) -> FieldSet:
    """Return the fields of the model in `folder` without loading it; those of real estate if it states none."""
    try:
        return FieldSet.from_json(json.loads((folder / CARD_FILE).read_bytes())["fields"])
    except (OSError, ValueError, KeyError, TypeError, BadFields):
        return load_real_estate()
