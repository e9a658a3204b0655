"""The users.* and usergroups.* methods of the Web API: who people are."""

from localslack import arguments as given
from localslack.arguments import Arguments
from localslack.errors import SlackError
from localslack.objects import user_object
from localslack.people import BOT_USER_ID, Person
from localslack.state import State


class UserMethods:
    """Looks up people and user groups."""

    def __init__(self, state: State) -> None:
        self._state = state

    def info(self, arguments: Arguments) -> Arguments:
        """users.info."""
        given.require(arguments, "user")
        given.allow(arguments, frozenset({"user", "include_locale"}))
        person = self._state.people.get(str(arguments["user"]))
        if person is None:
            raise SlackError("user_not_found")
        return {"user": user_object(person, is_stranger=self._is_stranger(person))}

    def list_of_group(self, arguments: Arguments) -> Arguments:
        """usergroups.users.list, which free plans have not."""
        given.require(arguments, "usergroup")
        given.allow(arguments, frozenset({"usergroup", "include_disabled"}))
        if not self._state.has_paid_plan:
            raise SlackError("paid_teams_only")
        group = self._state.user_groups.get(str(arguments["usergroup"]))
        if group is None:
            raise SlackError("no_such_subteam")
        return {"users": list(group.people)}

    def _is_stranger(self, person: Person) -> bool:
        """Whether somebody of another team shares no channel with the bot; one who does is no stranger to Slack."""
        return person.is_of_other_team and not any(
            {person.id, BOT_USER_ID} <= conversation.members
            for conversation in self._state.conversations.values()
            if conversation.kind == "channel"
        )
