import re

import pytest

from bot.hours import Week


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Mon-Wed 09:00-17:00", "Mon 09:00-17:00, Tue 09:00-17:00, Wed 09:00-17:00"),
        ("mon-WEDNESDAY 9:00 - 17:00", "Mon-Wed 09:00-17:00"),
        ("Sat-Mon 10:00-12:00", "Sat 10:00-12:00, Sun 10:00-12:00, Mon 10:00-12:00"),
        ("Mon, Thu 10:00-12:00", "Mon 10:00-12:00, Thu 10:00-12:00"),
        ("Mon-Fri 09:00-12:00, 13:00-17:00", "Mon-Fri 13:00-17:00, Mon-Fri 09:00-12:00"),
        ("22:00-06:00", "Mon-Sun 22:00-06:00"),
        ("Mon\N{EN DASH}Fri 09:00\N{EN DASH}17:00", "Mon-Fri 09:00-17:00"),
    ],
)
def test_a_week_can_be_written_in_more_than_one_way(text: str, same: str) -> None:
    assert Week.parse(text) == Week.parse(same)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "“” is not understood: write days and times such as Mon-Fri 09:00-18:00"),
        ("Mon-Fri", "the days at the end have no hours"),
        ("Mon 09:00-17:00, Tue", "the days at the end have no hours"),
        ("Mon-Fri 9-17", "“Mon-Fri 9-17” is not understood"),
        ("Mon-Funday 09:00-17:00", "“Funday” is no day of the week"),
        ("Mon 09:00-25:00", "has a time that no clock shows"),
        ("Mon 24:00-06:00", "has a time that no clock shows"),
        ("Mon 09:60-17:00", "has a time that no clock shows"),
        ("Mon 09:00-09:00", "ends when it begins; the whole day is 00:00-24:00"),
        ("Mon-Fri 09:00-17:00, Fri 09:00-15:00", "Fri has hours that overlap: write each hour once"),
        ("Mon 09:00-17:00,, Tue 09:00-17:00", "“” is not understood"),
    ],
)
def test_what_is_not_understood_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Week.parse(text)
