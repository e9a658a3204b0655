"""Files: sent in three steps, shown in a conversation, deleted."""

from typing import Any
from urllib.error import HTTPError

import httpx
import pytest
from slack_sdk import WebClient

from localslack import Workspace
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused
from manifests import without_scope

PNG = b"\x89PNG\r\n\x1a\n, or so it says"


def send(client: WebClient, **more: Any) -> Any:
    """Send a picture as the SDK does, and return the file that Slack says it is."""
    to = {"filename": "reasons.png", "title": "Reasons", "alt_txt": "Income pushes up", **more}
    return client.files_upload_v2(content=PNG, **to)["file"]


def test_picture_is_shown_where_it_was_sent(slack: Driver, client: WebClient) -> None:
    talk = slack.write("Why?")

    file = send(client, channel=talk.channel, thread_ts=talk.root, initial_comment="*All* reasons")

    post = talk.expect_message("All reasons", "Reasons")
    (shown,) = post.files
    assert (shown.id, shown.name, shown.title) == (file["id"], "reasons.png", "Reasons")
    assert (shown.alt_text, shown.kind, shown.content()) == ("Income pushes up", "image/png", PNG)
    assert post.message["thread_ts"] == talk.root


def test_answer_comes_before_message(slack: Driver, client: WebClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("localslack.files.methods.SHARED_AFTER_SECONDS", 2)
    file = send(client, channel="C0HOTLEADS")

    assert "shares" not in file
    assert slack.in_("#hot-leads").posts() == []
    slack.in_("#hot-leads").expect_message("Reasons")


def test_only_those_who_can_see_the_message_get_the_file(
    workspace: Workspace, slack: Driver, client: WebClient
) -> None:
    file = send(client, channel="D0MAYA")
    slack.in_("bot").expect_message("Reasons")

    fetched = [httpx.get(f"{workspace.url}person/{one}/file/{file['id']}") for one in ("U0MAYA", "U0JONAS", "U0NO")]
    assert [answer.status_code for answer in fetched] == [200, 404, 404]
    assert fetched[0].headers["x-content-type-options"] == "nosniff"


def test_other_files_are_downloaded_not_shown(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    file = send(client, channel="D0MAYA", filename="reasons.svg")
    slack.in_("bot").expect_message("Reasons")

    answer = httpx.get(f"{workspace.url}person/U0MAYA/file/{file['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


def test_persons_file_arrives_as_file_share(workspace: Workspace, slack: Driver, bot: BoltApp) -> None:
    heard: list[dict[str, Any]] = []

    @bot.app.event("message")
    def listen(event: dict[str, Any]) -> None:
        heard.append(event)

    bot.connect()
    ts = workspace.upload_as("U0MAYA", "D0MAYA", "lead.pdf", b"%PDF", text="Dana")

    event = slack.wait_for(lambda: heard[0] if heard else None, "an event")
    assert (event["subtype"], event["user"], event["text"], event["ts"]) == ("file_share", "U0MAYA", "Dana", ts)
    assert [(file["name"], file["mimetype"]) for file in event["files"]] == [("lead.pdf", "application/pdf")]


def test_deleted_file_is_gone(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    file = send(client, channel="C0HOTLEADS", initial_comment="All reasons")
    post = slack.in_("#hot-leads").expect_message("All reasons")

    client.files_delete(file=file["id"])

    (left,) = slack.in_("#hot-leads").posts()
    assert (left.files, left.words) == ((), "All reasons")
    assert left.message["files"] == [post.message["files"][0] | {"name": "", "title": "", "alt_text": "", **GONE}]
    assert httpx.get(f"{workspace.url}person/U0MAYA/file/{file['id']}").status_code == 404
    with refused("file_not_found"):
        client.files_delete(file=file["id"])


GONE = {"kind": "application/octet-stream", "is_deleted": True}


def test_file_goes_only_where_the_bot_is_and_by_id(client: WebClient) -> None:
    with refused("not_in_channel"):
        send(client, channel="C0SALES")
    for nowhere in ("#hot-leads", "U0MAYA", "C0NOWHERE"):
        with refused("channel_not_found"):
            send(client, channel=nowhere)


def test_file_without_channel_is_not_shown(slack: Driver, client: WebClient) -> None:
    assert send(client)["title"] == "Reasons"

    slack.in_("bot").expect_nothing_new()


def test_file_has_announced_length_and_is_sent_once(client: WebClient) -> None:
    announced = client.files_getUploadURLExternal(filename="reasons.png", length=len(PNG))
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])

    answers = [httpx.post(announced["upload_url"], content=content) for content in (PNG[:4], PNG, PNG)]

    assert [answer.status_code for answer in answers] == [400, 200, 404]
    assert client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])["files"][0]["size"] == len(PNG)
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"length": 0}, "file_upload_size_restricted"),
        ({"length": 10**9}, "file_upload_size_restricted"),
        ({"length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"length": 1, "channel": "C0HOTLEADS"}, "invalid_arguments"),
    ],
    ids=["nothing", "too long", "too many words", "unknown argument"],
)
def test_impossible_file_is_not_announced(client: WebClient, asked: dict[str, Any], error: str) -> None:
    with refused(error):
        client.files_getUploadURLExternal(filename="reasons.png", **asked)


def test_sending_may_fail_at_each_step(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    workspace.faults.crash("upload_url")
    with pytest.raises(HTTPError):
        send(client, channel="C0HOTLEADS")
    workspace.faults.drop_connection_after("upload_url")
    with pytest.raises(OSError, match="closed connection"):
        send(client, channel="C0HOTLEADS")
    workspace.faults.fail("files.completeUploadExternal", "ratelimited", retry_after=1)
    with refused("ratelimited"):
        send(client, channel="C0HOTLEADS")

    slack.in_("#hot-leads").expect_nothing_new()


@pytest.mark.parametrize("change", [without_scope("files:write")], ids=["without files:write"])
def test_sending_needs_a_scope(client: WebClient) -> None:
    with refused("missing_scope"):
        send(client, channel="C0HOTLEADS")
