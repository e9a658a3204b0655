"""views.*: the Home tab, and what is refused without a person in front of a modal."""

from typing import Any

import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import WorkspaceUnderTest
from localslack.testing.blocks import field, form, section
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks) or [section("Welcome")], **more}


def test_home_is_published(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    view = client.views_publish(user_id=workspace.user, view=home(private_metadata="kept", callback_id="home"))["view"]

    assert (view["type"], view["id"][0], bool(view["hash"])) == ("home", "V", True)
    assert (view["private_metadata"], view["callback_id"]) == ("kept", "home")
    assert view["blocks"][0]["block_id"]


def test_home_keeps_its_id_and_changes_its_hash(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    first = client.views_publish(user_id=workspace.user, view=home(section("One")))["view"]
    second = client.views_publish(user_id=workspace.user, view=home(section("Two")), hash=first["hash"])["view"]

    assert second["id"] == first["id"]
    assert second["hash"] != first["hash"]


def test_home_is_not_overwritten_by_an_old_version(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    old = client.views_publish(user_id=workspace.user, view=home(section("One")))["view"]
    client.views_publish(user_id=workspace.user, view=home(section("Two")))

    with refused("hash_conflict"):
        client.views_publish(user_id=workspace.user, view=home(section("Three")), hash=old["hash"])


def test_home_of_nobody_is_refused(client: WebClient) -> None:
    with refused("invalid_arguments"):
        client.views_publish(user_id="U00000000", view=home())


def test_inputs_of_a_home_have_a_state(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    view = client.views_publish(user_id=workspace.user, view=home(field("Name")))["view"]

    assert view["state"]["values"]["name"]["typed"] == {"type": "plain_text_input", "value": None}


WRONG: dict[str, dict[str, Any]] = {
    "101 blocks": home(*[{"type": "divider"}] * 101),
    "unknown block": home({"type": "cube"}),
    "private_metadata of 3001 characters": home(private_metadata="x" * 3001),
    "callback_id of 256 characters": home(callback_id="x" * 256),
    "one block_id twice": home(*[{"type": "divider", "block_id": "twin"}] * 2),
}


@pytest.mark.parametrize("view", WRONG.values(), ids=WRONG)
def test_wrong_home_is_refused(workspace: WorkspaceUnderTest, client: WebClient, view: dict[str, Any]) -> None:
    with refused("invalid_arguments") as refusal:
        client.views_publish(user_id=workspace.user, view=view)

    assert "json-pointer:/view" in refusal.answer["response_metadata"]["messages"][0]


def test_view_of_250_kilobytes_is_too_large(workspace: WorkspaceUnderTest, client: WebClient) -> None:
    with refused("view_too_large"):
        client.views_publish(user_id=workspace.user, view=home(*[section("x" * 2900)] * 100))


def test_modal_needs_a_valid_trigger(client: WebClient) -> None:
    with refused("invalid_trigger_id"):
        client.views_open(trigger_id="nonsense", view=form())
    with refused("invalid_trigger_id"):
        client.views_push(trigger_id="nonsense", view=form())


def test_modal_needs_a_view(client: WebClient) -> None:
    with refused("invalid_arguments"):
        client.api_call("views.open", json={"trigger_id": "nonsense"})


def test_unknown_view_cannot_be_updated(client: WebClient) -> None:
    with refused("not_found"):
        client.views_update(view_id="V00000000", view=form())
    with refused("not_found"):
        client.views_update(external_id="nobody", view=form())
