"""Who people are: colleagues, guests, people of other companies, user groups."""

from slack_bolt import Ack
from slack_sdk import WebClient

from localslack import Person, UserGroup, Workspace
from localslack.testing.blocks import actions, button
from localslack.testing.bolt_app import BoltApp
from localslack.testing.driver import Driver
from localslack.testing.refusals import refused


def test_colleague_is_neither_guest_nor_stranger(client: WebClient) -> None:
    maya = client.users_info(user="U0MAYA")["user"]

    assert (maya["real_name"], maya["team_id"], maya["tz"]) == ("Maya Lind", "T0LOCAL", "Europe/Berlin")
    assert not maya["is_restricted"]
    assert not maya["is_bot"]
    assert not maya["deleted"]


def test_guest_is_restricted(client: WebClient) -> None:
    assert client.users_info(user="U0SAM")["user"]["is_restricted"]


def test_external_person_is_stranger_without_shared_channel(slack: Driver, client: WebClient) -> None:
    slack.in_("#sales").send("/invite @Lead Scorer")
    before = client.users_info(user="U0NOOR")["user"]
    assert client.conversations_info(channel="C0SALES")["channel"]["is_ext_shared"]
    slack.in_("#sales").send("/remove @Noor Haddad")
    after = client.users_info(user="U0NOOR")["user"]

    assert (before["team_id"], before["is_stranger"], after["is_stranger"]) == ("T0NORTH", False, True)
    assert not client.conversations_info(channel="C0SALES")["channel"]["is_ext_shared"]


def test_external_persons_payload_carries_their_team(slack: Driver, bot: BoltApp, client: WebClient) -> None:
    teams: list[str] = []

    @bot.app.action("press")
    def keep(ack: Ack, body: dict[str, dict[str, str]]) -> None:
        teams.append(body["user"]["team_id"])
        ack()

    bot.connect()
    client.chat_postMessage(channel="#hot-leads", text="A lead", blocks=[actions(button("Claim"))])

    slack.in_("#hot-leads").send("/invite @Noor Haddad")
    slack.as_("Noor").in_("#hot-leads").press("Claim")
    slack.as_("Sam").in_("#hot-leads").press("Claim")

    assert teams == ["T0NORTH", "T0LOCAL"]


def test_test_can_add_anybody(workspace: Workspace, slack: Driver, client: WebClient) -> None:
    workspace.add_person(Person("U0ONE", "One Channel", is_ultra_restricted=True))
    workspace.add_person(Person("U0GONE", "Long Gone", is_deleted=True))

    assert client.users_info(user="U0ONE")["user"]["is_ultra_restricted"]
    assert client.users_info(user="U0GONE")["user"]["deleted"]
    slack.as_("One").send("Hello")
    with refused("user_not_found"):
        client.users_info(user="U0NOBODY")


def test_user_group_lists_its_people_and_is_mentioned_by_its_handle(
    workspace: Workspace, slack: Driver, client: WebClient
) -> None:
    workspace.add_user_group(UserGroup("S0CLOSERS", "Closers", "closers", ("U0MAYA", "U0JONAS")))

    client.chat_postMessage(channel="#hot-leads", text="<!subteam^S0CLOSERS> who takes it?")

    assert client.usergroups_users_list(usergroup="S0CLOSERS")["users"] == ["U0MAYA", "U0JONAS"]
    slack.in_("#hot-leads").expect_message("@closers who takes it?")
    with refused("no_such_subteam"):
        client.usergroups_users_list(usergroup="S0NONE")


def test_free_plan_has_no_user_groups(workspace: Workspace, client: WebClient) -> None:
    workspace.downgrade()

    with refused("paid_teams_only"):
        client.usergroups_users_list(usergroup="S0CLOSERS")
