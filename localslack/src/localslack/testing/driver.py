"""Dialogues with the bot, as a person has them in the local workspace.

    slack = Driver(workspace.url)                 # Maya, in #sales
    slack.send("/scorelead credit=900")
    slack.expect_private("Credit score: at most 850")
    slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes").press("Claim")
    slack.modal("Score a lead").fill({"Credit score": "700"}).submit()
    slack.thread(post).expect_message("Claimed")  # the thread below a message; send() there is a reply
    slack.home().press("Claim")                   # the app's Home tab
    talk = slack.write("Dana is 45")              # to the bot; the answers come in the thread below
    talk.expect_message("Medium").press("Yes")
    talk.write("no, 46")                          # in a thread, write() replies
    slack.mention("Dana is 45", "#hot-leads").expect_message("Medium")
    slack.message_shortcut("Score this lead", post)

An expectation waits for a message that is new: posted or edited, and not yet the answer to another expectation.
"""

import time
from dataclasses import dataclass, replace
from typing import Self

import httpx

from localslack.entities import unescape
from localslack.testing.screen import POLL_INTERVAL, PersonView
from localslack.testing.surfaces import Form, HomeTab, Json, Post, only
from localslack.testing.text import message_words

QUIET_SECONDS = 0.3


@dataclass(frozen=True)
class Driver(PersonView):
    """One person in one conversation, or in one thread of it: what that person does, and what they wait for."""

    def as_(self, person: str) -> Self:
        """Return the same conversation through the eyes of another person, by name, first name or id."""
        return replace(self, person=person)

    def in_(self, channel: str) -> Self:
        """Return the same person in another conversation: "#name", an id, or "bot" for the messages with the bot."""
        return replace(self, channel=channel, root=None)

    def thread(self, post: Post) -> Self:
        """Return the same person in the thread below a message, or the one that the message is in."""
        return replace(self, channel=post.channel, root=post.message["thread_ts"] or post.ts)

    def home(self) -> HomeTab:
        """Open the app's Home tab, and wait until the app has published something there."""
        self.open_app("home")
        return self.wait_for(lambda: HomeTab(self) if self.screen()["app_home"]["view"] else None, "a Home tab")

    def open_app(self, tab: str) -> Json:
        """Open the tab "home" or "messages" of the app."""
        return self.do("open-app", tab=tab)

    def skip(self, seconds: float) -> None:
        """Put the workspace's clock forward, as the page's control does."""
        answer = self._http.post(f"{self.url}clock/skip", json={"seconds": seconds})
        assert answer.status_code == httpx.codes.OK, answer.text

    def send(self, text: str, *, thread: Post | None = None) -> Json:
        """Type something and press Enter; return how it came out, once a command was acknowledged or failed."""
        thread_ts, conversation = thread.ts if thread else self.root, self.conversation()
        place = "" if conversation["kind"] == "im" else f" in #{conversation['name']}"
        self.journal.append(f"{self.person}{place}: {text}")
        sent = self.do("send", channel=conversation["id"], text=text, thread_ts=thread_ts)
        if "ts" in sent:
            self._read_to[self.person, conversation["id"], thread_ts or sent["ts"]] = sent["ts"]
        return sent

    def write(self, text: str) -> Self:
        """Send something to the bot: in this thread, or in the messages with it; return its thread."""
        place = self if self.root else self.in_("bot")
        return place.below(place.send(text)["ts"])

    def mention(self, text: str, channel: str | None = None) -> Self:
        """Mention the bot in this thread or in a channel, and return its thread."""
        place = self.in_(channel) if channel else self
        return place.below(place.send(f"@{self.screen()['bot']['name']} {text}")["ts"])

    def below(self, ts: str) -> Self:
        """Return the thread below a message with this ts; in a thread, that thread."""
        return replace(self, channel=self.conversation()["id"], root=self.root or ts)

    def edit(self, before: str, after: str) -> Json:
        """Change what this person sent here."""
        return self.do("edit", **self._own(before), text=after)

    def delete(self, text: str) -> Json:
        """Delete what this person sent here."""
        return self.do("delete", **self._own(text))

    def shortcut(self, name: str) -> Json:
        """Start a global shortcut from the menu."""
        return self.do("shortcut", callback_id=self._callback("shortcuts", name))

    def message_shortcut(self, name: str, post: Post) -> Json:
        """Start a shortcut from a message's menu."""
        callback_id = self._callback("message_shortcuts", name)
        return self.do("shortcut", callback_id=callback_id, channel=post.channel, ts=post.ts)

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

    def expect_next(self, *words: str, private: bool = False) -> Post:
        """Wait for the bot's first message in this thread below all that this person sent or read there.

        It has to show the words. Unlike `expect_message`, this never takes a message that was only edited.
        """
        assert self.root, "only a thread has a next message"
        screen = self.screen()
        read_to = self._read_to.get((self.person, self.conversation(screen)["id"], self.root), self.root)
        bot = screen["bot"]["name"]

        def find() -> Post | None:
            new = (one for one in self.posts() if one.ts > read_to and one.author == bot)
            return next((one for one in new if one.is_private == private), None)

        below = self.wait_for(find, f"a message of {bot} below {read_to}")
        self._read(below)
        assert all(word in below.words for word in words), f"Expected {' and '.join(map(repr, words))} in\n{below}"
        return below

    def _read(self, post: Post) -> None:
        """Note that a message was read."""
        self._met.add(post.key)
        self.journal.append(str(post))
        if self.root:
            place = (self.person, post.channel, self.root)
            self._read_to[place] = max(post.ts, self._read_to.get(place, ""))

    def expect_nothing_new(self) -> None:
        """Fail if anything new is here, or comes within a moment."""
        deadline = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < deadline:
            unexpected = [post for post in self.posts() if post.key not in self._met]
            assert not unexpected, f"Expected nothing new. {self.view()}"
            time.sleep(POLL_INTERVAL)

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

    @property
    def prompts(self) -> tuple[str, ...]:
        """The titles of what the bot suggests in the messages with it."""
        return tuple(prompt["title"] for prompt in self._prompts())

    def expect_prompts(self, *titles: str) -> None:
        """Wait until the bot suggests exactly this."""
        self.wait_for(lambda: self.prompts == titles or None, f"the prompts {titles}")

    def choose_prompt(self, title: str) -> Self:
        """Send what the bot suggests under a title, and return its thread."""
        return self.in_("bot").write(only(self._prompts(), lambda one: one["title"] == title, title)["message"])

    @property
    def status(self) -> str | None:
        """What the bot is doing in this thread, such as "is thinking..."."""
        status = self._thread().get("status")
        return str(status["text"]) if status else None

    @property
    def thread_title(self) -> str | None:
        """What the bot called this thread."""
        title = self._thread().get("title")
        return str(title) if title else None

    def expect_title(self, title: str) -> None:
        """Wait until the bot has called this thread so."""
        self.wait_for(lambda: self.thread_title == title or None, f"the title {title!r}, not {self.thread_title!r}")

    def _expect(self, words: tuple[str, ...], *, private: bool) -> Post:
        def answer() -> Post | None:
            with self._lock:
                for post in self.posts():
                    is_new = post.is_private == private and post.key not in self._met
                    if is_new and all(word in post.words for word in words):
                        self._read(post)
                        return post
            return None

        kind = "private message" if private else "message"
        return self.wait_for(answer, f"a new {kind} with {' and '.join(map(repr, words)) or 'anything'}")

    def _own(self, text: str) -> Json:
        conversation, me, names = self.conversation(), self._id(), self.names()
        said = [one for one in conversation["messages"] if one["user"] == me and message_words(one, names) == text]
        assert said, f"{self.person} did not say {text!r} in {self.channel}"
        return {"channel": conversation["id"], "ts": said[-1]["ts"]}

    def _callback(self, kind: str, name: str) -> str:
        return str(only(self.screen()[kind], lambda one: one["name"] == name, f"shortcut {name!r}")["callback_id"])

    def _prompts(self) -> list[Json]:
        return list((self.in_("bot").conversation()["suggestions"] or {"prompts": []})["prompts"])

    def _thread(self) -> Json:
        assert self.root, "only a thread has a status and a title"
        return dict(self.conversation()["threads"].get(self.root, {}))
