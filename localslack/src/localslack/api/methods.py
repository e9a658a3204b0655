"""A method of the Web API: what carries it out, what a call of it needs, and how it can fail."""

from collections.abc import Callable
from dataclasses import dataclass

from localslack.api.arguments import Arguments
from localslack.api.rate_limits import Rate
from localslack.errors import invalid_arguments

COMMON_ERRORS = frozenset(
    {
        "invalid_arguments",
        "invalid_auth",
        "invalid_form_data",
        "invalid_json",
        "invalid_post_type",
        "json_not_object",
        "missing_post_type",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "ratelimited",
        "team_access_not_granted",
        "unknown_method",
    }
)
"""Errors that any method can answer with."""

Scopes = tuple[str, ...] | Callable[[Arguments], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API.

    Some methods need other scopes for a private channel than for a public one: their `scopes` depend on the arguments.
    `limits` says in words how large an argument may be.
    """

    run: Callable[[Arguments], Arguments]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    scopes: Scopes = ()
    rate: Rate | None = None
    limits: tuple[str, ...] = ()
    for_app_token: bool = False

    def scopes_for(self, arguments: Arguments) -> tuple[str, ...]:
        """Return the scopes that a call with these arguments needs.

        Raises:
            SlackError: the arguments name something that does not exist.
        """
        return self.scopes(arguments) if callable(self.scopes) else self.scopes

    def check(self, arguments: Arguments) -> None:
        """Raise invalid_arguments if an argument is missing or not known.

        Slack ignores or honors many more arguments. Dropping one silently would let a test pass that Slack would fail.
        """
        missing = [name for name in self.required if not arguments.get(name)]
        if missing:
            raise invalid_arguments(*(f"missing required field: {name}" for name in missing))
        unknown = sorted(arguments.keys() - {*self.required, *self.optional})
        if unknown:
            raise invalid_arguments(*(f"the local workspace does not know the argument: {name}" for name in unknown))

    def can_answer(self, error: str) -> bool:
        """Return whether the method declares an error."""
        return error in COMMON_ERRORS or error in self.errors
