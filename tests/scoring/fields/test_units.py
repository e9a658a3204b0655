import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fields.units import COUNT, DOLLARS, MINUTES, YEARS, Unit


@pytest.mark.parametrize(
    ("unit", "text", "amount"),
    [
        (DOLLARS, "250000", 250_000),
        (DOLLARS, "$250,000", 250_000),
        (DOLLARS, "250k", 250_000),
        (DOLLARS, "$1.2M", 1_200_000),
        (DOLLARS, "1.2 million", 1_200_000),
        (DOLLARS, "-5", -5),
        (MINUTES, "90", 90),
        (MINUTES, "1.5h", 90),
        (MINUTES, "1.5 hours", 90),
        (MINUTES, "1h 30m", 90),
        (MINUTES, "1h30", 90),
        (YEARS, "45 yrs", 45),
        (COUNT, "1.2k", 1200),
        (COUNT, ".5", 0.5),
    ],
)
def test_reads_amounts_as_people_write_them(unit: Unit, text: str, amount: float) -> None:
    assert unit.read(text) == amount


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (DOLLARS, ""),
        (DOLLARS, "$"),
        (DOLLARS, "rich"),
        (DOLLARS, "25,00"),
        (DOLLARS, "250 hours"),
        (DOLLARS, "250k 15k"),
        (DOLLARS, "1e9"),
        (MINUTES, "30m 1h"),
        (MINUTES, "5m 5m"),
        (YEARS, "45k"),
        (COUNT, "$5"),
        (COUNT, "NaN"),
    ],
)
def test_refuses_what_is_no_amount_of_the_unit(unit: Unit, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011, the message is not shown to anybody
        unit.read(text)


@given(st.integers(0, 999_999_999))
def test_reads_back_what_it_writes(amount: int) -> None:
    for unit in (DOLLARS, COUNT, MINUTES):
        assert unit.read(unit.write(amount)) == amount


def test_writes_large_amounts_short_only_where_nothing_is_lost() -> None:
    assert DOLLARS.write(2_100_000) == "$2.1M"
    assert DOLLARS.write(2_123_456) == "$2,123,456"
    assert DOLLARS.write(-250_000) == "-$250,000"
