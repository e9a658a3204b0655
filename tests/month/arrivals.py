"""The leads of the month: most come while people are awake, some again, with the same facts or with others."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE, make_lead
from tests.month.rng import dice
from training.synthetic import draw_leads

Arrival = tuple[datetime, list[Lead]]
"""When they come, and the leads of one request."""

_HOUR = timedelta(hours=1)
_AGAIN, _SOON, _WITH_THE_SAME_FACTS = 0.2, 0.6, 0.5
_IMPORT, _MOST_IMPORTED = 0.004, 300
_AT_ONCE = 24
_RECENT = 80


def arrivals(count: int, start: datetime, end: datetime, zone: ZoneInfo, seed: int) -> Iterator[Arrival]:
    """Yield `count` leads between `start` and `end`, those that come together in one request."""
    random = dice(seed, "arrivals")
    sizes = list(_sizes(count, random))
    hours = [start + _HOUR * number for number in range((end - start) // _HOUR)]
    weights = [_busy(hour.astimezone(zone)) for hour in hours]
    times = sorted(hour + _HOUR * random.random() for hour in random.choices(hours, weights, k=len(sizes)))
    leads = _leads(count, seed, random)
    for at, size in zip(times, sizes, strict=True):
        yield at, [next(leads) for _ in range(size)]


def _sizes(count: int, random: Random) -> Iterator[int]:
    while count > 0:
        most = _MOST_IMPORTED if random.random() < _IMPORT else 2 * _AT_ONCE - 1
        size = min(count, random.randint(most // 2, most) if most == _MOST_IMPORTED else random.randint(1, most))
        count -= size
        yield size


def _busy(local: datetime) -> float:
    """Return how many come in an hour, beside others."""
    by_day = 1.0 if local.weekday() < 5 else 0.35
    return by_day * (1.0 if 9 <= local.hour < 18 else 0.4 if 7 <= local.hour < 23 else 0.08)


def _leads(count: int, seed: int, random: Random) -> Iterator[Lead]:
    drawn = draw_leads(count, seed)
    columns = [drawn.columns[feature.name].tolist() for feature in REAL_ESTATE.features]
    known: list[Lead] = []
    for number, values in enumerate(zip(*columns, strict=True)):
        facts = {feature.name: int(value) for feature, value in zip(REAL_ESTATE.features, values, strict=True)}
        if known and random.random() < _AGAIN:
            yield _again(known, facts, random)
            continue
        known.append(
            make_lead(external_id=f"crm-{number}", name=f"Lead {number}", email=f"lead{number}@example.com", **facts)
        )
        yield known[-1]


def _again(known: Sequence[Lead], facts: dict[str, int], random: Random) -> Lead:
    oldest = max(0, len(known) - _RECENT) if random.random() < _SOON else 0
    lead = known[random.randrange(oldest, len(known))]
    return lead if random.random() < _WITH_THE_SAME_FACTS else REAL_ESTATE.update(lead, facts)
