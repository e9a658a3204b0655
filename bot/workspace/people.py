"""Who is in the workspace. The ids are stable: tests and bookmarks may rely on them."""

from dataclasses import dataclass
from typing import Final

TEAM_ID: Final = "T0LOCAL"
TEAM_NAME: Final = "Harbour Investments"
TEAM_DOMAIN: Final = "harbour"
APP_ID: Final = "A0LOCAL"
BOT_ID: Final = "B0LOCAL"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the workspace; bots are members too."""

    id: str
    name: str
    is_bot: bool = False

    @property
    def handle(self) -> str:
        """The name in payloads, which Slack writes in lower case without spaces."""
        return self.name.lower().replace(" ", ".")

    @property
    def direct_messages(self) -> str:
        """The id of this person's conversation with the bot."""
        return "D" + self.id[1:]


MAYA: Final = Person("U0MAYA", "Maya Lind")
JONAS: Final = Person("U0JONAS", "Jonas Weber")
PRIYA: Final = Person("U0PRIYA", "Priya Nair")
SLACKBOT: Final = Person("USLACKBOT", "Slackbot", is_bot=True)
BOT_USER_ID: Final = "U0BOT"
