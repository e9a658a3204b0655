"""manifest.yml is the truth: it asks for all that the code needs, and for nothing more."""

import re
from pathlib import Path
from typing import Any

import yaml
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.slack import names
from scoring.fields.lead import Lead
from tests.conftest import Office
from tests.leads import high, in_form
from tests.seed import SCENARIOS

ROOT = Path(__file__).parents[1]
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())

SCOPES_OF_FEATURES = {"commands": {"slash_commands", "shortcuts"}}
"""Scopes that Slack asks for features instead of methods."""

SCOPES_OF_EVENTS = {"app_mention": {"app_mentions:read"}, "message.im": {"im:history"}}
"""Scopes that Slack asks for events; App Home needs none."""

SCOPES_OF_METHODS: dict[str, set[str]] = {
    "apps_connections_open": set(),  # with the app-level token
    "assistant_threads_setStatus": {"chat:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "assistant_threads_setTitle": {"assistant:write"},
    "apps_manifest_export": set(),  # with the configuration token
    "auth_test": set(),
    "bots_info": {"users:read"},
    "chat_delete": {"chat:write"},
    "chat_getPermalink": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "files_delete": {"files:write"},
    "files_upload_v2": {"files:write"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
}
"""What each method of Slack's Web API that the code calls asks for, by Slack's reference."""


def test_commands_are_those_that_the_bot_listens_to(office: Office) -> None:
    written = {command["command"] for command in MANIFEST["features"]["slash_commands"]}
    assert written == registered(office, "command") == {names.SCORE_COMMAND}


def test_shortcuts_are_those_that_the_bot_listens_to(office: Office) -> None:
    shortcuts = MANIFEST["features"]["shortcuts"]
    for kind, name in (("global", names.SCORE_SHORTCUT), ("message", names.SCORE_MESSAGE)):
        assert [one["callback_id"] for one in shortcuts if one["type"] == kind] == [name]
    assert registered(office, "shortcut") == {names.SCORE_SHORTCUT}
    assert registered(office, "message_action") == {names.SCORE_MESSAGE}


def test_events_are_those_that_the_bot_listens_to(office: Office) -> None:
    events = MANIFEST["settings"].get("event_subscriptions", {}).get("bot_events", [])
    assert {event.partition(".")[0] for event in events} == registered(office, "event")
    assert set(events) == {"app_home_opened", "app_mention", "message.im"}


def test_the_tests_above_ask_of_every_listener_that_there_is(office: Office) -> None:
    """A new command, shortcut, form, event or button wants a place in these tests."""
    commands, shortcuts, forms, events, buttons = 1, 2, 7, 5, 26
    assert len(office.bot.app._listeners) == commands + shortcuts + forms + events + buttons


def test_scopes_are_those_that_the_code_needs_and_no_more() -> None:
    features = {scope for scope, keys in SCOPES_OF_FEATURES.items() if keys & set(MANIFEST["features"])}
    asked = MANIFEST["oauth_config"]["scopes"]
    needed = set().union(*SCOPES_OF_METHODS.values(), *SCOPES_OF_EVENTS.values()) | features
    assert set(asked["bot"]) == needed
    assert set(asked["bot_optional"]) < set(asked["bot"])
    assert "user" not in asked


def test_every_web_api_method_in_the_code_is_accounted_for() -> None:
    source = "\n".join(path.read_text() for path in (ROOT / "bot").rglob("*.py") if "workspace" not in path.parts)
    methods = {name for name in dir(WebClient) if not name.startswith("_")}
    called = {name for name in re.findall(r"client\.([a-z]+_\w+)\(", source) if name in methods}
    assert called == set(SCOPES_OF_METHODS)


def test_what_the_bot_plays_asks_for_no_other_scope(office: Office) -> None:
    slack = office.slack
    slack.send(high("Dana Reyes"))
    slack.expect_private("Dana Reyes").press("All reasons")
    slack.modal("All reasons").close()
    slack.shortcut("Score a lead")
    slack.modal().fill(in_form(SCENARIOS[1].lead)).submit()
    slack.in_("bot").expect_message("High lead")
    slack.home()
    used = {scope for call in office.workspace.journal.calls for scope in call.scopes} - {"connections:write"}
    assert used <= set(MANIFEST["oauth_config"]["scopes"]["bot"])


def test_the_bot_is_called_in_words_what_the_manifest_calls_it() -> None:
    assert MANIFEST["features"]["bot_user"]["display_name"] == names.BOT_NAME == MANIFEST["display_information"]["name"]


def test_socket_mode_and_interactivity_are_on() -> None:
    assert MANIFEST["settings"]["socket_mode_enabled"]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"]
    assert not MANIFEST["features"]["app_home"]["messages_tab_read_only_enabled"]


def test_what_is_suggested_at_first_is_understood(office: Office) -> None:
    for prompt in MANIFEST["features"]["agent_view"]["suggested_prompts"]:
        answer = office.slack.write(prompt["message"]).expect_message("")
        assert "I did not understand" not in answer.words
        assert "I found nothing" not in answer.words


def registered(office: Office, kind: str) -> set[str]:
    """Return the names of this kind that the bot's listeners answer, asked of each listener itself."""
    return {name for name in _candidates() if _is_answered(office, kind, name)}


def _candidates() -> set[str]:
    ours = {value for key, value in vars(names).items() if key.isupper()}
    return ours | {"/other", "other", "app_mention", "message", "app_home_opened"}


def _is_answered(office: Office, kind: str, name: str) -> bool:
    bodies: dict[str, dict[str, Any]] = {
        "command": {"command": name, "text": Lead.__name__},
        "shortcut": {"type": "shortcut", "callback_id": name},
        "message_action": {"type": "message_action", "callback_id": name},
        "event": {"type": "event_callback", "event": {"type": name}},
    }
    body = bodies[kind] | {"token": "x"}
    request = BoltRequest(body=body, mode="socket_mode")
    return any(listener.matches(req=request, resp=BoltResponse(status=200)) for listener in office.bot.app._listeners)
