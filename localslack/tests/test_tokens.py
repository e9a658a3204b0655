"""Who may call what."""

from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.manifests import changed_manifest
from localslack.testing.refusals import refused
from manifests import MANIFEST


def test_call_without_a_token_is_not_authed(workspace: Workspace) -> None:
    with refused("not_authed"):
        WebClient(base_url=workspace.api_url).auth_test()


def test_made_up_token_is_invalid_auth(workspace: Workspace) -> None:
    with refused("invalid_auth"):
        WebClient(token="xoxb-made-up", base_url=workspace.api_url).auth_test()


def test_token_is_also_read_from_a_form_but_not_from_json(workspace: Workspace) -> None:
    in_form = httpx.post(f"{workspace.api_url}auth.test", data={"token": workspace.bot_token}).json()
    in_json = httpx.post(f"{workspace.api_url}auth.test", json={"token": workspace.bot_token}).json()

    assert in_form["ok"]
    assert in_json == {"ok": False, "error": "not_authed"}


def test_app_token_opens_connections_and_nothing_else(workspace: Workspace, client: WebClient) -> None:
    assert client.apps_connections_open(app_token=workspace.app_token)["url"].startswith("ws://127.0.0.1:")
    with refused("not_allowed_token_type"):
        client.apps_connections_open(app_token=workspace.bot_token)
    with refused("not_allowed_token_type"):
        WebClient(token=workspace.app_token, base_url=workspace.api_url).auth_test()


def test_auth_test_names_bot(client: WebClient) -> None:
    answer = client.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0BOT", "B0LOCAL", "T0LOCAL")
    assert answer["user"] == "lead.scorer"


def test_answers_list_granted_and_needed_scopes(client: WebClient) -> None:
    granted = client.auth_test().headers["x-oauth-scopes"]

    assert {"chat:write", "im:history", "usergroups:read"} < set(granted.split(","))
    assert client.users_info(user="U0MAYA").headers["x-accepted-oauth-scopes"] == "users:read"
    with refused("user_not_found") as refusal:
        client.users_info(user="U0NOBODY")
    assert refusal.answer.headers["x-oauth-scopes"] == granted


def test_answers_carry_workspace_time(client: WebClient, clock: MovableClock) -> None:
    clock.advance(3_600)

    told = parsedate_to_datetime(client.auth_test().headers["date"])

    assert abs(told.timestamp() - clock()) < 5


def test_optional_scope_may_be_withheld() -> None:
    with Workspace(MANIFEST, grant_optional_scopes=False) as workspace, refused("missing_scope") as refusal:
        WebClient(token=workspace.bot_token, base_url=workspace.api_url).usergroups_users_list(usergroup="S0CLOSERS")

    assert refusal.answer["needed"] == "usergroups:read"
    assert "groups:read" not in refusal.answer["provided"].split(",")


def test_scope_that_the_manifest_lacks_is_missing(tmp_path: Path) -> None:
    poorer = changed_manifest(
        MANIFEST, tmp_path, lambda manifest: manifest["oauth_config"].update(scopes={"bot": ["commands"]})
    )

    with Workspace(poorer) as workspace, refused("missing_scope") as refusal:
        WebClient(token=workspace.bot_token, base_url=workspace.api_url).chat_postMessage(channel="C0SALES", text="Hi")

    assert (refusal.answer["needed"], refusal.answer["provided"]) == ("chat:write", "commands")


def test_unsupported_method_is_unknown(client: WebClient) -> None:
    with refused("unknown_method"):
        client.users_list()


def test_other_content_types_are_refused(workspace: Workspace) -> None:
    def post(content: bytes, **headers: str) -> object:
        return httpx.post(f"{workspace.api_url}auth.test", content=content, headers=headers).json()["error"]

    assert post(b"{broken", **{"content-type": "application/json"}) == "invalid_json"
    assert post(b"[]", **{"content-type": "application/json"}) == "json_not_object"
    assert post(b"<xml/>", **{"content-type": "application/xml"}) == "invalid_post_type"
    assert post(b"anything") == "missing_post_type"
