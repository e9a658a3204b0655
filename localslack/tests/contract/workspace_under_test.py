"""The workspace under test: localslack, or a real one."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from localslack import Workspace
from localslack.people import MAYA
from localslack.testing.driver import Driver

MANIFEST = Path(__file__).with_name("manifest.yml")
REQUIRED = {
    "SLACK_VERIFY_TOKEN": "the bot token, xoxb-…",
    "SLACK_VERIFY_APP_TOKEN": "an app-level token with connections:write, xapp-…",
    "SLACK_VERIFY_CHANNEL": "the id of a public channel that the app is a member of",
    "SLACK_VERIFY_USER": "the id of a person in that channel",
}
SLACK = "https://slack.com/api/"
TIMEOUT = 10.0
PERSON_TIMEOUT = 120.0
POLL_INTERVAL = 0.05

Act = Callable[[Driver], object]
"""What a person does, done by the driver of localslack."""


@dataclass(frozen=True)
class WorkspaceUnderTest:
    """Where a workspace is, the tokens of the app in it, and what else the tests may rely on.

    `other_channel` is a public channel that the app is not a member of. `person` acts in localslack; in a real
    workspace somebody has to.
    """

    api_url: str
    bot_token: str
    app_token: str
    channel: str
    user: str
    other_channel: str | None
    person: Driver | None
    somebody_is_there: bool

    @property
    def is_real(self) -> bool:
        """Whether this is Slack itself."""
        return self.person is None

    @property
    def timeout(self) -> float:
        """How long to wait for what somebody does, in seconds."""
        return PERSON_TIMEOUT if self.is_real else TIMEOUT

    def client(self, token: str | None = None) -> WebClient:
        """Return a client of the Web API; with a real workspace it waits when Slack asks it to."""
        handlers: list[RetryHandler] = [RateLimitErrorRetryHandler(max_retry_count=5)] if self.is_real else []
        return WebClient(token=token or self.bot_token, base_url=self.api_url, retry_handlers=handlers)

    def ask(self, instruction: str, act: Act) -> threading.Thread:
        """Let a person do something: the driver in localslack, somebody who reads the instruction in Slack.

        The thread ends when the person has seen what came of it, as far as one can know.
        """
        acting = threading.Thread(target=act if self.person else lambda _: None, args=(self.person,), daemon=True)
        if self.person is None:
            self._ask_in_slack(instruction)
        acting.start()
        return acting

    def _ask_in_slack(self, instruction: str) -> None:
        if self.somebody_is_there:
            self.client().chat_postMessage(channel=self.channel, text=f"<@{self.user}> Please: {instruction}")
        else:
            pytest.skip("a person has to act: set SLACK_VERIFY_PERSON=1 if somebody watches the test channel")


@contextmanager
def open_workspace(environment: Mapping[str, str] = os.environ) -> Iterator[WorkspaceUnderTest]:
    """Yield the real workspace that the environment names, or else a new localslack."""
    if "SLACK_VERIFY_TOKEN" in environment:
        yield _real(environment)
        return
    with Workspace(MANIFEST) as workspace:
        channel = Driver(workspace.url, channel="#hot-leads")
        yield WorkspaceUnderTest(
            api_url=workspace.api_url,
            bot_token=workspace.bot_token,
            app_token=workspace.app_token,
            channel="C0HOTLEADS",
            user=MAYA.id,
            other_channel="C0SALES",
            person=channel,
            somebody_is_there=True,
        )


def _real(environment: Mapping[str, str]) -> WorkspaceUnderTest:
    missing = [f"{name} ({what})" for name, what in REQUIRED.items() if not environment.get(name)]
    if missing:
        pytest.exit("The contract tests need more to run against a real workspace: " + ", ".join(missing), 2)
    return WorkspaceUnderTest(
        api_url=environment.get("SLACK_VERIFY_API_URL", SLACK),
        bot_token=environment["SLACK_VERIFY_TOKEN"],
        app_token=environment["SLACK_VERIFY_APP_TOKEN"],
        channel=environment["SLACK_VERIFY_CHANNEL"],
        user=environment["SLACK_VERIFY_USER"],
        other_channel=environment.get("SLACK_VERIFY_OTHER_CHANNEL"),
        person=None,
        somebody_is_there=bool(environment.get("SLACK_VERIFY_PERSON")),
    )


class Channel:
    """The test channel. What is posted here is deleted when the test is over."""

    def __init__(self, client: WebClient, channel: str) -> None:
        self.id = channel
        self._client = client
        self._posted: list[str] = []

    def post(self, text: str = "localslack verify", **more: Any) -> Any:
        """Post a message and return Slack's answer."""
        answer = self._client.chat_postMessage(channel=self.id, text=text, **more)
        self._posted.append(answer["ts"])
        return answer

    def message(self, ts: str, **more: Any) -> Any:
        """Return a message outside of threads as the channel's history has it, or None."""
        history = self._client.conversations_history(
            channel=self.id, oldest=ts, latest=ts, inclusive=True, limit=1, **more
        )
        found = [message for message in history["messages"] if message["ts"] == ts]
        return found[0] if found else None

    def thread(self, ts: str) -> list[Any]:
        """Return the messages of a thread."""
        return list(self._client.conversations_replies(channel=self.id, ts=ts)["messages"])

    def clean_up(self) -> None:
        """Delete what was posted here."""
        for ts in reversed(self._posted):
            try:
                self._client.chat_delete(channel=self.id, ts=ts)
            except SlackApiError as error:
                if error.response["error"] not in ("message_not_found", "cant_delete_message"):
                    raise


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """Look until something is there, and return it."""
    deadline = time.monotonic() + TIMEOUT
    while not (found := look()):
        assert time.monotonic() < deadline, f"expected {what}"
        time.sleep(POLL_INTERVAL)
    return found
