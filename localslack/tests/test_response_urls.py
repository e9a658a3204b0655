"""Response URLs: five answers in half an hour, where the bot need be no member."""

from typing import Any

import httpx
import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from localslack import MovableClock, Workspace
from localslack.testing.blocks import actions, button, section
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver

Body = dict[str, Any]


@pytest.fixture
def urls(bot: BoltApp) -> list[str]:
    """The response URLs of what people did, in order."""
    collected: list[str] = []

    @bot.app.command("/scorelead")
    @bot.app.action("press")
    def keep(ack: Ack, body: Body) -> None:
        collected.append(body["response_url"])
        ack()

    bot.connect()
    return collected


@pytest.fixture
def command_url(slack: Driver, urls: list[str]) -> WebhookClient:
    slack.send("/scorelead")
    return WebhookClient(urls[-1])


@pytest.fixture
def click_url(slack: Driver, command_url: WebhookClient, urls: list[str]) -> WebhookClient:
    command_url.send(text="A card", blocks=[section("A card"), actions(button("Share here"))])
    slack.expect_private("A card").press("Share here")
    return WebhookClient(urls[-1])


def test_answer_is_for_the_asker_unless_it_says_otherwise(slack: Driver, command_url: WebhookClient) -> None:
    answer = command_url.send(text="For Maya")
    command_url.send(text="For all", response_type="in_channel")

    assert (answer.status_code, answer.body) == (200, "ok")
    slack.expect_private("For Maya")
    slack.as_("Jonas").expect_message("For all")
    slack.as_("Jonas").expect_nothing_new()


def test_five_answers_and_no_more(slack: Driver, command_url: WebhookClient) -> None:
    for n in range(5):
        assert command_url.send(text=f"Answer {n}").status_code == 200

    sixth = command_url.send(text="Answer 5")

    assert (sixth.status_code, sixth.body) == (404, '{"ok":false,"error":"used_url"}')
    assert len(slack.posts()) == 5


def test_after_half_an_hour_it_is_over(command_url: WebhookClient, clock: MovableClock) -> None:
    clock.advance(29 * 60)
    assert command_url.send(text="In time").status_code == 200
    clock.advance(2 * 60)

    late = command_url.send(text="Late")

    assert (late.status_code, late.body) == (404, '{"ok":false,"error":"expired_url"}')
    clock.advance(60 * 60)
    assert command_url.send(text="Forgotten").body == '{"ok":false,"error":"invalid_url"}'


def test_made_up_response_url_is_not_found(workspace: Workspace) -> None:
    assert WebhookClient(f"{workspace.url}commands/T0LOCAL/1/made-up").send(text="Hello?").status_code == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": "Hi", "blocks": [section("x" * 3_001)]}, "invalid_blocks"),
        ({"text": ""}, "no_text"),
        ({"text": "Hi", "respone_type": "in_channel"}, "invalid_payload"),
        ({"text": "Hi", "response_type": "loud"}, "invalid_response_type"),
    ],
)
def test_wrong_answer_is_a_400(slack: Driver, command_url: WebhookClient, body: Body, error: str) -> None:
    answer = httpx.post(command_url.url, json=body)

    assert (answer.status_code, answer.json()["error"]) == (400, error)
    slack.expect_nothing_new()


def test_clicked_message_is_replaced_by_default(slack: Driver, click_url: WebhookClient) -> None:
    click_url.send(text="Beside it", replace_original=False)
    assert len(slack.posts()) == 2

    click_url.send(text="In its place")

    assert [post.words for post in slack.posts()] == ["In its place", "Beside it"]


def test_ephemeral_message_can_be_deleted_by_its_click(slack: Driver, click_url: WebhookClient) -> None:
    click_url.send(text="Shared by Maya", response_type="in_channel", replace_original=False)
    assert click_url.send_dict({"delete_original": True}).status_code == 200

    assert [post.words for post in slack.posts()] == ["Shared by Maya"]
    slack.as_("Jonas").expect_message("Shared by Maya")
    assert click_url.send(text="What is gone cannot be replaced").status_code == 404


def test_command_has_no_original_to_replace(slack: Driver, command_url: WebhookClient) -> None:
    command_url.send(text="First")
    command_url.send(text="Second", replace_original=True)

    assert [post.words for post in slack.posts()] == ["First", "Second"]


def test_answer_to_a_click_in_a_thread_stays_there_if_it_names_it(
    slack: Driver, client: WebClient, urls: list[str]
) -> None:
    root = client.chat_postMessage(channel="#hot-leads", text="A lead")["ts"]
    reply = [section("Claim it?"), actions(button("Claim"))]
    client.chat_postMessage(channel="#hot-leads", text="Claim it?", blocks=reply, thread_ts=root)

    slack.in_("#hot-leads").press("Claim")
    WebhookClient(urls[-1]).send_dict({"text": "Claimed", "replace_original": False, "thread_ts": root})
    WebhookClient(urls[-1]).send_dict({"text": "Lost", "replace_original": False})

    assert slack.in_("#hot-leads").expect_private("Claimed").message["thread_ts"] == root
    assert slack.in_("#hot-leads").expect_private("Lost").message.get("thread_ts") is None


def test_archived_channel_refuses_answers(workspace: Workspace, command_url: WebhookClient) -> None:
    workspace.archive("#sales")
    assert command_url.send(text="Hi").status_code == 404

    workspace.delete_channel("#sales")
    assert command_url.send(text="Hi").status_code == 404
