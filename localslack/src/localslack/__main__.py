"""`python -m localslack`: run a local Slack for an app, or print what it knows of Slack's Web API."""

import argparse
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from localslack.clock import MovableClock
from localslack.manifest import EXAMPLE
from localslack.workspace import Workspace

DEFAULT_PORT = 8065


def main(arguments: Sequence[str] | None = None) -> None:
    """Carry out a command."""
    parser = argparse.ArgumentParser(prog="python -m localslack", description="A small, strict Slack on this machine")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="serve a workspace until Ctrl-C")
    run.add_argument("--manifest", type=Path, default=EXAMPLE, help="the app's manifest; default: an example")
    run.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes any free one; default: %(default)s")
    run.set_defaults(command=lambda chosen: run_workspace(chosen.manifest, chosen.port))
    coverage = commands.add_parser("coverage", help="print COVERAGE.md")
    coverage.set_defaults(command=lambda _: print_coverage())
    chosen = parser.parse_args(arguments)
    chosen.command(chosen)


def run_workspace(manifest: Path, port: int) -> None:
    """Serve a workspace, and print what an app needs to connect to it."""
    with Workspace(manifest, port=port, clock=MovableClock()) as workspace, suppress(KeyboardInterrupt):
        print(f"# The workspace: {workspace.url}")
        print(f"export SLACK_API_URL={workspace.api_url}")
        print(f"export SLACK_BOT_TOKEN={workspace.bot_token}")
        print(f"export SLACK_APP_TOKEN={workspace.app_token}", flush=True)
        threading.Event().wait()


def print_coverage() -> None:
    """Print the file COVERAGE.md."""
    from localslack.coverage import coverage_text, method_coverage

    print(coverage_text(method_coverage()), end="")


if __name__ == "__main__":
    main()
