import copy
from typing import Any

import pytest

from bot.doctor.manifest import Manifest

OURS = Manifest.load()


@pytest.fixture
def exported() -> dict[str, Any]:
    """The app as Slack exports it: with defaults of its own, and lists in its own order."""
    app = copy.deepcopy(OURS.content)
    app["settings"]["is_mcp_enabled"] = False
    app["features"]["slash_commands"][0]["url"] = "https://example.com/slack/events"
    app["oauth_config"]["scopes"]["bot"].reverse()
    return app


def test_what_slack_adds_is_no_difference(exported: dict[str, Any]) -> None:
    assert OURS.differences(exported) == []


def test_an_app_may_be_called_otherwise(exported: dict[str, Any]) -> None:
    exported["display_information"]["name"] = "Leads"
    exported["features"]["bot_user"]["display_name"] = "leads"
    assert OURS.differences(exported) == []


def test_what_is_missing_or_otherwise_is_named_by_its_place(exported: dict[str, Any]) -> None:
    exported["oauth_config"]["scopes"]["bot"].pop()
    exported["features"]["slash_commands"][0]["should_escape"] = True
    del exported["settings"]["interactivity"]
    assert OURS.differences(exported) == [
        "features.slash_commands",
        "oauth_config.scopes.bot",
        "settings.interactivity.is_enabled",
    ]


def test_a_scope_too_many_is_a_difference(exported: dict[str, Any]) -> None:
    exported["oauth_config"]["scopes"]["bot"].append("files:read")
    assert OURS.differences(exported) == ["oauth_config.scopes.bot"]


def test_over_http_the_app_needs_no_socket_mode(exported: dict[str, Any]) -> None:
    exported["settings"]["socket_mode_enabled"] = False
    assert OURS.differences(exported) == ["settings.socket_mode_enabled"]
    assert OURS.differences(exported, over_http=True) == []
