"""Calls of the Web API: tokens, scopes, how arguments travel, and how Slack refuses."""

import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel, WorkspaceUnderTest
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def call(workspace: WorkspaceUnderTest, method: str, token: str | None = None, **request: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(f"{workspace.api_url}{method}", headers=headers | request.pop("headers", {}), **request)


def test_auth_test_names_team_and_bot(client: WebClient) -> None:
    answer = client.auth_test()

    assert answer["team_id"].startswith("T")
    assert answer["user_id"].startswith(("U", "W"))
    assert answer["bot_id"].startswith("B")
    assert answer["url"].startswith("http")


def test_call_without_token_is_not_authed(workspace: WorkspaceUnderTest) -> None:
    answer = call(workspace, "auth.test")

    assert (answer.status_code, answer.json()["error"]) == (200, "not_authed")


def test_unknown_token_is_invalid(workspace: WorkspaceUnderTest) -> None:
    with refused("invalid_auth"):
        workspace.client("xoxb-0-nobody").auth_test()


def test_unknown_method_is_refused(client: WebClient) -> None:
    with refused("unknown_method"):
        client.api_call("chat.shout")


def test_app_token_cannot_call_bot_methods(workspace: WorkspaceUnderTest) -> None:
    with refused("not_allowed_token_type"):
        workspace.client(workspace.app_token).users_info(user=workspace.user)


def test_bot_token_cannot_open_a_connection(workspace: WorkspaceUnderTest) -> None:
    with refused("not_allowed_token_type"):
        workspace.client().apps_connections_open(app_token=workspace.bot_token)


def test_missing_scope_is_named(client: WebClient) -> None:
    with refused("missing_scope") as refusal:
        client.usergroups_users_list(usergroup="S00000000")

    assert refusal.answer["needed"] == "usergroups:read"
    assert "chat:write" in refusal.answer["provided"].split(",")


def test_headers_list_the_scopes(client: WebClient) -> None:
    answer = client.auth_test()

    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert {"chat:write", "files:write"} <= set(headers["x-oauth-scopes"].split(","))


def test_form_and_json_do_the_same(workspace: WorkspaceUnderTest) -> None:
    arguments = {"channel": workspace.channel, "include_num_members": "true"}

    form = call(workspace, "conversations.info", workspace.bot_token, data=arguments).json()
    query = call(workspace, "conversations.info", workspace.bot_token, params=arguments).json()

    assert form["channel"]["id"] == query["channel"]["id"] == workspace.channel
    assert form["channel"]["num_members"] == query["channel"]["num_members"]


def test_token_may_be_a_form_field(workspace: WorkspaceUnderTest) -> None:
    assert call(workspace, "auth.test", data={"token": workspace.bot_token}).json()["ok"]


def test_blocks_may_be_json_in_a_form(workspace: WorkspaceUnderTest, channel: Channel, client: WebClient) -> None:
    blocks = json.dumps([{"type": "divider", "block_id": "line"}])
    arguments = {"channel": workspace.channel, "text": "A line", "blocks": blocks}

    answer = call(workspace, "chat.postMessage", workspace.bot_token, data=arguments).json()

    assert answer["message"]["blocks"][0]["block_id"] == "line"
    client.chat_delete(channel=channel.id, ts=answer["ts"])


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
def test_broken_json_is_refused(workspace: WorkspaceUnderTest, body: str, error: str) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}

    answer = call(workspace, "chat.postMessage", workspace.bot_token, headers=headers, content=body)

    assert (answer.status_code, answer.json()["error"]) == (200, error)
