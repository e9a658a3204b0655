"""The tests' driver: what it waits for, and what it says when that does not come."""

import pytest
from slack_sdk import WebClient

from localslack.testing import driver
from localslack.testing import screen as sight
from localslack.testing.blocks import actions, button, options, plain, section
from localslack.testing.driver import Driver


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "TIMEOUT", 0.1)
    monkeypatch.setattr(driver, "QUIET_SECONDS", 0.1)


def test_message_is_new_once_for_each_reader(slack: Driver, client: WebClient) -> None:
    hot_leads = slack.in_("#hot-leads")
    client.chat_postMessage(channel="#hot-leads", text="Dana, High")

    hot_leads.expect_message("Dana", "High")
    hot_leads.expect_nothing_new()
    hot_leads.as_("Jonas").expect_message("Dana")
    with pytest.raises(AssertionError, match="a new message with 'Dana'"):
        hot_leads.expect_message("Dana")


def test_edited_message_is_new_again(slack: Driver, client: WebClient) -> None:
    hot_leads = slack.in_("#hot-leads")
    posted = client.chat_postMessage(channel="#hot-leads", text="Unclaimed")
    hot_leads.expect_message("Unclaimed")

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Claimed by Maya")

    assert hot_leads.expect_message("Claimed").ts == posted["ts"]


def test_private_message_is_not_taken_for_a_public_one(slack: Driver, client: WebClient) -> None:
    client.chat_postEphemeral(channel="#hot-leads", user="U0MAYA", text="Psst")

    with pytest.raises(AssertionError):
        slack.in_("#hot-leads").expect_message("Psst")
    slack.in_("#hot-leads").expect_private("Psst")


def test_failed_expectation_shows_what_person_saw(slack: Driver, client: WebClient) -> None:
    client.chat_postEphemeral(channel="#hot-leads", user="U0MAYA", text="Fallback", blocks=[section("Two\nlines")])

    with pytest.raises(AssertionError) as failed:
        slack.in_("#hot-leads").expect_private("Three")

    assert str(failed.value).startswith(
        "Expected a new private message with 'Three'. Maya sees in #hot-leads:\n"
        "  Lead Scorer (only visible to you): Two\n    lines"
    )


def test_new_message_fails_expect_nothing_new(slack: Driver) -> None:
    slack.as_("Jonas").send("Boo!")

    with pytest.raises(AssertionError, match="Boo!"):
        slack.expect_nothing_new()
    slack.as_("Jonas").expect_nothing_new()


def test_missing_button_or_modal_fails(slack: Driver, client: WebClient) -> None:
    client.chat_postMessage(channel="#hot-leads", text="Hi", blocks=[actions(button("Claim"))])

    with pytest.raises(AssertionError, match="No button 'Share here'"):
        slack.in_("#hot-leads").press("Share here")
    with pytest.raises(AssertionError, match="Expected a modal Score a lead"):
        slack.modal("Score a lead")
    with pytest.raises(AssertionError, match="shortcut 'Nothing'"):
        slack.shortcut("Nothing")


def test_thread_is_driven_separately(slack: Driver, client: WebClient) -> None:
    hot_leads = slack.in_("#hot-leads")
    client.chat_postMessage(channel="#hot-leads", text="Another lead")
    root = client.chat_postMessage(channel="#hot-leads", text="A lead")["ts"]
    client.chat_postMessage(channel="#hot-leads", text="Claimed", thread_ts=root)
    thread = hot_leads.thread(hot_leads.expect_message("A lead"))

    reply = thread.expect_message("Claimed")
    thread.send("Thanks")
    hot_leads.thread(reply).send("And again")

    of_jonas = thread.as_("Jonas")
    assert [post.words for post in of_jonas.posts()] == ["A lead", "Claimed", "Thanks", "And again"]
    assert of_jonas.in_("#hot-leads").root is None


def test_what_is_written_to_the_bot_has_a_thread(slack: Driver, client: WebClient) -> None:
    talk = slack.write("Dana is 45")
    client.chat_postMessage(channel="D0MAYA", thread_ts=talk.root, text="Medium")
    talk.expect_message("Medium")

    assert talk.write("no, 46") == talk
    said = [one["text"] for one in talk.conversation()["messages"] if one["thread_ts"] == talk.root]
    assert said == ["Medium", "no, 46"]
    assert slack.write("Sam is 50").posts() == []


def test_mention_names_the_bot_in_a_channel_or_in_a_thread_of_it(slack: Driver) -> None:
    thread = slack.mention("Dana is 45", "#hot-leads")
    thread.mention("no, 46")

    first, second = thread.conversation()["messages"]
    assert (first["text"], first["thread_ts"]) == ("<@U0BOT> Dana is 45", None)
    assert (second["text"], second["thread_ts"]) == ("<@U0BOT> no, 46", first["ts"])
    assert [post.words for post in thread.as_("Jonas").posts()] == ["@Lead Scorer Dana is 45", "@Lead Scorer no, 46"]


def test_only_ones_own_words_can_be_changed(slack: Driver) -> None:
    talk = slack.write("Dana is 45")
    talk.edit("Dana is 45", "Dana is 54")
    talk.delete("Dana is 54")

    assert talk.conversation()["messages"] == []
    with pytest.raises(AssertionError, match="Maya did not say 'Dana is 54'"):
        talk.edit("Dana is 54", "Dana is 45")


def test_title_and_prompts_are_waited_for(slack: Driver) -> None:
    with pytest.raises(AssertionError, match="the title 'Dana Reyes', not None"):
        slack.write("Dana is 45").expect_title("Dana Reyes")
    with pytest.raises(AssertionError, match="the prompts"):
        slack.expect_prompts("Score Dana")
    with pytest.raises(AssertionError, match="only a thread has"):
        assert slack.status


def test_selects_and_menus_are_found_by_their_texts(slack: Driver, client: WebClient) -> None:
    placeholder = plain("Snooze for")
    snooze = {"type": "static_select", "action_id": "snooze", "placeholder": placeholder, "options": options("An hour")}
    client.chat_postMessage(channel="#hot-leads", text="Hi", blocks=[actions(snooze)])
    post = slack.in_("#hot-leads").expect_message("Snooze for")

    assert post.choose("Snooze for", "An hour") == {"ok": False, "error": "dispatch_failed"}
    with pytest.raises(AssertionError, match="No select 'Assign to'"):
        post.choose("Assign to", "An hour")
    with pytest.raises(AssertionError, match="No menu entry 'Won'"):
        post.choose_from_menu("Won")
