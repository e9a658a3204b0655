"""What tests can make go wrong."""

from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from localslack import FaultRates, MovableClock, Workspace
from localslack.testing.blocks import form
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused


def test_post_may_be_accepted_without_an_answer(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.drop_connection_after("chat.postMessage")

    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        client.chat_postMessage(channel="#hot-leads", text="A lead")

    assert [post.text for post in workspace.posts("#hot-leads")] == ["A lead"]


def test_sdk_repeats_unanswered_post(workspace: Workspace) -> None:
    workspace.faults.drop_connection_after("chat.postMessage")
    with_default_retries = WebClient(token=workspace.bot_token, base_url=workspace.api_url)

    with_default_retries.chat_postMessage(channel="#hot-leads", text="A lead")

    assert [post.text for post in workspace.posts("#hot-leads")] == ["A lead", "A lead"]


def test_fault_applies_to_next_call_only(workspace: Workspace, client: WebClient) -> None:
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
def test_envelope_may_come_twice(workspace: Workspace, slack: Driver, bot: BoltApp, first_ack_is_lost: bool) -> None:
    arrived = bot.commands_heard()

    bot.connect()
    workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)

    assert slack.send("/scorelead Dana") == {"ok": True}

    slack.wait_for(lambda: len(workspace.journal.acks) == 2 or None, "two acks")
    first, second = arrived
    assert first == second
    assert len({ack.envelope_id for ack in workspace.journal.acks}) == 1
    slack.send("/scorelead Dana")
    assert len(arrived) == 3


def test_form_delivered_twice_closes_once(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    @bot.app.command("/scorelead")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @bot.app.view("form")
    def receive(ack: Ack) -> None:
        ack()

    bot.connect()
    slack.send("/scorelead")
    workspace.faults.deliver_twice(always=True)

    assert slack.modal().fill({"Name": "Dana"}).submit() == {"ok": True}

    slack.expect_no_modal()
    slack.wait_for(lambda: len(workspace.journal.acks) == 3 or None, "two acks of the form")


def test_slack_may_be_down_until_a_time(workspace: Workspace, client: WebClient, clock: MovableClock) -> None:
    workspace.faults.go_down(3_600)

    for call in (client.auth_test, client.api_test):
        with pytest.raises(SlackApiError) as raised:
            call()
        assert raised.value.response.status_code == 503
    clock.advance(3_601)
    assert client.auth_test()["ok"]


def test_slack_may_be_unreachable_until_it_is_not(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.go_down(how="unreachable")

    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        client.chat_postMessage(channel="#hot-leads", text="A lead")

    workspace.faults.come_up()
    assert workspace.posts("#hot-leads") == []
    assert client.auth_test()["ok"]


def test_token_may_be_revoked_and_given_back(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.reject_tokens("token_revoked")
    for _ in range(2):
        with refused("token_revoked"):
            client.auth_test()

    workspace.faults.accept_tokens()

    assert client.auth_test()["ok"]


def test_answers_to_response_urls_may_fail_too(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    heard = bot.commands_heard()
    bot.connect()
    slack.send("/scorelead")
    url = WebhookClient(heard[0]["response_url"])

    workspace.faults.crash("response_url")

    assert url.send(text="Lost").status_code == 500
    assert url.send(text="Said").status_code == 200
    assert [post.words for post in slack.posts()] == ["Said"]


def test_random_faults_repeat_with_same_seed(workspace: Workspace, client: WebClient) -> None:
    def outcomes(seed: int) -> list[str]:
        rates = FaultRates(unreachable=0.1, crash=0.1, ratelimited=0.1, lost=0.1)
        workspace.faults.at_random(seed, rates, methods={"auth.test"})
        return [_outcome(client) for _ in range(100)]

    first, again, other = outcomes(1), outcomes(1), outcomes(2)

    assert first == again != other
    assert set(first) == {"ok", "500", "429", "no answer"}
    client.chat_postMessage(channel="#hot-leads", text="Other methods are spared")


def test_randomly_lost_call_was_carried_out(workspace: Workspace, client: WebClient) -> None:
    workspace.faults.at_random(1, FaultRates(lost=1.0))

    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        client.chat_postMessage(channel="#hot-leads", text="A lead")

    assert [post.text for post in workspace.posts("#hot-leads")] == ["A lead"]


def test_random_fault_may_deliver_twice(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    heard = bot.commands_heard()
    bot.connect()
    workspace.faults.at_random(1, FaultRates(twice=1.0))

    slack.send("/scorelead Dana")

    slack.wait_for(lambda: len(heard) == 2 or None, "two deliveries")


def _outcome(client: WebClient) -> str:
    try:
        client.auth_test()
    except SlackApiError as error:
        return str(error.response.status_code)
    except (RemoteDisconnected, ConnectionResetError):
        return "no answer"
    return "ok"
