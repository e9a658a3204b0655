"""Shortcuts of a message's menu: what the bot is told, and where it may answer."""

from typing import Any

import pytest
from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from localslack import Workspace
from localslack.errors import SlackError
from localslack.testing.blocks import section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver

Body = dict[str, Any]


def listening(bot: BoltApp) -> list[Body]:
    heard: list[Body] = []

    @bot.app.shortcut("score_this")
    def listen(ack: Ack, body: Body, respond: Respond) -> None:
        heard.append(body)
        ack()
        respond("Scored, for you alone")

    bot.connect()
    return heard


def test_shortcut_carries_its_message_where_the_bot_is_not(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    heard = listening(bot)
    ts = workspace.post_as_app("Web form", "#sales", blocks=[section("Dana, 45")], text="A new lead")

    assert slack.message_shortcut("Score this", slack.expect_message("Dana, 45")) == {"ok": True}

    (body,) = heard
    assert (body["type"], body["callback_id"], body["message_ts"]) == ("message_action", "score_this", ts)
    assert (body["user"]["id"], body["channel"]) == ("U0MAYA", {"id": "C0SALES", "name": "sales"})
    message = body["message"]
    assert (message["user"], message["bot_id"], message["text"]) == ("U0WEBFORM", "B0WEBFORM", "A new lead")
    assert message["blocks"][0]["text"]["text"] == "Dana, 45"
    slack.expect_private("Scored, for you alone")
    slack.as_("Jonas").expect_message("Dana, 45")
    slack.as_("Jonas").expect_nothing_new()


def test_message_shortcut_of_reply_names_its_thread(slack: Driver, bot: BoltApp) -> None:
    heard = listening(bot)
    slack.send("Anything new?")
    question = slack.as_("Jonas").expect_message("Anything new?")
    slack.as_("Jonas").send("Dana is 45", thread=question)

    slack.message_shortcut("Score this", slack.expect_message("Dana is 45"))

    assert (heard[0]["message"]["thread_ts"], heard[0]["message"]["user"]) == (question.ts, "U0JONAS")


def test_trigger_of_a_shortcut_opens_a_form(slack: Driver, bot: BoltApp) -> None:
    @bot.app.shortcut("score_this")
    def listen(ack: Ack, shortcut: Body, client: WebClient) -> None:
        ack()
        form = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": [section("Hi")]}
        client.views_open(trigger_id=shortcut["trigger_id"], view=form)

    bot.connect()
    slack.as_("Jonas").send("Dana is 45")

    slack.message_shortcut("Score this", slack.expect_message("Dana is 45"))

    slack.modal("Form")


def test_ephemeral_message_has_no_shortcuts(slack: Driver, client: WebClient) -> None:
    client.chat_postEphemeral(channel="#hot-leads", user="U0MAYA", text="Psst")

    with pytest.raises(AssertionError, match="message_not_found"):
        slack.message_shortcut("Score this", slack.in_("#hot-leads").expect_private("Psst"))


def test_failed_message_shortcut_is_reported_in_its_channel(slack: Driver) -> None:
    slack.as_("Jonas").send("Dana is 45")

    assert slack.message_shortcut("Score this", slack.expect_message("Dana"))["error"] == "dispatch_failed"
    slack.expect_private('The shortcut failed with the error "dispatch_failed"')


def test_other_apps_obey_the_same_rules(workspace: Workspace) -> None:
    with pytest.raises(SlackError, match="no_text"):
        workspace.post_as_app("Web form", "#sales")
