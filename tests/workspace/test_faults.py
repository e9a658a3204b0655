"""What tests can make go wrong."""

from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Workspace
from tests.driver import Driver
from tests.workspace.conftest import Bot
from tests.workspace.kit import form
from tests.workspace.refusals import refused


def test_a_post_may_be_accepted_without_an_answer(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.drop_connection_after("chat.postMessage")

    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        client.chat_postMessage(channel="#hot-leads", text="A lead")

    assert [post.text for post in workspace.posts("#hot-leads")] == ["A lead"]


def test_the_sdk_repeats_a_post_it_has_no_answer_to(workspace: Workspace) -> None:
    workspace.faults.drop_connection_after("chat.postMessage")
    with_default_retries = WebClient(token=workspace.bot_token, base_url=workspace.api_url)

    with_default_retries.chat_postMessage(channel="#hot-leads", text="A lead")

    assert [post.text for post in workspace.posts("#hot-leads")] == ["A lead", "A lead"]


def test_the_next_call_may_fail_and_the_one_after_not(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.fail("chat.postMessage", "ratelimited", retry_after=7)

    with refused("ratelimited") as refusal:
        client.chat_postMessage(channel="#hot-leads", text="A lead")
    assert (refusal.answer.status_code, refusal.answer.headers["Retry-After"]) == (429, "7")
    assert workspace.posts("#hot-leads") == []
    client.chat_postMessage(channel="#hot-leads", text="A lead")


def test_slack_may_crash(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.crash("auth.test", status=503)

    with pytest.raises(SlackApiError) as raised:
        client.auth_test()

    assert raised.value.response.status_code == 503
    assert client.auth_test()["ok"]


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_an_envelope_may_come_twice(workspace: Workspace, slack: Driver, bot: Bot, first_ack_is_lost: bool) -> None:
    arrived = bot.commands_heard()

    bot.connect()
    workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)

    assert slack.say("/scorelead Dana") == {"ok": True}

    slack.wait_for(lambda: len(workspace.journal.acks) == 2 or None, "two acks")
    first, second = arrived
    assert first == second
    assert len({ack.envelope_id for ack in workspace.journal.acks}) == 1
    slack.say("/scorelead Dana")
    assert len(arrived) == 3


def test_a_form_delivered_twice_closes_once(workspace: Workspace, slack: Driver, bot: Bot) -> None:
    @bot.app.command("/scorelead")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @bot.app.view("form")
    def receive(ack: Ack) -> None:
        ack()

    bot.connect()
    slack.say("/scorelead")
    workspace.faults.deliver_twice(always=True)

    assert slack.modal().fill({"Name": "Dana"}).submit() == {"ok": True}

    slack.expect_no_modal()
    slack.wait_for(lambda: len(workspace.journal.acks) == 3 or None, "two acks of the form")
