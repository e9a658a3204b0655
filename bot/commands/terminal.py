"""What all commands share: errors, settings in `--help`, and the name in the audit."""

import argparse
import sys
from typing import TypeAlias

from bot.settings import ModelSettings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""The parsers to which a command adds its own."""

WHO = "command line"
"""The actor in the audit for what commands do."""


def fail(reason: str) -> int:
    """Print why nothing was done, and return the exit code."""
    print(f"error: {reason}", file=sys.stderr)
    return 2


def explained(settings: type[ModelSettings]) -> str:
    """Return a line for each setting: its name in the environment and its description."""
    return "\n".join(f"  {name.upper():<25}{field.description}" for name, field in settings.model_fields.items())
