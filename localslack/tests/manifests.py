"""Changes to the manifest of the app that these tests use."""

from pathlib import Path
from typing import Any

from localslack.testing.manifests import Change

MANIFEST = Path(__file__).with_name("manifest.yml")
"""An app that asks for everything the workspace knows."""


def unchanged(manifest: dict[str, Any]) -> None:
    """Leave the manifest as it is."""


def without_talk(manifest: dict[str, Any]) -> None:
    """Ask for everything, but let nobody talk to the app in its direct messages."""
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    del manifest["features"]["agent_view"]


def without_scope(scope: str) -> Change:
    """Return the change that asks for everything but a scope."""

    def change(manifest: dict[str, Any]) -> None:
        manifest["oauth_config"]["scopes"]["bot"].remove(scope)

    return change
