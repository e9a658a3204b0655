"""What the workspace remembers of its talk with the bot."""

from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import ApiCall, Journal, Workspace
from localslack.journal import KEPT
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused


def test_journal_has_calls_and_ack_latency(
    workspace: Workspace, slack: Driver, bot: BoltApp, client: WebClient
) -> None:
    @bot.app.command("/scorelead")
    def score(ack: Ack) -> None:
        ack(text="Scored")

    bot.connect()
    client.chat_postMessage(channel="#hot-leads", text="A lead")
    with refused("not_in_channel"):
        client.chat_postMessage(channel="#sales", text="A lead")
    slack.send("/scorelead")

    posted, failed = workspace.journal.called("chat.postMessage")
    assert (posted.scopes, posted.arguments["text"], posted.error) == (("chat:write",), "A lead", None)
    assert failed.error == "not_in_channel"
    (ack,) = workspace.journal.acks
    assert (ack.type, ack.payload) == ("slash_commands", {"text": "Scored"})
    assert ack.latency is not None


def test_journal_has_no_tokens(workspace: Workspace, client: WebClient) -> None:
    client.auth_test()
    client.apps_connections_open(app_token=workspace.app_token)

    assert workspace.bot_token not in repr(workspace.journal)
    assert workspace.app_token not in repr(workspace.journal)


def test_journal_forgets_the_oldest_of_too_many_calls() -> None:
    journal = Journal()

    for number in range(KEPT + 1):
        journal.note_call(ApiCall("chat.postMessage", ("chat:write",), {"text": str(number)}, None))

    assert [call.arguments["text"] for call in journal.calls] == [str(number) for number in range(1, KEPT + 1)]
