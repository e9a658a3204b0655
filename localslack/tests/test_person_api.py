"""What the page asks, and what it is told."""

import json
from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.blocks import section
from localslack.testing.driver import Driver
from manifests import MANIFEST, without_talk


def post(workspace: Workspace, path: str, **asked: Any) -> tuple[int, str]:
    answer = httpx.post(f"{workspace.url}person/{path}", json=asked)
    return answer.status_code, answer.json().get("error", "")


def test_screen_shows_team_people_commands_and_conversations(slack: Driver) -> None:
    screen = slack.screen()

    assert screen["team"] == {"id": "T0LOCAL", "name": "Harbour Investments"}
    assert screen["me"] == {"id": "U0MAYA", "name": "Maya Lind"}
    assert screen["colleagues"] == ["U0MAYA", "U0JONAS", "U0PRIYA", "U0SAM", "U0NOOR"]
    assert [one["id"] for one in screen["people"] if one["is_bot"]] == ["U0BOT", "USLACKBOT"]
    assert [one["command"] for one in screen["commands"]] == ["/scorelead", "/invite", "/remove"]
    assert [one["callback_id"] for one in screen["shortcuts"]] == ["score_lead"]
    assert [one["callback_id"] for one in screen["message_shortcuts"]] == ["score_this"]
    bot = {"id": "U0BOT", "name": "Lead Scorer", "connected": False, "description": "Scores a lead"}
    assert screen["bot"] == bot
    assert [(one["id"], one["kind"], one["bot_is_member"]) for one in screen["conversations"]] == [
        ("C0SALES", "channel", False),
        ("C0HOTLEADS", "channel", True),
        ("D0MAYA", "im", True),
    ]


def test_messages_count_as_unread_until_they_are_read(slack: Driver, client: WebClient) -> None:
    root = client.chat_postMessage(channel="#hot-leads", text="A lead")["ts"]
    client.chat_postMessage(channel="#hot-leads", text="A reply is no news of the channel", thread_ts=root)
    client.chat_postEphemeral(channel="#hot-leads", user="U0MAYA", text="Nor is a whisper")
    hot_leads = slack.in_("#hot-leads")
    assert hot_leads.conversation()["unread"] == 1

    slack.do("read", channel="C0HOTLEADS")

    assert hot_leads.conversation()["unread"] == 0
    assert hot_leads.as_("Jonas").conversation()["unread"] == 1


def test_own_messages_are_read(slack: Driver) -> None:
    slack.send("Morning!")

    assert slack.conversation()["unread"] == 0
    assert slack.as_("Jonas").conversation()["unread"] == 1


def test_names_and_special_characters_are_encoded_as_in_slack(slack: Driver) -> None:
    slack.send("@Jonas Weber see #hot-leads & <b>")

    post = slack.as_("Jonas").expect_message("@Jonas Weber see #hot-leads & <b>")
    assert post.message["text"] == "<@U0JONAS> see <#C0HOTLEADS|hot-leads> &amp; &lt;b&gt;"


def test_person_may_answer_in_a_thread(workspace: Workspace, slack: Driver) -> None:
    slack.as_("Jonas").send("Lunch?")
    question = slack.expect_message("Lunch?")

    slack.send("Yes", thread=question)

    assert slack.as_("Jonas").expect_message("Yes").message["thread_ts"] == question.ts
    nowhere = {"channel": "C0SALES", "text": "Yes", "thread_ts": "1.000000"}
    assert post(workspace, "U0MAYA/send", **nowhere) == (404, "thread_not_found")


def test_event_stream_reports_screen_changes(workspace: Workspace, slack: Driver) -> None:
    with httpx.stream("GET", f"{workspace.url}person/U0MAYA/events", timeout=5) as events:
        versions = (json.loads(line.removeprefix("data: "))["version"] for line in events.iter_lines() if line)
        assert events.headers["content-type"].startswith("text/event-stream")
        assert next(versions) == slack.screen()["version"]

        slack.as_("Jonas").send("News")

        assert next(versions) == slack.screen()["version"]


def test_foreign_ephemeral_does_not_change_conversation(slack: Driver, client: WebClient) -> None:
    client.chat_postEphemeral(channel="#hot-leads", user="U0JONAS", text="Psst")

    assert slack.in_("#hot-leads").conversation()["messages"] == []


@pytest.mark.parametrize(
    ("path", "asked", "refusal"),
    [
        ("U0NOBODY/send", {"channel": "C0SALES", "text": "Hi"}, (404, "person_not_found")),
        ("U0BOT/send", {"channel": "C0SALES", "text": "Hi"}, (404, "person_not_found")),
        ("U0MAYA/send", {"channel": "D0JONAS", "text": "Hi"}, (404, "channel_not_found")),
        ("U0MAYA/send", {"channel": "C0SALES", "text": "  "}, (400, "no_text")),
        ("U0MAYA/send", {"channel": "C0SALES"}, (400, "invalid_arguments")),
        ("U0MAYA/edit", {"channel": "C0SALES", "ts": "1", "text": "Hi"}, (404, "message_not_found")),
        ("U0MAYA/delete", {"channel": "C0SALES", "ts": "1"}, (404, "message_not_found")),
        (
            "U0MAYA/click",
            {"channel": "C0SALES", "ts": "1", "block_id": "b", "action_id": "a"},
            (404, "message_not_found"),
        ),
        ("U0MAYA/click", {"view_id": "V1", "block_id": "b", "action_id": "a"}, (404, "view_not_found")),
        ("U0MAYA/submit", {"view_id": "V1", "values": {}}, (404, "view_not_found")),
        ("U0MAYA/close", {"view_id": "V1"}, (404, "view_not_found")),
        ("U0MAYA/shortcut", {"callback_id": "nothing"}, (404, "shortcut_not_found")),
        ("U0MAYA/shortcut", {"callback_id": "score_this"}, (404, "shortcut_not_found")),
        ("U0MAYA/read", {"channel": "C0NOWHERE"}, (404, "channel_not_found")),
    ],
)
def test_unknown_things_are_not_found(
    workspace: Workspace, path: str, asked: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert post(workspace, path, **asked) == refusal


def test_archived_channel_refuses_messages_of_people(workspace: Workspace, slack: Driver) -> None:
    workspace.archive("#sales")

    assert slack.conversation()["is_archived"]
    assert post(workspace, "U0MAYA/send", channel="C0SALES", text="Hi") == (400, "is_archived")


def test_unknown_button_cannot_be_pressed(workspace: Workspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="#hot-leads", text="Hi", blocks=[section("Hi")])["ts"]

    asked = {"channel": "C0HOTLEADS", "ts": ts, "block_id": "b", "action_id": "a"}
    assert post(workspace, "U0MAYA/click", **asked) == (404, "action_not_found")


@pytest.mark.parametrize("change", [without_talk], ids=["an app that takes no messages"])
def test_read_only_app_refuses_messages(workspace: Workspace) -> None:
    assert post(workspace, "U0MAYA/send", channel="D0MAYA", text="Hi") == (400, "messages_tab_disabled")


def test_people_change_only_their_own_messages(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    slack.in_("#hot-leads").send("Morning")
    posted = client.chat_postMessage(channel="#hot-leads", text="A lead")["ts"]

    slack.in_("#hot-leads").edit("Morning", "Good morning, @Jonas Weber")

    post_of_maya = slack.in_("#hot-leads").as_("Jonas").expect_message("Good morning, @Jonas Weber")
    assert post_of_maya.message["edited"]
    asked = {"channel": "C0HOTLEADS", "ts": post_of_maya.ts}
    assert post(workspace, "U0JONAS/edit", **asked, text="Night") == (404, "message_not_found")
    assert post(workspace, "U0JONAS/delete", **asked) == (404, "message_not_found")
    assert post(workspace, "U0MAYA/edit", **asked, text=" ") == (400, "no_text")
    assert post(workspace, "U0MAYA/delete", channel="C0HOTLEADS", ts=posted) == (404, "message_not_found")
    slack.in_("#hot-leads").delete("Good morning, @Jonas Weber")
    assert [one["text"] for one in slack.in_("#hot-leads").conversation()["messages"]] == ["A lead"]


def test_foreign_hosts_are_refused(workspace: Workspace) -> None:
    stranger = httpx.get(f"{workspace.url}person/U0MAYA/screen", headers={"host": "evil.example"})

    assert stranger.status_code == 400
    assert httpx.get(f"{workspace.url}person/U0MAYA/screen", headers={"host": "localhost:80"}).status_code == 200


def test_request_must_be_json_so_foreign_forms_fail(workspace: Workspace) -> None:
    say = f"{workspace.url}person/U0MAYA/send"

    plain = httpx.post(say, content='{"channel":"C0SALES","text":"Hi"}', headers={"content-type": "text/plain"})
    broken = httpx.post(say, content="{", headers={"content-type": "application/json"})

    assert (plain.status_code, plain.json()["error"]) == (415, "invalid_content_type")
    assert (broken.status_code, broken.json()["error"]) == (400, "invalid_json")


def test_more_people_may_join(workspace: Workspace, slack: Driver) -> None:
    newcomers = workspace.add_people(2)

    for person in newcomers:
        slack.as_(person.id).send(f"Hello from {person.name}")
        slack.expect_message(f"Hello from {person.name}")


def test_taken_port_is_an_error(workspace: Workspace) -> None:
    port = httpx.URL(workspace.url).port
    assert port is not None

    with pytest.raises(OSError, match="in use"):
        Workspace(MANIFEST, port=port).start()


def test_bolt_connects_with_nothing_changed_but_the_base_url(workspace: Workspace) -> None:
    app = App(client=WebClient(token=workspace.bot_token, base_url=workspace.api_url))

    assert app.client.auth_test()["team"] == "Harbour Investments"
