"""The manifest of the Slack app, and how the app in Slack differs from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import yaml

MANIFEST = Path(__file__).parents[2] / "manifest.yml"

# A workspace may choose its own name and looks, and our file has notes for Slack's parser.
_IGNORED = {"_metadata", "display_information", "features.bot_user.display_name"}
_BY_CONNECTION = "settings.socket_mode_enabled"


@dataclass(frozen=True)
class Manifest:
    """An app manifest as Slack writes it."""

    content: dict[str, Any]

    @classmethod
    def load(cls, path: Path = MANIFEST) -> Self:
        """Return the manifest in a file. Raises OSError or yaml.YAMLError."""
        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    @cached_property
    def optional_scopes(self) -> frozenset[str]:
        """The scopes that a workspace may leave out."""
        return frozenset(self.content["oauth_config"]["scopes"].get("bot_optional", ()))

    @cached_property
    def needed_scopes(self) -> frozenset[str]:
        """The scopes without which the bot does not work."""
        return frozenset(self.content["oauth_config"]["scopes"]["bot"]) - self.optional_scopes

    def differences(self, app: dict[str, Any], *, over_http: bool = False) -> list[str]:
        """Return the dotted paths at which `app`, as Slack exports it, differs from the manifest.

        Keys that only the export has are defaults. Over HTTP the app needs no Socket Mode.
        """
        ignored = _IGNORED | ({_BY_CONNECTION} if over_http else set())
        return [path for path in _differences(self.content, app, "") if path not in ignored]


def _differences(ours: dict[str, Any], theirs: dict[str, Any], within: str) -> Iterator[str]:
    for key, value in ours.items():
        path = f"{within}{key}"
        other = theirs.get(key)
        if path in _IGNORED:
            continue
        if isinstance(value, dict):
            yield from _differences(value, other if isinstance(other, dict) else {}, f"{path}.")
        elif not _is_same(value, other):
            yield path


def _is_same(ours: Any, theirs: Any) -> bool:
    """Return whether two values mean the same: lists in any order, entries with what Slack adds to them."""
    if not isinstance(ours, list):
        return bool(ours == theirs) or (not ours and theirs is None)
    others = theirs or []
    return len(ours) == len(others) and all(any(_covers(one, other) for other in others) for one in ours)


def _covers(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(_is_same(value, theirs.get(key)) for key, value in ours.items())
    return bool(ours == theirs)
