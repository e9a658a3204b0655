from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.doctor.manifest import MANIFEST
from bot.slack.client.members import CannotTell, Members, OwnTeam, Standing, standing_of
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
        (MAYA, Standing.MEMBER),
        (SAM, Standing.GUEST),
        (NOOR, Standing.STRANGER),
        (SLACKBOT, Standing.BOT),
        (Person("U0NOBODY", "Nobody here"), Standing.STRANGER),
    ],
)
def test_slack_says_who_somebody_is(members: Members, person: Person, standing: Standing) -> None:
    assert members.standing(person.id, OURS) is standing


def test_somebody_who_left_is_gone(members: Members, slack: Workspace) -> None:
    slack.add_person(Person("U0TOM", "Tom Reed", is_deleted=True))
    assert members.standing("U0TOM", OURS) is Standing.GONE


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        ({"team_id": "T1", "enterprise_user": {"enterprise_id": "E1"}}, Standing.MEMBER),
        ({"team_id": "T1", "enterprise_user": {"enterprise_id": "E2"}}, Standing.STRANGER),
        ({"team_id": "T1"}, Standing.STRANGER),
        ({"team_id": "T0", "is_ultra_restricted": True}, Standing.GUEST),
    ],
)
def test_a_colleague_of_another_workspace_of_the_organisation_is_a_member(
    user: dict[str, Any], standing: Standing
) -> None:
    assert standing_of(user, OwnTeam("T0", "E1")) is standing


def test_slackbot_is_a_bot_although_slack_does_not_call_it_one() -> None:
    assert standing_of({"id": "USLACKBOT", "team_id": "T0", "is_bot": False}, OwnTeam("T0")) is Standing.BOT


def test_an_answer_counts_for_ten_minutes(members: Members, slack: Workspace, clock: Clock) -> None:
    for _ in range(3):
        members.standing(MAYA.id, OURS)
        members.group(CLOSERS.id)
    assert asked(slack) == 2
    clock.advance(11 * MINUTE)
    members.standing(MAYA.id, OURS)
    assert asked(slack) == 3


def test_who_is_in_a_user_group_is_known(members: Members) -> None:
    assert members.group(CLOSERS.id) == {MAYA.id, JONAS.id}


def test_in_an_outage_what_slack_said_before_counts_and_it_is_asked_seldom(
    members: Members, slack: Workspace, clock: Clock
) -> None:
    members.standing(SAM.id, OURS)
    clock.advance(60 * MINUTE)
    slack.faults.go_down()
    for _ in range(3):
        assert members.standing(SAM.id, OURS) is Standing.GUEST
    assert asked(slack) == 2


@pytest.mark.parametrize("how", ["unavailable", "unreachable"])
def test_who_was_not_known_before_an_outage_is_known_after_it(
    members: Members, slack: Workspace, clock: Clock, how: Any
) -> None:
    slack.faults.go_down(how=how)
    for _ in range(2):
        with pytest.raises(CannotTell):
            members.standing(MAYA.id, OURS)
    slack.faults.come_up()
    clock.advance(MINUTE)
    assert members.standing(MAYA.id, OURS) is Standing.MEMBER


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("missing_scope", "reinstall the app with the scopes of manifest.yml"),
        ("paid_teams_only", "unset ALLOWED_USERGROUP and name people in ALLOWED_USERS"),
        ("no_such_subteam", "correct ALLOWED_USERGROUP"),
    ],
)
def test_a_group_that_cannot_be_had_for_good_lets_nobody_in_and_the_log_says_what_to_do(
    members: Members, slack: Workspace, clock: Clock, caplog: pytest.LogCaptureFixture, error: str, remedy: str
) -> None:
    members.group(CLOSERS.id)
    clock.advance(11 * MINUTE)
    slack.faults.fail("usergroups.users.list", error)
    with pytest.raises(CannotTell):
        members.group(CLOSERS.id)
    assert remedy in caplog.text
