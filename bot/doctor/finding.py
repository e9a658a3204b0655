"""Findings of the doctor, each with what to do about it."""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How a check ended. A skipped check is neither good nor bad."""

    OK = "ok"
    SKIPPED = "skipped"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Finding:
    """A check, its severity, and a description that includes what to do."""

    name: str
    severity: Severity
    words: str


def ok(name: str, words: str) -> Finding:
    """Return a finding that needs no action."""
    return Finding(name, Severity.OK, words)


def skipped(name: str, words: str) -> Finding:
    """Return a finding for what was not checked, with the reason."""
    return Finding(name, Severity.SKIPPED, words)


def warning(name: str, words: str) -> Finding:
    """Return a finding with which the bot works, but perhaps not as intended."""
    return Finding(name, Severity.WARNING, words)


def failed(name: str, words: str) -> Finding:
    """Return a finding with which the bot does not work, or not for everybody."""
    return Finding(name, Severity.FAILED, words)
