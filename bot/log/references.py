"""References: by which lines of the log belong together, and by which a person asks about them."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, ParamSpec, TypeVar

_reference: ContextVar[str] = ContextVar("reference", default="")

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


def current_reference() -> str:
    """Return the reference under which this thread or task works, or an empty string where it has none."""
    return _reference.get()


def new_reference() -> str:
    """Give this thread or task a new reference, from now on until the next, and return it."""
    reference = secrets.token_hex(4)
    _reference.set(reference)
    return reference


@contextmanager
def referring() -> Iterator[str]:
    """Work under a new reference in the block, and then under the one before."""
    before = _reference.set(secrets.token_hex(4))
    try:
        yield current_reference()
    finally:
        _reference.reset(before)


class Workers(ThreadPoolExecutor):
    """Threads that work under the reference of whoever gave them the work."""

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Have a thread call `fn`; see ThreadPoolExecutor."""
        run: Callable[..., Any] = copy_context().run
        return super().submit(run, fn, *args, **kwargs)
