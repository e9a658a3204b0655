"""Bots as processes, which can be killed."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from localslack import Workspace
from tests.faults import run_bot
from tests.faults.program import Program
from tests.faults.shared_clock import SharedClock

PATIENCE_SECONDS = 30.0
_POLL_INTERVAL = 0.02

T = TypeVar("T")

# Each bot is a fork of a process that has imported everything and run nothing: it starts in a tenth of the time.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.run_bot", "pytest"])


@dataclass(frozen=True)
class Host:
    """What the bots of one test share: a workspace, a clock, a database, a folder."""

    workspace: Workspace
    clock: SharedClock
    database_url: str
    model: Path
    folder: Path
    settings: dict[str, str]
    bots: list["BotProcess"] = field(default_factory=list)

    def bot(self, *, release: Path | None = None, **settings: str) -> "BotProcess":
        """Return a bot that is not started yet; one of a `release` has its code from there."""
        environment = {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "SLACK_API_URL": self.workspace.api_url,
            "DATABASE_URL": self.database_url,
            "MODEL_DIR": str(self.model),
            "HTTP_PORT": "0",
            "LOG_LEVEL": "DEBUG",
        }
        self.bots.append(BotProcess(self, environment | self.settings | settings, release))
        return self.bots[-1]

    def new_log(self) -> Path:
        """Return a file for what a bot writes in one life."""
        return self.folder / f"{sum(bot.lives for bot in self.bots)}.log"


class BotProcess:
    """A bot as a process, over its lives."""

    def __init__(self, host: Host, settings: dict[str, str], release: Path | None) -> None:
        self._host = host
        self.settings = settings
        self._release = release
        self._log = Path()
        self._process: BaseProcess | Program | None = None
        self.lives = 0

    def start(self) -> "BotProcess":
        """Begin a life; return at once."""
        self._log = self._host.new_log()
        folder, clock_file = self._host.folder, self._host.clock.file
        if self._release is None:
            arguments = (folder, clock_file, self.settings, self._log)
            fork = _FORKS.Process(target=run_bot.run_in, args=arguments, daemon=True)
            fork.start()
            self._process = fork
        else:
            module = ("tests.faults.run_bot", str(clock_file))
            environment = dict(os.environ) | self.settings
            self._process = Program(
                module, folder=folder, environment=environment, log=self._log, release=self._release
            )
        self.lives += 1
        return self

    def live_on(self) -> "BotProcess":
        """Begin a life if it has none."""
        return self if self.is_alive else self.start()

    def wait_until_ready(self) -> "BotProcess":
        wait_for(lambda: self.is_ready or not self.is_alive or None, "the bot to be ready", self.said)
        assert self.is_ready, self.said()
        return self

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def is_ready(self) -> bool:
        """Whether it serves, or did before it died."""
        return f"{run_bot.READY}\n" in self.said()

    @property
    def worker_id(self) -> str:
        """The id that it has as a worker in this life, once it serves."""
        lines = self.said().splitlines()
        return next((line.removeprefix(run_bot.WORKER) for line in lines if line.startswith(run_bot.WORKER)), "")

    @property
    def has_posted(self) -> bool:
        """Whether it posted a card in this life."""
        return "sent a message (card)" in self.said()

    def pause(self) -> None:
        """Let it do nothing until it goes on, as a machine that is suspended."""
        os.kill(self._pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._pid, signal.SIGCONT)

    @property
    def _pid(self) -> int:
        assert self._process is not None
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        """Kill it, so that it cannot do anything any more; to be called from any thread, as often as one likes."""
        process = self._process
        if process is not None and process.pid is not None and process.exitcode is None:
            os.kill(process.pid, signal.SIGKILL)

    def kill_and_wait(self) -> None:
        self.kill()
        self._ended()

    def stop(self) -> int:
        """Tell it to stop, and return its exit code."""
        if self._process is not None:
            self._process.terminate()
        return self._ended()

    def wait_for_its_end(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        return self._ended()

    def said(self) -> str:
        """Return what it wrote in this life."""
        log = self._log  # another thread may begin the next life meanwhile
        return log.read_text() if log.is_file() else ""

    def _ended(self) -> int:
        if self._process is None:
            return 0
        self._process.join(PATIENCE_SECONDS)
        assert self._process.exitcode is not None, self.said()
        return self._process.exitcode


def wait_for(
    look: Callable[[], T | None],
    what: str,
    otherwise: Callable[[], object] = str,
    *,
    renewed_by: Callable[[], object] = lambda: None,
) -> T:
    """Look again and again until there is something, and return it; patience begins again as `renewed_by` changes."""
    deadline, before = time.monotonic() + PATIENCE_SECONDS, renewed_by()
    while (found := look()) is None:
        if (now := renewed_by()) != before:
            deadline, before = time.monotonic() + PATIENCE_SECONDS, now
        assert time.monotonic() < deadline, f"Expected {what}. {otherwise()}"
        time.sleep(_POLL_INTERVAL)
    return found
