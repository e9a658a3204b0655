"""`python -m bot`: parse the command line and run a command."""

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for a failed check, 2 for an error, 130 when interrupted."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.command(options))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _parser() -> "ArgumentParser":
    # Imported after Ctrl-C is taken care of: they take a while.
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    from bot.commands import alerts, doctor, forget, keys, run, score_file
    from bot.commands.terminal import explained
    from bot.settings import Settings

    parser = ArgumentParser(
        prog="python -m bot",
        usage="%(prog)s [-h] [COMMAND] ...",
        description="Run the lead scoring bot: with Slack tokens in Slack, without them in a local workspace.",
        epilog=f"settings, from the environment or a file .env in this folder:\n{explained(Settings)}\n\n"
        "docs/slack-setup.md takes you from nothing to a scored lead in your own Slack.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=run.run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (run, score_file, doctor, alerts, forget, keys):
        command.add_to(commands)
    return parser


if __name__ == "__main__":
    # Until a command has something to tidy up: a package that is loading may turn KeyboardInterrupt into its own error.
    signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    sys.exit(main())
