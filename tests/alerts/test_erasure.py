"""A lead that is forgotten while its alert is being told."""

import threading
from datetime import UTC, datetime

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.alerts.erasure import wait_until_silent
from bot.leads.service import forget
from bot.outgoing import Kind, Outgoing, alert_subject, card_key
from bot.store import Store
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead
from tests.fields import REAL_ESTATE
from tests.seed import LEADS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_lead_is_forgotten_once_nobody_tells_slack_of_it(store: Store, scorer: Scorer) -> None:
    lead = REAL_ESTATE.update(LEADS[0], {"name": "Dana Reyes"})
    saved = store.leads.save(lead, scorer.score(lead), source="slack", by="U0MAYA", at=NOW)
    alert, _ = store.alerts.add(alert_of(saved.lead_id, saved.score_id), [])
    store.workers.beat()
    store.outbox.put([Outgoing(card_key(alert.id), Kind.CARD, "alert:a", alert_subject(alert.id))], at=NOW)
    (row,) = store.outbox.claim(NOW, 1)

    def forget_lead() -> None:
        wait_until_silent(store, saved.lead_id)
        forget(store, saved.lead_id, by="U0MAYA", now=NOW)

    forgetting = threading.Thread(target=forget_lead)
    forgetting.start()
    assert lead_of(store, saved.lead_id) is not None
    store.outbox.done(row, NOW)
    forgetting.join()
    assert lead_of(store, saved.lead_id) is None
    assert not store.outbox.done(row, NOW), "the row went with the lead"


def alert_of(lead_id: str, score_id: int) -> Alert:
    return Alert("a", lead_id, score_id, AlertStatus.WAITING, Urgency.ON_TIME, "U0MAYA", raised_at=NOW, due_at=NOW)


def lead_of(store: Store, lead_id: str) -> Lead | None:
    return next((found.lead for found in store.leads.find(lead_id)), None)
