"""Messages that tell of a lead go with it, and are written down until Slack has removed them."""

from datetime import UTC, datetime, timedelta

from bot.store import Store
from bot.store.alert import Alert, AlertStatus, Urgency
from bot.store.messages import SlackMessage
from bot.store.tellings import digest_key
from tests.scores import lead, score

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


def test_a_digest_that_lists_others_too_stays_and_is_shown_anew(store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Okoro")
    listed(store, dana, card=CARD)
    other = listed(store, sam, card=DIGEST)
    store.tellings.begin(digest_key(NOON), NOON)
    store.tellings.done(digest_key(NOON), DIGEST.channel, DIGEST.ts, NOON)
    assert store.alerts.due(NOON) == []
    assert store.leads.forget(dana, at=NOON).messages == (CARD,)
    assert store.alerts.due(NOON) == [other.id]
    assert store.leads.forget(sam, at=NOON).messages == (DIGEST,)
