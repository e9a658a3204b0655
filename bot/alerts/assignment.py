"""The rotation: who is asked next."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from bot.alerts.alert import Load

_NEVER = datetime.min.replace(tzinfo=UTC)
_NOTHING = Load()


def next_person(
    team: Sequence[str],
    *,
    loads: Mapping[str, Load],
    away: Collection[str],
    capacity: int | None,
    not_these: Collection[str] = (),
) -> str | None:
    """Return who of the team is next, or None if nobody can be asked.

    It is who got fewest lately; among those who has fewest open, then who waited longest, then who stands first in the
    team. Never somebody away, with `capacity` open alerts or more, or among `not_these`.
    """

    def turn(user: str) -> tuple[int, int, datetime]:
        load = loads.get(user, _NOTHING)
        return load.lately, load.open, load.last or _NEVER

    def can_be_asked(user: str) -> bool:
        has_room = capacity is None or loads.get(user, _NOTHING).open < capacity
        return has_room and user not in away and user not in not_these

    return min(filter(can_be_asked, team), key=turn, default=None)
