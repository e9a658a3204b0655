"""Path traces: which of the project's files a piece of work enters, and how deep its calls go."""

import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

_LEFT_OUT = ("/.venv/", "/tests/", "/benchmarks/", "/localslack/")


@dataclass
class PathTrace:
    """The calls into each file, and the deepest stack, from the first call of `inside` on in each thread.

    `inside` is the beginning of a path below the project's folder, with ":function" where one function is meant.
    """

    inside: str
    files: Counter[str] = field(default_factory=Counter)
    deepest: list[str] = field(default_factory=list)
    stacks: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_idle(self) -> bool:
        """Whether something was traced, and has ended."""
        return bool(self.files) and not any(self.stacks.values())

    def push(self, file: str, name: str) -> None:
        """Note a call."""
        stack, step = self.stacks[threading.get_ident()], f"{file}:{name}"
        if stack or step.startswith(self.inside):
            stack.append(step)
            self.files[file] += 1
            if len(stack) > len(self.deepest):
                self.deepest = list(stack)

    def pop(self) -> None:
        """Note a return."""
        if stack := self.stacks[threading.get_ident()]:
            stack.pop()


class Tracer:
    """Sees the calls into files below `root`, in every thread that starts while it is installed.

    Comprehensions, lambdas, tests, benchmarks and other people's code do not count.
    """

    def __init__(self, root: Path) -> None:
        self._root = f"{root.resolve()}/"
        self._traces: tuple[PathTrace, ...] = ()

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Trace the threads that start from now on."""
        threading.setprofile(self._profile)
        try:
            yield
        finally:
            threading.setprofile(None)

    @contextmanager
    def recording(self, *traces: PathTrace) -> Iterator[None]:
        """Let `traces` take note of what happens."""
        self._traces = traces
        try:
            yield
        finally:
            self._traces = ()

    def _profile(self, frame: FrameType, event: str, _: object) -> None:
        if not self._traces or event not in {"call", "return"} or sys.is_finalizing():
            return
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        if not file.startswith(self._root) or name.startswith("<") or any(part in file for part in _LEFT_OUT):
            return
        for trace in self._traces:
            if event == "call":
                trace.push(file.removeprefix(self._root), name)
            else:
                trace.pop()
