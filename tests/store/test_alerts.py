"""The alerts of the store: which of them have something to do or to say."""

from datetime import UTC, datetime

from bot.store import Store
from bot.store.alert import Alert, AlertStatus, Event, EventKind, Urgency
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_what_a_card_shows_and_its_thread_does_not_say_yet_is_due(store: Store) -> None:
    dana = lead(name="Dana Reyes")
    saved = store.leads.save(dana, score(dana), source="slack", by="U0MAYA", at=NOON)
    alert = Alert(
        id="a1",
        lead_id=saved.lead_id,
        score_id=saved.score_id,
        status=AlertStatus.CLAIMED,
        urgency=Urgency.ON_TIME,
        entered_by="U0MAYA",
        raised_at=NOON,
        owner="U0JONAS",
        channel="C0HOTLEADS",
        ts="1.000001",
        version=2,
        shown_version=2,
    )
    store.alerts.add(alert, [Event(EventKind.RAISED, NOON), Event(EventKind.CLAIMED, NOON, by="U0JONAS")])
    assert store.alerts.due(NOON) == ["a1"]
    store.alerts.told("a1", [one.number for one in store.alerts.untold("a1")], NOON)
    assert store.alerts.due(NOON) == []
