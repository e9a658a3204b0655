"""Dialogues with the bot, as a person has them in the local workspace.

    slack = Driver(workspace.url)                 # Maya, in #sales
    slack.say("/scorelead credit=900")
    slack.expect_private("Credit score: at most 850")
    slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes").press("Claim")
    slack.modal("Score a lead").fill({"Credit score": "700"}).submit()
    slack.thread(post).expect_message("Claimed")  # the thread below a message; say() there is a reply
    slack.home().press("Claim")                   # the app's Home tab

An expectation waits for a message that is new: posted or edited, and not yet the answer to another expectation.
"""

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self, TypeVar

import httpx

from bot.workspace.entities import unescape
from tests.reading import message_words
from tests.seen import Form, Home, Json, Post, only

PATIENCE_SECONDS = 5.0
SILENCE_SECONDS = 0.3
GLANCE_SECONDS = 0.02

T = TypeVar("T")


def _plain_http() -> httpx.Client:
    # Loading certificates, of no use on this machine, would take longer than most tests.
    return httpx.Client(timeout=30, trust_env=False, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


@dataclass(frozen=True)
class Driver:
    """One person in one conversation, or in one thread of it, whose first message has the ts `root`.

    A conversation has the replies of its threads, too. Views made of one another share the workspace; all are safe in
    threads.
    """

    url: str
    person: str = "Maya"
    channel: str = "#sales"
    root: str | None = None
    _http: httpx.Client = field(default_factory=_plain_http, repr=False)
    _met: set[str] = field(default_factory=set, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def as_(self, person: str) -> Self:
        """Return the same conversation through the eyes of another person, by name, first name or id."""
        return replace(self, person=person)

    def in_(self, channel: str) -> Self:
        """Return the same person in another conversation: "#name", an id, or "bot" for the messages with the bot."""
        return replace(self, channel=channel, root=None)

    def thread(self, post: Post) -> Self:
        """Return the same person in the thread below a message, or the one that the message stands in."""
        return replace(self, channel=post.channel, root=post.message["thread_ts"] or post.ts)

    def home(self) -> Home:
        """Open the app's Home tab, and wait until the app has published something there."""
        self.open_app("home")
        return self.wait_for(lambda: Home(self) if self.screen()["app_home"]["view"] else None, "a Home tab")

    def open_app(self, tab: str) -> Json:
        """Open the tab "home" or "messages" of the app."""
        return self.do("open-app", tab=tab)

    def skip(self, seconds: float) -> None:
        """Put the workspace's clock forward, as the page's control does."""
        answer = self._http.post(f"{self.url}clock/skip", json={"seconds": seconds})
        assert answer.status_code == httpx.codes.OK, answer.text

    def say(self, text: str, *, thread: Post | None = None) -> Json:
        """Type something and press Enter; return how it came out, once a command was acknowledged or failed."""
        thread_ts = thread.ts if thread else self.root
        return self.do("say", channel=self.conversation()["id"], text=text, thread_ts=thread_ts)

    def shortcut(self, name: str) -> Json:
        """Start a global shortcut from the menu."""
        shortcut = only(self.screen()["shortcuts"], lambda one: one["name"] == name, f"shortcut {name!r}")
        return self.do("shortcut", callback_id=shortcut["callback_id"])

    def press(self, label: str) -> Json:
        """Press the button of the newest message here that has it."""
        for post in reversed(self.posts()):
            if post.button(label):
                return post.press(label)
        raise AssertionError(f"No button {label!r}. {self.view()}")

    def expect_private(self, *words: str) -> Post:
        """Wait for a new message here, visible to this person only, that shows all the words."""
        return self._expect(words, private=True)

    def expect_message(self, *words: str) -> Post:
        """Wait for a new message here, for all to read, that shows all the words."""
        return self._expect(words, private=False)

    def expect_nothing_new(self) -> None:
        """Fail if anything new is here, or comes within a moment."""
        deadline = time.monotonic() + SILENCE_SECONDS
        while time.monotonic() < deadline:
            unexpected = [post for post in self.posts() if post.key not in self._met]
            assert not unexpected, f"Expected nothing new. {self.view()}"
            time.sleep(GLANCE_SECONDS)

    def modal(self, title: str | None = None) -> Form:
        """Wait for a modal in front of this person, with this title if one is given."""

        def front() -> Form | None:
            modals = self.screen()["modals"]
            return Form(self, modals[-1]["id"]) if modals and title in (None, unescape(modals[-1]["title"])) else None

        return self.wait_for(front, f"a modal {title or ''}")

    def expect_no_modal(self) -> None:
        """Wait until no modal is in front of this person."""
        self.wait_for(lambda: not self.screen()["modals"] or None, "no modal")

    def expect_bot(self, *, connected: bool) -> None:
        """Wait until the bot is connected, or is not."""
        state = "connected" if connected else "disconnected"
        self.wait_for(lambda: self.screen()["bot"]["connected"] == connected or None, f"the bot to be {state}")

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
        """Look again and again until there is something, and return it; fail when patience is at its end."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            found = look()
            if found is not None:
                return found
            assert time.monotonic() < deadline, f"Expected {what}. {self.view()}"
            time.sleep(GLANCE_SECONDS)

    def _expect(self, words: tuple[str, ...], *, private: bool) -> Post:
        def answer() -> Post | None:
            with self._lock:
                for post in self.posts():
                    is_new = post.is_private == private and post.key not in self._met
                    if is_new and all(word in post.words for word in words):
                        self._met.add(post.key)
                        return post
            return None

        kind = "private message" if private else "message"
        return self.wait_for(answer, f"a new {kind} with {' and '.join(map(repr, words)) or 'anything'}")

    def _id(self) -> str:
        if self.person.startswith("U0"):
            return self.person
        people = self._http.get(f"{self.url}person/U0MAYA/screen").json()["people"]
        return str(only(people, lambda one: one["name"].startswith(self.person), f"person {self.person!r}")["id"])


def _names(screen: Json) -> dict[str, str]:
    people = {one["id"]: one["name"] for one in screen["people"]}
    return people | {one["id"]: one["handle"] for one in screen["user_groups"]}
