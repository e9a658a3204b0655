"""How a field set is written down: in a TOML file, and in the same form as JSON in a model's card.

[identity.name]            one table for each identity field, named as in IDENTITY_NAMES
[features.age]             one table for each feature; its `kind` says which other keys it may have
[units.kilograms]          a unit of its own for quantities: `sign`, `scales` and `compound`, as in units.py
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Annotated, Any, get_args

import pydantic
from pydantic import TypeAdapter, ValidationError

from scoring.errors import BadFields
from scoring.fields.field import IDENTITY_NAMES, Feature, IdentityField, Quantity, YesNo
from scoring.fields.units import BUILT_IN_UNITS, Unit

_KINDS: Mapping[str, Any] = {kind.model_fields["kind"].default: kind for kind in get_args(Feature)}
_SECTIONS = ("identity", "features", "units")
_IDENTITY: TypeAdapter[IdentityField] = TypeAdapter(IdentityField)
_FEATURE: TypeAdapter[Feature] = TypeAdapter(Annotated[Feature, pydantic.Field(discriminator="kind")])
_UNIT: TypeAdapter[Unit] = TypeAdapter(Annotated[Unit, pydantic.ConfigDict(extra="forbid")])
_UNIT_KEYS = tuple(field.name for field in dataclass_fields(Unit) if field.name != "name")

Parsed = tuple[tuple[IdentityField, ...], tuple[Feature, ...]]


def read_fields(path: Path) -> Parsed:
    """Return the identity fields and the features in the TOML file `path`.

    Raises:
        BadFields: the file cannot be read, or something in it is wrong.
    """
    try:
        with path.open("rb") as file:
            stated = tomllib.load(file)
    except OSError as error:
        raise BadFields(str(path), [f"the file cannot be read ({error.strerror})"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFields(str(path), [f"this is not TOML: {error}"]) from None
    return parse_fields(stated, str(path))


def parse_fields(stated: object, source: str) -> Parsed:
    """Return the identity fields and the features that `stated` describes.

    Raises:
        BadFields: something is wrong, in the file or card called `source`; the message names every problem.
    """
    parser = _Parser()
    parsed = parser.parse(stated)
    if parser.problems:
        raise BadFields(source, parser.problems)
    return parsed


def state_fields(identity: Sequence[IdentityField], features: Sequence[Feature]) -> dict[str, Any]:
    """Return fields as `parse_fields` reads them."""
    units = {unit.name: unit for feature in features for unit in _units_of(feature)}
    stated: dict[str, Any] = {
        "identity": {field.name: _table(field) for field in identity},
        "features": {feature.name: _table(feature) for feature in features},
    }
    own = {name: unit for name, unit in units.items() if name not in BUILT_IN_UNITS}
    if own:
        stated["units"] = {name: {key: getattr(unit, key) for key in _UNIT_KEYS} for name, unit in own.items()}
    return stated


def _units_of(feature: Feature) -> Iterator[Unit]:
    if isinstance(feature, Quantity):
        yield feature.unit
    elif isinstance(feature, YesNo) and feature.amount:
        yield feature.amount


def _table(field: IdentityField | Feature) -> dict[str, Any]:
    stated = field.model_dump(mode="json", exclude={"name"}, exclude_defaults=True)
    return stated if isinstance(field, IdentityField) else {"kind": field.kind} | stated


class _Parser:
    """Parses a field set and collects what is wrong with it in `problems`."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def parse(self, stated: object) -> Parsed:
        """Return the fields, as far as they are right."""
        if not isinstance(stated, dict):
            self.problems.append("it must have the tables identity and features")
            return (), ()
        for key in stated.keys() - set(_SECTIONS):
            self._add(key, f"is not known; there are {', '.join(_SECTIONS)}")
        units = dict(self._units(self._tables(stated, "units")))
        identity = tuple(self._identity(self._tables(stated, "identity")))
        features = tuple(self._features(self._tables(stated, "features"), units))
        if not features and not self.problems:
            self._add("features", "must have at least one table, such as [features.age]")
        self._check_together(identity, features)
        return identity, features

    def _tables(self, stated: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
        tables = stated.get(section, {})
        if not isinstance(tables, dict):
            self._add(section, f"must be tables, such as [{section}.name]")
            return {}
        for name in [name for name, table in tables.items() if not isinstance(table, dict)]:
            self._add(f"{section}.{name}", f"must be a table: [{section}.{name}]")
        return {name: table for name, table in tables.items() if isinstance(table, dict)}

    def _units(self, tables: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, Unit]]:
        for name, table in tables.items():
            place = f"units.{name}"
            if name in BUILT_IN_UNITS:
                self._add(place, "is the name of a built-in unit; use another one")
                continue
            for key in table.keys() - set(_UNIT_KEYS):
                self._add(f"{place}.{key}", f"is not known; there are {', '.join(_UNIT_KEYS)}")
            try:
                yield (
                    name,
                    _UNIT.validate_python({key: table[key] for key in _UNIT_KEYS if key in table} | {"name": name}),
                )
            except ValidationError as error:
                self._add_all(place, error, {})

    def _identity(self, tables: Mapping[str, dict[str, Any]]) -> Iterator[IdentityField]:
        for name, table in tables.items():
            if name not in IDENTITY_NAMES:
                self._add(f"identity.{name}", f"must be one of {', '.join(IDENTITY_NAMES)}")
                continue
            try:
                yield _IDENTITY.validate_python(table | {"name": name})
            except ValidationError as error:
                self._add_all(f"identity.{name}", error, IdentityField.model_fields)

    def _features(self, tables: Mapping[str, dict[str, Any]], units: Mapping[str, Unit]) -> Iterator[Feature]:
        for name, table in tables.items():
            kind = _KINDS.get(table.get("kind", ""))
            if kind is None:
                self._add(f"features.{name}.kind", f"must be one of {', '.join(_KINDS)}{_not(table.get('kind'))}")
                continue
            try:
                yield _FEATURE.validate_python(table | {"name": name}, context={"units": units})
            except ValidationError as error:
                self._add_all(f"features.{name}", error, kind.model_fields)

    def _check_together(self, identity: Sequence[IdentityField], features: Sequence[Feature]) -> None:
        titles: dict[str, str] = {}
        for field in (*identity, *features):
            if (other := titles.setdefault(field.title.lower(), field.name)) != field.name:
                self._add(f"{field.name}.title", f"“{field.title}” is the title of {other}, too")
        roles: dict[str, str] = {}
        for feature in features:
            place = f"features.{feature.name}"
            if feature.name in (*IDENTITY_NAMES, *RESERVED_NAMES):
                self._add(place, "this name has a meaning of its own; use another one")
            if feature.role is None:
                continue
            if (other := roles.setdefault(feature.role, feature.name)) != feature.name:
                self._add(f"{place}.role", f"“{feature.role}” is the role of {other}, too")
            if not isinstance(feature, Quantity):
                self._add(f"{place}.role", f"“{feature.role}” is for a quantity, not for {feature.kind}")

    def _add(self, place: str, message: str) -> None:
        self.problems.append(f"{place} {message}")

    def _add_all(self, place: str, error: ValidationError, keys: Mapping[str, object]) -> None:
        for detail in error.errors(include_url=False):
            where = [str(part) for part in detail["loc"] if part not in _KINDS]
            allowed = ", ".join(key for key in keys if key != "name")
            match detail["type"]:
                case "extra_forbidden":
                    message = f"is not known; there are {allowed}"
                case "missing":
                    message = "is missing"
                case "value_error":
                    message = f"{detail['ctx']['error']}{_not(detail['input']) if where else ''}"
                case _:
                    message = f"{_plain(detail['msg'])}{_not(detail['input'])}"
            at = ".".join([place, *where])
            self.problems.append(f"{at} {message}" if where else f"{at}: {message}")


RESERVED_NAMES = ("lead_score", "date", "created_at")
"""Columns of files with a meaning of their own."""


def _plain(message: str) -> str:
    """Return a message of pydantic as the end of a sentence about a key."""
    return message.replace("Input should", "must").replace("String should", "must").replace("Tuple should", "must")


def _not(value: object) -> str:
    return "" if value is None or isinstance(value, dict) else f", not “{str(value)[:40]}”"
