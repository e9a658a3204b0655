"""`python -m bot`: run the bot, or score a file of leads."""

import argparse
import gc
import logging
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bot.log import set_up_log
from bot.settings import (
    DEMO_MODEL,
    BadSettings,
    ModelSettings,
    Settings,
    forget_proxies,
    load_model_settings,
    load_settings,
)
from scoring.artifact import CARD_FILE
from scoring.errors import BadArtifact, ScoringError
from scoring.lead import FEATURES
from scoring.scorer import Scorer

log = logging.getLogger("bot")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 2 when it could not, 130 when interrupted."""
    options = _arguments().parse_args(arguments)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        return 130


def _run(_: argparse.Namespace) -> int:
    try:
        return run(load_settings())
    except (BadSettings, BadArtifact) as error:
        print(f"The bot cannot start.\n{error}", file=sys.stderr)
        return 2


def run(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    from bot.app import build  # the packages of Slack, which scoring a file does without

    set_up_log(settings.log_level)
    scorer = _scorer(settings.model_dir)
    signals: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: signals.append(number))
    with ExitStack() as cleanup:
        if not settings.has_slack:
            settings = _local_workspace(settings, cleanup)
        bot = build(settings, scorer)
        bot.connect()
        log.info("ready: model %s, hot leads go to %s", scorer.card.version, settings.hot_leads_channel)
        while not signals:  # no lock to wait on: a handler that runs inside it could not take it
            time.sleep(0.2)
        log.info("stopping: finishing what runs")
        if not bot.close():
            log.error("stopped with requests unfinished")
            os._exit(1)  # a listener hangs, and would keep the process for ever
    return 0


def _local_workspace(settings: Settings, cleanup: ExitStack) -> Settings:
    from bot.workspace import Workspace

    forget_proxies()
    try:
        workspace = cleanup.enter_context(Workspace(port=settings.workspace_port))
    except OSError:
        raise BadSettings(
            f"Port {settings.workspace_port} is taken: set WORKSPACE_PORT to another one, or to 0 for any free one."
        ) from None
    print(f"\n  No Slack tokens are set, so this is the local workspace. Open it:  {workspace.url}\n", flush=True)
    return settings.with_slack(bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url)


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


def _explained(settings: type[ModelSettings]) -> str:
    return "\n".join(f"  {name.upper():<20}{field.description}" for name, field in settings.model_fields.items())


if __name__ == "__main__":
    sys.exit(main())
