"""/invite and /remove."""

from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused


def service_messages(slack: Driver) -> list[str]:
    return [message["text"] for message in slack.conversation()["messages"] if message["subtype"]]


def test_invited_bot_can_post(slack: Driver, client: WebClient) -> None:
    assert slack.conversation()["bot_is_member"] is False

    slack.send("/invite @Lead Scorer")

    assert slack.conversation()["bot_is_member"] is True
    assert service_messages(slack.as_("Jonas")) == ["was added to #sales by <@U0MAYA>."]
    client.chat_postMessage(channel="#sales", text="Hello")


def test_removed_bot_cannot_post(slack: Driver, client: WebClient) -> None:
    hot_leads = slack.in_("#hot-leads")

    hot_leads.send("/remove @Lead Scorer")

    assert hot_leads.conversation()["bot_is_member"] is False
    assert service_messages(hot_leads) == ["was removed from #hot-leads by <@U0MAYA>."]
    with refused("not_in_channel"):
        client.chat_postMessage(channel="#hot-leads", text="Hello")


def test_test_can_remove_the_bot_too(workspace: Workspace, slack: Driver) -> None:
    workspace.remove_bot("#hot-leads")

    assert slack.in_("#hot-leads").conversation()["bot_is_member"] is False


def test_person_who_is_removed_no_longer_sees_the_channel(slack: Driver, client: WebClient) -> None:
    slack.in_("#hot-leads").send("/remove @Priya Nair")

    assert "hot-leads" not in [one["name"] for one in slack.as_("Priya").screen()["conversations"]]
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel="#hot-leads", user="U0PRIYA", text="Hello")


def test_impossible_membership_change_is_explained_privately(slack: Driver) -> None:
    slack.send("/invite @Nobody")
    slack.expect_private("I couldn't find that person.")

    slack.send("/remove @Lead Scorer")
    slack.expect_private("@Lead Scorer is not in this channel.")

    slack.in_("#hot-leads").send("/invite @Lead Scorer")
    slack.in_("#hot-leads").expect_private("@Lead Scorer is already in this channel.")
