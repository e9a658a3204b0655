"""What one person sees and does in the local workspace, as the page asks for it."""

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import httpx

from localslack.testing.surfaces import Json, Post, only
from localslack.testing.text import message_words

TIMEOUT = 10.0
POLL_INTERVAL = 0.02

T = TypeVar("T")


def _plain_http() -> httpx.Client:
    # Loading certificates, of no use on this machine, would take longer than most tests.
    return httpx.Client(timeout=30, trust_env=False, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


@dataclass(frozen=True)
class PersonView:
    """What one person sees of one conversation, or of one thread of it, whose root has the ts `root`.

    A conversation has the replies of its threads, too. Views made from one
    another share the connection and what was expected; threads may use them.
    """

    url: str
    person: str = "Maya"
    channel: str = "#sales"
    root: str | None = None
    _http: httpx.Client = field(default_factory=_plain_http, repr=False)
    journal: list[str] = field(default_factory=list, repr=False)
    """What people did and read, in the order of the test."""
    _met: set[str] = field(default_factory=set, repr=False)
    _read_to: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def screen(self) -> Json:
        """Return all this person sees."""
        answer = self._http.get(f"{self.url}person/{self._id()}/screen")
        assert answer.status_code == httpx.codes.OK, answer.text
        return dict(answer.json())

    def conversation(self, screen: Json | None = None) -> Json:
        """Return this conversation as the screen has it."""
        name = self.channel.removeprefix("#")
        return only(
            (screen or self.screen())["conversations"],
            lambda one: one["kind"] == "im" if name == "bot" else name in (one["name"], one["id"]),
            f"conversation {self.channel!r}",
        )

    def posts(self) -> list[Post]:
        """Return what is here to read, oldest first, without this person's own words and service messages."""
        screen = self.screen()
        conversation = self.conversation(screen)
        me = screen["me"]["id"]
        names = _names(screen)
        return [
            Post(self, me, conversation["id"], message, names[message["user"]], message_words(message, names))
            for message in conversation["messages"]
            if message["user"] != me and message["subtype"] is None
            if self.root is None or self.root in (message["ts"], message["thread_ts"])
        ]

    def names(self) -> dict[str, str]:
        """Return what people and user groups are called, by their ids."""
        return _names(self.screen())

    def person_id(self, name: str) -> str:
        """Return the id of the person with this name or first name, or with this id."""
        people = self.screen()["people"]
        return str(
            only(people, lambda one: one["id"] == name or one["name"].startswith(name), f"person {name!r}")["id"]
        )

    def fetch(self, file_id: str) -> bytes:
        """Return the content of a file that this person is shown."""
        answer = self._http.get(f"{self.url}person/{self._id()}/file/{file_id}")
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.content

    def do(self, deed: str, **asked: object) -> Json:
        """Do something as this person, and return how it came out; what cannot be done fails the test."""
        answer = self._http.post(f"{self.url}person/{self._id()}/{deed}", json=asked)
        assert answer.status_code == httpx.codes.OK, f"{self.person} cannot {deed} {asked}: {answer.text}"
        return dict(answer.json())

    def view(self) -> str:
        """Return what this person sees here, for messages of failed tests."""
        seen = "\n".join(map(str, self.posts())) or "  nothing"
        return f"{self.person} sees in {self.channel}:\n{seen}"

    def wait_for(self, look: Callable[[], T | None], what: str) -> T:
        """Look until there is something, and return it; fail after a timeout."""
        deadline = time.monotonic() + TIMEOUT
        while True:
            found = look()
            if found is not None:
                return found
            assert time.monotonic() < deadline, f"Expected {what}. {self.view()}"
            time.sleep(POLL_INTERVAL)

    def _id(self) -> str:
        if self.person.startswith("U0"):
            return self.person
        people = self._http.get(f"{self.url}person/U0MAYA/screen").json()["people"]
        return str(only(people, lambda one: one["name"].startswith(self.person), f"person {self.person!r}")["id"])


def _names(screen: Json) -> dict[str, str]:
    people = {one["id"]: one["name"] for one in screen["people"]}
    return people | {one["id"]: one["handle"] for one in screen["user_groups"]}
