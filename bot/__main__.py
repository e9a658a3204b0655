"""`python -m bot`: run the bot, or score a file of leads."""

import argparse
import gc
import logging
import os
import signal
import sys
import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.log import set_up_log
from bot.settings import (
    DEMO_MODEL,
    BadSettings,
    ModelSettings,
    Settings,
    forget_proxies,
    load_model_settings,
    load_settings,
    load_store_settings,
)
from scoring.artifact import CARD_FILE
from scoring.errors import BadArtifact, ScoringError
from scoring.lead import FEATURES
from scoring.scorer import Scorer

if TYPE_CHECKING:
    from bot.app import Bot

log = logging.getLogger("bot")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for a failed check, 2 when it could not, 130 when interrupted."""
    options = _arguments().parse_args(arguments)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        return 130


def _run(_: argparse.Namespace) -> int:
    from bot.store.errors import BadDatabase

    try:
        return run(load_settings())
    except (BadSettings, BadArtifact, BadDatabase) as error:
        print(f"The bot cannot start.\n{error}", file=sys.stderr)
        return 2


def run(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    from bot.app import build  # the packages of Slack and the web, which scoring a file does without

    set_up_log(settings.log_level, settings.log_format)
    scorer = _scorer(settings.model_dir)
    signals: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: signals.append(number))
    with ExitStack() as cleanup:
        if settings.has_slack:
            bot = build(settings, scorer)
            bot.start()
        else:
            bot = _in_local_workspace(settings, scorer, cleanup)
        log.info("ready: model %s, hot leads go to %s", scorer.card.version, settings.hot_leads_channel)
        while not signals:  # no lock to wait on: a handler that runs inside it could not take it
            time.sleep(0.2)
        log.info("stopping: finishing what runs")
        if not bot.close():
            log.error("stopped with requests unfinished")
            os._exit(1)  # a listener hangs, and would keep the process for ever
    return 0


def _in_local_workspace(settings: Settings, scorer: Scorer, cleanup: ExitStack) -> "Bot":
    from bot.demo import start_demo

    forget_proxies()
    demo = start_demo(settings, scorer, cleanup)
    print(*demo.greeting, sep="\n", flush=True)
    return demo.bot


def _score_file(options: argparse.Namespace) -> int:
    from bot.score_file import score_file

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it tidies up as for Ctrl-C
    try:
        scorer = _scorer(load_model_settings().model_dir)
        gc.freeze()  # what is loaded by now stays; to look for garbage in it again and again took an eighth of the time
        tally = score_file(options.leads, options.scored, scorer)
    except (BadSettings, ScoringError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or options.scored}: {error.strerror or error}")
    except KeyboardInterrupt:
        print(f"stopped; {options.scored} was not written", file=sys.stderr)
        raise
    print(*tally.in_words(options.scored), sep="\n")
    return 0


def _keys(options: argparse.Namespace) -> int:
    from bot.keys import BadApiKey, create_key, list_keys, local_url, revoke_key
    from bot.store import Store
    from bot.store.api_keys import UnknownApiKey
    from bot.store.errors import BadDatabase

    now = datetime.now(UTC)
    try:
        settings = load_settings()
        with closing(Store.open(settings.database_url)) as store:
            if options.action == "create":
                url = local_url(settings.http_host, settings.http_port)
                lines = create_key(store, options.name, options.scopes, url=url, at=now)
            elif options.action == "revoke":
                lines = revoke_key(store, options.id, at=now)
            else:
                lines = list_keys(store)
            print(*lines, sep="\n")
    except (BadSettings, BadDatabase, BadApiKey, UnknownApiKey) as error:
        return _fail(str(error))
    return 0


def _alerts(options: argparse.Namespace) -> int:
    from bot.failed_alerts import NotRefused, list_refused, retry_refused
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
        return _fail(str(error))
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from bot.doctor import examine, failed, show

    try:
        findings = examine(load_settings())
    except BadSettings as error:
        findings = (failed("Settings", line) for line in str(error).splitlines())
    return 0 if show(findings, sys.stdout) else 1


def _forget(options: argparse.Namespace) -> int:
    from bot.forget import NotOneLead, extent_of, find_lead, forget_lead
    from bot.store import Store
    from bot.store.errors import BadDatabase

    try:
        settings = load_settings()
        with closing(Store.open(settings.database_url)) as store:
            stored = find_lead(store, " ".join(options.lead))
            print(extent_of(store, stored), flush=True)
            if not options.yes and not _confirmed():
                return _fail("nothing was deleted; answer yes, or add --yes")
            print(*forget_lead(store, stored, settings, at=datetime.now(UTC)), sep="\n")
    except (BadSettings, BadDatabase, NotOneLead) as error:
        return _fail(str(error))
    return 0


def _confirmed() -> bool:
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False


def _fail(reason: str) -> int:
    print(f"error: {reason}", file=sys.stderr)
    return 2


def _scorer(folder: Path) -> Scorer:
    try:
        return Scorer.load(_model(folder))
    except BadArtifact as error:
        if folder != DEMO_MODEL:
            raise
        remedy = f"if it is but the demo model, delete the folder {folder}, and it is made again"
        raise BadArtifact(error.path, f"{error.reason}; {remedy}") from None


def _model(folder: Path) -> Path:
    """Return `folder`, with the demo model trained into it when it is the default one and has none."""
    if folder == DEMO_MODEL and not (folder / CARD_FILE).exists():
        try:
            from training.demo import train_demo
        except ImportError as error:
            raise BadSettings(
                f"There is no model, and training one needs the package {error.name}: install '.[training]', or set "
                "MODEL_DIR to the folder of a trained model."
            ) from None
        train_demo(folder)
    return folder


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        usage="%(prog)s [-h] [COMMAND] ...",
        description="Run the lead scoring bot: with Slack tokens in Slack, without them in a local workspace.",
        epilog=f"settings, from the environment or a file .env in this folder:\n{_explained(Settings)}\n\n"
        "docs/slack-setup.md takes you from nothing to a scored lead in your own Slack.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    commands.add_parser("run", help="run the bot; the default").set_defaults(command=_run)
    _add_score_file(commands.add_parser("score-file", help="score a file of leads, CSV or Parquet"))
    doctor = commands.add_parser("doctor", help="check everything that the bot needs, and say what to do")
    doctor.description = "Check settings, Slack, database, model and hours. It exits with 1 when something fails."
    doctor.set_defaults(command=_doctor)
    _add_alerts(commands.add_parser("alerts", help="list alerts that Slack refused, and send them after all"))
    _add_forget(commands.add_parser("forget", help="delete all that is kept of a lead"))
    _add_keys(commands.add_parser("keys", help="create, list and revoke keys of the HTTP API"))
    return parser


def _add_score_file(parser: argparse.ArgumentParser) -> None:
    columns = "\n".join(f"  {feature.name:<25}{feature.allowed}" for feature in FEATURES)
    parser.description = (
        "Score every lead in a file, and write the file again with what each is worth beside it: tier, confidence,\n"
        "probabilities, recommendation and the strongest reasons. Each file is CSV or Parquet, by its ending."
    )
    parser.epilog = (
        f"columns that the file of leads needs, in any order:\n{columns}\n\n"
        "A column is known by its name or title (credit_score, Credit score); others are carried along. Rows that are\n"
        "wrong are listed in SCORED's .errors.csv, by line and column with the reason, and the rest is scored.\n\n"
        f"settings:\n{_explained(ModelSettings)}\n\n"
        "example:\n  python -m bot score-file leads.csv scored.csv"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.set_defaults(command=_score_file)
    parser.add_argument("leads", type=Path, metavar="LEADS", help="the file to read, such as leads.csv")
    parser.add_argument("scored", type=Path, metavar="SCORED", help="the file to write, such as scored.csv")


def _add_alerts(parser: argparse.ArgumentParser) -> None:
    parser.description = "List the alerts that Slack refused for good, such as when its channel was archived."
    parser.set_defaults(command=_alerts, action=None)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action")
    retry = actions.add_parser("retry", help="send them after all, without reminders that are over by now")
    retry.add_argument("alert", nargs="?", metavar="ALERT", help="only this one, by its id")


def _add_forget(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Delete a lead with its scores and alerts, for good, and the alerts' messages in Slack. Cards that somebody\n"
        "shared in a conversation stay there."
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.set_defaults(command=_forget)
    parser.add_argument("lead", nargs="+", metavar="LEAD", help="its id, name, company, e-mail, phone or CRM id")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.description = "Create, list and revoke the keys with which programs use the HTTP API."
    parser.set_defaults(command=_keys)
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


def _explained(settings: type[ModelSettings]) -> str:
    return "\n".join(f"  {name.upper():<25}{field.description}" for name, field in settings.model_fields.items())


if __name__ == "__main__":
    sys.exit(main())
