"""Files that appear whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Yield the path to write to; at the end it is renamed to `path`, or removed if an exception ends it.

    Nothing to rename is no error: whoever has nothing to write need not write.
    """
    writing = path.with_name(f"{path.name}.unfinished")
    try:
        yield writing
    except BaseException:
        writing.unlink(missing_ok=True)
        raise
    if writing.exists():
        writing.replace(path)
