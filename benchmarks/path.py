"""Paths: how many of the project's files a request crosses, how deep its calls go, and how rooms import each other."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.button_latency import HIGH
from benchmarks.imports import arrows_between, circular, count_arrows, field_list_importers
from benchmarks.people import Deed, claim, score, send
from benchmarks.process import ROOT
from benchmarks.table import Row, Table, at_most, figure
from benchmarks.trace import PathTrace, Tracer
from bot.doctor.manifest import MANIFEST
from bot.server import Bot, build
from bot.settings import Settings
from bot.slack.names import SCORE_COMMAND
from bot.store.api_keys import Scope
from localslack import Message, Workspace
from localslack.people import BOT_USER_ID, JONAS, MAYA, PRIYA
from scoring.explain.scorer import Scorer

_LISTENERS = "bot/slack/listeners/"
_INGEST = "bot/http/lead_intake.py:ingest"
_DELIVERY = "bot/delivery/"
_TIMEOUT_SECONDS = 60.0
_POLL_INTERVAL_SECONDS = 0.05
_SETTLED_SECONDS = 0.5
_SETTINGS: dict[str, Any] = {
    "sales_team": (MAYA.id, JONAS.id),
    "managers": (PRIYA.id,),
    "working_hours": "Mon-Sun 00:00-24:00",
    "quiet_hours": "off",
    "daily_digest_at": "off",
    "http_port": 0,
}


@dataclass(frozen=True)
class Walk:
    """What was traced of one action, next to the most files and the deepest stack that were asked."""

    title: str
    trace: PathTrace
    files: int | None = None
    depth: int | None = None


def path_tables(model: Path, folder: Path, *, verbose: bool = False) -> Iterator[Table]:
    """Yield what the paths of requests cross, and how the rooms import each other; `verbose` lists each file."""
    walks = _walks(model, folder)
    yield Table(
        "Files that a request crosses, and its deepest stack of calls",
        ("asked", "reached"),
        tuple(row for walk in walks for row in _rows(walk)),
        (
            "The bot runs in a local workspace. A path begins with the first call of a listener, or of what the route",
            "calls once the body is read; other people's code does not count.",
            *(line for walk in walks if verbose for line in _details(walk)),
        ),
    )
    yield rooms_table()


def rooms_table() -> Table:
    """Return how many rooms and arrows there are, and how many arrows lead back up."""
    inside, house = arrows_between("bot.slack"), arrows_between("bot")
    importers = field_list_importers(ROOT / name for name in ("bot", "scoring", "training"))
    return Table(
        "Rooms, and imports between them",
        ("asked", "reached"),
        (
            _count("rooms in bot/slack", len(inside), 10),
            _count("arrows in bot/slack", count_arrows(inside), 25),
            _count("arrows of circles in bot/slack", len(circular(inside)), 0),
            _count("arrows of circles in bot", len(circular(house)), 0),
            _count("modules that import a list of features", len(importers), 0),
        ),
        tuple(f"{room} -> {other}" for arrows in (inside, house) for room, other in circular(arrows)),
    )


def _rows(walk: Walk) -> Iterator[Row]:
    yield _count(f"{walk.title}: files", len(walk.trace.files), walk.files)
    yield _count(f"{walk.title}: deepest", len(walk.trace.deepest), walk.depth)


def _count(title: str, reached: int, most: int | None) -> Row:
    return figure(title, reached, goal=None if most is None else at_most(most), form="{:.0f}")


def _details(walk: Walk) -> Iterator[str]:
    yield f"\n{walk.title}, calls into each file:"
    yield from (f"  {calls:5}  {file}" for file, calls in sorted(walk.trace.files.items()))
    yield f"{walk.title}, the deepest stack:"
    yield from (f"  {step}" for step in walk.trace.deepest)


def _walks(model: Path, folder: Path) -> list[Walk]:
    tracer = Tracer(ROOT)
    with tracer.installed(), _running_bot(model, folder) as (workspace, bot):
        actions = _Actions(workspace, bot, tracer)
        card, alert = actions.slash_command()
        return [
            Walk("slash command with a complete lead", card, 30, 9),
            Walk("the alert's card, from the queue on", alert),
            Walk("reply in a thread", actions.thread_reply(), 35, 9),
            Walk("POST /leads", actions.post_leads(), 14, 8),
            Walk("claim", actions.claim(), 12, 8),
        ]


@contextmanager
def _running_bot(model: Path, folder: Path) -> Iterator[tuple[Workspace, Bot]]:
    with Workspace(MANIFEST) as workspace:
        settings = Settings(database_url=f"sqlite:///{folder / 'paths.sqlite'}", **_SETTINGS).with_slack(
            bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url
        )
        bot = build(settings, Scorer.load(model))
        bot.start()
        try:
            yield workspace, bot
        finally:
            bot.close()


class _Actions:
    """What people and programs do, each traced until all of it has ended."""

    def __init__(self, workspace: Workspace, bot: Bot, tracer: Tracer) -> None:
        self._workspace = workspace
        self._tracer = tracer
        self._api = f"http://127.0.0.1:{bot.http_port}"
        self._key = bot.store.api_keys.create("benchmark", Scope, at=datetime.now(UTC))[1]

    def slash_command(self) -> tuple[PathTrace, PathTrace]:
        """Score a High lead by the command; return the paths of the answer and of the alert's card."""
        self._do(send(MAYA.id, f"{SCORE_COMMAND} Alex Kim, 41, income 90k"))  # of the first one more is looked up
        self._wait_for(lambda: self._workspace.journal.acks)
        time.sleep(_SETTLED_SECONDS)
        card, alert = PathTrace(_LISTENERS), PathTrace(_DELIVERY)
        with self._tracer.recording(card, alert):
            self._do(score(MAYA.id, "Dana Reyes", HIGH))
            self._wait_for(lambda: self._cards() and card.is_idle and alert.is_idle)
            time.sleep(_SETTLED_SECONDS)
        return card, alert

    def thread_reply(self) -> PathTrace:
        """Tell the bot of a lead in two messages; return the path of the second."""
        direct = MAYA.direct_messages
        said = self._do(Deed(MAYA.id, direct, "send", {"text": "Sam Okoro is 38"}))
        self._wait_for(lambda: self._answers(direct) == 1)
        time.sleep(_SETTLED_SECONDS)
        trace = PathTrace(_LISTENERS)
        with self._tracer.recording(trace):
            self._do(Deed(MAYA.id, direct, "send", {"text": "income 140k", "thread_ts": said["ts"]}))
            self._wait_for(lambda: self._answers(direct) == 2 and trace.is_idle)
            time.sleep(_SETTLED_SECONDS)
        return trace

    def post_leads(self) -> PathTrace:
        """Send a High lead in by HTTP, and return its path."""
        trace = PathTrace(_INGEST)
        with self._tracer.recording(trace):
            answer = httpx.post(
                f"{self._api}/leads",
                json=HIGH | {"name": "Ana Silva", "external_id": "crm-1"},
                headers={"Authorization": f"Bearer {self._key}", "Idempotency-Key": "path-1"},
                trust_env=False,
                timeout=_TIMEOUT_SECONDS,
            )
            answer.raise_for_status()
            self._wait_for(lambda: trace.is_idle)
        return trace

    def claim(self) -> PathTrace:
        """Claim the alert of the first lead, and return the path."""
        trace = PathTrace(_LISTENERS)
        with self._tracer.recording(trace):
            self._do(claim(JONAS.id, self._cards()[0].ts))
            self._wait_for(lambda: trace.is_idle)
        return trace

    def _do(self, deed: Deed) -> dict[str, Any]:
        done = httpx.post(
            f"{self._workspace.url}person/{deed.person}/{deed.name}",
            json={"channel": deed.channel} | deed.asked,
            trust_env=False,
            timeout=_TIMEOUT_SECONDS,
        )
        done.raise_for_status()
        result: dict[str, Any] = done.json()
        return result

    def _cards(self) -> list[Message]:
        return [post for post in self._workspace.posts("hot-leads") if not post.is_reply]

    def _answers(self, channel: str) -> int:
        screen = httpx.get(f"{self._workspace.url}person/{MAYA.id}/screen", trust_env=False).json()
        here = next(one for one in screen["conversations"] if one["id"] == channel)
        return sum(message["user"] == BOT_USER_ID for message in here["messages"])

    @staticmethod
    def _wait_for(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + _TIMEOUT_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the bot does not answer")
            time.sleep(_POLL_INTERVAL_SECONDS)
