"""Permissions: who may use the bot, and where.

People named in a setting may always use it. Everybody else must be a member of the workspace: no guest, no bot, and not
from another company. Where ALLOWED_USERS or ALLOWED_USERGROUP are set, they must be in one of them. ALLOWED_CHANNELS
limits the channels; the hot leads channel, direct messages, forms and App Home are open to everybody allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from slack_bolt import BoltContext, BoltResponse

from bot.alerts.service import NotAllowed
from bot.settings import Settings
from bot.slack.client.members import Members, MembershipStatus, OwnTeam, StatusUnknown
from bot.slack.middleware.error_responses import answer_error
from bot.slack.middleware.inbox import finish_request

_FOR_MEMBERS = {
    MembershipStatus.GUEST: "Sorry, I am not for guests of this workspace.",
    MembershipStatus.STRANGER: "Sorry, I work only for people of the company whose workspace this is.",
    MembershipStatus.BOT: "Sorry, I do not take orders from other apps.",
    MembershipStatus.GONE: "Sorry, this account was deactivated.",
}
_NOT_LISTED = "Sorry, you are not among the people who may use me."
_ASK_ADMIN = "If you should be able to, ask your admin to add your id `{user}` to the setting ALLOWED_USERS."
_ELSEWHERE = "Sorry, I may not be used in this channel. You can use me in {channels}."
_CANNOT_CHECK = (
    "Sorry, I cannot check right now whether you may use me, because Slack does not tell me. Nothing was done. "
    "Please try again in a minute; if it stays so, ask your admin to run `python -m bot doctor`."
)
_NO_COLLEAGUE = "Choose a colleague of this workspace."
_CANNOT_CHECK_CHOICE = "I cannot check right now who that is, because Slack does not tell me. Try again in a minute."


@dataclass(frozen=True)
class Location:
    """Where somebody uses the bot; empty for forms, shortcuts and App Home."""

    channel: str = ""
    name: str = ""


@dataclass(frozen=True)
class Permissions:
    """Who may use the bot, and where: empty sets leave it open. `named` are the people named in a setting."""

    members: Members
    named: frozenset[str] = frozenset()
    usergroup: str | None = None
    only_listed: bool = False
    channels: tuple[str, ...] = ()
    hot_leads_channel: str = ""

    @classmethod
    def from_settings(cls, settings: Settings, members: Members) -> Self:
        """Return what the settings say; salespeople, managers and admins are named, too."""
        return cls(
            members,
            named=frozenset((*settings.allowed_users, *settings.sales_team, *settings.managers, *settings.admins)),
            usergroup=settings.allowed_usergroup,
            only_listed=bool(settings.allowed_users or settings.allowed_usergroup),
            channels=settings.allowed_channels,
            hot_leads_channel=settings.hot_leads_channel,
        )

    def require_allowed(self, user: str, workspace: OwnTeam, place: Location) -> None:
        """Raise NotAllowed, with words for the person, unless they may use the bot there."""
        if user not in self.named:
            try:
                self._require_known(user, workspace)
            except StatusUnknown:
                raise NotAllowed(_CANNOT_CHECK) from None
        if not self.is_open(place.channel, place.name):
            raise NotAllowed(_ELSEWHERE.format(channels=", ".join(f"<#{channel}>" for channel in self.channels)))

    def require_colleague(self, user: str, workspace: OwnTeam) -> None:
        """Raise NotAllowed, with words for who chose `user`, unless a setting names them or they are a member."""
        if user in self.named:
            return
        try:
            standing = self.members.status(user, workspace)
        except StatusUnknown:
            raise NotAllowed(_CANNOT_CHECK_CHOICE) from None
        if standing is not MembershipStatus.MEMBER:
            raise NotAllowed(_NO_COLLEAGUE)

    def _require_known(self, user: str, workspace: OwnTeam) -> None:
        standing = self.members.status(user, workspace)
        if standing is not MembershipStatus.MEMBER:
            raise NotAllowed(f"{_FOR_MEMBERS[standing]} {_ASK_ADMIN.format(user=user)}")
        if self.only_listed and not (self.usergroup and user in self.members.group(self.usergroup)):
            raise NotAllowed(f"{_NOT_LISTED} {_ASK_ADMIN.format(user=user)}")

    def is_open(self, channel: str, name: str = "") -> bool:
        """Return whether the bot may be used in a channel, given by its id and its name."""
        if not self.channels or not channel or channel.startswith("D"):
            return True
        return channel in self.channels or self.hot_leads_channel in {channel, f"#{name}"}


def require_allowed(
    body: dict[str, Any],
    context: BoltContext,
    permissions: Permissions,
    next: Callable[[], None],  # noqa: A002, the name by which Bolt passes it
) -> BoltResponse | None:
    """Let a request through if the person may make it; else answer that they may not, before anything is done."""
    try:
        if context.user_id:  # an event may be nobody's doing
            permissions.require_allowed(context.user_id, workspace_of(context), _place(body, context))
    except NotAllowed as refusal:
        answer = answer_error(refusal, body, context)
        context.ack.response = answer  # a repeated delivery gets it, too
        finish_request(context)
        return answer
    next()
    return None


def workspace_of(context: BoltContext) -> OwnTeam:
    """Return the workspace of the bot that a request came to."""
    ours = context.authorize_result
    return OwnTeam(ours.team_id or "", ours.enterprise_id) if ours else OwnTeam("")


def _place(body: dict[str, Any], context: BoltContext) -> Location:
    channel = body.get("channel") or {}
    return Location(context.channel_id or "", body.get("channel_name") or channel.get("name") or "")
