"""Events: what a bot hears, and how often it is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.workspace import Workspace
from tests.clock import Clock
from tests.driver import Driver
from tests.workspace.conftest import Bot
from tests.workspace.manifests import changed_manifest

Body = dict[str, Any]


@pytest.fixture
def workspace(clock: Clock, tmp_path: Path) -> Iterator[Workspace]:
    def listening(manifest: Body) -> None:
        manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = False
        manifest["settings"]["event_subscriptions"] = {"bot_events": ["message.im", "app_mention"]}

    with Workspace(clock=clock, manifest=changed_manifest(tmp_path, listening)) as workspace:
        yield workspace


def test_a_direct_message_is_heard(slack: Driver, bot: Bot) -> None:
    heard: list[Body] = []

    @bot.app.event("message")
    def listen(body: Body, client: WebClient) -> None:
        heard.append(body)
        client.chat_postMessage(channel=body["event"]["channel"], text="Heard")

    bot.connect()

    slack.in_("bot").say("Is <Dana> in?")

    slack.in_("bot").expect_message("Heard")
    (body,) = heard
    assert (body["type"], body["team_id"], body["event"]["type"]) == ("event_callback", "T0LOCAL", "message")
    assert body["event_id"].startswith("Ev")
    assert body["event"]["text"] == "Is &lt;Dana&gt; in?"
    assert (body["event"]["channel_type"], body["event"]["user"]) == ("im", "U0MAYA")


def test_a_mention_is_heard_only_where_the_bot_is(slack: Driver, bot: Bot) -> None:
    heard: list[str] = []

    @bot.app.event("app_mention")
    def listen(event: Body, client: WebClient) -> None:
        heard.append(event["text"])
        client.chat_postMessage(channel=event["channel"], text="Yes?")

    bot.connect()

    slack.say("@Lead Scorer are you here?")
    slack.in_("#hot-leads").say("Not for the bot")
    slack.in_("#hot-leads").say("@Lead Scorer and here?")

    slack.in_("#hot-leads").expect_message("Yes?")
    assert heard == ["<@U0BOT> and here?"]


def test_an_event_without_an_ack_comes_three_times_more_within_minutes(slack: Driver, bot: Bot, clock: Clock) -> None:
    deliveries: list[tuple[str, str]] = []
    times: list[float] = []

    @bot.app.middleware
    def leave_unanswered(req: BoltRequest) -> None:
        times.append(clock())
        deliveries.append((req.headers["x-slack-retry-num"][0], req.headers["x-slack-retry-reason"][0]))

    def let_time_pass() -> bool | None:
        if deliveries:  # the first one may not be overtaken
            clock.advance(5)
        return len(deliveries) == 4 or None

    bot.connect()
    slack.in_("bot").say("Hello?")
    slack.wait_for(let_time_pass, "four deliveries")

    assert deliveries == [("0", ""), ("1", "timeout"), ("2", "timeout"), ("3", "timeout")]
    assert times[3] - times[0] > 4 * 60
