"""What a score is answered with: whether an alert is news, and which leads were not read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.alerts.service import Raised
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.score_answers import progress_reply, unread_remark
from bot.leads.lead import PastScore
from bot.leads.service import ScoredLead
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import load_real_estate
from tests.fields import make_lead

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRM = Alert("a1", "lead", 1, AlertStatus.WAITING, Urgency.ON_TIME, "U0MAYA", NOW, due_at=NOW)
TENTATIVE = replace(FIRM, tentative=True, due_at=NOW + timedelta(minutes=2))


def alert_news(scorer: Scorer, alert: Alert, *, is_new: bool = False) -> Alert | None:
    """Return the alert that is news after an answer about a lead that little was known about."""
    lead = make_lead(name="Dana Reyes", age=45)
    score, question = scorer.score(lead), scorer.next_question(lead)
    assert question is not None
    before = PastScore(1, score, NOW, "slack", "U0MAYA")
    scored = ScoredLead(
        "lead",
        lead,
        score,
        "U0MAYA",
        before,
        Raised(alert, is_new=is_new, is_changed=not is_new),
        fields=load_real_estate(),
    )
    conversation = Conversation(Thread("D0MAYA", "1763899200.000100"))
    return progress_reply(scored, make_lead(age=45), question, conversation, scorer.features, remarks=()).alert


def test_alert_is_news_when_new_or_no_longer_tentative(scorer: Scorer) -> None:
    assert alert_news(scorer, FIRM) == FIRM
    assert alert_news(scorer, TENTATIVE) is None
    assert alert_news(scorer, replace(FIRM, status=AlertStatus.OPEN)) is None
    assert alert_news(scorer, TENTATIVE, is_new=True) == TENTATIVE


@pytest.mark.parametrize(
    ("number", "said"),
    [(-3, ()), (0, ()), (1, ("1 more lead was not read.",)), (2, ("2 more leads were not read.",))],
)
def test_unread_leads_are_counted(number: int, said: tuple[str, ...]) -> None:
    assert unread_remark(number) == said
