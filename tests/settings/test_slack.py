import pytest

from bot.settings import Settings
from tests.settings.environment import TOKENS, load, refusal

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


def test_with_an_app_token_the_bot_keeps_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load(monkeypatch, **TOKENS, SLACK_SIGNING_SECRET=SECRET).uses_http


def test_with_a_signing_secret_alone_slack_calls_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET=SECRET)
    assert settings.has_slack
    assert settings.uses_http


def test_a_workspace_may_be_given_either_way() -> None:
    given = Settings().with_slack(bot_token="xoxb-1", signing_secret=SECRET, api_url="http://localhost:1/api/")
    assert given.uses_http
    given = Settings().with_slack(bot_token="xoxb-1", app_token="xapp-1", api_url="http://localhost:1/api/")
    assert given.has_slack
    assert not given.uses_http


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN is not set, but SLACK_SIGNING_SECRET is: set both"),
        (TOKENS | {"SLACK_SIGNING_SECRET": "…"}, "SLACK_SIGNING_SECRET: it must be 16 or more letters and digits"),
        (TOKENS | {"SLACK_CONFIG_TOKEN": "xoxb-1"}, "SLACK_CONFIG_TOKEN: it must start with xoxe.xoxp-"),
        ({"ALLOWED_USERS": "U0MAYA, @jonas"}, "ALLOWED_USERS: @jonas is no id of a person (U…)"),
        ({"ALLOWED_CHANNELS": "#sales"}, "ALLOWED_CHANNELS: #sales is no id of a channel (C…)"),
        ({"ALLOWED_USERGROUP": "@sales"}, "ALLOWED_USERGROUP: @sales is no id of a user group (S…)"),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], words: str) -> None:
    assert words in refusal(monkeypatch, **environment)


def test_ids_are_a_list_with_commas_in_which_each_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, ALLOWED_USERS=" U0MAYA,U0JONAS ,U0MAYA,", ALLOWED_CHANNELS="C0SALES")
    assert settings.allowed_users == ("U0MAYA", "U0JONAS")
    assert settings.allowed_channels == ("C0SALES",)
