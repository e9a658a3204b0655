"""The worker: it advances alerts, sends what is in the outbox, and works off what others left in the inbox.

python -m bot.worker run     # until it gets a signal
python -m bot.worker tick    # all that is due now, for a schedule such as cron
"""

import argparse
import signal
import sys
import threading
import time

from bot.context import Services
from bot.delivery.heartbeat import Heartbeat
from bot.delivery.inbox import InboxWorker
from bot.log import ContextThreadPool, set_up_log
from bot.services import services
from bot.settings import BadSettings, load_settings
from bot.slack.app import MAX_LISTENERS, create_slack_app, inbox_worker
from bot.store.errors import BadDatabase
from scoring.errors import BadArtifact
from scoring.explain.scorer import Scorer


def run(built: Services, inbox: InboxWorker, stopped: threading.Event) -> None:
    """Work until `stopped` is set, and finish what is being sent."""
    heartbeat = Heartbeat(built.store.workers)
    heartbeat.start()
    built.delivery.start()
    inbox.start()
    stopped.wait()
    inbox.stop()
    built.delivery.stop()
    heartbeat.stop()


def tick(built: Services, inbox: InboxWorker) -> None:
    """Do all that is due now, and return."""
    heartbeat = Heartbeat(built.store.workers)
    heartbeat.start()
    try:
        while inbox.look():
            pass
        built.delivery.tick()
    finally:
        heartbeat.stop()


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and return the exit code: 0, or 2 when the worker cannot start."""
    parser = argparse.ArgumentParser(prog="python -m bot.worker", description=__doc__)
    parser.add_argument("command", choices=("run", "tick"))
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        set_up_log(settings.log_level, settings.log_format)
        built = services(settings, Scorer.load(settings.model_dir))
        listeners = ContextThreadPool(MAX_LISTENERS, thread_name_prefix="listener")
        inbox = inbox_worker(create_slack_app(settings, built, listeners, time.time), built)
    except (BadSettings, BadArtifact, BadDatabase) as error:
        print(f"The worker cannot start.\n{error}", file=sys.stderr)  # noqa: T201, a command
        return 2
    if options.command == "tick":
        tick(built, inbox)
    else:
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        run(built, inbox, stopped)
    listeners.shutdown(wait=True)
    built.waterfalls.close()
    built.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
