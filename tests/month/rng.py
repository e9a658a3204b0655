"""Chance, from a seed."""

from random import Random


def dice(seed: int, of: str) -> Random:
    """Return the dice of one part of a month; what others throw does not change what they show."""
    return Random(f"{seed} {of}")  # noqa: S311 nothing secret is drawn
