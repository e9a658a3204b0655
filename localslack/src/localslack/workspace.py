"""The local workspace: its parts, joined."""

import secrets
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from localslack.administration import Administration
from localslack.api.arguments import Arguments
from localslack.api.methods import Method
from localslack.api.rate_limits import DEFAULT_RATE, TIER_1, Rate, RateLimits
from localslack.api.routes import Tokens, WebApi
from localslack.assistant import AgentView, AssistantMethods
from localslack.conversations.chat import ChatMethods
from localslack.conversations.methods import ConversationMethods
from localslack.conversations.response_urls import ResponseUrls
from localslack.delivery.carriers import RequestUrl, Sockets
from localslack.delivery.deliveries import Deliveries
from localslack.delivery.events import Events
from localslack.faults import Faults
from localslack.files.methods import FileMethods
from localslack.files.state import Files
from localslack.journal import Journal
from localslack.manifest import AppManifest
from localslack.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from localslack.person.composer import Composer
from localslack.person.interactions import Clicks, Shortcuts
from localslack.person.page import ClockControl, PageFiles, ShownFiles
from localslack.person.routes import PersonApi
from localslack.person.screen import Screen
from localslack.person.views import AppHome, Forms
from localslack.server import HOST, Server
from localslack.state import State
from localslack.users import UserMethods
from localslack.views.methods import ViewMethods
from localslack.views.state import Homes, Modals
from localslack.views.triggers import Triggers

PAGE = Path(__file__).parent / "page"


class Workspace(Administration):
    """A small, strict Slack on 127.0.0.1 that forgets everything when it stops.

    `manifest` is the file that describes the app, the same that Slack is given. `clock` returns the time in seconds
    since 1970, and all of Slack's deadlines are measured with it. With a `MovableClock` the page can skip an hour,
    after which `on_skip` is called. `post_rate` limits how fast the bot may post to one channel. Without
    `grant_optional_scopes` the bot does not get the scopes that its manifest marks as optional.
    """

    def __init__(
        self,
        manifest: Path,
        *,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        post_rate: Rate = DEFAULT_RATE,
        grant_optional_scopes: bool = True,
    ) -> None:
        self.manifest = AppManifest.load(manifest)
        self.bot_token = f"xoxb-local-{secrets.token_hex(12)}"
        self.app_token = f"xapp-1-{APP_ID}-local-{secrets.token_hex(12)}"
        self.faults = Faults(clock)
        self.journal = Journal()
        self.on_skip: Callable[[], object] = lambda: None
        self._scopes = self.manifest.scopes(with_optional=grant_optional_scopes)
        self._state = State(self.manifest.bot_name, clock)
        self._modals = Modals(clock)
        self._homes = Homes(clock)
        self._triggers = Triggers(clock)
        self._response_urls = ResponseUrls(self._state, self.faults, clock, base_url=lambda: self.url)
        self._deliveries = Deliveries(clock, self.faults, self.journal)
        self._sockets = Sockets(clock, self._deliveries)
        self._sockets.on_connection_change = lambda: self._state.changes.touch(self._state.people)
        self._deliveries.carrier = self._sockets
        self._request_url: RequestUrl | None = None
        subscriptions = self.manifest.subscriptions(self._scopes)
        self._events = self._state.listener = Events(self._deliveries, subscriptions, clock, self._state.next_ts)
        self._rate_limits = RateLimits(post_rate, clock)
        self._agent_view = AgentView(self.manifest.agent, clock)
        self._file_methods = FileMethods(
            self._state, Files(clock), self._rate_limits, self.faults, base_url=lambda: self.url
        )
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
        """Close every connection and forget everything."""
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def deliver_to(self, urls: str | Sequence[str], signing_secret: str) -> None:
        """Send everything by signed requests to a URL, or to those of replicas in turn, instead of sockets."""

        def switch() -> None:
            chosen = [urls] if isinstance(urls, str) else list(urls)
            self._request_url = RequestUrl(chosen, signing_secret, self._deliveries, self._state.clock)
            self._deliveries.carrier = self._request_url
            self._state.changes.touch(self._state.people)

        self._server.run(switch)

    def disconnect(self, reason: str | None = "refresh_requested", *, which: int | None = None) -> None:
        """Ask the bot to reconnect and close its connections, or the one numbered; a reason of None closes unasked."""
        self._server.run_async(lambda: self._sockets.disconnect(reason, which=which))

    def _routes(self) -> list[BaseRoute]:
        app_home = AppHome(self.manifest, self._homes, self._events)
        composer = Composer(self._state, self.manifest, self._deliveries, self._triggers, self._response_urls)
        shortcuts = Shortcuts(self._state, self.manifest, self._deliveries, self._triggers, self._response_urls)
        clicks = Clicks(self._state, self._deliveries, self._triggers, self._response_urls, self._modals)
        forms = Forms(self._state, self._deliveries, self._triggers, self._modals)
        screen = Screen(
            self._state, self.manifest, self._modals, self._deliveries, composer, app_home, self._agent_view
        )
        person_api = PersonApi(self._state, screen, composer, shortcuts, clicks, forms, self._modals, app_home)
        tokens = Tokens(self.bot_token, self.app_token, self._scopes)
        web_api = WebApi(self.methods, tokens, self.faults, self.journal, self._state.clock)
        return [
            Route("/api/{method}", web_api.answer, methods=["GET", "POST"]),
            *self._response_urls.routes(),
            *self._file_methods.routes(),
            WebSocketRoute("/link/", self._sockets.serve),
            *person_api.routes(),
            *ShownFiles(self._state).routes(),
            *ClockControl(self._state, on_skip=lambda: self.on_skip()).routes(),
            Mount("/", PageFiles(directory=PAGE, html=True, check_dir=False)),
        ]

    @cached_property
    def methods(self) -> dict[str, Method]:
        """The methods of the Web API by name."""
        areas = (
            ChatMethods(self._state, self._scopes, self._rate_limits),
            ConversationMethods(self._state),
            UserMethods(self._state),
            ViewMethods(
                self._state, self._modals, self._homes, self._triggers, has_home=self.manifest.home_tab_is_enabled
            ),
            AssistantMethods(self._state, self._agent_view),
            self._file_methods,
        )
        methods = {
            "auth.test": Method(self._auth_test),
            "apps.connections.open": Method(
                self._open_connection, scopes=("connections:write",), rate=TIER_1, for_app_token=True
            ),
        }
        for area in areas:
            methods |= area.methods()
        return methods

    def _let_go(self) -> None:
        if self._request_url is not None:
            self._request_url.stop()
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
