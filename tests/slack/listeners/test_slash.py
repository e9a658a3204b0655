"""The table of subcommands: what matches, and that help and the manifest name what there is."""

import re
from pathlib import Path

import pytest
import yaml

from bot.slack.listeners.slash import SUBCOMMANDS, Subcommand
from bot.slack.views.help import help_card
from localslack.testing.text import words_of
from scoring.fields.field_set import load_real_estate

ROOT = Path(__file__).parents[3]
HIDDEN = {"", "help", "resume"}
"""The bare command opens the form, and help is what is read; "resume" is named without the command before it."""


def matching(text: str) -> str | None:
    found = [one for one in SUBCOMMANDS if one.matches(text)]
    assert len(found) <= 1
    return found[0].names[0] if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", ""),
        (" ", ""),
        ("Help!", "help"),
        ("hi", "help"),
        ("the model", "model"),
        ("board", "board"),
        ("latest", "recent"),
        ("away", "away"),
        ("away 3 days", "away"),
        ("away soon", "away"),
        ("Pause -2 hours", "pause"),
        ("back.", "back"),
        ("forget", "forget"),
        ("forget Dana Reyes", "forget"),
    ],
)
def test_text_is_subcommand(text: str, name: str) -> None:
    assert matching(text) == name


@pytest.mark.parametrize("text", ["Dana Reyes", "board member Dana Reyes", "away from home buyer", "back 3", "age 45"])
def test_text_about_lead_is_no_subcommand(text: str) -> None:
    assert matching(text) is None


def test_names_of_subcommands_are_unique() -> None:
    names = [name for one in SUBCOMMANDS for name in one.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("subcommand", SUBCOMMANDS, ids=lambda one: one.names[0] or "form")
def test_help_names_every_subcommand(subcommand: Subcommand) -> None:
    for_managers = [one.usage for one in SUBCOMMANDS if one.for_managers]
    words = words_of(help_card(load_real_estate().features, for_managers)["blocks"], {})
    name = subcommand.names[0]
    if name not in HIDDEN:
        assert re.search(rf"(/scorelead )?{re.escape(subcommand.usage)}\b", words)


def test_usage_hint_names_existing_subcommands() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    (command,) = manifest["features"]["slash_commands"]
    listed, _, _ = command["usage_hint"].partition(";")
    named = [word.strip() for word in listed.split(",") if "[" not in word and "]" not in word]
    assert named == ["board", "recent", "help"]
    assert all(matching(name) == name for name in named)
