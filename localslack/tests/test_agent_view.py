"""The app as one to talk to: suggested prompts, and the status and the title of a thread."""

from typing import Any

import pytest
from slack_sdk import WebClient

from localslack import MovableClock
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused
from manifests import without_scope, without_talk

PROMPTS = [{"title": "Score Dana", "message": "Dana is 45"}, {"title": "Help", "message": "help"}]


@pytest.fixture
def talk(slack: Driver) -> Driver:
    """A thread that Maya began."""
    return slack.write("Dana is 45")


def view_of(talk: Driver) -> dict[str, Any]:
    assert talk.root
    return {"channel_id": talk.channel, "thread_ts": talk.root}


def test_manifest_suggests_until_app_does(slack: Driver, client: WebClient) -> None:
    assert slack.prompts == ("Score a lead",)

    client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", title="Try", prompts=PROMPTS)

    slack.expect_prompts("Score Dana", "Help")
    assert slack.in_("bot").conversation()["suggestions"]["title"] == "Try"
    assert slack.as_("Jonas").prompts == ("Score a lead",)
    assert slack.in_("#hot-leads").conversation()["suggestions"] is None


def test_chosen_prompt_is_posted_and_suggestions_go(slack: Driver, client: WebClient) -> None:
    client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", prompts=PROMPTS)

    talk = slack.choose_prompt("Score Dana")

    (said,) = slack.in_("bot").conversation()["messages"]
    assert (said["user"], said["text"], said["ts"]) == ("U0MAYA", "Dana is 45", talk.root)
    assert slack.prompts == ()
    client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", prompts=PROMPTS[:1])
    talk.write("no, 46")
    slack.expect_prompts("Score Dana")


def test_prompts_for_thread_are_accepted_and_never_shown(talk: Driver, client: WebClient) -> None:
    assert client.assistant_threads_setSuggestedPrompts(**view_of(talk), prompts=PROMPTS)["ok"]

    assert talk.prompts == ()


@pytest.mark.parametrize(
    "prompts",
    [PROMPTS * 3, [{"title": "Only a title"}], [{"title": "", "message": "Hi"}], "Dana is 45"],
    ids=["six", "no message", "no title", "no list"],
)
def test_malformed_prompts_are_refused(client: WebClient, prompts: Any) -> None:
    with refused("invalid_arguments"):
        client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", prompts=prompts)


def test_status_shows_until_the_bot_answers_there(slack: Driver, talk: Driver, client: WebClient) -> None:
    other = slack.write("Sam is 50")
    for thread in (talk, other):
        client.assistant_threads_setStatus(**view_of(thread), status="is thinking...", loading_messages=["Reading..."])
    assert (talk.status, other.status) == ("is thinking...", "is thinking...")

    client.chat_postMessage(channel=talk.channel, thread_ts=talk.root, text="Medium")

    assert (talk.status, other.status) == (None, "is thinking...")
    client.assistant_threads_setStatus(**view_of(talk), status="is thinking...")
    assert talk.status == "is thinking..."
    client.assistant_threads_setStatus(**view_of(talk), status="")
    assert talk.status is None


def test_status_ends_after_two_minutes(talk: Driver, client: WebClient, clock: MovableClock) -> None:
    client.assistant_threads_setStatus(**view_of(talk), status="is thinking...")

    clock.advance(119)
    assert talk.status == "is thinking..."
    clock.advance(1)
    assert talk.status is None


def test_status_may_be_shown_in_a_thread_of_a_channel(slack: Driver, client: WebClient) -> None:
    thread = slack.mention("Dana is 45", "#hot-leads")

    client.assistant_threads_setStatus(**view_of(thread), status="is thinking...")

    assert thread.as_("Jonas").status == "is thinking..."
    with refused("channel_not_found"):
        client.assistant_threads_setStatus(channel_id="C0SALES", thread_ts="1.000000", status="is thinking...")
    with refused("invalid_thread_ts"):
        client.assistant_threads_setStatus(channel_id="C0HOTLEADS", thread_ts="1.000000", status="is thinking...")


def test_thread_has_a_title(slack: Driver, talk: Driver, client: WebClient) -> None:
    assert talk.thread_title is None

    client.assistant_threads_setTitle(**view_of(talk), title="Dana Reyes")

    talk.expect_title("Dana Reyes")
    assert slack.write("Sam is 50").thread_title is None
    with refused("channel_not_found"):
        client.assistant_threads_setTitle(channel_id="C0HOTLEADS", thread_ts="1.000000", title="Dana Reyes")
    with refused("invalid_thread_ts"):
        client.assistant_threads_setTitle(channel_id="D0MAYA", thread_ts="1.000000", title="Dana Reyes")


@pytest.mark.parametrize("change", [without_talk], ids=["no agent_view"])
def test_app_without_agent_view_cannot_suggest_or_title(slack: Driver, client: WebClient) -> None:
    with refused("access_denied"):
        client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", prompts=PROMPTS)
    assert slack.prompts == ()


@pytest.mark.parametrize("change", [without_scope("assistant:write")], ids=["without assistant:write"])
def test_suggestions_and_titles_need_assistant_scope(talk: Driver, client: WebClient) -> None:
    client.assistant_threads_setStatus(**view_of(talk), status="is thinking...")
    with refused("missing_scope"):
        client.assistant_threads_setTitle(**view_of(talk), title="Dana Reyes")
    with refused("missing_scope"):
        client.assistant_threads_setSuggestedPrompts(channel_id="D0MAYA", prompts=PROMPTS)
