"""Leads are forgotten: on demand, or when they were kept long enough."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text

from bot.alerts.alert import Alert, AlertStatus, Event, EventKind, Urgency
from bot.leads.erasure import Erased
from bot.leads.lead import Saved, UnknownLead
from bot.outgoing import Kind as OutgoingKind
from bot.outgoing import Outgoing, alert_subject, card_key
from bot.store import Store
from bot.store.idempotency import KeyedRequest, Response
from bot.store.inbox import Request, RequestKind
from bot.store.tables import metadata
from tests.databases import Postgres
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLANTED = "Planted Value"
WAITS_FOR_A_LOCK = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
REQUEST = KeyedRequest("key-1", "request-1", "0" * 64)


def saved(store: Store, name: str, *, at: datetime = NOON, **facts: str) -> Saved:
    one = lead(name=name, **facts)
    return store.leads.save(one, score(one), source="http", by="key:1", at=at)


def alert_of(store: Store, lead: Saved, alert_id: str, *, closed: bool = False) -> Alert:
    alert = Alert(
        id=alert_id,
        lead_id=lead.lead_id,
        score_id=lead.score_id,
        status=AlertStatus.CLOSED if closed else AlertStatus.OPEN,
        urgency=Urgency.ON_TIME,
        entered_by="U0MAYA",
        raised_at=NOON,
        closed_at=NOON if closed else None,
        note=PLANTED,
    )
    store.alerts.add(alert, [Event(EventKind.RAISED, NOON), Event(EventKind.POSTED, NOON, note=PLANTED)])
    subject = alert_subject(alert_id)
    card = Outgoing(card_key(alert_id), OutgoingKind.CARD, subject, subject)
    event = Outgoing(f"{alert_id}:2", OutgoingKind.EVENT, alert_id, subject)
    store.outbox.put([card, event], at=NOON)
    assert len(store.outbox.claim(NOON, 10)) >= len([card, event])
    return alert


def rows(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        counted = {
            name: connection.scalar(select(func.count()).select_from(table)) for name, table in metadata.tables.items()
        }
    return {name: count for name, count in counted.items() if count}


def test_a_forgotten_lead_is_gone_with_all_that_was_kept_of_it(store: Store) -> None:
    dana = saved(store, PLANTED, email="planted@example.com")
    alert_of(store, dana, "a1")
    store.idempotency_keys.begin(REQUEST, now=NOON)
    store.idempotency_keys.finish(REQUEST, Response(202, {"id": dana.lead_id, "tier": "High"}), now=NOON)
    store.inbox.receive(Request("trigger:1", RequestKind.COMMAND, {"text": "nothing of this lead"}, NOON))
    store.inbox.acknowledge("trigger:1", {"body": PLANTED})
    store.inbox.receive(
        Request("event:1", RequestKind.EVENT, {"event": {"blocks": [f"what of {PLANTED.upper()}?"]}}, NOON)
    )
    perhaps = store.leads.extent(dana.lead_id).messages
    assert {message.key for message in perhaps} == {card_key("a1"), "a1:2"}
    assert store.leads.extent(dana.lead_id) == Erased(leads=1, scores=1, alerts=1, events=2, messages=perhaps)

    assert store.leads.forget(dana.lead_id, at=NOON).leads == 1
    for row in store.outbox.unsent():
        assert row.kind is OutgoingKind.DELETE
        store.outbox.done(row, NOON)
    assert rows(store) == {"inbox": 2}
    other_process = Store(store.database)
    assert [one.key for one in other_process.inbox.claim(NOON, most=10)] == ["trigger:1"]
    with store.database.read() as connection:
        assert "planted" not in str(connection.execute(select(metadata.tables["inbox"])).all()).lower()
    with pytest.raises(UnknownLead):
        store.leads.get(dana.lead_id)


def test_other_leads_stay(store: Store) -> None:
    dana, sam = saved(store, "Dana", email="home@example.com"), saved(store, "Sam", email="home@example.com")
    alert_of(store, dana, "a1")
    alert_of(store, sam, "a11")
    store.leads.forget(dana.lead_id, at=NOON)
    assert store.leads.get(sam.lead_id).lead.name == "Sam"
    assert store.alerts.get("a11").lead_id == sam.lead_id
    assert store.outbox.find(card_key("a11")) is not None


def test_a_lead_that_was_contacted_expires_and_one_that_nobody_contacted_does_not(store: Store) -> None:
    dana, sam = saved(store, "Dana"), saved(store, "Sam")
    alert_of(store, dana, "a1")
    alert_of(store, sam, "a2")
    store.alerts.note("a1", contacted_at=NOON)
    assert store.leads.purge(NOON + timedelta(days=1), at=NOON) == 1
    assert [one.lead.name for one in store.leads.recent()] == ["Sam"]


def test_six_hundred_leads_expire_and_one_keeps_its_latest_score(store: Store) -> None:
    for number in range(600):
        saved(store, f"Dana {number}", at=NOON - timedelta(days=91))
    for days in (92, 91, 0):
        sam = lead(name="Sam", external_id="crm-1", email_opens=days)
        kept = store.leads.save(sam, score(sam), source="http", by="key:1", at=NOON - timedelta(days=days))
    assert store.leads.purge(NOON - timedelta(days=90), at=NOON) == 600
    assert [past.at for past in store.leads.history(kept.lead_id)] == [NOON]


def test_a_forgotten_lead_that_comes_again_is_new(store: Store) -> None:
    dana = saved(store, "Dana", email="dana@example.com")
    store.leads.forget(dana.lead_id, at=NOON)
    again = saved(store, "Dana", email="dana@example.com")
    assert again.is_new
    assert again.lead_id != dana.lead_id


def test_nobody_is_forgotten_twice(store: Store) -> None:
    dana = saved(store, "Dana")
    store.leads.forget(dana.lead_id, at=NOON)
    assert store.leads.forget(dana.lead_id, at=NOON) == Erased(leads=0, scores=0, alerts=0, events=0)


def test_nothing_of_a_forgotten_lead_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}")
    for number in range(50):
        saved(store, f"Somebody {number}")
    dana = saved(store, PLANTED, email="planted@example.com", phone="+1 415 555 0132")
    alert_of(store, dana, "a1")
    assert {word for word in (b"Planted", b"planted@", b"4155550132") if found(tmp_path, word)}
    store.leads.forget(dana.lead_id, at=NOON)
    assert not [
        word for word in (b"Planted", b"planted", b"4155550132", dana.lead_id.encode()) if found(tmp_path, word)
    ]
    store.close()


def found(folder: Path, word: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if word in file.read_bytes()]


def test_old_leads_are_purged_unless_somebody_has_to_look_after_them(store: Store) -> None:
    day = timedelta(days=1)
    for name in ("forgotten", "closed", "open"):
        saved(store, name, at=NOON - 91 * day)
    by_name = {one.lead.name: one for one in store.leads.recent()}
    for name, closed in (("closed", True), ("open", False)):
        one = by_name[name]
        alert_of(store, Saved(one.id, one.score_id, None, False, False), name, closed=closed)
    saved(store, "scored again", at=NOON - 91 * day)
    saved(store, "scored again", at=NOON)

    assert store.leads.purge(NOON - 90 * day, at=NOON) == 2
    assert {one.lead.name for one in store.leads.recent()} == {"open", "scored again"}
    assert store.leads.purge(NOON - 90 * day, at=NOON) == 0


def test_a_lead_that_is_forgotten_while_it_is_looked_for_is_not_found(postgres: Postgres) -> None:
    url = postgres.new_database()
    reading, forgetting = Store.open(url), Store.open(url)
    dana = saved(reading, "Dana Reyes")

    def forget(*_: object) -> None:
        forgetting.leads.forget(dana.lead_id, at=NOON)

    event.listen(reading.database._engine, "after_cursor_execute", forget, once=True)
    assert reading.leads.recent() == []
    for each in (reading, forgetting):
        each.close()
    postgres.drop(url)


def test_an_old_lead_that_comes_in_again_while_old_ones_are_purged_stays(postgres: Postgres) -> None:
    url = postgres.new_database()
    store, purging = Store.open(url), Store.open(url)
    lead_id = saved(store, "Dana Reyes", at=NOON - timedelta(days=91), email="dana@acme.test").lead_id
    with ThreadPoolExecutor(1) as apart:
        with store.database.write() as connection:
            saved(store, "Dana Reyes", email="dana@acme.test", company="Acme")
            purged = apart.submit(purging.leads.purge, NOON - timedelta(days=90), at=NOON)
            while not connection.scalar(WAITS_FOR_A_LOCK):
                pass
        assert purged.result() == 0
    assert store.leads.lead(lead_id).company == "Acme"
    for each in (store, purging):
        each.close()
    postgres.drop(url)
