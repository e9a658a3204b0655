"""Events: what a bot hears, and how often it is told."""

from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from localslack import MovableClock, Workspace
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from manifests import without_scope

Body = dict[str, Any]


def test_direct_message_arrives(slack: Driver, bot: BoltApp) -> None:
    heard: list[Body] = []

    @bot.app.event("message")
    def listen(body: Body, client: WebClient) -> None:
        heard.append(body)
        client.chat_postMessage(channel=body["event"]["channel"], text="Heard")

    bot.connect()

    slack.in_("bot").send("Is <Dana> in?")

    slack.in_("bot").expect_message("Heard")
    (body,) = heard
    assert (body["type"], body["team_id"], body["event"]["type"]) == ("event_callback", "T0LOCAL", "message")
    assert body["event_id"].startswith("Ev")
    assert body["event"]["text"] == "Is &lt;Dana&gt; in?"
    assert (body["event"]["channel_type"], body["event"]["user"]) == ("im", "U0MAYA")


def test_mention_arrives_only_where_bot_is_member(slack: Driver, bot: BoltApp) -> None:
    heard: list[str] = []

    @bot.app.event("app_mention")
    def listen(event: Body, client: WebClient) -> None:
        heard.append(event["text"])
        client.chat_postMessage(channel=event["channel"], text="Yes?")

    bot.connect()

    slack.send("@Lead Scorer are you here?")
    slack.in_("#hot-leads").send("Not for the bot")
    slack.in_("#hot-leads").send("@Lead Scorer and here?")

    slack.in_("#hot-leads").expect_message("Yes?")
    assert heard == ["<@U0BOT> and here?"]


def test_direct_message_is_no_mention(slack: Driver, bot: BoltApp) -> None:
    heard: list[str] = []

    @bot.app.event("message")
    @bot.app.event("app_mention")
    def listen(event: Body, client: WebClient) -> None:
        heard.append(event["type"])
        client.chat_postMessage(channel=event["channel"], text="Yes?")

    bot.connect()
    slack.in_("bot").send("@Lead Scorer are you here?")

    slack.in_("bot").expect_message("Yes?")
    slack.in_("bot").expect_nothing_new()
    assert heard == ["message"]


def test_bot_gets_its_own_messages_edits_and_deletions(slack: Driver, bot: BoltApp) -> None:
    heard: list[Body] = []
    bot.app = App(client=bot.app.client, ignoring_self_events_enabled=False)

    @bot.app.middleware
    def listen(body: Body) -> BoltResponse:
        heard.append(body["event"])
        return BoltResponse(status=200)

    def heard_of(count: int) -> list[Body]:
        slack.wait_for(lambda: len(heard) == count or None, f"{count} events, not {heard}")
        return heard[-1:]

    bot.connect()
    posted = bot.app.client.chat_postMessage(channel="D0MAYA", text="Hello")
    (own,) = heard_of(1)
    assert (own["bot_id"], own["user"], own["text"], own.get("subtype")) == ("B0LOCAL", "U0BOT", "Hello", None)

    bot.app.client.chat_update(channel="D0MAYA", ts=posted["ts"], text="Hello, Maya")
    (changed,) = heard_of(2)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert [changed[which]["text"] for which in ("previous_message", "message")] == ["Hello", "Hello, Maya"]

    talk = slack.write("Dana is 45")
    heard_of(3)
    talk.edit("Dana is 45", "Dana is 54")
    (edited,) = heard_of(4)
    assert (edited["subtype"], edited["message"]["edited"]["user"]) == ("message_changed", "U0MAYA")

    talk.delete("Dana is 54")
    (deleted,) = heard_of(5)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", edited["message"]["ts"])
    assert "user" not in deleted, "who is to be found in previous_message only"


def test_ephemerals_commands_and_foreign_channels_cause_no_events(
    workspace: Workspace, slack: Driver, bot: BoltApp
) -> None:
    bot.commands_heard()
    bot.connect()
    bot.app.client.chat_postEphemeral(channel="D0MAYA", user="U0MAYA", text="Psst")
    slack.in_("bot").send("/scorelead Dana")
    slack.send("To the channel")

    slack.expect_nothing_new()
    assert [ack.type for ack in workspace.journal.acks] == ["slash_commands"]


@pytest.mark.parametrize("change", [without_scope("im:history"), without_scope("app_mentions:read")])
def test_event_needs_its_scope(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    bot.connect()
    slack.write("Hello")
    slack.mention("hello", "#hot-leads")

    slack.wait_for(lambda: workspace.journal.acks or None, "the other event")
    slack.expect_nothing_new()
    assert len(workspace.journal.acks) == 1


def test_event_without_an_ack_comes_three_times_more_within_minutes(
    slack: Driver, bot: BoltApp, clock: MovableClock
) -> None:
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
    slack.in_("bot").send("Hello?")
    slack.wait_for(let_time_pass, "four deliveries")

    assert deliveries == [("0", ""), ("1", "timeout"), ("2", "timeout"), ("3", "timeout")]
    assert times[3] - times[0] > 4 * 60
