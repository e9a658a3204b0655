"""What people think of scores: one opinion for each person and score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What somebody thinks of a score, who knows the lead."""

    RIGHT = "right"
    TOO_HIGH = "too high"
    TOO_LOW = "too low"


@dataclass(frozen=True)
class Opinion:
    """What a person, `by` their Slack user, thinks of a score that a model gave, and perhaps why."""

    score_id: int
    by: str
    verdict: Verdict
    reason: str | None
    model_version: str
    at: datetime


@dataclass(frozen=True)
class Comment:
    """Why a person, `by` their Slack user, thinks so of a score of the lead that is called `name`."""

    name: str | None
    by: str
    verdict: Verdict
    reason: str


Verdicts = Mapping[Verdict, int]
"""How many opinions there are of each kind."""
