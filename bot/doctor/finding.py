"""Findings: what the doctor saw, and what to do about it."""

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """How an examination ended; what was not looked at is neither good nor bad."""

    OK = "ok"
    SKIPPED = "skipped"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and in words what to do where something is to be done."""

    name: str
    outcome: Outcome
    words: str


def ok(name: str, words: str) -> Finding:
    """Return that nothing is to be done."""
    return Finding(name, Outcome.OK, words)


def skipped(name: str, words: str) -> Finding:
    """Return that this was not looked at, and why."""
    return Finding(name, Outcome.SKIPPED, words)


def warning(name: str, words: str) -> Finding:
    """Return that the bot works, but perhaps not as it is meant to."""
    return Finding(name, Outcome.WARNING, words)


def failed(name: str, words: str) -> Finding:
    """Return that the bot will not work, or not for everybody."""
    return Finding(name, Outcome.FAILED, words)
