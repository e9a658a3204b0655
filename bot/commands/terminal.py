"""The terminal: how every command is called, fails, and explains its settings there."""

import argparse
import sys
from typing import TypeAlias

from bot.settings import ModelSettings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds its parser to."""

WHO = "command line"
"""Who it was, in the audit, that did what is done here."""


def fail(reason: str) -> int:
    """Say why nothing was done, and return the exit code for that."""
    print(f"error: {reason}", file=sys.stderr)
    return 2


def explained(settings: type[ModelSettings]) -> str:
    """Return a line for each of the settings: its name in the environment, and what it is."""
    return "\n".join(f"  {name.upper():<25}{field.description}" for name, field in settings.model_fields.items())
