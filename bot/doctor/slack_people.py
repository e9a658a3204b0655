"""Check the channel, the people and the groups that the settings name."""

from collections.abc import Iterator
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.ports import Refused
from bot.doctor.finding import Finding, failed, ok, warning
from bot.settings import Settings
from bot.slack import names
from bot.slack.client.channels import Channels
from bot.slack.client.members import MembershipStatus, OwnTeam, membership_status

_LIKE = {
    MembershipStatus.GUEST: "a guest",
    MembershipStatus.STRANGER: "of another company",
    MembershipStatus.BOT: "an app",
    MembershipStatus.GONE: "deactivated",
}
_NOT_FOUND = {"user_not_found", "user_not_visible"}
_GROUP_REMEDIES = {
    "missing_scope": "give the app the scope usergroups:read, and install it again",
    "paid_teams_only": "user groups need a paid plan; unset it",
    "no_such_subteam": "there is no such user group; correct it",
}


class SlackPeople:
    """Checks the hot leads channel, the people and the user groups."""

    def __init__(self, settings: Settings, client: WebClient) -> None:
        self._settings = settings
        self._client = client

    def examine(self) -> Iterator[Finding]:
        """Yield a finding for each setting that names a channel, people or a group."""
        try:
            answer = self._client.auth_test()
        except (SlackApiError, OSError, HTTPException):
            return  # the examination of the app says it
        workspace = OwnTeam(answer["team_id"], answer.get("enterprise_id"))
        yield from self._channel()
        for name, users, without in (
            ("Sales team", self._settings.sales_team, "SALES_TEAM names nobody: nobody is asked to take a lead."),
            (
                "Managers",
                self._settings.managers,
                "MANAGERS names nobody: the next of SALES_TEAM gets what nobody takes.",
            ),
            ("Admins", self._settings.admins, "ADMINS names nobody: managers are told when Slack refuses my posts."),
        ):
            yield from self._people(name, users, without, workspace)
        for setting, group in (
            ("ALLOWED_USERGROUP", self._settings.allowed_usergroup),
            ("BACKUP_GROUP", self._settings.backup_group),
        ):
            if group:
                yield self._group(setting, group)

    def _channel(self) -> Iterator[Finding]:
        name = "Hot leads channel"
        given = self._settings.hot_leads_channel
        try:
            channel_id = Channels(self._client, lambda _method, _channel, send: send()).id_of(given)
            channel: dict[str, Any] = self._client.conversations_info(channel=channel_id)["channel"]
        except (SlackApiError, OSError, HTTPException, Refused) as error:
            yield failed(name, f"{given}: {_channel_remedy(error)}.")
            return
        shown = f"#{channel['name']} ({channel['id']})"
        if channel.get("is_archived"):
            yield failed(name, f"{shown} is archived: restore it, or set HOT_LEADS_CHANNEL to another one.")
        elif not channel.get("is_member"):
            yield failed(name, f"I am not in {shown}: type /invite @{names.BOT_NAME} there.")
        elif channel.get("is_ext_shared"):
            yield warning(name, f"{shown} is shared with another company, which reads every High lead.")
        else:
            by_name = given.startswith("#")
            hint = f" Set HOT_LEADS_CHANNEL={channel['id']}, which a new name does not change." if by_name else ""
            yield ok(name, f"I am in {shown}.{hint}")

    def _people(self, name: str, users: tuple[str, ...], without: str, workspace: OwnTeam) -> Iterator[Finding]:
        if not users:
            yield warning(name, without)
            return
        problems = [problem for user in users if (problem := self._problem(user, workspace))]
        if problems:
            yield failed(name, f"{'; '.join(problems)}. Correct {name.upper().replace(' ', '_')}.")
        else:
            yield ok(name, f"Members of the workspace: {len(users)} of {len(users)}.")

    def _problem(self, user: str, workspace: OwnTeam) -> str:
        try:
            standing = membership_status(self._client.users_info(user=user)["user"], workspace)
        except SlackApiError as error:
            code = error.response.get("error")
            return f"{user} does not exist" if code in _NOT_FOUND else f"{user} cannot be looked up ({code})"
        except (OSError, HTTPException) as error:
            return f"{user} cannot be looked up ({type(error).__name__})"
        return "" if standing is MembershipStatus.MEMBER else f"{user} is {_LIKE[standing]}"

    def _group(self, setting: str, group: str) -> Finding:
        name = "User group"
        try:
            people = self._client.usergroups_users_list(usergroup=group)["users"]
        except SlackApiError as error:
            code = str(error.response.get("error"))
            return failed(name, f"{setting}={group} ({code}): {_GROUP_REMEDIES.get(code, 'correct it')}.")
        except (OSError, HTTPException) as error:
            return failed(name, f"{setting}={group} cannot be looked up ({type(error).__name__}).")
        return ok(name, f"{setting}: {len(people)} people.") if people else warning(name, f"{setting} is empty.")


def _channel_remedy(error: Exception) -> str:
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    if code == "channel_not_found" or isinstance(error, Refused):
        return f"no such channel that I can see. Create or restore it; if it is private, /invite @{names.BOT_NAME}"
    if code == "missing_scope":
        return "I lack a scope to see it: give the app those of manifest.yml, and for a private channel groups:read"
    return f"I cannot look it up now ({code or type(error).__name__}). Try again in a minute"
