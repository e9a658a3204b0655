"""`forget`: delete all that is kept of a lead."""

import argparse
from contextlib import closing
from datetime import UTC, datetime

from bot.commands.terminal import Commands, fail
from bot.settings import BadSettings, load_settings


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "forget",
        help="delete all that is kept of a lead",
        description="Delete a lead with its scores and alerts, for good, and what the bot said of it in Slack.\n"
        "Cards that somebody shared in a conversation stay there.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lead", nargs="+", metavar="LEAD", help="its id, name, e-mail, phone or CRM id")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Delete the lead when that is confirmed, and return the exit code: 0, or 2 when nothing was deleted."""
    from bot.commands.erasure import NotOneLead, extent_of, find_lead, forget_lead
    from bot.store import Store
    from bot.store.errors import BadDatabase

    try:
        settings = load_settings()
        with closing(Store.open(settings.database_url)) as store:
            stored = find_lead(store, " ".join(options.lead))
            print(extent_of(store, stored), flush=True)
            if not options.yes and not _confirmed():
                return fail("nothing was deleted; answer yes, or add --yes")
            print(*forget_lead(store, stored, settings, at=datetime.now(UTC)), sep="\n")
    except (BadSettings, BadDatabase, NotOneLead) as error:
        return fail(str(error))
    return 0


def _confirmed() -> bool:
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False
