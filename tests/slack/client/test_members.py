from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.doctor.manifest import MANIFEST
from bot.slack.client.members import Members, MembershipStatus, OwnTeam, StatusUnknown, membership_status
from localslack import Workspace
from localslack.people import JONAS, MAYA, NOOR, SAM, SLACKBOT, TEAM_ID, Person, UserGroup
from tests.clock import Clock

OURS = OwnTeam(TEAM_ID)
CLOSERS = UserGroup("S0CLOSERS", "Closers", "closers", (MAYA.id, JONAS.id))
MINUTE = 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[Workspace]:
    with Workspace(MANIFEST, clock=clock) as slack:
        slack.add_user_group(CLOSERS)
        yield slack


@pytest.fixture
def members(slack: Workspace, clock: Clock) -> Members:
    return Members(WebClient(slack.bot_token, base_url=slack.api_url, timeout=2, retry_handlers=[]), clock)


def asked(slack: Workspace) -> int:
    return sum(call.method in {"users.info", "usergroups.users.list"} for call in slack.journal.calls)


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        (MAYA, MembershipStatus.MEMBER),
        (SAM, MembershipStatus.GUEST),
        (NOOR, MembershipStatus.STRANGER),
        (SLACKBOT, MembershipStatus.BOT),
        (Person("U0NOBODY", "Nobody here"), MembershipStatus.STRANGER),
    ],
)
def test_membership_status_comes_from_users_info(members: Members, person: Person, standing: MembershipStatus) -> None:
    assert members.status(person.id, OURS) is standing


def test_deactivated_account_is_gone(members: Members, slack: Workspace) -> None:
    slack.add_person(Person("U0TOM", "Tom Reed", is_deleted=True))
    assert members.status("U0TOM", OURS) is MembershipStatus.GONE


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        ({"team_id": "T1", "enterprise_user": {"enterprise_id": "E1"}}, MembershipStatus.MEMBER),
        ({"team_id": "T1", "enterprise_user": {"enterprise_id": "E2"}}, MembershipStatus.STRANGER),
        ({"team_id": "T1"}, MembershipStatus.STRANGER),
        ({"team_id": "T0", "is_ultra_restricted": True}, MembershipStatus.GUEST),
    ],
)
def test_colleague_in_other_workspace_of_organization_is_member(
    user: dict[str, Any], standing: MembershipStatus
) -> None:
    assert membership_status(user, OwnTeam("T0", "E1")) is standing


def test_slackbot_is_bot_although_slack_does_not_flag_it() -> None:
    assert (
        membership_status({"id": "USLACKBOT", "team_id": "T0", "is_bot": False}, OwnTeam("T0")) is MembershipStatus.BOT
    )


def test_status_is_cached_for_ten_minutes(members: Members, slack: Workspace, clock: Clock) -> None:
    for _ in range(3):
        members.status(MAYA.id, OURS)
        members.group(CLOSERS.id)
    assert asked(slack) == 2
    clock.advance(11 * MINUTE)
    members.status(MAYA.id, OURS)
    assert asked(slack) == 3


def test_members_of_user_group_are_returned(members: Members) -> None:
    assert members.group(CLOSERS.id) == {MAYA.id, JONAS.id}


def test_outage_keeps_last_status_and_limits_retries(members: Members, slack: Workspace, clock: Clock) -> None:
    members.status(SAM.id, OURS)
    clock.advance(60 * MINUTE)
    slack.faults.go_down()
    for _ in range(3):
        assert members.status(SAM.id, OURS) is MembershipStatus.GUEST
    assert asked(slack) == 2


@pytest.mark.parametrize("how", ["unavailable", "unreachable"])
def test_unknown_person_is_looked_up_after_outage(members: Members, slack: Workspace, clock: Clock, how: Any) -> None:
    slack.faults.go_down(how=how)
    for _ in range(2):
        with pytest.raises(StatusUnknown):
            members.status(MAYA.id, OURS)
    slack.faults.come_up()
    clock.advance(MINUTE)
    assert members.status(MAYA.id, OURS) is MembershipStatus.MEMBER


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("missing_scope", "reinstall the app with the scopes of manifest.yml"),
        ("paid_teams_only", "unset ALLOWED_USERGROUP and name people in ALLOWED_USERS"),
        ("no_such_subteam", "correct ALLOWED_USERGROUP"),
    ],
)
def test_missing_user_group_admits_nobody_and_logs_remedy(
    members: Members, slack: Workspace, clock: Clock, caplog: pytest.LogCaptureFixture, error: str, remedy: str
) -> None:
    members.group(CLOSERS.id)
    clock.advance(11 * MINUTE)
    slack.faults.fail("usergroups.users.list", error)
    with pytest.raises(StatusUnknown):
        members.group(CLOSERS.id)
    assert remedy in caplog.text
