"""A program run afresh, by the words in which it is started, with as much of `multiprocessing.Process` as bots need."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.paths import PYTHONPATH


class Program:
    """A Python module as a process; `release` is where its packages are looked for before this project's own."""

    def __init__(
        self, module: Sequence[str], *, folder: Path, environment: dict[str, str], log: Path, release: Path | None
    ) -> None:
        path = [str(release)] * (release is not None) + [PYTHONPATH]
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-u", "-m", *module],
                cwd=folder,
                env=environment | {"PYTHONPATH": ":".join(path)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def terminate(self) -> None:
        self._process.terminate()

    def join(self, timeout: float | None = None) -> None:
        self._process.wait(timeout)
