"""`alerts`: list alerts that Slack refused, and send them after all."""

import argparse
from contextlib import closing
from datetime import UTC, datetime

from bot.commands.terminal import Commands, fail
from bot.settings import BadSettings, load_store_settings


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "alerts",
        help="list alerts that Slack refused, and send them after all",
        description="List the alerts that Slack refused for good, such as when its channel was archived.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action")
    retry = actions.add_parser("retry", help="send them after all, without reminders that are over by now")
    retry.add_argument("alert", nargs="?", metavar="ALERT", help="only this one, by its id")
    parser.set_defaults(command=run, action=None)


def run(options: argparse.Namespace) -> int:
    """Run the action, print the result, and return the exit code: 0, or 2 on an error."""
    from bot.commands.failed_alerts import NotRefused, list_refused, retry_refused
    from bot.store import Store
    from bot.store.errors import BadDatabase

    try:
        with closing(Store.open(load_store_settings().database_url)) as store:
            if options.action == "retry":
                lines = retry_refused(store, options.alert, at=datetime.now(UTC))
            else:
                lines = list_refused(store)
            print(*lines, sep="\n")
    except (BadSettings, BadDatabase, NotRefused) as error:
        return fail(str(error))
    return 0
