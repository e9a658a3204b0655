"""`python -m bot keys`: keys of the HTTP API, from the command line."""

import json
import re
import shlex
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.api_keys import local_url
from bot.settings import Settings
from bot.store import Store
from bot.store.api_keys import Scope
from scoring.explain.scorer import Scorer
from tests.fields import REAL_ESTATE


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> "Said":
    return Said(capsys)


class Said:
    """What the command says."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def by(self, *arguments: str) -> str:
        """Run the command, which is to succeed."""
        assert main(["keys", *arguments]) == 0
        return self._capsys.readouterr().out

    def on_failure_of(self, *arguments: str) -> str:
        """Run the command, which is to fail."""
        assert main(["keys", *arguments]) == 2
        captured = self._capsys.readouterr()
        assert captured.out == ""
        return captured.err


def secret_in(words: str) -> str:
    found = re.search(r"ls_[0-9a-f]{8}_[\w-]{43}", words)
    assert found
    return found[0]


def test_a_key_is_made_and_its_secret_shown_this_once(said: Said, folder: Path) -> None:
    words = said.by("create", "Our CRM", "--scopes", "leads,predict")
    secret = secret_in(words)
    assert "for Our CRM, good for predict, leads." in words
    with closing(Store.open(f"sqlite:///{folder}/leads.sqlite")) as store:
        key = store.api_keys.find(secret)
    assert key
    assert key.scopes == {Scope.LEADS, Scope.PREDICT}
    assert key.id in said.by("list")
    assert secret not in said.by("list")


def test_the_curl_line_carries_the_secret_and_a_whole_lead(said: Said, scorer: Scorer) -> None:
    words = said.by("create", "CRM", "--scopes", "leads")
    line = next(line for line in words.splitlines() if line.strip().startswith("curl"))
    command = shlex.split(line)
    assert command[1] == "http://127.0.0.1:8000/leads"
    assert f"Authorization: Bearer {secret_in(words)}" in command
    assert scorer.score(REAL_ESTATE.read(json.loads(command[-1])))


def test_a_key_for_metrics_is_tried_out_on_metrics(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "9000")
    assert "curl http://127.0.0.1:9000/metrics -H" in said.by("create", "Prometheus", "--scopes", "metrics")


def test_the_list_says_what_each_key_is_for_and_whether_it_is_used(said: Said) -> None:
    assert said.by("list").startswith("There are no API keys yet: python -m bot keys create")
    said.by("create", "CRM", "--scopes", "leads")
    assert re.fullmatch(r"[0-9a-f]{8}  CRM  \(leads\)  created [-\d]+ [\d:]+ UTC, never used\n", said.by("list"))


def test_a_revoked_key_is_worthless(said: Said, folder: Path) -> None:
    secret = secret_in(said.by("create", "CRM", "--scopes", "leads"))
    assert "is revoked" in said.by("revoke", secret[3:11])
    assert re.search(r"created .*, revoked [-\d]+ [\d:]+ UTC\n$", said.by("list"))
    with closing(Store.open(f"sqlite:///{folder}/leads.sqlite")) as store:
        assert store.api_keys.find(secret) is None
        deeds = [(deed.who, deed.did) for deed in store.audit.history(secret[3:11])]
    assert deeds == [("command line", "key created"), ("command line", "key revoked")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["revoke", "12345678"], "There is no API key 12345678."),
        (["create", "CRM", "--scopes", "lead"], "“lead” is no scope: name one or more of predict, leads, metrics"),
        (["create", "CRM", "--scopes", ""], "“” is no scope"),
        (["create", " ", "--scopes", "leads"], "A key needs a name"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(said: Said, arguments: list[str], words: str) -> None:
    shown = said.on_failure_of(*arguments)
    assert shown.startswith(f"error: {words}")
    assert shown.count("\n") == 1


def test_a_database_that_cannot_be_opened_is_said_in_a_line(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///no/such/folder/leads.sqlite")
    assert said.on_failure_of("list").startswith("error: The database no/such/folder/leads.sqlite cannot be opened")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104, an address to be reached
        ("::", "http://[::1]:8000"),
        ("leads.internal", "http://leads.internal:8000"),
    ],
)
def test_the_url_is_one_that_can_be_reached(host: str, url: str) -> None:
    assert local_url(host, 8000) == url
