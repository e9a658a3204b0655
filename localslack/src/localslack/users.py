"""The users.* and usergroups.* methods of the Web API: who people are."""

from localslack.api.arguments import Arguments
from localslack.api.methods import Method
from localslack.api.rate_limits import TIER_2, TIER_4
from localslack.errors import SlackError
from localslack.objects import user_object
from localslack.people import BOT_USER_ID, Person
from localslack.state import State


class UserMethods:
    """Looks up people and user groups."""

    def __init__(self, state: State) -> None:
        self._state = state

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        return {
            "users.info": Method(
                self.info,
                required=("user",),
                optional=("include_locale",),
                errors=("user_not_found",),
                scopes=("users:read",),
                rate=TIER_4,
            ),
            "usergroups.users.list": Method(
                self.list_of_group,
                required=("usergroup",),
                optional=("include_disabled",),
                errors=("no_such_subteam", "paid_teams_only"),
                scopes=("usergroups:read",),
                rate=TIER_2,
            ),
        }

    def info(self, arguments: Arguments) -> Arguments:
        """users.info."""
        person = self._state.people.get(str(arguments["user"]))
        if person is None:
            raise SlackError("user_not_found")
        return {"user": user_object(person, is_stranger=self._is_stranger(person))}

    def list_of_group(self, arguments: Arguments) -> Arguments:
        """usergroups.users.list, which free plans do not have."""
        if not self._state.has_paid_plan:
            raise SlackError("paid_teams_only")
        group = self._state.user_groups.get(str(arguments["usergroup"]))
        if group is None:
            raise SlackError("no_such_subteam")
        return {"users": list(group.people)}

    def _is_stranger(self, person: Person) -> bool:
        """Whether somebody of another team shares no channel with the bot."""
        return person.is_of_other_team and not any(
            {person.id, BOT_USER_ID} <= conversation.members
            for conversation in self._state.conversations.values()
            if conversation.kind == "channel"
        )
