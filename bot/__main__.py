"""`python -m bot`: run the bot."""

import argparse
import logging
import os
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bot.app import build
from bot.log import set_up_log
from bot.settings import DEMO_MODEL, BadSettings, Settings, forget_proxies, load_settings
from scoring.artifact import CARD_FILE
from scoring.errors import BadArtifact
from scoring.scorer import Scorer

log = logging.getLogger("bot")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or 2 when the settings or the model do not allow it."""
    _arguments().parse_args(arguments)
    try:
        return run(load_settings())
    except (BadSettings, BadArtifact) as error:
        print(f"The bot cannot start.\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    set_up_log(settings.log_level)
    scorer = Scorer.load(_model(settings.model_dir))
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
    settings = "\n".join(f"  {name.upper():<20}{field.description}" for name, field in Settings.model_fields.items())
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Run the lead scoring bot: with Slack tokens in Slack, without them in a local workspace.",
        epilog=f"settings, from the environment or a file .env in this folder:\n{settings}\n\n"
        "docs/slack-setup.md takes you from nothing to a scored lead in your own Slack.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", choices=["run"], default="run", help="the default")
    return parser


if __name__ == "__main__":
    sys.exit(main())
