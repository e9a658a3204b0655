"""What localslack knows of Slack's Web API, next to what Slack has: the file COVERAGE.md."""

import inspect
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from localslack.api.methods import COMMON_ERRORS, Method
from localslack.api.rate_limits import TIER_1, TIER_2, TIER_3, TIER_4
from localslack.manifest import EXAMPLE
from localslack.workspace import Workspace

REFERENCE = Path(__file__).with_name("slack_reference.toml")
TIERS = {TIER_1: "tier 1", TIER_2: "tier 2", TIER_3: "tier 3", TIER_4: "tier 4"}
OF_EVERY_METHOD = frozenset({"team_id"})
"""Arguments that every method of localslack takes."""
OF_THE_SDK = {"apps.connections.open": {"app_token"}}
"""Arguments that slack_sdk makes a header of."""

INTRODUCTION = """# Coverage

What localslack knows of Slack's Web API, next to what Slack has. A command makes this file, and a test fails when it is
out of date:

    python -m localslack coverage > COVERAGE.md

Slack's arguments are those that `slack_sdk` names. Its errors and rates are those of the
[method reference](https://docs.slack.dev/reference/methods), kept in `slack_reference.toml`. localslack refuses an
argument that it does not know with `invalid_arguments`; it never ignores one.
"""


@dataclass(frozen=True)
class MethodCoverage:
    """One method: what localslack has of it, and what Slack has."""

    name: str
    method: Method
    slack_arguments: frozenset[str]
    slack_errors: frozenset[str]
    slack_rate: str

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments that localslack knows."""
        return frozenset({*self.method.required, *self.method.optional})

    @property
    def errors(self) -> frozenset[str]:
        """The errors of its own that localslack answers with."""
        return frozenset(self.method.errors)

    @property
    def rate(self) -> str:
        """How often localslack lets the method be called."""
        return TIERS[self.method.rate] if self.method.rate else "no limit"


def method_coverage() -> list[MethodCoverage]:
    """Return the coverage of each method that localslack knows, by name."""
    reference = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    methods = Workspace(EXAMPLE).methods
    return [_method_coverage(name, methods[name], reference[name]) for name in sorted(methods)]


def coverage_text(methods: Iterable[MethodCoverage]) -> str:
    """Return the text of COVERAGE.md."""
    return "\n".join(_lines(list(methods))) + "\n"


def _method_coverage(name: str, method: Method, reference: Mapping[str, Any]) -> MethodCoverage:
    arguments = _sdk_arguments(name) - OF_EVERY_METHOD - OF_THE_SDK.get(name, set())
    return MethodCoverage(name, method, arguments, frozenset(reference["errors"]), reference["rate"])


def _sdk_arguments(name: str) -> frozenset[str]:
    """Return the arguments that slack_sdk names for a method."""
    signature = inspect.signature(getattr(WebClient, name.replace(".", "_")))
    kinds = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return frozenset(one.name for one in signature.parameters.values() if one.kind in kinds) - {"self"}


def _lines(methods: list[MethodCoverage]) -> Iterator[str]:
    yield INTRODUCTION
    yield f"Every method also takes {_code(OF_EVERY_METHOD)}, and can answer with these errors: {_code(COMMON_ERRORS)}."
    yield ""
    yield "| method | arguments known | errors known | rate here | at Slack | scopes |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, methods)
    for method in methods:
        yield ""
        yield from _section(method)


def _row(one: MethodCoverage) -> str:
    arguments = f"{len(one.arguments & one.slack_arguments)} of {len(one.slack_arguments)}"
    errors = f"{len(one.errors & one.slack_errors)} of {len(one.slack_errors)}"
    scopes = "by channel" if callable(one.method.scopes) else _code(one.method.scopes)
    return f"| `{one.name}` | {arguments} | {errors} | {one.rate} | {one.slack_rate} | {scopes} |"


def _section(one: MethodCoverage) -> Iterator[str]:
    facts = {
        "Required": _code(one.method.required),
        "Optional": _code(one.method.optional),
        "Limits": "; ".join(one.method.limits),
        "Errors": _code(one.errors),
        "Arguments of Slack's that are not known": _code(one.slack_arguments - one.arguments),
        "Errors of Slack's that never come": _code(one.slack_errors - one.errors),
        "Errors that Slack's reference does not list": _code(one.errors - one.slack_errors),
    }
    yield f"## {one.name}"
    yield ""
    yield from (f"- {title}: {fact}" for title, fact in facts.items() if fact)
    if not any(facts.values()):
        yield "Takes no arguments."


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in sorted(words))
