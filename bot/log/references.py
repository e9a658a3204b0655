"""References connect the log lines of one request, and the message that a person sees."""

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
    """Return the reference of this thread or task, or an empty string."""
    return _reference.get()


def new_reference() -> str:
    """Set a new reference for this thread or task and return it."""
    reference = secrets.token_hex(4)
    _reference.set(reference)
    return reference


@contextmanager
def with_reference() -> Iterator[str]:
    """Use a new reference in the block and restore the previous one."""
    before = _reference.set(secrets.token_hex(4))
    try:
        yield current_reference()
    finally:
        _reference.reset(before)


class ContextThreadPool(ThreadPoolExecutor):
    """A thread pool whose threads run in the context of the submitter."""

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Call `fn` in a thread; see ThreadPoolExecutor."""
        run: Callable[..., Any] = copy_context().run
        return super().submit(run, fn, *args, **kwargs)
