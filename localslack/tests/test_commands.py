"""Slash commands and global shortcuts, from the composer to Bolt and back."""

import threading
from pathlib import Path
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.blocks import section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.manifests import changed_manifest
from manifests import MANIFEST


def test_command_payload_is_complete(slack: Driver, bot: BoltApp) -> None:
    arrived = bot.commands_heard()

    bot.connect()

    assert slack.send("/scorelead Dana Reyes, age 45") == {"ok": True}
    (body,) = arrived
    assert body.pop("response_url").startswith(f"{slack.url}commands/T0LOCAL/")
    assert len(body.pop("trigger_id").split(".")) == 3
    assert body.pop("token")
    assert body == {
        "team_id": "T0LOCAL",
        "team_domain": "harbour",
        "channel_id": "C0SALES",
        "channel_name": "sales",
        "user_id": "U0MAYA",
        "user_name": "maya.lind",
        "command": "/scorelead",
        "text": "Dana Reyes, age 45",
        "api_app_id": "A0LOCAL",
        "is_enterprise_install": "false",
    }


def test_what_a_person_types_arrives_escaped(slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        ack(text=f"`{command['text']}`")

    bot.connect()

    slack.send("/scorelead <!channel> R&D @Jonas Weber")

    post = slack.expect_private("<!channel> R&D @Jonas Weber")
    assert post.message["text"] == "`&lt;!channel&gt; R&amp;D @Jonas Weber`"


def test_escaped_command_gets_people_and_channels_by_id(tmp_path: Path) -> None:
    def escaping(manifest: dict[str, Any]) -> None:
        manifest["features"]["slash_commands"][0]["should_escape"] = True

    with Workspace(changed_manifest(MANIFEST, tmp_path, escaping)) as workspace:
        client = WebClient(token=workspace.bot_token, base_url=workspace.api_url)
        bot = BoltApp(workspace, client)

        @bot.app.command("/scorelead")
        def echo(ack: Ack, command: dict[str, Any]) -> None:
            ack(command["text"])

        bot.connect()
        slack = Driver(workspace.url)
        slack.send("/scorelead @Jonas Weber in #hot-leads")

        text = slack.expect_private("in #hot-leads").message["text"]
        bot.close()
    assert text == "<@U0JONAS|jonas.weber> in <#C0HOTLEADS|hot-leads>"


def test_text_of_a_command_may_start_on_a_new_line(slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def echo(ack: Ack, command: dict[str, Any]) -> None:
        ack(command["text"])

    bot.connect()

    slack.send("/scorelead\nDana Reyes\nage 45 ")

    slack.expect_private("Dana Reyes\nage 45")


def test_ack_may_answer_privately_or_in_channel(slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def answer(ack: Ack, command: dict[str, Any]) -> None:
        ack(text="Fallback", blocks=[section("High")], response_type=command["text"])

    bot.connect()

    slack.send("/scorelead ephemeral")
    slack.expect_private("High")
    slack.as_("Jonas").expect_nothing_new()

    slack.send("/scorelead in_channel")
    slack.as_("Jonas").expect_message("/scorelead in_channel")
    slack.as_("Jonas").expect_message("High")


def test_ack_with_invalid_blocks_fails_visibly(slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def answer(ack: Ack) -> None:
        ack(text="Fallback", blocks=[section("")])

    bot.connect()

    assert slack.send("/scorelead")["error"] == "invalid_blocks"
    slack.expect_private('/scorelead failed with the error "invalid_blocks"')


def test_without_an_ack_in_three_seconds_the_person_is_told(slack: Driver, bot: BoltApp, clock: MovableClock) -> None:
    arrived, released = threading.Event(), threading.Event()

    @bot.app.command("/scorelead")
    def dawdle(ack: Ack, respond: Respond) -> None:
        arrived.set()
        released.wait()
        ack(text="Too late to be shown")
        respond("But response URLs still work")

    bot.connect()
    outcome: list[dict[str, Any]] = []
    typing = threading.Thread(target=lambda: outcome.append(slack.send("/scorelead")))
    typing.start()
    assert arrived.wait(5)
    clock.advance(3)
    typing.join()
    released.set()

    assert outcome == [{"ok": False, "error": "operation_timeout"}]
    assert slack.expect_private('/scorelead failed with the error "operation_timeout"').author == "Slackbot"
    slack.expect_private("But response URLs still work")
    slack.expect_nothing_new()


def test_without_an_app_the_command_cannot_be_dispatched(slack: Driver) -> None:
    assert slack.send("/scorelead") == {"ok": False, "error": "dispatch_failed"}

    slack.expect_private('/scorelead failed with the error "dispatch_failed"')


def test_unknown_command_is_refused(slack: Driver) -> None:
    assert slack.send("/foo bar") == {"ok": False, "error": "invalid_command"}

    slack.expect_private("/foo is not a valid command.")
    slack.as_("Jonas").expect_nothing_new()


def test_commands_do_not_work_in_threads(slack: Driver) -> None:
    slack.as_("Jonas").send("Anyone?")

    assert slack.send("/scorelead", thread=slack.expect_message("Anyone?"))["error"] == "not_supported_in_threads"
    slack.expect_private("/scorelead is not supported in threads. Sorry!")


def test_twenty_concurrent_commands_are_acknowledged(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def score(ack: Ack, command: dict[str, Any], respond: Respond) -> None:
        ack()
        respond(f"Scored {command['text']}")

    bot.connect()
    people = [slack.as_(person.id) for person in workspace.add_people(20)]
    typing = [threading.Thread(target=one.send, args=(f"/scorelead {one.person}",)) for one in people]
    for thread in typing:
        thread.start()
    for thread in typing:
        thread.join()

    for one in people:
        one.expect_private(f"Scored {one.person}")
    assert len(workspace.journal.acks) == 20
    assert all(ack.latency is not None for ack in workspace.journal.acks)


def test_shortcut_arrives_without_a_channel(slack: Driver, bot: BoltApp) -> None:
    arrived: list[dict[str, Any]] = []

    @bot.app.shortcut("score_lead")
    def open_form(ack: Ack, body: dict[str, Any]) -> None:
        arrived.append(body)
        ack()

    bot.connect()

    assert slack.shortcut("Score a lead") == {"ok": True}
    assert arrived[0]["type"] == "shortcut"
    assert arrived[0]["user"] == {
        "id": "U0MAYA",
        "username": "maya.lind",
        "name": "maya.lind",
        "team_id": "T0LOCAL",
    }
    assert arrived[0]["team"] == {"id": "T0LOCAL", "domain": "harbour"}
    assert not {"channel", "response_url"} & arrived[0].keys()


def test_failed_shortcut_is_reported_in_direct_message(slack: Driver) -> None:
    assert slack.shortcut("Score a lead")["error"] == "dispatch_failed"

    slack.in_("bot").expect_private('failed with the error "dispatch_failed"')
