"""files.*: where to send a file, sending it, showing and deleting it."""

import httpx
import pytest
from slack_sdk import WebClient

from contract.workspace_under_test import Channel, wait_for
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified

CONTENT = b"name,age\nDana,45\n"


def send(client: WebClient, name: str = "leads.csv") -> str:
    """Announce a file, send it, and return its id."""
    announced = client.files_getUploadURLExternal(filename=name, length=len(CONTENT))
    sent = httpx.post(announced["upload_url"], content=CONTENT)
    assert sent.status_code == httpx.codes.OK
    return str(announced["file_id"])


def test_file_is_announced_sent_and_completed(client: WebClient) -> None:
    file_id = send(client)

    file = client.files_completeUploadExternal(files=[{"id": file_id, "title": "Leads"}])["files"][0]

    assert (file["id"], file["title"]) == (file_id, "Leads")
    client.files_delete(file=file_id)


def test_file_is_shown_in_the_channel_soon_after(client: WebClient, channel: Channel) -> None:
    before = channel.post("Before")["ts"]
    file_id = send(client)

    client.files_completeUploadExternal(files=[{"id": file_id, "title": "Leads"}], channel_id=channel.id)

    def shown() -> bool:
        messages = client.conversations_history(channel=channel.id, oldest=before)["messages"]
        return any(file["id"] == file_id for message in messages for file in message.get("files", ()))

    wait_for(shown, "the file in the channel")
    client.files_delete(file=file_id)


def test_file_may_reply_in_a_thread(client: WebClient, channel: Channel) -> None:
    root = channel.post("A root")["ts"]
    file_id = send(client)

    client.files_completeUploadExternal(
        files=[{"id": file_id}], channel_id=channel.id, thread_ts=root, initial_comment="Here it is"
    )

    reply = wait_for(lambda: channel.thread(root)[1:], "a reply with the file")[0]
    assert (reply["text"], reply["files"][0]["id"]) == ("Here it is", file_id)
    client.files_delete(file=file_id)


def test_sdk_uploads_a_file_in_one_call(client: WebClient, channel: Channel) -> None:
    file = client.files_upload_v2(content=CONTENT, filename="leads.csv", title="Leads", channel=channel.id)["file"]

    assert file["id"].startswith("F")
    client.files_delete(file=file["id"])


def test_file_that_was_not_sent_cannot_be_completed(client: WebClient) -> None:
    with refused("file_not_found"):
        client.files_completeUploadExternal(files=[{"id": "F00000000"}])


def test_unknown_file_cannot_be_deleted(client: WebClient) -> None:
    with refused("file_not_found"):
        client.files_delete(file="F00000000")


def test_file_needs_a_known_channel(client: WebClient) -> None:
    with refused("channel_not_found"):
        client.files_completeUploadExternal(files=[{"id": send(client)}], channel_id="C00000000")


def test_alternative_text_takes_1000_characters(client: WebClient) -> None:
    client.files_getUploadURLExternal(filename="a.png", length=10, alt_txt="x" * 1000)
    with refused("alt_txt_too_large"):
        client.files_getUploadURLExternal(filename="a.png", length=10, alt_txt="x" * 1001)
