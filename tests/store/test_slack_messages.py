"""Messages that tell of a lead go with it, and are written down until Slack has removed them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.leads.erasure import SlackMessage
from bot.outgoing import Kind, Outgoing, alert_subject, digest_key, digest_subject, event_key
from bot.store import Store
from tests.databases import Postgres
from tests.scores import lead, score
from tests.store.test_forgetting import WAITS_FOR_A_LOCK

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWER, PICTURE = SlackMessage("D0MAYA", "1763899201.000200"), SlackMessage("D0MAYA", file_id="F0PICTURE")
CARD, DIGEST = SlackMessage("C0HOT", "1763899202.000200"), SlackMessage("C0HOT", "1763899203.000200")


def saved(store: Store, name: str, *, at: datetime = NOON) -> str:
    one = lead(name=name)
    return store.leads.save(one, score(one), source="slack", by="U0MAYA", at=at).lead_id


def listed(store: Store, lead_id: str, *, card: SlackMessage) -> Alert:
    """Return an alert that a digest lists, and that has this card."""
    alert = Alert(
        f"alert of {lead_id[:8]}", lead_id, 1, AlertStatus.OPEN, Urgency.ON_TIME, "U0MAYA", raised_at=NOON,
        channel=card.channel, ts=card.ts, digest_at=NOON,
    )  # fmt: skip
    store.alerts.add(alert, [])
    return alert


def sent(store: Store, key: str, subject: str, kind: Kind, at: SlackMessage | None = None) -> None:
    """Enter a message, and let it be on its way to Slack, or posted there."""
    store.workers.beat()
    store.outbox.put([Outgoing(key, kind, lane=key, subject=subject)], at=NOON)
    (row,) = store.outbox.claim(NOON, 1, lane=key)
    if at is not None:
        store.outbox.done(row, NOON, channel=at.channel, ts=at.ts)


def to_remove(store: Store) -> list[SlackMessage]:
    """Return the messages that are entered to be deleted in Slack."""
    return [SlackMessage(**row.payload) for row in store.outbox.unsent() if row.kind is Kind.DELETE]


def test_messages_about_a_lead_are_removed_with_it(store: Store) -> None:
    dana = saved(store, "Dana Reyes")
    for message in (ANSWER, PICTURE):
        store.messages.tells_of([dana], message, at=NOON)
    assert set(store.leads.extent(dana).messages) == {ANSWER, PICTURE}
    assert to_remove(store) == []
    assert set(store.leads.forget(dana, at=NOON).messages) == {ANSWER, PICTURE}
    assert store.leads.extent(dana).messages == ()
    assert set(to_remove(store)) == {ANSWER, PICTURE}


def test_the_leads_of_a_message_are_known(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    for lead_id in (dana, dana, sam):
        store.messages.tells_of([lead_id], ANSWER, at=NOON)
    listed(store, sam, card=CARD)
    assert store.messages.leads_of(ANSWER.channel, ANSWER.ts) == sorted([dana, sam])
    assert store.messages.leads_of(CARD.channel, CARD.ts) == [sam]
    assert store.messages.leads_of(CARD.channel, DIGEST.ts) == []


def test_message_about_a_forgotten_lead_is_removed_at_once(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    store.leads.forget(dana, at=NOON)
    store.messages.tells_of([sam], PICTURE, at=NOON)
    store.messages.tells_of([sam, dana], ANSWER, at=NOON)
    store.messages.tells_of([], CARD, at=NOON)
    assert to_remove(store) == [ANSWER]
    assert store.leads.extent(sam).messages == (PICTURE,)


def test_messages_about_a_lead_are_removed_when_it_expires(store: Store) -> None:
    store.messages.tells_of([saved(store, "Dana Reyes", at=NOON - 91 * DAY)], ANSWER, at=NOON)
    assert store.purge(NOON, NOON - 90 * DAY) == 1
    assert to_remove(store) == [ANSWER]


def test_many_messages_are_entered_at_once(store: Store) -> None:
    many = [SlackMessage("C0HOT", f"{number}.000200") for number in range(17_000)]  # PostgreSQL takes 65,535 parameters
    store.messages.to_be_removed(many, at=NOON)
    store.messages.to_be_removed(many[:2], at=NOON + DAY)
    assert to_remove(store) == many


def test_of_a_message_that_may_have_been_sent_the_key_is_kept(store: Store) -> None:
    dana = saved(store, "Dana Reyes")
    alert = listed(store, dana, card=CARD)
    sent(store, event_key(alert.id, 3), alert_subject(alert.id), Kind.EVENT)
    sent(store, digest_key(NOON), digest_subject(NOON), Kind.DIGEST)
    perhaps = SlackMessage(CARD.channel, CARD.ts, key=event_key(alert.id, 3)), SlackMessage("", key=digest_key(NOON))
    assert set(store.leads.forget(dana, at=NOON).messages) == {CARD, *perhaps}
    assert to_remove(store)[-1] == CARD, "its thread can be searched only while it is there"


def test_message_noted_while_its_lead_is_forgotten_is_removed(postgres: Postgres) -> None:
    url = postgres.new_database()
    forgetting, noting = Store.open(url), Store.open(url)
    dana = saved(forgetting, "Dana Reyes")
    with ThreadPoolExecutor(1) as apart:
        with forgetting.database.write() as connection:
            forgetting.leads.forget(dana, at=NOON)
            noted = apart.submit(noting.messages.tells_of, [dana], ANSWER, at=NOON)
            while not connection.scalar(WAITS_FOR_A_LOCK):
                pass
        noted.result()
    assert to_remove(forgetting) == [ANSWER]
    for each in (forgetting, noting):
        each.close()
    postgres.drop(url)


def test_forgetting_waits_for_who_scores_the_lead_again_before_it_locks_its_alert(postgres: Postgres) -> None:
    url = postgres.new_database()
    forgetting, scoring = Store.open(url), Store.open(url)
    dana = saved(scoring, "Dana Reyes")
    alert = listed(scoring, dana, card=CARD)
    listed(scoring, saved(scoring, "Sam Okoro"), card=DIGEST)
    with ThreadPoolExecutor(1) as apart:
        with scoring.database.write() as connection:
            scoring.leads.known(lead(name="Dana Reyes"), dana)
            forgotten = apart.submit(forgetting.leads.forget, dana, at=NOON)
            while not connection.scalar(WAITS_FOR_A_LOCK):
                pass
            scoring.alerts.note(alert.id, note="Scored again")
        assert forgotten.result().leads == 1
    for each in (forgetting, scoring):
        each.close()
    postgres.drop(url)


def test_a_digest_that_lists_others_too_stays_and_is_updated(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    listed(store, dana, card=CARD)
    listed(store, sam, card=DIGEST)
    sent(store, digest_key(NOON), digest_subject(NOON), Kind.DIGEST, at=DIGEST)
    assert not store.outbox.is_due(NOON)
    assert store.leads.forget(dana, at=NOON).messages == (CARD,)
    (update,) = store.outbox.unsent(subject=digest_subject(NOON))
    assert (update.version, update.shown, update.ts) == (2, 1, DIGEST.ts)
    assert store.leads.forget(sam, at=NOON).messages == (DIGEST,)
