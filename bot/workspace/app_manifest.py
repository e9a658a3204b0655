"""The app as Slack knows it: what manifest.yml declares."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command and how the composer presents it."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A global shortcut, started from the composer's menu."""

    callback_id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class AppManifest:
    """The part of a Slack app manifest that decides what the workspace shows and allows."""

    bot_name: str
    bot_scopes: tuple[str, ...]
    optional_scopes: tuple[str, ...]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    bot_events: tuple[str, ...]
    home_tab_is_enabled: bool
    messages_tab_is_read_only: bool

    def scopes(self, *, with_optional: bool) -> tuple[str, ...]:
        """Return what the installed app may do: all it asks for, or only what nobody can refuse it."""
        if with_optional:
            return (*self.bot_scopes, *(scope for scope in self.optional_scopes if scope not in self.bot_scopes))
        return tuple(scope for scope in self.bot_scopes if scope not in self.optional_scopes)

    @classmethod
    def load(cls, path: Path = MANIFEST) -> Self:
        """Read a manifest; raises OSError, yaml.YAMLError or KeyError when it is none."""
        manifest: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        features = manifest["features"]
        scopes = manifest["oauth_config"]["scopes"]
        app_home = features.get("app_home", {})
        return cls(
            bot_name=features["bot_user"]["display_name"],
            bot_scopes=tuple(scopes["bot"]),
            optional_scopes=tuple(scopes.get("bot_optional", ())),
            commands=tuple(
                Command(
                    entry["command"],
                    entry["description"],
                    entry.get("usage_hint", ""),
                    entry.get("should_escape", False),
                )
                for entry in features.get("slash_commands", ())
            ),
            shortcuts=tuple(
                Shortcut(entry["callback_id"], entry["name"], entry["description"])
                for entry in features.get("shortcuts", ())
                if entry["type"] == "global"
            ),
            bot_events=tuple(manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())),
            home_tab_is_enabled=app_home.get("home_tab_enabled", False),
            messages_tab_is_read_only=app_home.get("messages_tab_read_only_enabled", False),
        )
