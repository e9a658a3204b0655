from pathlib import Path

import pytest

from bot.settings import load_store_settings
from tests.settings.environment import TOKENS, load, refusal

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


def test_without_tokens_there_is_no_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch)
    assert not settings.has_slack
    assert settings.hot_leads_channel == "#hot-leads"


def test_empty_tokens_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load(monkeypatch, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="").has_slack


def test_both_tokens_mean_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, **TOKENS, HOT_LEADS_CHANNEL="C0123ABCD", LOG_LEVEL="debug")
    assert settings.has_slack
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.log_level == "DEBUG"


def test_a_base_url_gets_its_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, **TOKENS, SLACK_API_URL="http://localhost:1/api")
    assert settings.slack_api_url == "http://localhost:1/api/"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not set, but SLACK_BOT_TOKEN is: set both"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not set, but SLACK_APP_TOKEN is: set both"),
        (TOKENS | {"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: it must start with xoxb-"),
        (TOKENS | {"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: it must start with xapp-"),
        ({"SLACK_API_URL": "http://localhost:1/api/"}, "SLACK_API_URL is set without SLACK_BOT_TOKEN"),
        (TOKENS | {"SLACK_BOT_TOKEN": "xoxb-…"}, "SLACK_BOT_TOKEN: it must start with xoxb- and go on in letters"),
        (TOKENS | {"SLACK_BOT_TOKEN": "xoxb-a\nb"}, "SLACK_BOT_TOKEN: it must start with xoxb- and go on in letters"),
        (TOKENS | {"SLACK_API_URL": "http://[::1"}, "SLACK_API_URL: "),
        (TOKENS | {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL: "),
        (TOKENS | {"HOT_LEADS_CHANNEL": "hot-leads"}, "HOT_LEADS_CHANNEL: write # before the channel's name"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL: "),
        ({"WORKSPACE_PORT": "99999"}, "WORKSPACE_PORT: "),
    ],
)
def test_what_is_wrong_is_said_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str
) -> None:
    message = refusal(monkeypatch, **environment)
    assert words in message


def test_a_misspelt_name_in_the_env_file_is_an_error_and_no_reason_for_a_local_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("SLACK_BOT_TOKN=xoxb-1\n")
    assert "SLACK_BOT_TOKN in .env is not a setting" in refusal(monkeypatch)


def test_a_misspelt_name_in_the_environment_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    message = refusal(monkeypatch, HOT_LEADS_CHANEL="#vip")
    assert "HOT_LEADS_CHANEL in the environment is not a setting: did you mean HOT_LEADS_CHANNEL?" in message


def test_other_names_in_the_environment_are_nobodys_business(monkeypatch: pytest.MonkeyPatch) -> None:
    load(monkeypatch, SLACK_BOT_TOKEN_OLD="xoxb-0", SLACK_WEBHOOK="x", LOGLEVEL_OF_X="y")


def test_what_would_make_bolt_ignore_the_token_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    message = refusal(monkeypatch, **TOKENS, SLACK_CLIENT_ID="1", SLACK_CLIENT_SECRET="2")
    assert "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET make Bolt ignore the bot token: unset them" in message


def test_the_env_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    assert load(monkeypatch).has_slack


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    message = refusal(
        monkeypatch, SLACK_BOT_TOKEN="x", SLACK_APP_TOKEN="y", LOG_LEVEL="loud", HOT_LEADS_CHANNEL="hot leads"
    )
    assert len(message.splitlines()) == 4


def test_no_message_and_no_repr_shows_a_token_or_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    message = refusal(
        monkeypatch,
        SLACK_BOT_TOKEN="xoxp-hidden",
        SLACK_APP_TOKEN="hidden",
        DATABASE_URL="mysql://bot:hidden@host/leads",
    )
    assert "DATABASE_URL: it must start with sqlite:/// or postgresql://" in message
    assert "hidden" not in message
    settings = load(
        monkeypatch,
        SLACK_BOT_TOKEN="xoxb-hidden",
        SLACK_APP_TOKEN="xapp-hidden",
        SLACK_SIGNING_SECRET="hidden" * 6,
        SLACK_CONFIG_TOKEN="xoxe.xoxp-hidden",
        DATABASE_URL="postgresql://bot:hidden@host/leads",
    )
    assert "hidden" not in repr(settings)


def test_the_store_can_be_opened_without_settings_for_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.sqlite")
    assert load_store_settings().database_url == "sqlite:///elsewhere.sqlite"


def test_nothing_else_reads_the_environment() -> None:
    root = Path(__file__).parents[2]
    for part in ("bot", "scoring", "training"):
        for path in (root / part).rglob("*.py"):
            if root / "bot" / "settings" not in path.parents:
                assert "os.environ" not in path.read_text(), path
                assert "getenv" not in path.read_text(), path
