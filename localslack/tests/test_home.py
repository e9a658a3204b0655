"""The app's Home tab: publishing it, opening it, acting on it."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import actions, button, field, form, options, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.manifests import changed_manifest
from localslack.testing.refusals import refused
from manifests import MANIFEST

Body = dict[str, Any]


def home(*blocks: Body, **more: Any) -> Body:
    return {"type": "home", "blocks": list(blocks), **more}


def test_opening_home_notifies_bot_which_publishes(slack: Driver, bot: BoltApp) -> None:
    heard: list[Body] = []

    @bot.app.event("app_home_opened")
    def publish(event: Body, client: WebClient) -> None:
        heard.append(event)
        client.views_publish(user_id=event["user"], view=home(section(f"Opened {len(heard)} times")))

    bot.connect()

    first = slack.home().expect("Opened 1 times")
    slack.open_app("messages")
    first.expect("Opened 2 times")
    slack.home().expect("Opened 3 times")

    assert [event["tab"] for event in heard] == ["home", "messages", "home"]
    assert (heard[0]["user"], heard[0]["channel"]) == ("U0MAYA", "D0MAYA")
    assert ["view" in event for event in heard] == [False, False, True]
    assert slack.as_("Jonas").screen()["app_home"]["view"] is None


def test_home_is_published_only_over_known_version(client: WebClient) -> None:
    first = client.views_publish(user_id="U0MAYA", view=home(section("One")))["view"]
    second = client.views_publish(user_id="U0MAYA", view=home(section("Two")), hash=first["hash"])["view"]

    assert (second["id"], second["type"], second["root_view_id"]) == (first["id"], "home", first["id"])
    with refused("hash_conflict"):
        client.views_publish(user_id="U0MAYA", view=home(section("Three")), hash=first["hash"])
    client.views_publish(user_id="U0MAYA", view=home(section("Three")))


def test_home_can_be_updated_by_its_id(slack: Driver, client: WebClient) -> None:
    view = client.views_publish(user_id="U0MAYA", view=home(section("One")))["view"]

    client.views_update(view_id=view["id"], view=home(section("Two")))

    slack.home().expect("Two")


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (home(*[section("x")] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (home(section("x"), title={"type": "plain_text", "text": "Home"}), "invalid additional property: title"),
        (home({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (form(), "must be one of: home"),
    ],
)
def test_invalid_home_is_refused(client: WebClient, view: Body, problem: str) -> None:
    with refused("invalid_arguments") as refusal:
        client.views_publish(user_id="U0MAYA", view=view)

    assert problem in "".join(refusal.answer["response_metadata"]["messages"])


def test_home_needs_known_person_and_unique_external_id(client: WebClient) -> None:
    with refused("invalid_arguments"):
        client.views_publish(user_id="U0NOBODY", view=home(section("x")))
    client.views_publish(user_id="U0MAYA", view=home(section("x"), external_id="board"))
    with refused("duplicate_external_id"):
        client.views_publish(user_id="U0JONAS", view=home(section("x"), external_id="board"))


def test_app_without_a_home_tab_cannot_publish_one(tmp_path: Path) -> None:
    def without(manifest: Body) -> None:
        manifest["features"]["app_home"]["home_tab_enabled"] = False

    with Workspace(changed_manifest(MANIFEST, tmp_path, without)) as workspace:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        with refused("not_enabled"):
            client.views_publish(user_id="U0MAYA", view=home(section("x")))
        opened = httpx.post(f"{workspace.url}person/U0MAYA/open-app", json={"tab": "home"})

    assert (opened.status_code, opened.json()["error"]) == (404, "tab_not_found")


def test_home_action_carries_view_and_can_open_form(slack: Driver, bot: BoltApp, client: WebClient) -> None:
    bodies: list[Body] = []

    @bot.app.action("press")
    def open_form(ack: Ack, body: Body, client: WebClient) -> None:
        bodies.append(body)
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form(title="Reassign"))

    bot.connect()
    tiers = {
        "type": "static_select",
        "action_id": "tier",
        "placeholder": {"type": "plain_text", "text": "Tier"},
        "options": options("Low", "High"),
    }
    view = home(section("Your leads"), actions(button("Reassign"), tiers), field("Note"), private_metadata="page 1")
    published = client.views_publish(user_id="U0MAYA", view=view)["view"]

    assert slack.home().press("Reassign") == {"ok": True}

    slack.modal("Reassign")
    (body,) = bodies
    assert body["container"] == {"type": "view", "view_id": published["id"]}
    assert (body["view"]["type"], body["view"]["private_metadata"]) == ("home", "page 1")
    assert "response_url" not in body
    assert "channel" not in body


def test_choices_on_the_home_tab_reach_the_bot(slack: Driver, bot: BoltApp, client: WebClient) -> None:
    chosen: list[Body] = []

    @bot.app.action("who")
    @bot.app.action("menu")
    def keep(ack: Ack, action: Body) -> None:
        chosen.append(action)
        ack()

    bot.connect()
    who = {"type": "users_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Assign to"}}
    menu = {"type": "overflow", "action_id": "menu", "options": options("Won", "Lost")}
    client.views_publish(user_id="U0MAYA", view=home(actions(who), section("Dana", accessory=menu)))

    slack.home().choose("Assign to", "Jonas Weber")
    slack.home().choose_from_menu("Lost")

    assert chosen[0]["selected_user"] == "U0JONAS"
    assert chosen[1]["selected_option"]["value"] == "lost"
