"""The app as one to talk to: what it suggests, and how each thread with it is called and is getting on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from localslack.app_manifest import Agent, Prompt
from localslack.conversations import Conversation
from localslack.people import BOT_USER_ID

STATUS_SECONDS = 2 * 60

Place = tuple[str, str]
"""A thread: the ids of its conversation and of its first message."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Prompts that stand above the message box, below the newest message there was when the app suggested them."""

    title: str
    prompts: tuple[Prompt, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the app is doing in a thread: the words after its name, or several in turn, since when and after what."""

    text: str
    loading_messages: tuple[str, ...]
    since: float
    after: str


@dataclass(slots=True)
class AgentView:
    """Suggestions by conversation, titles and statuses by thread."""

    agent: Agent | None
    clock: Callable[[], float]
    _suggestions: dict[str, Suggestions] = field(default_factory=dict)
    _titles: dict[Place, str] = field(default_factory=dict)
    _statuses: dict[Place, Status] = field(default_factory=dict)

    def suggest(self, conversation: Conversation, title: str, prompts: tuple[Prompt, ...]) -> None:
        """Suggest prompts until somebody says something new."""
        self._suggestions[conversation.id] = Suggestions(title, prompts, _newest(conversation))

    def suggestions(self, conversation: Conversation) -> Suggestions | None:
        """Return what is suggested in a conversation now: what the app set last, or its manifest's at the start."""
        if self.agent is None or conversation.kind != "im":
            return None
        own = self._suggestions.get(conversation.id, Suggestions("", self.agent.suggested_prompts))
        return own if own.prompts and own.below == _newest(conversation) else None

    def name(self, conversation: Conversation, root: str, title: str) -> None:
        """Give a thread its title."""
        self._titles[conversation.id, root] = title

    def title(self, conversation: Conversation, root: str) -> str | None:
        """Return a thread's title, if it has one."""
        return self._titles.get((conversation.id, root))

    def set_status(self, conversation: Conversation, root: str, text: str, loading_messages: tuple[str, ...]) -> None:
        """Say what the app is doing in a thread; nothing, when the text is empty."""
        self._statuses.pop((conversation.id, root), None)
        if text:
            last = next(conversation.newest_first())
            self._statuses[conversation.id, root] = Status(text, loading_messages, self.clock(), last.ts)

    def status(self, conversation: Conversation, root: str) -> Status | None:
        """Return what the app is doing in a thread: until it says something there, for two minutes at most."""
        status = self._statuses.get((conversation.id, root))
        if status is None or self.clock() - status.since >= STATUS_SECONDS:
            return None
        replies = conversation.threads().get(root, [])
        return None if any(one.user == BOT_USER_ID and one.ts > status.after for one in replies) else status

    def threads(self, conversation: Conversation) -> set[str]:
        """Return the first messages of the threads that there is something to say of."""
        return {root for place, root in (*self._titles, *self._statuses) if place == conversation.id}


def _newest(conversation: Conversation) -> str:
    """Return the ts of the newest message outside threads that all there can read."""
    shown = (one for one in conversation.newest_first() if not one.is_in_thread_only and one.ephemeral_to is None)
    newest = next(shown, None)
    return "" if newest is None else newest.ts
