"""An app's manifest, with something changed for a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Change = Callable[[dict[str, Any]], object]
"""What is done to a manifest."""


def changed_manifest(original: Path, folder: Path, change: Change) -> Path:
    """Write a changed copy of a manifest into a folder, and return its path."""
    manifest = yaml.safe_load(original.read_text(encoding="utf-8"))
    change(manifest)
    path = folder / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest), encoding="utf-8")
    return path
