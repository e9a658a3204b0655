"""Who is in the workspace. The ids never change: tests and bookmarks may rely on them."""

from dataclasses import dataclass
from typing import Final

TEAM_ID: Final = "T0LOCAL"
TEAM_NAME: Final = "Harbour Investments"
TEAM_DOMAIN: Final = "harbour"
OTHER_TEAM_ID: Final = "T0NORTH"
APP_ID: Final = "A0LOCAL"
BOT_ID: Final = "B0LOCAL"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the workspace, or of a channel shared with another team (`team_id`); bots are members too."""

    id: str
    name: str
    is_bot: bool = False
    title: str = ""
    team_id: str = TEAM_ID
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_deleted: bool = False
    time_zone: str = "Europe/Berlin"

    @property
    def handle(self) -> str:
        """The name in payloads, which Slack writes in lower case without spaces."""
        return self.name.lower().replace(" ", ".")

    @property
    def direct_messages(self) -> str:
        """The id of this person's conversation with the bot."""
        return "D" + self.id[1:]

    @property
    def is_of_other_team(self) -> bool:
        """Whether this is somebody of another company, by Slack Connect."""
        return self.team_id != TEAM_ID


@dataclass(frozen=True, slots=True)
class UserGroup:
    """People who are mentioned as one, such as @closers; a feature of paid plans."""

    id: str
    name: str
    handle: str
    people: tuple[str, ...]


MAYA: Final = Person("U0MAYA", "Maya Lind", title="Sales")
JONAS: Final = Person("U0JONAS", "Jonas Weber", title="Sales")
PRIYA: Final = Person("U0PRIYA", "Priya Nair", title="Sales manager")
SAM: Final = Person("U0SAM", "Sam Ortiz", title="Guest", is_restricted=True)
NOOR: Final = Person("U0NOOR", "Noor Haddad", title="Northwind, by Slack Connect", team_id=OTHER_TEAM_ID)
SLACKBOT: Final = Person("USLACKBOT", "Slackbot", is_bot=True)
BOT_USER_ID: Final = "U0BOT"
