"""The app's manifest, with something changed for a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.workspace.app_manifest import MANIFEST


def changed_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Write a copy of manifest.yml that `change` was done to, and return its path."""
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    change(manifest)
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest), encoding="utf-8")
    return path


def everything_on(manifest: dict[str, Any]) -> None:
    """Ask for all that the workspace knows, whatever the app itself asks for."""
    manifest["oauth_config"]["scopes"] = {
        "bot": ["chat:write", "commands", "channels:history", "channels:read", "users:read"],
        "bot_optional": ["groups:history", "groups:read", "usergroups:read"],
    }
    manifest["features"]["app_home"].update(home_tab_enabled=True, messages_tab_read_only_enabled=True)
    manifest["settings"]["event_subscriptions"] = {"bot_events": ["app_home_opened"]}
