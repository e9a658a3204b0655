"""Somebody asks why: all reasons in words, and a picture of them, both in the thread."""

import sys

import pytest

from localslack.testing import screen as sight
from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import FACTS

PNG = b"\x89PNG\r\n\x1a\n"
HALF = "Dana Reyes is 45, makes 250k, credit 780, sent an inquiry"


def test_why_returns_every_reason_and_picture(slack: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "TIMEOUT", 40)  # drawing takes seconds, on a busy machine many
    talk = slack.write(f"Dana Reyes, {FACTS}")
    talk.expect_message("High lead: Dana Reyes")
    talk.write("Why?")
    reasons = talk.expect_message("High lead: Dana Reyes", "pushes it up strongly (+", "add up to the lead's score")
    assert reasons.words.count("• ") == 12
    (file,) = talk.expect_message("Why High").files
    assert file.kind == "image/png"
    assert file.content().startswith(PNG)
    assert "income $250,000 +" in file.alt_text
    assert "Dana" not in file.alt_text + file.title + file.name


def test_why_includes_unknown_facts(slack: Driver) -> None:
    talk = slack.write(HALF)
    talk.expect_message("High lead so far")
    talk.write("why is that so?")
    talk.expect_message(
        "Credit score 780", "Not known yet, so taken as it is with leads like this one:", "• Website visits ("
    )


def test_why_about_another_lead_of_thread(slack: Driver) -> None:
    talk = slack.write(HALF)
    talk.expect_message("Dana Reyes")
    talk.write("Sam Low is 30, makes 42k, credit 550")
    talk.expect_message("Low lead", "Sam Low")
    talk.write("why is Dana so high?")
    talk.expect_message("Dana Reyes", "Credit score 780")
    talk.write("why is Quinn low?")
    talk.expect_message("I know no lead “Quinn”")
    talk.write("why is she low")
    talk.expect_message("Sam Low", "Credit score 550")


def test_questions_without_lead_ask_for_one(slack: Driver) -> None:
    for words in ("why?", "why not High?", "what if she gets pre-approved?", "compare with Sam"):
        slack.write(words).expect_message("We speak of no lead yet.")


def test_why_without_matplotlib_has_no_picture(slack: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # as if it were not installed
    talk = slack.write(HALF)
    talk.expect_message("Dana Reyes")
    talk.write("why?")
    talk.expect_message("add up to the lead's score")
    talk.expect_nothing_new()


def test_refused_picture_keeps_reasons(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "TIMEOUT", 40)
    talk = office.slack.write(HALF)
    talk.expect_message("Dana Reyes")
    office.workspace.faults.fail("files.completeUploadExternal", "posting_to_channel_denied")
    talk.write("why?")
    talk.expect_message("add up to the lead's score")
    talk.write("what if she gets pre-approved?")
    talk.expect_message("Now: ")


def test_picture_is_deleted_with_lead(slack: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "TIMEOUT", 40)
    talk = slack.write("Dana Reyes is 45, makes 90k, credit 600")
    talk.expect_message("Dana Reyes")
    talk.write("why?")
    talk.expect_message("Why Low")
    talk.write("forget it")
    talk.expect_private("Forget Dana Reyes for good?").press("Forget for good")
    talk.expect_private("Forgotten: the lead", "3 messages in Slack")
    talk.wait_for(lambda: not any(post.files for post in talk.posts()) or None, "the picture to be gone")
