"""Who may use the bot, and where: refusals are private, polite, and nothing was done."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.manifest import MANIFEST
from localslack import Workspace
from localslack.people import Person, UserGroup
from localslack.testing.driver import Driver
from scoring.explain.scorer import Scorer
from tests.clock import Clock
from tests.conftest import Office, connected_bot
from tests.leads import high

TOM = Person("U0TOM", "Tom Reed")
CLOSERS = UserGroup("S0CLOSERS", "Closers", "closers", (TOM.id,))
MINUTES = 60

Open = Callable[..., Office]


@pytest.fixture
def open_office(scorer: Scorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Open]:
    """Open an office whose bot has these settings; Tom is a member that none of them names."""
    monkeypatch.chdir(tmp_path)
    with ExitStack() as closing:

        def open_(**settings: Any) -> Office:
            clock = Clock()
            workspace = closing.enter_context(Workspace(MANIFEST, clock=clock))
            workspace.add_person(TOM)
            workspace.add_user_group(CLOSERS)
            bot = connected_bot(workspace, scorer, f"sqlite:///{tmp_path / 'leads.sqlite'}", clock, **settings)
            closing.callback(bot.close)
            return Office(workspace, clock, bot, Driver(workspace.url))

        yield open_


def test_every_member_may_use_it_unless_a_setting_says_otherwise(open_office: Open) -> None:
    slack = open_office().slack
    slack.as_("Tom").send("/scorelead help")
    slack.as_("Tom").expect_private("/scorelead")


@pytest.mark.parametrize(
    ("person", "words"), [("Sam", "I am not for guests"), ("Noor", "I work only for people of the company")]
)
def test_guests_and_strangers_are_refused_in_private_and_nothing_is_done(
    open_office: Open, person: str, words: str
) -> None:
    office = open_office()
    office.slack.as_(person).send(high("Dana Reyes"))
    office.slack.as_(person).expect_private(words, "ask your admin to add your id")
    office.slack.expect_nothing_new()
    assert office.cards() == 0


def test_a_card_is_shared_only_where_the_bot_may_be_used(open_office: Open) -> None:
    office = open_office(allowed_channels=("C0SALES",))
    office.workspace.add_channel("deals", members=["U0MAYA"])
    office.slack.in_("#deals").send("/invite @Lead Scorer")
    talk = office.slack.write("Dana Reyes, credit 780")
    talk.expect_message("Dana Reyes")
    talk.write("share it in #deals")
    talk.expect_message("I cannot post in", "where I may be used")
    talk.write("share it in #hot-leads")
    office.slack.in_("#hot-leads").expect_message("Dana Reyes", "Shared by @Maya Lind")


def test_guest_named_by_a_setting_is_admitted(open_office: Open) -> None:
    slack = open_office(allowed_users=("U0SAM",)).slack
    slack.as_("Sam").send("/scorelead help")
    slack.as_("Sam").expect_private("/scorelead")


def test_where_people_are_listed_others_are_refused_and_the_team_is_not(open_office: Open) -> None:
    slack = open_office(allowed_users=("U0NOBODY",)).slack
    slack.as_("Tom").send("/scorelead help")
    slack.as_("Tom").expect_private("you are not among the people who may use me", "U0TOM", "ALLOWED_USERS")
    for named in ("Maya", "Priya"):
        slack.as_(named).send("/scorelead help")
        slack.as_(named).expect_private("/scorelead")


def test_a_user_group_lets_its_members_in(open_office: Open) -> None:
    slack = open_office(allowed_usergroup="S0CLOSERS").slack
    slack.as_("Tom").send("/scorelead help")
    slack.as_("Tom").expect_private("/scorelead")


def test_who_joins_the_user_group_is_let_in_within_ten_minutes(open_office: Open) -> None:
    office = open_office(allowed_usergroup="S0CLOSERS")
    office.workspace.add_user_group(UserGroup(CLOSERS.id, CLOSERS.name, CLOSERS.handle, ()))
    tom = office.slack.as_("Tom")
    tom.send("/scorelead help")
    tom.expect_private("you are not among the people who may use me")
    office.workspace.add_user_group(CLOSERS)
    office.clock.advance(10 * MINUTES)
    tom.send("/scorelead help")
    tom.expect_private("/scorelead")


def test_a_form_a_button_and_app_home_are_refused_as_well(open_office: Open) -> None:
    office = open_office()
    tom, sam = office.slack.as_("Tom"), office.slack.as_("Sam")
    tom.send(high("Dana Reyes"))
    tom.expect_private("Dana Reyes")
    alert = sam.in_("#hot-leads").expect_message("Dana Reyes")
    alert.press("Claim")
    sam.in_("#hot-leads").expect_private("I am not for guests")
    sam.shortcut("Score a lead")
    sam.in_("bot").expect_message("I am not for guests")
    sam.home().expect("I am not for guests")


@pytest.mark.parametrize("first_ack_is_lost", [False, True])
def test_a_refusal_is_said_once_also_of_what_slack_delivers_twice(open_office: Open, first_ack_is_lost: bool) -> None:
    office = open_office()
    sam = office.slack.as_("Sam")
    office.workspace.faults.deliver_twice(first_ack_is_lost=first_ack_is_lost)
    sam.send(high("Dana Reyes"))
    sam.expect_private("I am not for guests")
    sam.expect_nothing_new()


def test_outside_of_its_channels_it_says_where_it_may_be_used(open_office: Open) -> None:
    office = open_office(allowed_channels=("C0ELSEWHERE",))
    office.slack.send("/scorelead help")
    office.slack.expect_private("I may not be used in this channel", "C0ELSEWHERE")
    office.slack.in_("#hot-leads").send("/scorelead help")
    office.slack.in_("#hot-leads").expect_private("/scorelead")


def test_while_slack_does_not_answer_what_was_known_before_counts(open_office: Open) -> None:
    office = open_office()
    tom = office.slack.as_("Tom")
    tom.send("/scorelead help")
    tom.expect_private("/scorelead")
    office.clock.advance(11 * MINUTES)
    office.workspace.faults.fail("users.info", "ratelimited", retry_after=30)
    tom.send("/scorelead help")
    tom.expect_private("/scorelead")


def test_who_cannot_be_checked_is_told_so_and_served_a_little_later(open_office: Open) -> None:
    office = open_office()
    tom = office.slack.as_("Tom")
    office.workspace.faults.crash("users.info")
    tom.send(high("Dana Reyes"))
    tom.expect_private("I cannot check right now whether you may use me", "Nothing was done")
    office.clock.advance(MINUTES)
    tom.send(high("Dana Reyes"))
    tom.expect_private("High lead: Dana Reyes")


def test_without_user_groups_the_log_says_what_to_do(open_office: Open, caplog: pytest.LogCaptureFixture) -> None:
    office = open_office(allowed_usergroup="S0CLOSERS")
    office.workspace.downgrade()
    tom = office.slack.as_("Tom")
    tom.send("/scorelead help")
    tom.expect_private("I cannot check right now", "python -m bot doctor")
    assert "user groups need a paid plan; unset ALLOWED_USERGROUP" in caplog.text


def test_an_admin_who_is_no_manager_sends_again_what_slack_refused(open_office: Open) -> None:
    office = open_office(admins=(TOM.id,))
    office.workspace.remove_bot("#hot-leads")
    office.slack.send(high("Dana Reyes"))
    tom = office.slack.as_("Tom").in_("bot")
    told = tom.expect_message("I cannot post High leads to #hot-leads", "an admin or a manager presses Send them now")
    office.slack.in_("#hot-leads").send("/invite @Lead Scorer")
    told.press("Send them now")
    tom.expect_private("I am sending 1 alert that Slack had refused.")
    office.slack.in_("#hot-leads").expect_message("High lead: Dana Reyes")


def test_only_a_manager_may_reassign(open_office: Open) -> None:
    slack = open_office().slack
    slack.send(high("Dana Reyes"))
    slack.in_("#hot-leads").expect_message("Dana Reyes").press("Reassign…")
    slack.in_("#hot-leads").expect_private("Only a manager can do that")
