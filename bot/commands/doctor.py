"""`doctor`: check everything that the bot needs, and tell what to fix."""

import argparse
import sys

from bot.commands.terminal import Commands
from bot.settings import BadSettings, load_settings


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "doctor",
        help="check everything that the bot needs, and say what to do",
        description="Check settings, Slack, database, model and hours. It exits with 1 when something fails.",
    )
    parser.set_defaults(command=run)


def run(_: argparse.Namespace) -> int:
    """Show the findings, and return the exit code: 0, or 1 when something fails."""
    from bot.doctor import examine, failed, show

    try:
        findings = examine(load_settings())
    except BadSettings as error:
        findings = (failed("Settings", line) for line in str(error).splitlines())
    return 0 if show(findings, sys.stdout) else 1
