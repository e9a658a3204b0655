"""What the doctor says of a workspace, a database and a model, each sound or not."""

import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from bot.doctor import Finding, Severity, examine
from bot.doctor.manifest import MANIFEST
from bot.leads.erasure import SlackMessage
from bot.settings import Settings
from bot.store import Store
from localslack import Workspace
from localslack.people import NOOR, Person, UserGroup
from localslack.testing.driver import Driver
from tests.clock import Clock

NAMED: dict[str, Any] = {"sales_team": ("U0MAYA", "U0JONAS"), "managers": ("U0PRIYA",), "admins": ("U0PRIYA",)}
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"

Findings = dict[str, Finding]
See = Callable[..., Findings]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[Workspace]:
    with Workspace(MANIFEST, clock=clock) as slack:
        yield slack


@pytest.fixture
def see(slack: Workspace, model_folder: Path, tmp_path: Path, clock: Clock) -> See:
    """Examine sound settings, except for the given ones, and return the findings by name."""

    def see_with(**changed: Any) -> Findings:
        sound: dict[str, Any] = {
            "model_dir": model_folder,
            "database_url": f"sqlite:///{tmp_path / 'leads.sqlite'}",
            "time_zone": "Europe/Berlin",
        }
        settings = Settings(**(sound | NAMED | changed)).with_slack(
            bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url
        )
        return {finding.name: finding for finding in examine(settings, clock)}

    return see_with


def assert_says(finding: Finding, severity: Severity, *words: str) -> None:
    assert finding.severity is severity, finding
    assert all(word in finding.words for word in words), finding


def test_sound_settings_need_no_action(see: See) -> None:
    findings = see()
    assert not [one for one in findings.values() if one.severity not in {Severity.OK, Severity.SKIPPED}]
    assert_says(findings["Manifest"], Severity.SKIPPED, "SLACK_CONFIG_TOKEN")
    assert {"Bot token", "App token", "Scopes", "Clock", "Hot leads channel", "Sales team", "Database", "Model"} <= set(
        findings
    )


def test_without_tokens_the_rest_is_looked_at(tmp_path: Path, model_folder: Path) -> None:
    settings = Settings(model_dir=model_folder, database_url=f"sqlite:///{tmp_path / 'leads.sqlite'}")
    findings = {finding.name: finding for finding in examine(settings)}
    assert_says(findings["Slack"], Severity.SKIPPED, "local workspace")
    assert_says(findings["Model"], Severity.OK)


def test_a_token_that_slack_refuses_is_named_and_nothing_more_is_said_of_slack(see: See, slack: Workspace) -> None:
    slack.faults.reject_tokens("token_revoked")
    findings = see()
    assert_says(findings["Bot token"], Severity.FAILED, "SLACK_BOT_TOKEN", "token_revoked", "install the app again")
    assert "Scopes" not in findings
    assert "Hot leads channel" not in findings
    assert_says(findings["Database"], Severity.OK)


def test_an_app_token_that_slack_refuses_is_named(see: See, slack: Workspace) -> None:
    slack.faults.fail("apps.connections.open", "missing_scope")
    assert_says(see()["App token"], Severity.FAILED, "SLACK_APP_TOKEN", "connections:write")


def test_a_slack_that_cannot_be_reached_is_said(see: See, slack: Workspace) -> None:
    slack.faults.go_down(how="unreachable")
    assert_says(see()["Bot token"], Severity.FAILED, "Slack cannot be reached")


def test_over_http_the_signing_secret_takes_the_place_of_the_app_token(slack: Workspace) -> None:
    settings = Settings().with_slack(bot_token=slack.bot_token, signing_secret=SECRET, api_url=slack.api_url)
    findings = {finding.name: finding for finding in examine(settings)}
    assert_says(findings["Settings"], Severity.OK, "HTTP")
    assert_says(findings["Signing secret"], Severity.OK)
    assert "App token" not in findings


@pytest.mark.parametrize(
    ("seconds", "severity", "words"),
    [
        (2, Severity.OK, "behind"),
        (90, Severity.WARNING, "Set it by NTP"),
        (400, Severity.FAILED, "refused as too old"),
    ],
)
def test_a_clock_that_is_wrong_is_said(
    slack: Workspace, clock: Clock, seconds: int, severity: Severity, words: str
) -> None:
    settings = Settings().with_slack(bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url)
    findings = {finding.name: finding for finding in examine(settings, lambda: clock() - seconds)}
    assert_says(findings["Clock"], severity, words)


def test_scopes_that_are_missing_or_superfluous_are_listed(tmp_path: Path, clock: Clock) -> None:
    manifest = (Path(__file__).parents[2] / "manifest.yml").read_text()
    other = tmp_path / "manifest.yml"
    other.write_text(manifest.replace("      - users:read\n", "      - files:read\n"))
    with Workspace(other, clock=clock) as elsewhere:
        settings = Settings().with_slack(
            bot_token=elsewhere.bot_token, app_token=elsewhere.app_token, api_url=elsewhere.api_url
        )
        scopes = [finding for finding in examine(settings, clock) if finding.name == "Scopes"]
    missing, unused = scopes
    assert_says(missing, Severity.FAILED, "Missing: users:read", "install it again")
    assert_says(unused, Severity.WARNING, "More than I need: files:read")


def test_an_optional_scope_is_missed_only_where_a_setting_needs_it(clock: Clock) -> None:
    with Workspace(MANIFEST, clock=clock, grant_optional_scopes=False) as slack:
        settings = Settings(**NAMED).with_slack(
            bot_token=slack.bot_token, app_token=slack.app_token, api_url=slack.api_url
        )
        found = {finding.name: finding for finding in examine(settings, clock)}
        assert_says(found["Scopes"], Severity.OK)
        found = {
            finding.name: finding
            for finding in examine(settings.model_copy(update={"allowed_usergroup": "S0CLOSERS"}), clock)
        }
        assert_says(found["Scopes"], Severity.FAILED, "usergroups:read")
        assert_says(found["User group"], Severity.FAILED, "ALLOWED_USERGROUP=S0CLOSERS", "usergroups:read")


def test_a_channel_without_the_bot_is_said_with_how_to_invite_it(see: See, slack: Workspace) -> None:
    slack.remove_bot("#hot-leads")
    assert_says(see()["Hot leads channel"], Severity.FAILED, "I am not in #hot-leads", "/invite @Lead Scorer")


def test_a_channel_that_is_not_there_or_archived_is_said(see: See, slack: Workspace) -> None:
    assert_says(see(hot_leads_channel="#nowhere")["Hot leads channel"], Severity.FAILED, "#nowhere: no such channel")
    assert_says(see(hot_leads_channel="C0NOWHERE")["Hot leads channel"], Severity.FAILED, "no such channel")
    slack.archive("#hot-leads")
    assert_says(see(hot_leads_channel="C0HOTLEADS")["Hot leads channel"], Severity.FAILED, "is archived")


def test_a_channel_that_others_read_is_pointed_out(see: See, slack: Workspace) -> None:
    Driver(slack.url).in_("#hot-leads").send(f"/invite @{NOOR.name}")
    assert_says(see()["Hot leads channel"], Severity.WARNING, "shared with another company")


def test_people_who_cannot_be_asked_are_named_with_why(see: See, slack: Workspace) -> None:
    slack.add_person(Person("U0TOM", "Tom Reed", is_deleted=True))
    team = see(sales_team=("U0MAYA", "U0SAM", "U0TOM", "U0GHOST"))["Sales team"]
    assert_says(team, Severity.FAILED, "U0SAM is a guest; U0TOM is deactivated; U0GHOST does not exist", "SALES_TEAM")


def test_where_nobody_is_named_it_says_what_that_means(see: See) -> None:
    findings = see(sales_team=(), managers=(), admins=())
    assert_says(findings["Sales team"], Severity.WARNING, "SALES_TEAM names nobody")
    assert_says(findings["Managers"], Severity.WARNING, "gets what nobody takes")
    assert_says(findings["Admins"], Severity.WARNING, "ADMINS names nobody")


def test_a_user_group_is_counted_or_refused_with_what_to_do(see: See, slack: Workspace) -> None:
    slack.add_user_group(UserGroup("S0CLOSERS", "Closers", "closers", ("U0MAYA",)))
    assert_says(see(backup_group="S0CLOSERS")["User group"], Severity.OK, "BACKUP_GROUP: 1")
    assert_says(see(backup_group="S0NONE")["User group"], Severity.FAILED, "there is no such user group")
    slack.downgrade()
    assert_says(see(backup_group="S0CLOSERS")["User group"], Severity.FAILED, "need a paid plan")


def test_a_configuration_token_that_slack_refuses_is_said(see: See) -> None:
    assert_says(see(slack_config_token="xoxe.xoxp-1")["Manifest"], Severity.WARNING, "SLACK_CONFIG_TOKEN")


def test_a_database_that_is_there_is_read_and_may_be_written(see: See, tmp_path: Path) -> None:
    Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}").close()
    findings = see()
    assert_says(findings["Database"], Severity.OK, "sqlite, can be read and written to")
    assert "migrations" not in findings["Database"].words
    assert "Database file" not in findings


def test_migrations_that_wait_are_counted_and_not_done(see: See, tmp_path: Path) -> None:
    file = tmp_path / "leads.sqlite"
    file.touch(mode=0o600)
    assert_says(see()["Database"], Severity.OK, "are done at the next start")
    assert_says(see()["Database"], Severity.OK, "are done at the next start")


def test_a_database_that_others_can_read_is_closed_to_them(see: See, tmp_path: Path) -> None:
    file = tmp_path / "leads.sqlite"
    Store.open(f"sqlite:///{file}").close()
    file.chmod(0o644)
    assert_says(see()["Database file"], Severity.WARNING, "could read", "chmod 600")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_slack_refuses_to_delete_of_forgotten_leads_is_listed(see: See, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'leads.sqlite'}")
    messages = [SlackMessage("C0HOT", f"176389920{number}.000200") for number in range(7)]
    at = datetime(2026, 11, 23, tzinfo=UTC)
    store.messages.to_be_removed(messages, at=at)
    assert "Forgotten leads" not in see()
    for row in store.outbox.claim(at, len(messages)):
        store.outbox.put_off(row, at, failure="cant_delete_message")
    store.close()
    first = "C0HOT 1763899200.000200 (cant_delete_message)"
    assert_says(see()["Forgotten leads"], Severity.WARNING, first, "and 2 more", "Delete them by hand")


def test_a_database_of_a_newer_version_is_refused(see: See, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'leads.sqlite'}"
    Store.open(url).close()
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert_says(see()["Database"], Severity.FAILED, "newer version")


def test_a_database_that_cannot_be_is_said(see: See, tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'nowhere' / 'leads.sqlite'}"
    assert_says(see(database_url=nowhere)["Database"], Severity.FAILED, "There is no folder")
    (tmp_path / "text.sqlite").write_text("no database" * 100)
    assert_says(see(database_url=f"sqlite:///{tmp_path / 'text.sqlite'}")["Database"], Severity.FAILED)
    refused = see(database_url="postgresql://bot:hidden@127.0.0.1:9/leads")["Database"]
    assert_says(refused, Severity.FAILED, "DATABASE_URL")
    assert "hidden" not in refused.words


def test_a_model_that_does_not_load_is_said(see: See, tmp_path: Path) -> None:
    assert_says(see(model_dir=tmp_path / "nowhere")["Model"], Severity.FAILED, "there is no model card", "MODEL_DIR")


def test_hours_are_said_in_the_teams_own_time(see: See) -> None:
    assert_says(see()["Working hours"], Severity.OK, "in Europe/Berlin")
    assert_says(see(time_zone="UTC")["Working hours"], Severity.WARNING, "Set TIME_ZONE")


def test_quiet_hours_within_working_hours_are_pointed_out(see: See) -> None:
    assert_says(see(quiet_hours="17:00-08:00")["Quiet hours"], Severity.WARNING, "5 of 45 working hours a week")
    assert_says(see(quiet_hours="off")["Quiet hours"], Severity.SKIPPED, "Off")
