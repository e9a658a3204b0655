"""Office: the bot as it is started in earnest, in a process of its own, at work in a local workspace."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks.process import PYTHON, ROOT
from bot.doctor.manifest import MANIFEST
from bot.store import Store
from bot.store.api_keys import Scope
from localslack import Person, Rate, Workspace
from localslack.people import JONAS, MAYA, PRIYA

SLACKS_RATE = Rate()
"""How fast Slack lets a bot post to a channel: about once a second, after a burst."""

ANY_RATE = Rate(burst=100_000, per_second=1_000)
"""A Slack that is never too slow, so that the bot alone is measured."""

_TIMEOUT_SECONDS = 60
_POLL_INTERVAL = 0.1
_KILOBYTE = 1024

# As a team in daytime has them, whenever the benchmark runs; and every alert gets a card of its own, to be counted.
_SETTINGS = {
    "SALES_TEAM": f"{MAYA.id},{JONAS.id}",
    "MANAGERS": PRIYA.id,
    "WORKING_HOURS": "Mon-Sun 00:00-24:00",
    "QUIET_HOURS": "off",
    "DAILY_DIGEST_AT": "off",
    "ALERTS_PER_HOUR": "100000",
    "LOG_FORMAT": "json",
}


@dataclass(frozen=True)
class Office:
    """A workspace with `people`, and the bot in it: its process, HTTP API (with a `key`), and what it has stored."""

    workspace: Workspace
    people: tuple[Person, ...]
    process_id: int
    api: str
    key: str
    store: Store

    @property
    def resident_mb(self) -> float:
        """The memory that the bot holds now, in megabytes of 10^6 bytes."""
        asked = ["ps", "-o", "rss=", "-p", str(self.process_id)]
        said = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout
        return int(said) * _KILOBYTE / 1e6

    def wait_until_told(self, within: float) -> bool:
        """Wait until Slack was told all that is due, and return whether that was so `within` seconds."""
        deadline = time.monotonic() + within
        while self.store.alerts.due(datetime.now(UTC)) or self.store.outbox.is_due(datetime.now(UTC)):
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_INTERVAL)
        return True


@contextmanager
def open_office(
    model: Path, database_url: str, folder: Path, *, people: int = 0, post_rate: Rate = SLACKS_RATE
) -> Iterator[Office]:
    """Start a workspace in this process, and the bot in its own with `model`; its log goes to `folder`."""
    store = Store.open(database_url)
    try:
        _, key = store.api_keys.create("benchmark", Scope, at=datetime.now(UTC))
        with Workspace(MANIFEST, post_rate=post_rate) as workspace:
            everybody = tuple(workspace.add_people(people))
            port = _free_port()
            settings = _SETTINGS | {
                "SLACK_BOT_TOKEN": workspace.bot_token,
                "SLACK_APP_TOKEN": workspace.app_token,
                "SLACK_API_URL": workspace.api_url,
                "DATABASE_URL": database_url,
                "MODEL_DIR": str(model),
                "HTTP_PORT": str(port),
            }
            api = f"http://127.0.0.1:{port}"
            with _running_bot(settings, api, folder / "bot.log") as process_id:
                yield Office(workspace, everybody, process_id, api, key, store)
    finally:
        store.close()


@contextmanager
def _running_bot(settings: dict[str, str], api: str, log: Path) -> Iterator[int]:
    command, environment = [str(PYTHON), "-m", "bot"], settings | {"PYTHONPATH": str(ROOT)}
    with (
        log.open("w") as said,
        # Not in the project's folder, where a developer may have a file of settings.
        subprocess.Popen(command, cwd=log.parent, env=environment, stdout=said, stderr=said) as bot,
    ):
        try:
            _wait_until_ready(bot, api, log)
            yield bot.pid
        finally:
            bot.terminate()


def _wait_until_ready(bot: "subprocess.Popen[bytes]", api: str, log: Path) -> None:
    deadline = time.monotonic() + _TIMEOUT_SECONDS
    while not _is_ready(api):
        if bot.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the bot does not start:\n{log.read_text()}")
        time.sleep(_POLL_INTERVAL)


def _is_ready(api: str) -> bool:
    try:
        return bool(httpx.get(f"{api}/ready", trust_env=False).json()["status"] == "ready")
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
