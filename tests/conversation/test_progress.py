"""Progress: what becomes of an alert is said when it is news, and what was read of several leads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.alerts.service import Raised
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.progress import not_read, progress_message, with_remarks
from bot.leads.lead import PastScore
from bot.leads.service import ScoredLead
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRM = Alert("a1", "lead", 1, AlertStatus.WAITING, Urgency.ON_TIME, "U0MAYA", NOW, due_at=NOW)
TENTATIVE = replace(FIRM, tentative=True, due_at=NOW + timedelta(minutes=2))


def told(scorer: Scorer, alert: Alert, *, is_new: bool = False) -> str:
    """Return what is said of an alert after an answer on a lead of which little was known."""
    lead = Lead(name="Dana Reyes", age=45)
    score, question = scorer.score(lead), scorer.next_question(lead)
    assert question is not None
    before = PastScore(1, score, NOW, "slack", "U0MAYA")
    scored = ScoredLead("lead", lead, score, "U0MAYA", before, Raised(alert, is_new=is_new, is_changed=not is_new))
    conversation = Conversation(Thread("D0MAYA", "1763899200.000100"))
    said = progress_message(scored, Lead(age=45), question, conversation, remarks=(), channel="#hot-leads")
    return str(said["text"])


def test_an_alert_that_becomes_firm_is_on_its_way(scorer: Scorer) -> None:
    assert "On its way to #hot-leads" in told(scorer, FIRM)
    assert "#hot-leads" not in told(scorer, TENTATIVE)
    assert "#hot-leads" not in told(scorer, replace(FIRM, status=AlertStatus.OPEN))
    assert "unless something that you tell me makes it less" in told(scorer, TENTATIVE, is_new=True)


@pytest.mark.parametrize(
    ("number", "said"),
    [(-3, ()), (0, ()), (1, ("1 more lead was not read.",)), (2, ("2 more leads were not read.",))],
)
def test_leads_that_were_not_read_are_counted(number: int, said: tuple[str, ...]) -> None:
    assert not_read(number) == said


def test_remarks_stand_below_a_list_and_are_no_markup() -> None:
    listed = {"text": "Leads", "blocks": []}
    assert with_remarks(listed, ()) == listed
    assert with_remarks(listed, ["Not <!here>."])["text"] == "Leads\nNot &lt;!here&gt;."
