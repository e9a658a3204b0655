"""A manager has a lead forgotten: it is gone here, and its card in Slack."""

from pathlib import Path

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import high, low

PLANTED = "Planted Person"


def test_manager_forgets_lead_and_card(office: Office, tmp_path: Path) -> None:
    office.slack.send(f"{high(PLANTED)}, email=planted@example.com")
    office.slack.in_("#hot-leads").expect_message(PLANTED)
    office.settle()
    manager = office.slack.as_("Priya")
    manager.send(f"/scorelead forget {PLANTED}")
    question = manager.expect_private(f"Forget {PLANTED} for good?", "the lead, 1 score, 1 alert", "1 message in Slack")
    question.press("Forget for good")
    manager.expect_private("Forgotten: the lead, 1 score, 1 alert")
    assert not [post for post in office.slack.in_("#hot-leads").posts() if PLANTED in post.words]
    manager.send(f"/scorelead {PLANTED}")
    manager.expect_private(f"I know no lead “{PLANTED}”")
    office.slack.wait_for(lambda: not files_with(b"lanted", tmp_path) or None, "no file that names the lead")


def files_with(word: bytes, folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.is_file() and word in file.read_bytes()]


def test_card_in_direct_message_is_deleted_with_lead(office: Office) -> None:
    office.slack.home().press("Score a lead")
    office.slack.modal("Score a lead").fill({"Name": PLANTED, "Age": "45"}).submit()
    office.slack.in_("bot").expect_message(PLANTED)
    office.workspace.faults.crash("response_url")
    office.slack.send("/scorelead recent")
    office.slack.in_("bot").expect_message("The latest leads", PLANTED)
    assert "and 2 messages in Slack." in forgotten(office)
    assert not [post for post in office.slack.in_("bot").posts() if PLANTED in post.words]


def test_nothing_is_deleted_before_confirmation(office: Office) -> None:
    office.slack.send(low(PLANTED))
    office.slack.expect_private(f"Low lead: {PLANTED}")
    manager = office.slack.as_("Priya")
    manager.send("/scorelead forget planted")
    manager.expect_private("This deletes the lead, 1 score.").press("Keep")
    manager.expect_private("Nothing was deleted.")
    manager.send(f"/scorelead {PLANTED}")
    manager.expect_private(f"Low lead: {PLANTED}", "History")


def test_only_managers_forget(office: Office) -> None:
    office.slack.send(low(PLANTED))
    office.slack.expect_private(f"Low lead: {PLANTED}")
    office.slack.send(f"/scorelead forget {PLANTED}")
    office.slack.expect_private("Only a manager")
    office.slack.send(f"/scorelead {PLANTED}")
    office.slack.expect_private(f"Low lead: {PLANTED}", "History")


def test_one_of_several_leads_is_forgotten(office: Office) -> None:
    manager = office.slack.as_("Priya")
    for name in ("Dana Reyes", "Dana Smith"):
        manager.send(low(name))
        manager.expect_private(f"Low lead: {name}")
    manager.send("/scorelead forget dana")
    manager.expect_private("Which one is to be forgotten?").press("Forget…")
    manager.expect_private("Forget Dana Smith for good?").press("Forget for good")
    manager.expect_private("Forgotten: the lead, 1 score.")
    manager.send("/scorelead Dana")
    manager.expect_private("Low lead: Dana Reyes", "History")


def test_forget_needs_a_lead(office: Office) -> None:
    office.slack.as_("Priya").send("/scorelead forget")
    office.slack.as_("Priya").expect_private("Which lead? Name it: /scorelead forget Dana Reyes")


def test_unknown_lead_cannot_be_forgotten(office: Office) -> None:
    office.slack.as_("Priya").send("/scorelead forget Quin")
    office.slack.as_("Priya").expect_private("I know no lead “Quin”.")


def test_refused_deletion_is_reported_and_repeated(office: Office) -> None:
    channel = raised(office)
    office.workspace.faults.fail("chat.delete", "cant_delete_message")
    said = forgotten(office)
    assert "Slack does not let me delete 1 message of it: please delete what still tells of it by hand." in said
    office.slack.skip(3600)
    assert len(channel.posts()) == 1
    office.slack.skip(24 * 3600)
    channel.wait_for(lambda: not channel.posts() or None, "an empty channel")


def test_deletions_wait_while_slack_is_away(office: Office) -> None:
    channel = raised(office)
    office.workspace.faults.fail("chat.delete", "ratelimited", retry_after=40)
    assert "I delete 1 message in Slack as soon as Slack lets me." in forgotten(office)
    office.workspace.faults.crash("chat.delete")
    office.slack.skip(11 * 60)
    channel.wait_for(lambda: len(office.workspace.journal.called("chat.delete")) == 2 or None, "a second call")
    assert len(channel.posts()) == 1
    office.slack.skip(11 * 60)
    channel.wait_for(lambda: not channel.posts() or None, "an empty channel")


def test_direct_messages_to_managers_are_deleted(office: Office) -> None:
    raised(office)
    direct = office.slack.as_("Priya").in_("bot")
    for minutes in (16, 16):
        office.slack.skip(minutes * 60)
        office.settle()
    direct.expect_message(f"The High lead {PLANTED} is yours now")
    forgotten(office)
    assert not [post for post in direct.posts() if PLANTED in post.words]


def raised(office: Office) -> Driver:
    """Let a High lead come in, and return the channel with its card."""
    office.slack.send(high(PLANTED))
    channel = office.slack.in_("#hot-leads")
    channel.expect_message(PLANTED)
    office.settle()
    return channel


def forgotten(office: Office) -> str:
    """Let a manager forget it, and return what the bot says of that."""
    manager = office.slack.as_("Priya")
    manager.send(f"/scorelead forget {PLANTED}")
    manager.expect_private("for good?").press("Forget for good")
    return manager.expect_private("Forgotten: the lead").words
