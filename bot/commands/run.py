"""`run`, the default command: the bot serves until it gets a signal."""

import argparse
import logging
import os
import signal
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bot.commands.terminal import Commands
from bot.settings import BadSettings, Settings, forget_proxies, load_settings
from scoring.errors import BadArtifact

if TYPE_CHECKING:
    from bot.server import Bot
    from scoring.explain.scorer import Scorer

log = logging.getLogger("bot")


def add_to(commands: Commands) -> None:
    """Add the command."""
    commands.add_parser("run", help="run the bot; the default").set_defaults(command=run)


def run(_: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C, and return the exit code: 2 when the bot cannot start, 1 when it had to end."""
    from bot.store.errors import BadDatabase

    try:
        return 0 if serve(load_settings()) else 1
    except (BadSettings, BadArtifact, BadDatabase) as error:
        print(f"The bot cannot start.\n{error}", file=sys.stderr)
        return 2


def serve(settings: Settings) -> bool:
    """Serve until SIGTERM or Ctrl-C, and return whether it was that which ended it: another process may have its name.

    Raises:
        BadSettings: the bot cannot start with these.
        BadArtifact: there is no model, or one that cannot be used.
        BadDatabase: the database cannot be opened.
    """
    from bot.commands.demo_model import load_scorer
    from bot.log import set_up_log
    from bot.server import build

    set_up_log(settings.log_level, settings.log_format)
    scorer = load_scorer(settings.model_dir)
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
        return True


def _in_local_workspace(settings: Settings, scorer: "Scorer", cleanup: ExitStack) -> "Bot":
    from bot.commands.demo import start_demo

    forget_proxies()
    demo = start_demo(settings, scorer, cleanup)
    print(*demo.greeting, sep="\n", flush=True)
    return demo.bot
