"""Which lead a name means: the current one, an earlier one, or another one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.conversation.conversation import Conversation, Thread
from bot.conversation.lead_focus import reset, select_lead, without_shorter_name
from bot.conversation.turn import ConversationContext
from bot.leads.service import LeadService
from bot.store import Store
from scoring.fields.field_set import load_real_estate
from scoring.fields.lead import Lead
from tests.fields import make_lead
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THREAD = Thread("D0MAYA", "1763899200.000100")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def context(store: Store) -> ConversationContext:
    unused = cast("Any", None)  # selecting a lead needs no model and no alerts
    return ConversationContext(unused, LeadService(store, unused, unused), unused, unused, timedelta(hours=24))


def saved(store: Store, name: str) -> str:
    one = lead(name=name)
    return store.leads.save(one, score(one), source="slack", by="U0MAYA", at=NOON).lead_id


def test_no_name_or_own_name_keeps_current_lead(context: ConversationContext) -> None:
    so_far = Conversation(THREAD, lead=make_lead(name="Dana Reyes"), lead_id="a1")
    for name in (None, "Dana", "dana reyes", "D. Reyes"):
        assert select_lead(so_far, name, context) == so_far


def test_name_for_nameless_lead_keeps_it(context: ConversationContext) -> None:
    nameless = Conversation(THREAD, lead=make_lead(age=45), lead_id="a1")
    assert select_lead(nameless, "Dana", context) == nameless


def test_another_name_selects_another_lead(context: ConversationContext) -> None:
    so_far = Conversation(
        THREAD, lead=make_lead(name="Dana Reyes"), lead_id="a1", asked="age", skipped=frozenset({"income"})
    )
    assert select_lead(so_far, "Sam", context) == Conversation(THREAD, others=("a1",))


def test_earlier_name_selects_earlier_lead(context: ConversationContext, store: Store) -> None:
    dana, sam = saved(store, "Dana Reyes"), saved(store, "Sam Ortiz")
    now_sam = Conversation(THREAD, lead=store.leads.get(sam).lead, lead_id=sam, others=(dana,))
    again = select_lead(now_sam, "Dana", context)
    assert (again.lead_id, again.lead.name, again.others) == (dana, "Dana Reyes", (dana, sam))


def test_forgotten_lead_is_not_selected(context: ConversationContext, store: Store) -> None:
    dana = saved(store, "Dana Reyes")
    store.leads.forget(dana, at=NOON)
    now_sam = Conversation(THREAD, lead=make_lead(name="Sam"), others=(dana,))
    assert select_lead(now_sam, "Dana", context).lead == Lead()


def test_reset_keeps_only_other_leads() -> None:
    so_far = Conversation(
        THREAD, lead=make_lead(name="Dana"), lead_id="a1", others=("b2",), stopped=True, question_ts="1.2"
    )
    assert reset(so_far) == Conversation(THREAD, others=("b2", "a1"), question_ts="1.2")


def test_shorter_name_does_not_replace_longer_one() -> None:
    dana = make_lead(name="Dana Reyes")
    assert without_shorter_name(make_lead(name="Dana", age=45), dana, load_real_estate()) == make_lead(age=45)
    assert without_shorter_name(make_lead(name="Dana Maria Reyes"), dana, load_real_estate()) == make_lead(
        name="Dana Maria Reyes"
    )
    assert without_shorter_name(make_lead(name="Sam"), dana, load_real_estate()) == make_lead(name="Sam")
