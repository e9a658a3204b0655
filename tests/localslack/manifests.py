"""The app's manifest, with something changed for a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from localslack.app_manifest import MANIFEST

Change = Callable[[dict[str, Any]], object]
"""What is done to a manifest."""


def changed_manifest(folder: Path, change: Change) -> Path:
    """Write a copy of manifest.yml that `change` was done to, and return its path."""
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    change(manifest)
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest), encoding="utf-8")
    return path


def everything_on(manifest: dict[str, Any]) -> None:
    """Ask for all that the workspace knows, whatever the app itself asks for."""
    manifest["oauth_config"]["scopes"] = {
        "bot": [
            "app_mentions:read",
            "assistant:write",
            "channels:history",
            "channels:read",
            "chat:write",
            "commands",
            "files:write",
            "im:history",
            "im:write",
            "users:read",
        ],
        "bot_optional": ["groups:history", "groups:read", "usergroups:read"],
    }
    features = manifest["features"]
    features["app_home"].update(home_tab_enabled=True, messages_tab_read_only_enabled=False)
    features["agent_view"] = {
        "agent_description": "Scores a lead",
        "suggested_prompts": [{"title": "Score a lead", "message": "Dana is 45"}],
    }
    features["shortcuts"] = [
        {"name": "Score a lead", "type": "global", "callback_id": "score_lead", "description": "Open the form"},
        {"name": "Score this", "type": "message", "callback_id": "score_this", "description": "Score what it says"},
    ]
    events = ["app_home_opened", "app_mention", "message.im"]
    manifest["settings"]["event_subscriptions"] = {"bot_events": events}


def without_talk(manifest: dict[str, Any]) -> None:
    """Ask for all but that people talk to the app in its direct messages."""
    everything_on(manifest)
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    del manifest["features"]["agent_view"]


def without_scope(scope: str) -> Change:
    """Ask for all but a scope."""

    def change(manifest: dict[str, Any]) -> None:
        everything_on(manifest)
        manifest["oauth_config"]["scopes"]["bot"].remove(scope)

    return change
