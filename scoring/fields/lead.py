"""Lead: who somebody is, and what is known of it. It knows no list of fields: `FieldSet` reads and changes leads."""

from collections.abc import Mapping
from typing import Any, NoReturn

from scoring.fields.base import Value

_NOTHING: Mapping[str, Any] = {}


class Lead:
    """A lead: its `identity` (name, email, …) and the `values` of its features, by name. What is unknown is absent.

    A value: it compares by what it holds, cannot be changed, and shows nothing of it in a log.
    """

    __slots__ = ("identity", "values")

    identity: Mapping[str, str]
    values: Mapping[str, Value]

    def __init__(self, identity: Mapping[str, str] = _NOTHING, values: Mapping[str, Value] = _NOTHING) -> None:
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
