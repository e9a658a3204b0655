"""What a person starts: commands, buttons, response URLs, modals, shortcuts, the Home tab.

In a real workspace somebody has to act. With SLACK_VERIFY_PERSON the tests ask for it in the test channel.
"""

from collections.abc import Iterator
from threading import Thread

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.webhook import WebhookClient

from contract.envelopes import Envelopes, Payload
from contract.workspace_under_test import TIMEOUT, Act, Channel, WorkspaceUnderTest, wait_for
from localslack.testing.blocks import actions, button, field, form, plain, section
from localslack.testing.refusals import refused

pytestmark = pytest.mark.slack_verified

COMMAND = "/localslack-verify"


class Acts:
    """Asks the person to act, and returns the payload that arrives."""

    def __init__(self, workspace: WorkspaceUnderTest, channel: Channel, envelopes: Envelopes) -> None:
        self._workspace = workspace
        self._channel = channel
        self._envelopes = envelopes
        self.button_ts = ""

    def command(self, text: str) -> Payload:
        typed = f"{COMMAND} {text}"
        acting = self._workspace.ask(f"type `{typed}` in this channel", lambda maya: maya.send(typed))
        return self._arrived(acting, "slash_commands", "text", text)

    def press(self, label: str = "Press") -> Payload:
        blocks = [section("A button"), actions(button(label, value="7"))]
        self.button_ts = self._channel.post("A button", blocks=blocks)["ts"]
        return self.do(f"press *{label}* above", "block_actions", lambda maya: maya.press(label))

    def submit(self, values: dict[str, str]) -> Payload:
        typed = ", ".join(f"{label}: {value}" for label, value in values.items())
        return self.do(
            f"fill the form ({typed}) and send it", "view_submission", lambda maya: maya.modal().fill(values).submit()
        )

    def do(self, instruction: str, kind: str, act: Act) -> Payload:
        return self._arrived(self._workspace.ask(instruction, act), "interactive", "type", kind)

    def open_home(self) -> Payload:
        acting = self._workspace.ask("open the Home tab of this app", lambda maya: maya.open_app("home"))
        return self._arrived(acting, "events_api", "type", "event_callback", event="app_home_opened")

    def _arrived(self, acting: Thread, envelope: str, key: str, value: str, event: str = "") -> Payload:
        def is_it(payload: Payload) -> bool:
            return bool(payload.get(key) == value) and (not event or bool(payload["event"]["type"] == event))

        payload = self._envelopes.expect(envelope, is_it, timeout=self._workspace.timeout).payload
        acting.join(TIMEOUT)
        return payload


@pytest.fixture(autouse=True)
def no_modal_stays(workspace: WorkspaceUnderTest) -> Iterator[None]:
    """Close what a test opened; in a real workspace whoever acts has to."""
    yield
    while workspace.person and workspace.person.screen()["modals"]:
        workspace.person.modal().close()


@pytest.fixture
def acts(workspace: WorkspaceUnderTest, channel: Channel, envelopes: Envelopes) -> Acts:
    return Acts(workspace, channel, envelopes)


@pytest.fixture
def modal(client: WebClient, envelopes: Envelopes, acts: Acts) -> Payload:
    """A modal that a command opened."""
    opened: list[Payload] = []

    def open_modal(request: SocketModeRequest) -> None:
        if request.type == "slash_commands":
            opened.append(client.views_open(trigger_id=request.payload["trigger_id"], view=form())["view"])

    envelopes.reply = open_modal
    acts.command("open")
    return opened[0]


def test_command_carries_who_and_where(acts: Acts, workspace: WorkspaceUnderTest) -> None:
    payload = acts.command("hello there")

    assert (payload["command"], payload["text"]) == (COMMAND, "hello there")
    assert (payload["user_id"], payload["channel_id"]) == (workspace.user, workspace.channel)
    assert payload["trigger_id"].count(".") == 2
    assert payload["response_url"].startswith("http")


def test_command_may_be_answered_with_its_acknowledgement(
    acts: Acts, envelopes: Envelopes, channel: Channel, client: WebClient
) -> None:
    before = channel.post("Before")["ts"]
    envelopes.reply = lambda _: {"response_type": "in_channel", "text": "Acknowledged"}

    acts.command("answer me")

    def shown() -> list[str]:
        messages = client.conversations_history(channel=channel.id, oldest=before)["messages"]
        return [message["ts"] for message in messages if message["text"] == "Acknowledged"]

    client.chat_delete(channel=channel.id, ts=wait_for(shown, "the answer in the channel")[0])


def test_response_url_takes_five_answers(acts: Acts) -> None:
    url = WebhookClient(acts.command("five answers")["response_url"])

    codes = [url.send(text=f"Answer {number}").status_code for number in range(6)]

    assert codes[:5] == [200] * 5
    assert codes[5] == 404


def test_button_carries_its_value_and_its_message(acts: Acts, workspace: WorkspaceUnderTest) -> None:
    payload = acts.press()

    action = payload["actions"][0]
    assert (action["action_id"], action["value"], action["type"]) == ("press", "7", "button")
    assert (payload["user"]["id"], payload["channel"]["id"]) == (workspace.user, workspace.channel)
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == acts.button_ts
    assert payload["message"]["blocks"][1]["elements"][0]["value"] == "7"


def test_response_url_of_a_button_replaces_its_message(acts: Acts, channel: Channel) -> None:
    url = WebhookClient(acts.press()["response_url"])

    assert url.send(text="Replaced", replace_original=True).status_code == 200

    assert wait_for(lambda: channel.message(acts.button_ts)["text"] == "Replaced", "the message to be replaced")


def test_response_url_of_a_button_deletes_its_message(acts: Acts, channel: Channel) -> None:
    url = WebhookClient(acts.press()["response_url"])

    assert url.send(delete_original=True).status_code == 200

    assert wait_for(lambda: channel.message(acts.button_ts) is None, "the message to be gone")


def test_response_url_may_leave_the_message(acts: Acts, channel: Channel) -> None:
    url = WebhookClient(acts.press()["response_url"])

    assert url.send(text="For you alone", replace_original=False).status_code == 200

    assert channel.message(acts.button_ts)["text"] == "A button"


def test_modal_is_opened_by_a_trigger(modal: Payload) -> None:
    assert (modal["type"], modal["callback_id"], modal["title"]["text"]) == ("modal", "form", "Form")
    assert modal["root_view_id"] == modal["id"]
    assert modal["previous_view_id"] is None


def test_trigger_opens_one_modal(acts: Acts, client: WebClient, envelopes: Envelopes) -> None:
    refusals: list[str] = []

    def open_twice(request: SocketModeRequest) -> None:
        trigger = request.payload.get("trigger_id", "")
        client.views_open(trigger_id=trigger, view=form())
        try:
            client.views_open(trigger_id=trigger, view=form())
        except SlackApiError as error:
            refusals.append(error.response["error"])

    envelopes.reply = open_twice
    acts.command("open twice")

    assert refusals == ["exchanged_trigger_id"]


def test_trigger_expires(acts: Acts, client: WebClient) -> None:
    trigger = acts.command("too late")["trigger_id"]

    wait_for(lambda: _expired(client, trigger), "the trigger to expire")


def _expired(client: WebClient, trigger: str) -> bool:
    try:
        # A view that is refused does not use up the trigger.
        client.views_push(trigger_id=trigger, view=form())
    except SlackApiError as error:
        return bool(error.response["error"] in ("expired_trigger_id", "exchanged_trigger_id"))
    return False


def test_submission_carries_the_state(modal: Payload, acts: Acts) -> None:
    view = acts.submit({"Name": "Dana"})["view"]

    assert (view["id"], view["callback_id"]) == (modal["id"], "form")
    assert view["state"]["values"]["name"]["typed"] == {"type": "plain_text_input", "value": "Dana"}


def test_submission_may_be_answered_with_errors(modal: Payload, acts: Acts, envelopes: Envelopes) -> None:
    answers = iter([{"response_action": "errors", "errors": {"name": "Somebody else, please"}}])

    def refuse_once(request: SocketModeRequest) -> Payload | None:
        return next(answers, None) if request.payload["type"] == "view_submission" else None

    envelopes.reply = refuse_once
    first = acts.submit({"Name": "Dana"})["view"]
    second = acts.submit({"Name": "Sam"})["view"]

    assert first["id"] == second["id"] == modal["id"]
    assert second["state"]["values"]["name"]["typed"]["value"] == "Sam"


def test_submission_may_be_answered_with_another_view(modal: Payload, acts: Acts, envelopes: Envelopes) -> None:
    answers = iter([{"response_action": "update", "view": form(field("Age"), title="Second", callback_id="second")}])
    envelopes.reply = lambda _: next(answers, None)

    acts.submit({"Name": "Dana"})
    view = acts.submit({"Age": "45"})["view"]

    assert (view["id"], view["callback_id"]) == (modal["id"], "second")


def test_modal_is_updated_by_its_id(modal: Payload, client: WebClient) -> None:
    shown = client.views_update(view_id=modal["id"], hash=modal["hash"], view=form(title="Updated"))["view"]

    assert (shown["id"], shown["title"]["text"]) == (modal["id"], "Updated")
    with refused("hash_conflict"):
        client.views_update(view_id=modal["id"], hash=modal["hash"], view=form(title="Again"))


def test_closed_modal_is_told_if_asked(modal: Payload, acts: Acts, client: WebClient) -> None:
    client.views_update(view_id=modal["id"], view=form(notify_on_close=True, close=plain("Cancel")))

    payload = acts.do("press Cancel in the form", "view_closed", lambda maya: maya.modal().close())

    assert (payload["view"]["id"], payload["is_cleared"]) == (modal["id"], False)


def test_shortcut_has_a_trigger_and_no_channel(acts: Acts, workspace: WorkspaceUnderTest) -> None:
    payload = acts.do(
        "start the shortcut *Verify a shortcut*", "shortcut", lambda maya: maya.shortcut("Verify a shortcut")
    )

    assert (payload["callback_id"], payload["user"]["id"]) == ("verify_global", workspace.user)
    assert payload["trigger_id"]
    assert "channel" not in payload


def test_message_shortcut_carries_the_message(acts: Acts, channel: Channel) -> None:
    ts = channel.post("Take this one")["ts"]

    payload = acts.do(
        "choose *Verify this message* in the menu of “Take this one”",
        "message_action",
        lambda maya: maya.message_shortcut("Verify this message", maya.expect_message("Take this one")),
    )

    assert (payload["callback_id"], payload["message"]["ts"], payload["message_ts"]) == ("verify_message", ts, ts)
    assert payload["response_url"].startswith("http")


def test_opened_home_is_an_event(acts: Acts, workspace: WorkspaceUnderTest) -> None:
    event = acts.open_home()["event"]

    assert (event["user"], event["tab"]) == (workspace.user, "home")
    assert event["channel"].startswith("D")
