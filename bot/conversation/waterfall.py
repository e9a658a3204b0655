"""The waterfall picture of a score's reasons, drawn in a process of its own where matplotlib is installed."""

import json
import logging
import subprocess
import threading
from dataclasses import dataclass

from bot.text import cut
from scoring.explain.score import Reason, Score
from scoring.plots import waterfall

log = logging.getLogger(__name__)

_TIMEOUT = 20.0
_MAX_ALTERNATIVE = 1_000


@dataclass(frozen=True)
class Picture:
    """A PNG with a title, and the same in words, at most 1,000 characters, for people who do not see it."""

    png: bytes
    title: str
    alternative: str


class Waterfalls:
    """Draws pictures, one at a time: each takes a processor for some seconds. Safe to share between threads."""

    def __init__(self, seconds: float = _TIMEOUT) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._drawing: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def installed(self) -> bool:
        """Whether there is what it takes to draw."""
        return waterfall.can_draw()

    def draw(self, score: Score) -> Picture | None:
        """Return the picture of a score's reasons, or None if it cannot be drawn, or not in time."""
        if self._closed or not self.installed or not self._turn.acquire(timeout=self._seconds):
            return None
        try:
            png = self._drawn(_figures(score))
        finally:
            self._turn.release()
        return Picture(png, f"Why {score.tier}", alternative(score)) if png else None

    def close(self) -> None:
        """Give up what is being drawn, and draw nothing any more."""
        self._closed = True
        if self._drawing is not None:
            self._drawing.kill()

    def _drawn(self, figures: bytes) -> bytes:
        """Return the PNG, or nothing; what goes wrong is logged without the words, which hold the lead's values."""
        pipe = subprocess.PIPE
        with subprocess.Popen(waterfall.COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as drawing:  # noqa: S603, our own
            self._drawing = drawing
            if self._closed:
                drawing.kill()
            try:
                png, _ = drawing.communicate(figures, timeout=self._seconds)
            except subprocess.TimeoutExpired:
                drawing.kill()
                log.warning("a waterfall was not drawn within %s s", self._seconds)
                return b""
            finally:
                self._drawing = None
        if drawing.returncode and not self._closed:
            log.warning("a waterfall could not be drawn: exit code %s", drawing.returncode)
        return b"" if drawing.returncode else png


def alternative(score: Score) -> str:
    """Return what the picture shows, as text."""
    steps = "; ".join(f"{_label(reason)} {reason.contribution:+.2f}" for reason in score.reasons)
    words = f"A waterfall from an average lead, {score.base:+.2f}, to this lead, {score.margin:+.2f}: {steps}."
    return cut(words, _MAX_ALTERNATIVE)


def _figures(score: Score) -> bytes:
    """Return what `python -m scoring.plots.waterfall` reads."""
    labels = [_label(reason) for reason in score.reasons]
    contributions = [reason.contribution for reason in score.reasons]
    return json.dumps({"base": score.base, "labels": labels, "contributions": contributions}).encode()


def _label(reason: Reason) -> str:
    """Return what a reason is about: "credit score 580", "income not known"."""
    if not reason.is_known:
        return f"{reason.title.lower()} not known"
    return reason.feature.phrase(reason.value).text
