"""Which lead a name means: the one so far, one of before, or another one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.conversation.conversation import Conversation, Thread
from bot.conversation.lead_focus import about, begun_anew, called_as_before
from bot.conversation.turn import Talk
from bot.store import Store
from scoring.fields.lead import Lead
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
THREAD = Thread("D0MAYA", "1763899200.000100")


@pytest.fixture
def talk(tmp_path: Path) -> Any:
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}")
    nothing = cast("Any", None)  # a model and a desk are of no use here
    yield Talk(nothing, store, nothing, nothing, "#hot-leads", timedelta(hours=24))
    store.close()


def known(talk: Talk, name: str) -> str:
    one = lead(name=name)
    return talk.store.leads.save(one, score(one), source="slack", by="U0MAYA", at=NOON).lead_id


def test_no_name_or_its_own_name_means_the_lead_so_far(talk: Talk) -> None:
    so_far = Conversation(THREAD, lead=Lead(name="Dana Reyes"), lead_id="a1")
    for name in (None, "Dana", "dana reyes", "D. Reyes"):
        assert about(so_far, name, talk) == so_far


def test_a_name_for_the_nameless_means_the_lead_so_far(talk: Talk) -> None:
    nameless = Conversation(THREAD, lead=Lead(age=45), lead_id="a1")
    assert about(nameless, "Dana", talk) == nameless


def test_another_name_means_another_lead(talk: Talk) -> None:
    so_far = Conversation(
        THREAD, lead=Lead(name="Dana Reyes"), lead_id="a1", asked="age", skipped=frozenset({"income"})
    )
    assert about(so_far, "Sam", talk) == Conversation(THREAD, others=("a1",))


def test_a_name_of_before_means_that_lead_again(talk: Talk) -> None:
    dana, sam = known(talk, "Dana Reyes"), known(talk, "Sam Ortiz")
    now_sam = Conversation(THREAD, lead=talk.store.leads.lead(sam), lead_id=sam, others=(dana,))
    again = about(now_sam, "Dana", talk)
    assert (again.lead_id, again.lead.name, again.others) == (dana, "Dana Reyes", (dana, sam))


def test_a_lead_that_was_forgotten_is_nobody(talk: Talk) -> None:
    dana = known(talk, "Dana Reyes")
    talk.store.leads.forget(dana, at=NOON)
    now_sam = Conversation(THREAD, lead=Lead(name="Sam"), others=(dana,))
    assert about(now_sam, "Dana", talk).lead == Lead()


def test_a_new_beginning_keeps_nothing_but_who_was_spoken_of() -> None:
    so_far = Conversation(THREAD, lead=Lead(name="Dana"), lead_id="a1", others=("b2",), stopped=True, question_ts="1.2")
    assert begun_anew(so_far) == Conversation(THREAD, others=("b2", "a1"), question_ts="1.2")


def test_a_name_that_says_less_does_not_replace_one_that_says_more() -> None:
    dana = Lead(name="Dana Reyes")
    assert called_as_before(Lead(name="Dana", age=45), dana) == Lead(age=45)
    assert called_as_before(Lead(name="Dana Maria Reyes"), dana) == Lead(name="Dana Maria Reyes")
    assert called_as_before(Lead(name="Sam"), dana) == Lead(name="Sam")
