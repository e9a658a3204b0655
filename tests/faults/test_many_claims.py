"""Many people claim one lead at once: one gets it, and everybody else is told who has it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random

from bot.alerts.alert import EventKind
from bot.alerts.lifecycle import Actor, NotPossible
from bot.alerts.policy import Policy
from bot.alerts.service import AlertService
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store import Store
from scoring.explain.score import Tier
from tests.conftest import TEAM, Office
from tests.faults.alert_life import is_shown, look, wait_for_alert
from tests.leads import high
from tests.scores import lead, score

PEOPLE = [f"U0PERSON{number:02}" for number in range(50)]
PRESSES = 1_000
DANA = "Dana Reyes"


def test_of_a_thousand_claims_at_once_by_fifty_people_one_wins(store: Store) -> None:
    woken: list[bool] = []
    store.database.on_work(lambda: woken.append(True))
    desk = AlertService(
        store,
        Policy.from_settings(Settings(**TEAM)),
        metrics=Metrics(store.alerts.counts, store.alerts.count_refused),
        clock=time.time,
    )
    dana = lead(name=DANA)
    saved = store.leads.save(dana, score(dana), source="http", by="key:1", at=datetime.now(UTC))
    raised = desk.raise_alert(saved, Tier.HIGH, entered_by="key:1")
    assert raised is not None
    presses = PEOPLE * (PRESSES // len(PEOPLE))
    Random(4).shuffle(presses)  # noqa: S311, nothing secret is drawn

    def press(user: str) -> str:
        try:
            return f"{desk.claim(raised.alert.id, Actor(user)).owner} has it"
        except NotPossible as refusal:
            return str(refusal)

    with ThreadPoolExecutor(len(PEOPLE)) as people:
        answers = list(people.map(press, presses))
    owner = store.alerts.get(raised.alert.id).owner
    for user, answer in zip(presses, answers, strict=True):
        assert answer == (f"{owner} has it" if user == owner else f"<@{owner}> has this lead already.")
    claims = [one for one in store.alerts.history(raised.alert.id) if one.event.kind is EventKind.CLAIMED]
    assert [claim.event.by for claim in claims] == [owner]
    assert woken == [True, True], "the alert was raised, and claimed"


def test_of_fifty_people_who_press_at_once_in_slack_one_wins(office: Office) -> None:
    store = office.bot.store
    people = [office.slack.as_(person.id).in_("#hot-leads") for person in office.workspace.add_people(50)]
    office.slack.send(high(DANA))
    wait_for_alert(DANA, store, lambda alert: alert.ts is not None and is_shown(alert, store), "shown")
    all_pressed = threading.Event()  # until then no update gets through, so that the button is there for all of them
    office.workspace.faults.break_where(lambda method, _stage: method == "chat.update" and not all_pressed.is_set())
    card = people[0].expect_message(DANA, "Nobody has it yet")
    button = card.button("Claim")
    assert button is not None
    at_once = threading.Barrier(len(people))

    def press(number: int) -> None:
        at_once.wait()
        people[number].do("click", channel=card.channel, ts=card.ts, **button)

    with ThreadPoolExecutor(len(people)) as pressing:
        list(pressing.map(press, range(len(people))))
    all_pressed.set()
    office.slack.skip(5 * 60)  # the longest that an update is put off
    owner = wait_for_alert(DANA, store, lambda alert: alert.owner is not None, "somebody's").owner
    for person in people:
        if person.person != owner:
            person.expect_private(f"@{office.slack.names()[owner or '']} has this lead already")
    wait_for_alert(DANA, store, lambda alert: is_shown(alert, store), "shown")
    assert look(DANA, office.workspace).tells_once([f"<@{owner}> has this lead"])
