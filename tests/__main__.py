"""`python -m tests`: every check of the project. `python -m tests fast`: those that take less than a minute."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORES = os.cpu_count() or 1
INSTALL = "python -m pip install -c constraints.txt -e '.[training,dev]' -e './localslack[testing]'"
STATIC = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "imports": ["lint-imports", "--no-logo"],
    "types": ["mypy"],
}
TESTS = {
    "fast": ["pytest", "--quiet", "--fast", "--numprocesses", str(CORES)],
    # Most tests wait for a socket or a clock, so there is one process more than there are cores. A file stays in one
    # process, for the sake of its fixtures; tests/needs.py puts the files that take longest first.
    "all": ["pytest", "--numprocesses", str(CORES + 1), "--dist", "loadfile", "--no-loadscope-reorder"],
}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
"""Processes that share the cores get in each other's way when each of them starts a thread for every core."""


def main(arguments: Sequence[str] = tuple(sys.argv[1:])) -> int:
    """Run the checks and return 0 if every one passes. What follows `fast` or `all` goes to pytest."""
    which, *further = arguments or ("all",)
    if which not in TESTS:
        sys.exit(f"usage: python -m tests [{' | '.join(TESTS)}] [arguments of pytest]")
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as aside:
        static = aside.submit(lambda: list(_failures(STATIC, capture=True)))
        failed = list(_failures({"tests": [*TESTS[which], *further]}))
        failed = [*static.result(), *failed]
    print(f"--- {time.monotonic() - begun:.0f} s; {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return bool(failed)


def _failures(checks: dict[str, list[str]], *, capture: bool = False) -> Iterator[str]:
    """Run checks, one after the other, and yield the names of those that fail."""
    for name, (tool, *arguments) in checks.items():
        installed = shutil.which(tool, path=str(Path(sys.executable).parent))
        if not installed:
            sys.exit(f"{tool} is not installed here: {INSTALL}")
        ran = subprocess.run(
            [installed, *arguments],
            cwd=ROOT,
            check=False,
            env=os.environ | ONE_THREAD,
            stdout=subprocess.PIPE if capture else None,
            stderr=subprocess.STDOUT if capture else None,
            text=True,
        )
        if ran.returncode:
            print(f"--- {name} failed", ran.stdout or "", sep="\n", flush=True)
            yield name


if __name__ == "__main__":
    sys.exit(main())
