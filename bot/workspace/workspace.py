"""The local workspace: all its parts, joined."""

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from bot.workspace import membership
from bot.workspace.app_manifest import MANIFEST, AppManifest
from bot.workspace.chat_methods import ChatMethods
from bot.workspace.clicks import Clicks
from bot.workspace.composer import Composer
from bot.workspace.conversations import Message
from bot.workspace.events import Events
from bot.workspace.faults import Faults
from bot.workspace.forms import Forms
from bot.workspace.journal import Journal
from bot.workspace.modals import Modals
from bot.workspace.page_files import PageFiles
from bot.workspace.people import APP_ID, BOT_ID, BOT_USER_ID, MAYA, TEAM_ID, TEAM_NAME, Person
from bot.workspace.person_api import PersonApi
from bot.workspace.rate_limits import DEFAULT_RATE, TIER_3, TIER_4, Rate, RateLimits
from bot.workspace.response_urls import ResponseUrls
from bot.workspace.screen import Screen
from bot.workspace.server import HOST, Server
from bot.workspace.sockets import Sockets
from bot.workspace.state import State
from bot.workspace.triggers import Triggers
from bot.workspace.view_methods import ViewMethods
from bot.workspace.web_api import Arguments, Method, Tokens, WebApi

PAGE = Path(__file__).parent / "page"


class Workspace:
    """A small, strict Slack on 127.0.0.1 that forgets everything when it stops.

    `clock` gives the time in seconds since 1970; all of Slack's deadlines are measured with it.
    `post_rate` says how fast the bot may post to one channel.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        manifest: Path = MANIFEST,
        clock: Callable[[], float] = time.time,
        post_rate: Rate = DEFAULT_RATE,
    ) -> None:
        self.manifest = AppManifest.load(manifest)
        self.bot_token = f"xoxb-local-{secrets.token_hex(12)}"
        self.app_token = f"xapp-1-{APP_ID}-local-{secrets.token_hex(12)}"
        self.faults = Faults()
        self.journal = Journal()
        self._state = State(self.manifest.bot_name, clock)
        self._modals = Modals(clock)
        self._triggers = Triggers(clock)
        self._response_urls = ResponseUrls(self._state, clock, base_url=lambda: self.url)
        self._sockets = Sockets(clock, self.faults, self.journal)
        self._sockets.on_connection_change = lambda: self._state.changes.touch(self._state.people)
        self._events = Events(self._sockets, self.manifest.bot_events, clock)
        self._rate_limits = RateLimits(post_rate, clock)
        self._server = Server(self._routes(), port, before_stop=self._let_go)

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://{HOST}:{self._server.port}/"

    @property
    def api_url(self) -> str:
        """The base URL for slack_sdk.WebClient."""
        return f"{self.url}api/"

    def start(self) -> None:
        """Serve; raises OSError when the port is taken."""
        self._server.start()

    def stop(self) -> None:
        """Close every connection and forget."""
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def posts(self, channel: str) -> list[Message]:
        """Return what the bot posted for all to read in a channel, oldest first."""
        return self._server.run(
            lambda: [
                message
                for message in self._state.channel_named(channel).messages
                if message.user == BOT_USER_ID and message.ephemeral_to is None and message.subtype is None
            ]
        )

    def archive(self, channel: str) -> None:
        """Archive a channel."""

        def archive() -> None:
            conversation = self._state.channel_named(channel)
            conversation.is_archived = True
            self._state.touched(conversation)

        self._server.run(archive)

    def delete_channel(self, channel: str) -> None:
        """Delete a channel with all its messages."""

        def delete() -> None:
            conversation = self._state.channel_named(channel)
            del self._state.conversations[conversation.id]
            self._state.touched(conversation)

        self._server.run(delete)

    def remove_bot(self, channel: str) -> None:
        """Let Maya remove the bot from a channel."""
        self._server.run(lambda: membership.remove(self._state, BOT_USER_ID, MAYA, self._state.channel_named(channel)))

    def add_people(self, count: int) -> list[Person]:
        """Let more people join, and return them."""

        def add() -> list[Person]:
            first = len(self._state.people)
            people = [Person(f"U0MORE{n:03}", f"Colleague {n}") for n in range(first, first + count)]
            for person in people:
                self._state.add_person(person)
            return people

        return self._server.run(add)

    def disconnect(self, reason: str | None = "refresh_requested", *, which: int | None = None) -> None:
        """Ask the bot to reconnect and close its connections, or the one numbered; a reason of None closes unasked."""
        self._server.run_async(lambda: self._sockets.disconnect(reason, which=which))

    def _routes(self) -> list[BaseRoute]:
        composer = Composer(
            self._state, self.manifest, self._sockets, self._events, self._triggers, self._response_urls
        )
        clicks = Clicks(self._state, self._sockets, self._triggers, self._response_urls, self._modals)
        forms = Forms(self._state, self._sockets, self._triggers, self._modals)
        screen = Screen(self._state, self.manifest, self._modals, self._sockets, composer)
        tokens = Tokens(self.bot_token, self.app_token, self.manifest.bot_scopes)
        web_api = WebApi(self._methods(), tokens, self.faults, self.journal, self._state.clock)
        return [
            Route("/api/{method}", web_api.answer, methods=["GET", "POST"]),
            *self._response_urls.routes(),
            WebSocketRoute("/link/", self._sockets.serve),
            *PersonApi(self._state, screen, composer, clicks, forms, self._modals).routes(),
            Mount("/", PageFiles(directory=PAGE, html=True, check_dir=False)),
        ]

    def _methods(self) -> dict[str, Method]:
        chat = ChatMethods(self._state, self.manifest.bot_scopes, self._rate_limits)
        views = ViewMethods(self._state, self._modals, self._triggers)
        may_write = ("chat:write",)
        return {
            "auth.test": Method(self._auth_test),
            "apps.connections.open": Method(self._open_connection, ("connections:write",), for_app_token=True),
            "chat.postMessage": Method(chat.post_message, may_write),
            "chat.postEphemeral": Method(chat.post_ephemeral, may_write, rate=TIER_4),
            "chat.update": Method(chat.update, may_write, rate=TIER_3),
            "chat.delete": Method(chat.delete, may_write, rate=TIER_3),
            "chat.getPermalink": Method(chat.get_permalink),
            "views.open": Method(views.open, rate=TIER_4),
            "views.push": Method(views.push, rate=TIER_4),
            "views.update": Method(views.update, rate=TIER_4),
        }

    def _let_go(self) -> None:
        self._events.stop()
        self._state.changes.close()

    def _auth_test(self, _: Arguments) -> Arguments:
        return {
            "url": self.url,
            "team": TEAM_NAME,
            "user": self._state.bot.handle,
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "bot_id": BOT_ID,
            "is_enterprise_install": False,
        }

    def _open_connection(self, _: Arguments) -> Arguments:
        ticket = self._sockets.issue_ticket()
        return {"url": f"ws://{HOST}:{self._server.port}/link/?ticket={ticket}&app_id={APP_ID}"}
