"""What goes wrong in the month, beside the process's own deaths."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from bot.alerts.publisher import retry_alert
from bot.outgoing import alert_subject, event_key
from localslack import Workspace
from localslack.faults import FaultRates
from tests.month.bot import CHANNEL, Ticks
from tests.month.clock import StandingClock
from tests.month.schedule import Agenda

RATES = FaultRates(unreachable=0.004, crash=0.004, ratelimited=0.003, lost=0.005)

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Trouble:
    """Slack fails now and then all month, is down for an hour each week, and the channel is archived for a day.

    Reminders that were over by the time at which the channel came back are `passed_over`: no thread says them.
    """

    def __init__(
        self, workspace: Workspace, agenda: Agenda, ticks: Ticks, clock: StandingClock, random: Random
    ) -> None:
        self._workspace = workspace
        self._agenda = agenda
        self._ticks = ticks
        self._clock = clock
        self._random = random
        self.passed_over: set[str] = set()

    def plan(self, start: datetime, end: datetime, seed: int) -> None:
        """Enter all of it; at `end` it is over."""
        self._workspace.faults.at_random(seed, RATES)
        days = (end - start) // _DAY
        for day in range(2, days, 6):
            self._at_noon(start, day, self._go_down)
        archived = start + (days // 2) * _DAY + 10 * _HOUR
        self._agenda.add(archived, lambda: self._workspace.archive(CHANNEL))
        self._agenda.add(archived + _DAY, self._unarchive)
        self._agenda.add(end, lambda: self._workspace.faults.at_random(seed, FaultRates()))

    def _at_noon(self, start: datetime, day: int, act: Callable[[], None]) -> None:
        self._agenda.add(start + day * _DAY + _HOUR * self._random.uniform(7, 16), act)

    def _go_down(self) -> None:
        if self._random.random() < 0.5:
            self._workspace.faults.go_down(_HOUR.total_seconds(), how="unreachable")
        else:
            self._workspace.faults.go_down(_HOUR.total_seconds(), how="unavailable")

    def _unarchive(self) -> None:
        """Open the channel again, and do as `python -m bot alerts retry` does."""
        self._workspace._state.channel_named(CHANNEL).is_archived = False
        bot = self._ticks.bot
        for alert in bot.store.alerts.failed():
            unsent = {row.key for row in bot.store.outbox.unsent(subject=alert_subject(alert.id))}
            aged = {
                event_key(alert.id, one.number) for one in bot.store.alerts.history(alert.id) if one.event.kind.ages
            }
            self.passed_over |= unsent & aged
            retry_alert(bot.store, alert, self._clock.now)
