"""The waterfall picture: drawn in a process of its own, in time or not at all."""

import logging
import math
import threading
from dataclasses import replace

import pytest

from bot.conversation.waterfall import Waterfalls, alternative
from scoring.explain.score import Score
from tests.scores import lead, score

pytestmark = pytest.mark.process

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def dana() -> Score:
    return score(lead(name="Dana Reyes"), income=1.5, age=-0.25)


def test_a_score_becomes_a_picture_and_the_same_in_words(dana: Score) -> None:
    picture = Waterfalls().draw(dana)
    assert picture is not None
    assert picture.png.startswith(PNG)
    assert picture.alternative.startswith(
        "A waterfall from an average lead, +0.25, to this lead, +2.50: income $50 +1.50;"
    )
    assert "age 50 -0.25" in picture.alternative


def test_what_is_not_known_is_named_so(dana: Score) -> None:
    first, *rest = dana.reasons
    half_known = replace(dana, reasons=(first._replace(value=None), *rest))
    assert "income not known +1.50" in alternative(half_known)


def test_a_picture_that_does_not_come_in_time_is_none(dana: Score) -> None:
    assert Waterfalls(seconds=0.05).draw(dana) is None


def test_a_drawing_that_fails_is_none_and_logs_no_value(dana: Score, caplog: pytest.LogCaptureFixture) -> None:
    first, *rest = dana.reasons
    broken = replace(dana, reasons=(first._replace(contribution=math.nan), *rest))
    with caplog.at_level(logging.DEBUG):
        assert Waterfalls().draw(broken) is None
    assert [record.getMessage() for record in caplog.records] == ["a waterfall could not be drawn: exit code 1"]


def test_closing_gives_up_what_is_being_drawn(dana: Score) -> None:
    waterfalls = Waterfalls(seconds=60)
    drawn: list[object] = []
    drawing = threading.Thread(target=lambda: drawn.append(waterfalls.draw(dana)))
    drawing.start()
    waterfalls.close()
    drawing.join()
    assert drawn == [None]
    assert waterfalls.draw(dana) is None
