"""A model trained without a feature does not ask for it, and says so when it is told anyway."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bot.doctor.manifest import MANIFEST
from localslack import Workspace
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.conftest import connected_bot
from tests.leads import FACTS, in_form
from tests.seed import SCENARIOS
from training.data import LeadsFile
from training.pipeline import train
from training.recipes import ORDINAL

AGELESS_FACTS = FACTS.removeprefix("age 45, ")


@pytest.fixture(scope="module")
def ageless(leads_file: LeadsFile) -> Scorer:
    few = dataclasses.replace(leads_file, leads=leads_file.leads.select(np.arange(2_000)))
    return Scorer(train(few, ORDINAL, excluded=["age"]).artifact)


@pytest.fixture
def slack(ageless: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Driver]:
    monkeypatch.chdir(tmp_path)  # no .env of the developer's
    with Workspace(MANIFEST, clock=Clock()) as workspace:
        bot = connected_bot(workspace, ageless, f"sqlite:///{tmp_path / 'leads.sqlite'}")
        yield Driver(workspace.url)
        assert bot.close()


def test_a_lead_needs_no_age(slack: Driver) -> None:
    slack.send(f"/scorelead Dana Reyes {AGELESS_FACTS}")
    card = slack.expect_private("High lead: Dana Reyes", "I read: income $250,000")
    card.press("All reasons")
    words = slack.modal("All reasons").words()
    assert words.count("•") == 11
    assert "Age" not in words


def test_an_age_that_is_stated_is_said_to_be_unused(slack: Driver) -> None:
    slack.send(f"/scorelead Dana Reyes {FACTS}")
    slack.expect_private("High lead: Dana Reyes", "Not used by this model: age.")


def test_what_is_unknown_is_only_what_the_model_looks_at(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, income 250k")
    slack.expect_private(
        "lead so far: Dana Reyes", "Still unknown: credit score, website visits", "What would help most"
    )


def test_who_states_nothing_but_an_age_is_scored_as_the_average_lead_is(slack: Driver) -> None:
    slack.send("/scorelead Dana Reyes, age 45")
    slack.expect_private("lead so far", "Not used by this model: age.", "Still unknown: income", "What would help most")


def test_the_form_and_the_help_do_not_ask_for_it(slack: Driver) -> None:
    slack.send("/scorelead help")
    assert "Age" not in slack.expect_private("I score leads").words
    slack.send("/scorelead")
    form = slack.modal("Score a lead")
    assert "Age" not in form.words()
    facts = {name: value for name, value in SCENARIOS[1].lead.items() if name != "age"}
    form.fill({"Name": "Dana Reyes"} | in_form(facts)).submit()
    slack.expect_private("High lead: Dana Reyes")


def test_the_model_says_so(slack: Driver) -> None:
    slack.send("/scorelead model")
    slack.expect_private("It does not look at age.")
