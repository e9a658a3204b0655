"""The app's Home: what a person sees of it, and what the bot hears when they open it."""

from localslack.app_manifest import AppManifest
from localslack.errors import PersonError
from localslack.events import Events
from localslack.homes import Homes
from localslack.outcomes import DONE, Outcome
from localslack.people import Person
from localslack.views import View


class AppHome:
    """The tabs Home and Messages of the app."""

    def __init__(self, manifest: AppManifest, homes: Homes, events: Events) -> None:
        self._has_home_tab = manifest.home_tab_is_enabled
        self._homes = homes
        self._events = events

    def open(self, person: Person, tab: str) -> Outcome:
        """Open a tab and tell the bot, which may then publish a Home."""
        if tab == "home" and self._has_home_tab:
            self._events.tell_home_opened(person, "home", self.view_of(person))
        elif tab == "messages":
            self._events.tell_home_opened(person, "messages", None)
        else:
            raise PersonError("tab_not_found", 404)
        return DONE

    def view_of(self, person: Person) -> View | None:
        """Return what the bot published for a person, if it did."""
        return self._homes.of(person.id)

    def screen(self, person: Person) -> dict[str, object]:
        """Return what the person sees of the app's Home."""
        home = self.view_of(person)
        return {"has_home_tab": self._has_home_tab, "view": home.screen() if home else None}
