"""`python -m bot forget`: a lead is deleted from the command line."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from bot.store import Store
from bot.store.audit import Deed
from scoring.fields.lead import Lead
from tests.conftest import Office
from tests.leads import high
from tests.scores import lead, score

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DANA, SAM = lead(name="Dana Reyes", email="dana@example.com"), lead(name="Sam Reyes")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{folder / 'leads.sqlite'}")
    yield store
    store.close()


def saved(store: Store, one: Lead) -> str:
    return store.leads.save(one, score(one), source="slack", by="U0MAYA", at=NOON).lead_id


def names(store: Store) -> set[str | None]:
    return {one.lead.name for one in store.leads.recent()}


def test_a_lead_is_forgotten(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    dana = saved(store, DANA)
    saved(store, SAM)
    assert main(["forget", "--yes", "dana@example.com"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Dana Reyes: this deletes the lead, 1 score, for good.",
        "Forgotten: the lead, 1 score.",
    ]
    assert names(store) == {"Sam Reyes"}
    (deed,) = store.audit.history(dana)
    assert (deed.who, deed.did, deed.note) == ("command line", "forget", None)
    assert isinstance(deed, Deed)


@pytest.mark.parametrize(("answer", "left"), [("yes\n", {"Sam Reyes"}), ("no\n", {"Dana Reyes", "Sam Reyes"})])
def test_it_asks_first(store: Store, monkeypatch: pytest.MonkeyPatch, answer: str, left: set[str]) -> None:
    saved(store, DANA)
    saved(store, SAM)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["forget", "Dana", "Reyes"]) == (2 if "Dana Reyes" in left else 0)
    assert names(store) == left


def test_without_an_answer_nothing_is_deleted(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(store, DANA)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["forget", "Dana Reyes"]) == 2
    assert "nothing was deleted" in capsys.readouterr().err
    assert names(store) == {"Dana Reyes"}


def test_of_several_leads_the_ids_are_told(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    dana, sam = saved(store, DANA), saved(store, SAM)
    assert main(["forget", "--yes", "Reyes"]) == 2
    said = capsys.readouterr().err
    assert "No lead is called just “Reyes”" in said
    assert f"{dana}  Dana Reyes" in said
    assert main(["forget", "--yes", sam]) == 0
    assert names(store) == {"Dana Reyes"}


def test_a_lead_nobody_knows_is_an_error(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", "--yes", "Quin"]) == 2
    assert capsys.readouterr().err == "error: No lead is called just “Quin”.\n"
    assert names(store) == set()


@pytest.mark.parametrize("has_token", [True, False])
def test_its_card_in_slack_goes_too(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], has_token: bool
) -> None:
    office.slack.send(high("Dana Reyes"))
    office.slack.in_("#hot-leads").expect_message("Dana Reyes")
    office.settle()
    if has_token:
        use_tokens(office, monkeypatch)
    assert main(["forget", "--yes", "Dana Reyes"]) == 0
    said = "Still to be deleted in Slack: 1 message. A bot that runs on this database does so by itself."
    assert (said in capsys.readouterr().out.splitlines()) is not has_token
    assert len(office.workspace.posts("#hot-leads")) == (0 if has_token else 1)
    office.bot.look_at_the_clock()
    office.slack.wait_for(lambda: not office.workspace.posts("#hot-leads") or None, "an empty channel")


def test_what_slack_refuses_to_delete_is_listed(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.slack.send(high("Dana Reyes"))
    ts = office.slack.in_("#hot-leads").expect_message("Dana Reyes").ts
    use_tokens(office, monkeypatch)
    office.workspace.faults.fail("chat.delete", "cant_delete_message")
    assert main(["forget", "--yes", "Dana Reyes"]) == 0
    *_, heading, listed = capsys.readouterr().out.splitlines()
    assert "please delete them by hand" in heading
    assert listed.split()[1] == ts


def use_tokens(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", office.workspace.bot_token)
    monkeypatch.setenv("SLACK_APP_TOKEN", office.workspace.app_token)
    monkeypatch.setenv("SLACK_API_URL", office.workspace.api_url)
