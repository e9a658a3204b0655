"""The app as Slack knows it: what its manifest declares."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

EXAMPLE = Path(__file__).with_name("example.yml")
"""The manifest of an app that asks for everything localslack knows."""
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
"""The scopes that events need besides their subscription; other events need none."""


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """A slash command and how the composer presents it."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut, started from the composer's menu (global) or from a message's."""

    callback_id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A message to the app, suggested under a title."""

    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Agent:
    """The app as an agent (agent_view), with its first suggestions."""

    description: str
    suggested_prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class AppManifest:
    """The part of a Slack app manifest that decides what the workspace shows and allows."""

    bot_name: str
    bot_scopes: tuple[str, ...]
    optional_scopes: tuple[str, ...]
    commands: tuple[SlashCommand, ...]
    shortcuts: tuple[Shortcut, ...]
    message_shortcuts: tuple[Shortcut, ...]
    bot_events: tuple[str, ...]
    home_tab_is_enabled: bool
    messages_tab_is_read_only: bool
    agent: Agent | None

    def scopes(self, *, with_optional: bool) -> tuple[str, ...]:
        """Return the granted scopes: all that the app asks for, or only those that are not optional."""
        if with_optional:
            return (*self.bot_scopes, *(scope for scope in self.optional_scopes if scope not in self.bot_scopes))
        return tuple(scope for scope in self.bot_scopes if scope not in self.optional_scopes)

    def subscriptions(self, scopes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the events that the app gets with these scopes."""
        return tuple(event for event in self.bot_events if EVENT_SCOPES.get(event) in (None, *scopes))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a manifest; raises OSError, yaml.YAMLError or KeyError if it is not one."""
        manifest: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        features = manifest["features"]
        scopes = manifest["oauth_config"]["scopes"]
        app_home = features.get("app_home", {})
        return cls(
            bot_name=features["bot_user"]["display_name"],
            bot_scopes=tuple(scopes["bot"]),
            optional_scopes=tuple(scopes.get("bot_optional", ())),
            commands=tuple(
                SlashCommand(
                    entry["command"],
                    entry["description"],
                    entry.get("usage_hint", ""),
                    entry.get("should_escape", False),
                )
                for entry in features.get("slash_commands", ())
            ),
            shortcuts=_shortcuts(features, "global"),
            message_shortcuts=_shortcuts(features, "message"),
            bot_events=tuple(manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", ())),
            home_tab_is_enabled=app_home.get("home_tab_enabled", False),
            messages_tab_is_read_only=app_home.get("messages_tab_read_only_enabled", False),
            agent=_agent(features["agent_view"]) if "agent_view" in features else None,
        )


def _shortcuts(features: dict[str, Any], kind: str) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(entry["callback_id"], entry["name"], entry["description"])
        for entry in features.get("shortcuts", ())
        if entry["type"] == kind
    )


def _agent(view: dict[str, Any]) -> Agent:
    prompts = tuple(Prompt(entry["title"], entry["message"]) for entry in view.get("suggested_prompts", ()))
    return Agent(view["agent_description"], prompts)
