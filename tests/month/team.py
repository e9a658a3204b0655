"""The team: fifty people who read what Slack shows them, and press its buttons, or do not."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random

from bot.alerts.alert import Outcome
from bot.alerts.lifecycle import NotPossible
from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from tests.month.bot import Ticks
from tests.month.schedule import Agenda
from tests.month.slack import Post

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_OUT_OF_HOURS = 0.06
_MENTION = re.compile(r"<@(U\w+)>")
_REASONS = ("Budget too small", "Only looking", "Wrong area")

Press = Callable[[AlertService], object]


class Team:
    """Decides by chance who does what, and when. Whatever is pressed too late is refused, and counted."""

    def __init__(self, people: Sequence[str], policy: Policy, agenda: Agenda, ticks: Ticks, random: Random) -> None:
        self._people = people
        self._managers = policy.managers
        self._hours = policy.hours
        self._agenda = agenda
        self._ticks = ticks
        self._random = random
        self.refused = 0
        self.never_away = set(people)

    def read(self, post: Post) -> None:
        """Let people react to a message."""
        if not post.is_reply:
            for alert_id in post.claimable:
                self._somebody_may_claim(alert_id, post.at)
            return
        alert_id, words = post.key.split(":")[1], post.text
        who = found[1] if (found := _MENTION.search(words)) else ""
        if "released this lead" in words:
            self._somebody_may_claim(alert_id, post.at)
        elif "Will you take it?" in words and self._chance(0.5):
            self._press(post.at, 4 * _MINUTE, lambda desk: desk.claim(alert_id, desk.actor(who)))
        elif "is yours now, for nobody" in words:
            self._escalated(alert_id, who, post.at)
        elif "has this lead" in words or "is yours now:" in words:
            self._owned(alert_id, who, post.at)
        elif "Please contact this lead" in words and self._chance(0.6):
            self._contacts(alert_id, who, post.at, 2 * _HOUR)
        elif "was to be contacted by now" in words:
            self._contacts(alert_id, who, post.at, 5 * _HOUR)
        elif "contacted this lead" in words:
            self._may_close(alert_id, who, post.at)

    def take_days_off(self, start: datetime, end: datetime) -> None:
        """Let people go away, and some come back early."""
        for person in self._people:
            for _ in range(self._random.choice((0, 0, 1, 1, 2))):
                self.never_away.discard(person)
                leaves = start + (end - start) * self._random.random()
                until = leaves + _DAY * self._random.uniform(0.3, 6)
                self._agenda.add(leaves, partial(self._away, person, until))
                if self._chance(0.3):
                    back = leaves + (until - leaves) * self._random.random()
                    self._agenda.add(back, partial(self._away, person, None))

    def pause_the_clock(self, start: datetime, days: int) -> None:
        """Let a manager stop the clock for an afternoon, once a week, and end that early every other time."""
        for number, day in enumerate(range(3, days, 7)):
            stops = self._hours.opens(start + day * _DAY) + _HOUR * self._random.uniform(1, 5)
            ends = stops + _HOUR * self._random.uniform(1, 6)
            self._agenda.add(stops, partial(self._pause, ends))
            if number % 2:
                self._agenda.add(stops + (ends - stops) / 2, self._resume)

    def _somebody_may_claim(self, alert_id: str, at: datetime) -> None:
        if self._chance(0.68):
            claimer = self._anybody()
            self._press(at, 6 * _MINUTE, lambda desk: desk.claim(alert_id, desk.actor(claimer)))
        if self._chance(0.15):
            rival = self._anybody()
            self._press(at, 8 * _MINUTE, lambda desk: desk.claim(alert_id, desk.actor(rival)))

    def _escalated(self, alert_id: str, manager: str, at: datetime) -> None:
        if self._chance(0.5):
            self._reassign(alert_id, manager, at, 20 * _MINUTE)
        elif self._chance(0.8):
            self._contacts(alert_id, manager, at, 2 * _HOUR)

    def _owned(self, alert_id: str, owner: str, at: datetime) -> None:
        draw = self._random.random()
        if draw < 0.7:
            self._contacts(alert_id, owner, at, 2 * _HOUR)
        elif draw < 0.78:
            self._press(at, 40 * _MINUTE, lambda desk: desk.release(alert_id, desk.actor(owner)))
        elif draw < 0.85:
            self._press(at, _HOUR, lambda desk: desk.snooze(alert_id, desk.actor(owner), desk.now + 2 * _DAY))
        elif draw < 0.9:
            self._reassign(alert_id, self._random.choice(self._managers), at, _HOUR)
        elif draw < 0.93:
            self._close(alert_id, owner, at, 2 * _HOUR)

    def _reassign(self, alert_id: str, manager: str, at: datetime, delay: timedelta) -> None:
        to = self._anybody()
        self._press(at, delay, lambda desk: desk.reassign(alert_id, desk.actor(manager), to))

    def _contacts(self, alert_id: str, owner: str, at: datetime, delay: timedelta) -> None:
        self._press(at, delay, lambda desk: desk.contacted(alert_id, desk.actor(owner)))

    def _may_close(self, alert_id: str, owner: str, at: datetime) -> None:
        if self._chance(0.05):
            stranger = self._anybody()
            self._close(alert_id, stranger, at, _HOUR)
        if self._chance(0.9):
            self._close(alert_id, owner, at, 8 * _HOUR)

    def _close(self, alert_id: str, by: str, at: datetime, delay: timedelta) -> None:
        outcome = self._random.choice(list(Outcome))
        reason = self._random.choice(_REASONS) if outcome is Outcome.NOT_QUALIFIED else None
        self._press(at, delay, lambda desk: desk.close(alert_id, desk.actor(by), outcome, reason))

    def _press(self, seen: datetime, delay: timedelta, press: Press) -> None:
        """Press after about so long; hardly anybody does so out of hours."""
        at = seen + delay * self._random.expovariate(1)
        opens = self._hours.opens(at)
        if opens > at and not self._chance(_OUT_OF_HOURS):
            at = opens + 20 * _MINUTE * self._random.expovariate(1)
        self._agenda.add(at, lambda: self._pressed(press))

    def _pressed(self, press: Press) -> None:
        try:
            press(self._ticks.bot.desk)
        except NotPossible:
            self.refused += 1

    def _away(self, person: str, until: datetime | None) -> None:
        service = self._ticks.bot.desk
        if until is None:
            service.come_back(person)
        else:
            service.go_away(person, until)

    def _pause(self, ends: datetime) -> None:
        self._ticks.bot.desk.pause(self._managers[0], ends)

    def _resume(self) -> None:
        self._ticks.bot.desk.resume(self._managers[0])

    def _anybody(self) -> str:
        return self._random.choice(self._people)

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability
