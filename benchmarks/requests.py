"""Requests: POST /predict with reasons, against the specification's API, which gives none."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.leads import Stated
from benchmarks.process import PYTHON, ROOT, run_fresh
from benchmarks.table import Table, at_least, at_most, figure

_CONNECTIONS = 8


@dataclass(frozen=True)
class Served:
    """A server in a process of its own, and the file of the requests that are sent to it."""

    port: int
    requests: Path

    def times(self, seconds: float) -> list[float]:
        """Return what each answer took, in seconds, while requests came one after the other on every connection."""
        times: list[float] = json.loads(run_fresh("load", self.port, self.requests, _CONNECTIONS, seconds).output)
        return times


@contextmanager
def serve(program: str, *arguments: object, leads: Sequence[Stated], requests: Path) -> Iterator[Served]:
    """Run a server of `benchmarks/fresh`; `requests` will hold one that posts each of `leads`."""
    command = [str(PYTHON), "-m", f"benchmarks.fresh.{program}", *map(str, arguments)]
    server = subprocess.Popen(command, cwd=ROOT, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with server:
        assert server.stdin is not None  # noqa: S101, for the type checker
        assert server.stdout is not None  # noqa: S101, for the type checker
        said = json.loads(server.stdout.readline())
        requests.write_text("\n".join(json.dumps(_request(lead, **said)) for lead in leads))
        yield Served(said["port"], requests)
        server.stdin.close()


def _request(lead: Stated, *, port: int, key: str) -> str:
    body = json.dumps(lead)
    lines = [
        "POST /predict HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        *([f"Authorization: Bearer {key}"] if key else []),
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body])


def requests_table(
    model: Path, leads: Sequence[Stated], folder: Path, *, turns: int, seconds: float, rounds: int = 300
) -> Table:
    """Return requests a second and their times, ours and the specified ones in `turns` of so many `seconds` each.

    The specified model has so many `rounds` of trees.
    """
    with (
        serve("serve", model, folder, leads=leads, requests=folder / "ours.jsonl") as ours,
        serve("serve_specified", rounds, leads=leads, requests=folder / "specified.jsonl") as specified,
    ):
        runs = [(ours.times(seconds), specified.times(seconds)) for _ in range(turns)]
    reached, theirs = ([_figures(times, seconds) for times in each] for each in zip(*runs, strict=True))
    (rate, median, p99), (their_rate, their_median, their_p99) = (
        np.median(each, axis=0).tolist() for each in (reached, theirs)
    )
    return Table(
        f"POST /predict, {_CONNECTIONS} connections: medians of {turns} runs of {seconds:.0f} s each, in turns",
        ("asked", "reached", "specified"),
        (
            figure("requests a second", rate, their_rate, form="{:,.0f}"),
            figure("times as many as specified", rate / their_rate, goal=at_least(8), form="{:.1f}"),
            figure("median, ms", median, their_median, form="{:.1f}"),
            figure("99th percentile, ms", p99, their_p99, goal=at_most(50), form="{:.1f}"),
        ),
        (
            "reached: with API key, rate limit, and all reasons in words. specified: FastAPI around predict_single.",
            "Servers and client are processes of their own; both servers are the same uvicorn with uvloop.",
        ),
    )


def _figures(times: Sequence[float], seconds: float) -> tuple[float, float, float]:
    """Return how many answers came each second, and the median and the 99th percentile of their times in ms."""
    median, p99 = np.percentile(times, (50, 99))
    return len(times) / seconds, 1000 * float(median), 1000 * float(p99)
