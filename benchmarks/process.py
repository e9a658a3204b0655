"""A process of its own: what a command takes in seconds and in memory.

Run as a program, it starts the command in its turn: a child counts its parent's memory as its own until it begins, so
the parent must be small.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PYTHON = Path(sys.executable)

_KILOBYTES = 1 if sys.platform == "linux" else 1024  # what the peak is counted in: bytes on macOS


@dataclass(frozen=True)
class Ran:
    """A command that ended well: its time, the most memory that it held, in megabytes of 10^6 bytes, and its stdout."""

    seconds: float
    peak_mb: float
    output: str

    @property
    def answer(self) -> dict[str, Any]:
        """What a program of `benchmarks/fresh` found, which it prints as JSON."""
        answer: dict[str, Any] = json.loads(self.output)
        return answer


def run(*command: object, settings: Mapping[str, str] | None = None) -> Ran:
    """Run `command` in the project's folder, with no environment but `settings`.

    Raises:
        CalledProcessError: it ended badly; what it said on stderr was shown.
    """
    watcher = [str(PYTHON), "-m", "benchmarks.process", *map(str, command)]
    ran = subprocess.run(watcher, cwd=ROOT, env=settings or {}, stdout=subprocess.PIPE, text=True, check=True)
    return Ran(**json.loads(ran.stdout))


def run_fresh(program: str, *arguments: object, python: Path = PYTHON) -> Ran:
    """Run a program of `benchmarks/fresh` with `python`."""
    return run(python, "-m", f"benchmarks.fresh.{program}", *arguments)


def _watch(command: list[str]) -> int:
    started = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if ran.returncode:
        sys.stderr.write(ran.stderr)
        return ran.returncode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _KILOBYTES
    print(json.dumps({"seconds": seconds, "peak_mb": peak * 1024 / 1e6, "output": ran.stdout}))
    return 0


if __name__ == "__main__":
    sys.exit(_watch(sys.argv[1:]))
