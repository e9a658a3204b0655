"""The bot as a process of its own, as `python -m bot run` starts it, but with a clock that the test can put forward.

python -m tests.faults.run_bot CLOCK_FILE
"""

import os
import signal
import sys
import time
from pathlib import Path

from bot.log import set_up_log
from bot.server import Bot, build
from bot.settings import load_settings
from scoring.explain.scorer import Scorer
from tests.faults.shared_clock import SharedClock

READY = "ready"
WORKER = "worker "
_POLL_INTERVAL = 0.02


def run_in(folder: Path, clock_file: Path, settings: dict[str, str], log: Path) -> None:
    """Be the bot from now on: with these settings, working in this folder, writing what it says to `log`."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(output, stream)
    sys.stdout = sys.stderr = os.fdopen(output, "w", buffering=1)
    os.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("SLACK_", "LOG_"))]:
        del os.environ[name]
    os.environ |= settings
    run(clock_file)


def run(clock_file: Path) -> None:
    """Serve until SIGTERM."""
    settings = load_settings()
    set_up_log(settings.log_level, settings.log_format)
    told_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: told_to_stop.append(number))
    clock = SharedClock(clock_file)
    bot = build(settings, Scorer.load(settings.model_dir), clock)
    bot.start()
    sys.stdout.write(f"{WORKER}{bot.store.workers.id}\n{READY}\n")
    _serve(bot, clock, told_to_stop)
    sys.exit(0 if bot.close() else 1)


def _serve(bot: Bot, clock: SharedClock, told_to_stop: list[int]) -> None:
    ahead = clock.ahead
    while not told_to_stop:
        time.sleep(_POLL_INTERVAL)
        if clock.ahead != ahead:
            ahead = clock.ahead
            bot.look_at_the_clock()


if __name__ == "__main__":
    run(Path(sys.argv[1]))
