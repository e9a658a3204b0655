"""The power: it fails at random, and with it the process dies between any two of its acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from sqlalchemy import Engine, event


class PowerCut(BaseException):
    """The process dies here, as by kill -9. No `except Exception` survives it."""


class Power:
    """Kills the process at random. A dead process neither writes nor sends, whatever its `finally` clauses try."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._is_on = True
        self._is_safe = False
        self.cuts = 0

    def use(self, risk: float) -> None:
        """Survive an act of this risk, or raise PowerCut."""
        if self._is_on and not self._is_safe and self._random.random() < risk:
            self._is_on = False
            self.cuts += 1
        if not self._is_on:
            raise PowerCut

    def come_back(self) -> None:
        self._is_on = True

    def fail_no_more(self) -> None:
        self._is_safe = True

    @contextmanager
    def safe(self) -> Iterator[None]:
        """Let nothing fail meanwhile: somebody looks at the month from outside."""
        was_safe, self._is_safe = self._is_safe, True
        yield
        self._is_safe = was_safe

    @contextmanager
    def drawn_by_databases(self, risk: float) -> Iterator[None]:
        """Let every statement that is sent to a database meanwhile be an act of this risk."""

        def before(*_: Any) -> None:
            self.use(risk)

        event.listen(Engine, "before_cursor_execute", before)
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", before)
