"""Messages that tell of a lead go with it, and are written down until Slack has removed them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.leads.erasure import SlackMessage
from bot.store import Store
from bot.store.tellings import digest_key
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
        channel=card.channel, ts=card.ts, digest_at=NOON, version=1, shown_version=1, listed_version=1,
    )  # fmt: skip
    store.alerts.add(alert, [])
    return alert


def test_what_was_said_of_a_lead_is_to_be_removed_with_it(store: Store) -> None:
    dana = saved(store, "Dana Reyes")
    for message in (ANSWER, PICTURE):
        store.messages.tells_of([dana], message, at=NOON)
    assert set(store.leads.extent(dana).messages) == {ANSWER, PICTURE}
    assert store.messages.to_remove(NOON, 10) == []
    assert set(store.leads.forget(dana, at=NOON).messages) == {ANSWER, PICTURE}
    assert store.leads.extent(dana).messages == ()
    assert set(store.messages.to_remove(NOON, 10)) == {ANSWER, PICTURE}
    assert len(store.messages.to_remove(NOON, 1)) == 1
    store.messages.removed(ANSWER)
    assert store.messages.to_remove(NOON, 10) == [PICTURE]


def test_the_leads_of_a_message_are_known(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    for lead_id in (dana, dana, sam):
        store.messages.tells_of([lead_id], ANSWER, at=NOON)
    listed(store, sam, card=CARD)
    assert store.messages.leads_of(ANSWER.channel, ANSWER.ts) == sorted([dana, sam])
    assert store.messages.leads_of(CARD.channel, CARD.ts) == [sam]
    assert store.messages.leads_of(CARD.channel, DIGEST.ts) == []


def test_what_is_said_of_a_lead_that_was_just_forgotten_is_to_be_removed_at_once(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    store.leads.forget(dana, at=NOON)
    store.messages.tells_of([sam], PICTURE, at=NOON)
    store.messages.tells_of([sam, dana], ANSWER, at=NOON)
    store.messages.tells_of([], CARD, at=NOON)
    assert store.messages.to_remove(NOON, 10) == [ANSWER]
    assert store.leads.extent(sam).messages == (PICTURE,)


def test_what_was_said_of_a_lead_is_to_be_removed_when_it_expires(store: Store) -> None:
    store.messages.tells_of([saved(store, "Dana Reyes", at=NOON - 91 * DAY)], ANSWER, at=NOON)
    assert store.purge(NOON, NOON - 90 * DAY) == 1
    assert store.messages.to_remove(NOON, 10) == [ANSWER]


def test_what_slack_refuses_waits_and_is_told(store: Store) -> None:
    store.messages.to_be_removed([ANSWER, CARD], at=NOON)
    store.messages.to_be_removed([ANSWER], at=NOON + DAY)
    store.messages.put_off(ANSWER, NOON + DAY, "cant_delete_message")
    assert store.messages.to_remove(NOON, 10) == [CARD]
    assert store.messages.refused() == [(ANSWER, "cant_delete_message")]
    store.messages.put_all_off(NOON + timedelta(seconds=30))
    assert store.messages.to_remove(NOON, 10) == []
    assert store.messages.to_remove(NOON + DAY, 10) == [CARD, ANSWER]
    store.messages.put_off(ANSWER, NOON + 2 * DAY)
    assert store.messages.refused() == []


def test_many_messages_are_written_down_at_once_and_refusals_are_given_up_in_the_end(store: Store) -> None:
    many = [SlackMessage("C0HOT", f"{number}.000200") for number in range(17_000)]  # PostgreSQL takes 65,535 parameters
    store.messages.to_be_removed(many, at=NOON)
    assert len(store.messages.to_remove(NOON, 20_000)) == len(many)
    store.messages.put_off(many[0], NOON + DAY, "channel_not_found")
    store.messages.purge(NOON + DAY)
    assert len(store.messages.to_remove(NOON + DAY, 20_000)) == len(many) - 1


def test_of_a_message_that_may_have_been_sent_the_key_is_kept(store: Store) -> None:
    dana = saved(store, "Dana Reyes")
    alert = listed(store, dana, card=CARD)
    store.tellings.begin(f"{alert.id}:3", NOON)
    store.tellings.begin(digest_key(NOON), NOON)
    sent = SlackMessage(CARD.channel, CARD.ts, key=f"{alert.id}:3"), SlackMessage("", key=digest_key(NOON))
    assert set(store.leads.forget(dana, at=NOON).messages) == {CARD, *sent}


def test_what_comes_to_stand_when_its_lead_is_gone_is_to_be_removed(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    alert = listed(store, dana, card=CARD)
    store.tellings.begin(f"{alert.id}:3", NOON)
    store.tellings.begin("daily:2026-11-23", NOON, [dana, sam])
    store.leads.forget(dana, at=NOON)
    for message in store.messages.to_remove(NOON, 10):
        store.messages.removed(message)
    store.tellings.done(f"{alert.id}:3", ANSWER.channel, ANSWER.ts, NOON)
    assert store.messages.to_remove(NOON, 10) == [ANSWER]
    store.tellings.done("daily:2026-11-23", DIGEST.channel, DIGEST.ts, NOON)
    assert store.messages.to_remove(NOON, 10) == [ANSWER, DIGEST]


def test_what_is_noted_while_its_lead_is_forgotten_is_to_be_removed(postgres: Postgres) -> None:
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
    assert forgetting.messages.to_remove(NOON, 10) == [ANSWER]
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
            scoring.alerts.note(alert.id, attempts=1)
        assert forgotten.result().leads == 1
    for each in (forgetting, scoring):
        each.close()
    postgres.drop(url)


def test_a_digest_that_lists_others_too_stays_and_is_shown_anew(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    listed(store, dana, card=CARD)
    other = listed(store, sam, card=DIGEST)
    store.tellings.begin(digest_key(NOON), NOON)
    store.tellings.done(digest_key(NOON), DIGEST.channel, DIGEST.ts, NOON)
    assert store.alerts.due(NOON) == []
    assert store.leads.forget(dana, at=NOON).messages == (CARD,)
    assert store.alerts.due(NOON) == [other.id]
    outdated = store.alerts.get(other.id)
    assert (outdated.version - outdated.shown_version, outdated.version - outdated.listed_version) == (0, 1)
    assert store.leads.forget(sam, at=NOON).messages == (DIGEST,)
