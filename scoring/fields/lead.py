"""Lead: who somebody is, and what is known of it. It knows no list of fields: `FieldSet` reads and changes leads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from scoring.fields.field import Value

if TYPE_CHECKING:
    from scoring.fields.field import Feature, IdentityField
    from scoring.fields.field_set import FieldSet

_NOTHING: Mapping[str, Any] = {}


class Lead:
    """A lead: its `identity` (name, email, …) and the `values` of its features, by name. What is unknown is absent.

    A value: it compares by what it holds, cannot be changed, and shows nothing of it in a log.
    """

    __slots__ = ("identity", "values")

    identity: Mapping[str, str]
    values: Mapping[str, Value]

    def __init__(self, identity: Any = _NOTHING, values: Any = _NOTHING, **facts: Any) -> None:
        if facts:  # the way until every room uses FieldSet.read
            read = _real_estate().read(facts)
            identity, values = read.identity, read.values
        object.__setattr__(self, "identity", identity)
        object.__setattr__(self, "values", values)

    @property
    def name(self) -> str | None:
        """The name, None if it is unknown."""
        return self.identity.get("name")

    @property
    def email(self) -> str | None:
        """The e-mail address, None if it is unknown."""
        return self.identity.get("email")

    @property
    def phone(self) -> str | None:
        """The phone number, None if it is unknown."""
        return self.identity.get("phone")

    @property
    def company(self) -> str | None:
        """The company, None if it is unknown."""
        return self.identity.get("company")

    @property
    def external_id(self) -> str | None:
        """The id in the customer's CRM, None if it is unknown."""
        return self.identity.get("external_id")

    def get(self, name: str) -> Value | None:
        """Return what is known of the field with this name, None if it is unknown."""
        found = self.values.get(name)
        return self.identity.get(name) if found is None else found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lead):
            return NotImplemented
        return self.identity == other.identity and self.values == other.values

    def __hash__(self) -> int:
        return hash((frozenset(self.identity.items()), frozenset(self.values.items())))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a lead cannot be changed")

    def __reduce__(self) -> tuple[type["Lead"], tuple[Mapping[str, str], Mapping[str, Value]]]:
        return Lead, (self.identity, self.values)

    def __repr__(self) -> str:
        """Name the facts known but no value, so that none reaches a log."""
        return f"Lead({', '.join(sorted([*self.identity, *self.values]))})"

    __str__ = __repr__

    # From here on: as it was, until every room uses FieldSet.

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in _real_estate():
            raise AttributeError(name)
        return self.get(name)

    @property
    def features(self) -> dict[str, Any]:  # noqa: D102
        return {feature.name: self.values.get(feature.name) for feature in _real_estate().features}

    @property
    def missing(self) -> "tuple[Feature, ...]":  # noqa: D102
        return _real_estate().missing(self)

    def model_copy(self, *, update: Mapping[str, Any]) -> "Lead":  # noqa: D102
        return _real_estate().update(self, update)

    def model_dump(self, *, exclude_none: bool = False) -> dict[str, Any]:  # noqa: D102
        facts = _real_estate().facts(self)
        return facts if exclude_none else dict.fromkeys(_real_estate().names) | facts

    def model_dump_json(self, *, exclude_none: bool = False) -> str:  # noqa: D102
        import json

        return json.dumps(self.model_dump(exclude_none=exclude_none), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def model_validate(cls, stated: Mapping[str, Any]) -> "Lead":  # noqa: D102
        return _real_estate().read(stated)

    @classmethod
    def model_validate_json(cls, stated: str) -> "Lead":  # noqa: D102
        import json

        return _real_estate().read(json.loads(stated))


def _real_estate() -> "FieldSet":
    from scoring.fields.field_set import load_real_estate

    return load_real_estate()


if TYPE_CHECKING:
    FEATURES: tuple[Feature, ...]
    IDENTITY: tuple[IdentityField, ...]
    FIELDS: dict[str, IdentityField | Feature]
else:

    def __getattr__(name: str) -> object:
        if name == "FEATURES":
            return _real_estate().features
        if name == "IDENTITY":
            return _real_estate().identity
        if name == "FIELDS":
            return {field.name: field for field in _real_estate()}
        raise AttributeError(name)


def require_complete(lead: Lead, features: "tuple[Feature, ...] | None" = None) -> Lead:
    """Return `lead`, of which all `features` are known.

    Raises:
        InvalidLead: naming every one of them that is unknown.
    """
    from scoring.errors import InvalidLead

    needed = _real_estate().features if features is None else features
    if any(feature.name not in lead.values and not feature.when_missing for feature in needed):
        raise InvalidLead((), understood=lead, needed=needed)
    return lead


def read_lead(stated: Mapping[str, Any]) -> Lead:
    """Return the lead that `stated` describes by field name, every field optional.

    Raises:
        InvalidLead: naming every wrong field, its value and what is allowed, and holding what was right.
    """
    return _real_estate().read(stated)
