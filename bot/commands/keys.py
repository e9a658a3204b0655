"""`keys`: create, list and revoke keys of the HTTP API."""

import argparse
from contextlib import closing
from datetime import UTC, datetime

from bot.commands.terminal import Commands, fail
from bot.settings import BadSettings, load_settings


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "keys",
        help="create, list and revoke keys of the HTTP API",
        description="Create, list and revoke the keys with which programs use the HTTP API.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    create = actions.add_parser("create", help="create a key and show its secret, this once")
    create.add_argument("name", metavar="NAME", help="who it is for, such as CRM")
    create.add_argument(
        "--scopes",
        required=True,
        metavar="SCOPES",
        help="what it is good for, separated by commas: leads (send leads in), predict (score only), metrics",
    )
    actions.add_parser("list", help="list all keys, without their secrets")
    actions.add_parser("revoke", help="make a key worthless").add_argument("id", metavar="ID", help="its id, see list")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the action, print the result, and return the exit code: 0, or 2 on an error."""
    from bot.commands.api_keys import BadApiKey, create_key, list_keys, local_url, revoke_key
    from bot.store import Store
    from bot.store.api_keys import UnknownApiKey
    from bot.store.errors import BadDatabase
    from scoring.fields.field_set import load_model_fields

    now = datetime.now(UTC)
    try:
        settings = load_settings()
        with closing(Store.open(settings.database_url)) as store:
            if options.action == "create":
                url = local_url(settings.http_host, settings.http_port)
                lines = create_key(
                    store, options.name, options.scopes, load_model_fields(settings.model_dir), url=url, at=now
                )
            elif options.action == "revoke":
                lines = revoke_key(store, options.id, at=now)
            else:
                lines = list_keys(store)
            print(*lines, sep="\n")
    except (BadSettings, BadDatabase, BadApiKey, UnknownApiKey) as error:
        return fail(str(error))
    return 0
