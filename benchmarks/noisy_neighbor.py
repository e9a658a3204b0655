"""A busy neighbour: processes that keep every core at work, as on a laptop on which somebody works."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_BUSY = [sys.executable, "-c", "while True: pass"]


@contextmanager
def busy_neighbour() -> Iterator[None]:
    """Keep every core busy while the context lasts."""
    neighbours = [subprocess.Popen(_BUSY) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for neighbour in neighbours:
            neighbour.kill()
            neighbour.wait()
