"""What the documents claim, checked."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import main
from bot.alerts.alert import AlertStatus
from bot.language import Parser
from bot.metrics import Metrics
from bot.settings import BadSettings, Settings, load_settings
from bot.slack import names
from scoring.explain.score import Tier
from scoring.explain.scorer import Scorer
from scoring.model.artifact import load_artifact
from tests.fields import REAL_ESTATE

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text()
SETUP = (ROOT / "docs" / "slack-setup.md").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())


def table(text: str, heading: str) -> list[list[str]]:
    """Return the rows of the table with this heading, each as its cells without code marks."""
    rows = text.split(heading, 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    for named in re.findall(r"`((?:bot|scoring|training|tests|docs)/[\w./-]*)`", page.read_text()):
        assert (ROOT / named).exists(), named


def test_the_table_of_settings_is_that_of_the_code() -> None:
    written = {row[0]: (row[1], row[2]) for row in table(OPERATIONS, "| setting | default | meaning |")}
    expected = {
        name.upper(): (str(field.default) if field.default or field.default == 0 else "", field.description)
        for name, field in Settings.model_fields.items()
    }
    assert written == expected


def test_the_example_of_the_env_file_is_half_of_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert not Settings().has_slack


@pytest.mark.parametrize("page", [README, SETUP], ids=["README", "slack-setup"])
def test_the_examples_are_understood_and_give_a_high_lead(page: str, scorer: Scorer) -> None:
    examples = re.findall(rf"^{names.SCORE_COMMAND} (.+)$", page, re.MULTILINE)
    assert examples
    for example in examples:
        lead = Parser(scorer.fields).parse(example, is_command=True).require_understood()
        assert scorer.score(scorer.fields.require_complete(lead)).tier is Tier.HIGH


def test_the_readmes_figures_are_the_models(model_folder: Path) -> None:
    metrics = load_artifact(model_folder).card.metrics
    for name in ("accuracy", "high_recall", "high_precision"):
        assert f"{metrics[name]:.3f}" in README, name


def test_the_commands_of_the_readme_are_those_of_make() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for command in re.findall(r"^make (\w+)$", README, re.MULTILINE):
        assert f"\n{command}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_the_plain_commands_install_what_make_installs() -> None:
    assert '-c constraints.txt -e ".[training,dev]"' in README
    assert '-e ".[training,dev]"' in (ROOT / "Makefile").read_text()


def test_the_help_lists_every_setting_and_says_the_same() -> None:
    ran = subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name, field in Settings.model_fields.items():
        assert name.upper() in ran.stdout
        assert field.description
        assert field.description in ran.stdout


def test_the_setup_names_the_scopes_of_the_manifest() -> None:
    written = {row[0] for row in table(SETUP, "| scope | what for |")}
    assert written == set(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_the_setup_names_what_the_manifest_creates() -> None:
    for words in (
        MANIFEST["display_information"]["name"],
        *(command["command"] for command in MANIFEST["features"]["slash_commands"]),
        *(shortcut["name"] for shortcut in MANIFEST["features"]["shortcuts"]),
    ):
        assert words in SETUP
    written = {row[0] for row in table(SETUP, "| event | when it comes |")}
    assert written == set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert "Socket Mode" in SETUP
    assert MANIFEST["settings"]["socket_mode_enabled"]


def test_the_setup_says_which_scopes_are_optional() -> None:
    written = {row[0] for row in table(SETUP, "| scope | what for |") if row[1].startswith("optional:")}
    assert written == set(MANIFEST["oauth_config"]["scopes"]["bot_optional"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    for command in set(re.findall(r"python -m bot ((?!score-file)[a-z]+)", page.read_text())):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, command


def test_the_metrics_of_the_operations_are_those_of_the_code() -> None:
    exposed = Metrics(lambda: dict.fromkeys(AlertStatus, 0), lambda: 0).exposed().decode()
    types = set(re.findall(r"^# TYPE (lead_scorer_\w+) ", exposed, re.MULTILINE))
    written = {row[0] for row in table(OPERATIONS, "| metric | meaning |")}
    assert written == {name for name in types if not name.endswith("_created")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_setting_that_is_named_exists(page: Path) -> None:
    bolts = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}
    constants = {"MAX_X", "POLL_INTERVAL"}  # of docs/style.md
    named = re.findall(r"^ *([A-Z]+(?:_[A-Z]+)*)=|`([A-Z]+(?:_[A-Z]+)+)[`=]", page.read_text(), re.MULTILINE)
    assert {"".join(either) for either in named} <= {name.upper() for name in Settings.model_fields} | bolts | constants


def test_the_lead_that_the_readme_sends_over_http_is_high(scorer: Scorer) -> None:
    (sent,) = re.findall(r"^curl .* -d '(.*?)'$", README, re.MULTILINE | re.DOTALL)
    assert scorer.score(REAL_ESTATE.require_complete(REAL_ESTATE.read(json.loads(sent)))).tier is Tier.HIGH


def test_the_setup_quotes_what_the_bot_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = []
    for lines in ("SLACK_BOT_TOKEN=xoxb-1", "SLACK_BOT_TOKEN=xapp-1\nSLACK_APP_TOKEN=xapp-1", "SLACK_BOT_TOKN=xoxb-1"):
        (tmp_path / ".env").write_text(lines)
        with pytest.raises(BadSettings) as caught:
            load_settings()
        said.append(str(caught.value))
    # What Slack itself refuses is seen by tests/commands/test_run.py, from outside.
    seen_from_outside = (ROOT / "tests" / "commands" / "test_run.py").read_text()
    said.append(seen_from_outside.replace("\\", "").replace("{token}", "SLACK_BOT_TOKEN"))
    said.append(said[-1].replace("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"))
    for row in table(SETUP, "| it says | do |"):
        assert any(row[0].strip("… ") in words for words in said), row[0]


def test_the_packages_page_weighs_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text().split("dev = [")[0]
    packages = (ROOT / "docs" / "decisions" / "2026-11-22-packages.md").read_text()
    for package in re.findall(r'^    "([\w-]+)[>=<]', project, re.MULTILINE):
        assert f"`{package}`" in packages, package


def test_constraints_pin_exactly_and_hold_no_address() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line), line
        assert "://" not in line


def test_the_index_lists_every_decision() -> None:
    folder = ROOT / "docs" / "decisions"
    files = {path.name for path in folder.glob("2*.md")}
    assert set(re.findall(r"\]\((2[\w-]+\.md)\)", (folder / "README.md").read_text())) == files
