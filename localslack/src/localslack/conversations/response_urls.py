"""Response URLs: an app may answer where something happened, five times within half an hour."""

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from cachetools import TTLCache
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from localslack.conversations.content import Content, read_content
from localslack.conversations.state import Message, SlackConversation
from localslack.errors import SlackError
from localslack.faults import Faults
from localslack.people import BOT_USER_ID, TEAM_ID
from localslack.state import State

LIFETIME_SECONDS = 30 * 60
MAX_USES = 5
# Longer than their lifetime, so that a late answer is told that it is late.
REMEMBERED_SECONDS = 2 * LIFETIME_SECONDS
MAX_REMEMBERED = 10_000
RESPONSE_URL = "response_url"
"""The name that faults use; in Slack it is not a method of the Web API."""
KINDS = ("commands", "actions", "app")
FIELDS = frozenset({"text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts", "metadata"})
IGNORED_FIELDS = frozenset({"unfurl_links", "unfurl_media"})


@dataclass(frozen=True, slots=True)
class ResponseUrl:
    """Who sees answers, and where, and the message with the clicked button, if there is one."""

    person: str
    conversation: SlackConversation
    issued_at: float
    original: Message | None
    uses: int = 0


class ResponseUrls:
    """Issues response URLs and carries out what the bot posts to them. The bot does not have to be a member."""

    def __init__(self, state: State, faults: Faults, clock: Callable[[], float], base_url: Callable[[], str]) -> None:
        self._state = state
        self._faults = faults
        self._clock = clock
        self._base_url = base_url
        self._numbers = itertools.count(1)
        self._issued: TTLCache[str, ResponseUrl] = TTLCache(MAX_REMEMBERED, REMEMBERED_SECONDS, timer=clock)

    def issue(
        self,
        kind: Literal["commands", "actions", "app"],
        person: str,
        conversation: SlackConversation,
        original: Message | None = None,
    ) -> str:
        """Return a new response URL for a command, for a click in a message, or for a message's shortcut (app)."""
        path = f"{kind}/{TEAM_ID}/{next(self._numbers)}/{secrets.token_urlsafe(18)}"
        self._issued[path] = ResponseUrl(person, conversation, self._clock(), original)
        return f"{self._base_url()}{path}"

    def routes(self) -> list[Route]:
        """Return the routes that bots post their answers to."""
        return [Route(f"/{kind}/{{rest:path}}", self._receive, methods=["POST"]) for kind in KINDS]

    async def _receive(self, request: Request) -> Response:
        if self._faults.is_unreachable(RESPONSE_URL):
            request.state.transport.abort()
            return PlainTextResponse("", 503)
        try:
            refusal = self._faults.refusal_of(RESPONSE_URL)
            if refusal is not None:
                raise refusal
            self.answer(request.url.path.removeprefix("/"), await _json(request))
        except SlackError as refusal:
            return JSONResponse(refusal.body, refusal.status)
        if self._faults.drops(RESPONSE_URL):
            request.state.transport.abort()
        return PlainTextResponse("ok")

    def answer(self, path: str, body: Any) -> None:
        """Carry out one answer of the bot; raises SlackError with HTTP status 404 (gone) or 400 (wrong)."""
        url = self._use(path)
        if not isinstance(body, dict) or not body or not body.keys() <= FIELDS | IGNORED_FIELDS:
            raise SlackError("invalid_payload", status=400)
        if url.conversation.id not in self._state.conversations:
            raise SlackError("channel_not_found", status=404)
        if url.conversation.is_archived:
            raise SlackError("is_archived", status=404)
        try:
            self._carry_out(url, body)
        except SlackError as refusal:
            refusal.status = 400 if refusal.status == 200 else refusal.status
            raise

    def _use(self, path: str) -> ResponseUrl:
        url = self._issued.get(path)
        if url is None:
            raise SlackError("invalid_url", status=404)
        if self._clock() - url.issued_at > LIFETIME_SECONDS:
            raise SlackError("expired_url", status=404)
        if url.uses >= MAX_USES:
            raise SlackError("used_url", status=404)
        self._issued[path] = replace(url, uses=url.uses + 1)
        return url

    def _carry_out(self, url: ResponseUrl, body: dict[str, Any]) -> None:
        if url.original is None:
            # A command has no message to replace: Slack posts a new one anyway (bolt-python issue 1268).
            post_answer(self._state, url.conversation, url.person, body)
        elif _is_true(body.get("delete_original", False)):
            self._delete_original(url, url.original)
        elif _is_true(body.get("replace_original", True)):
            # Slack replaces the clicked message unless told not to.
            self._replace_original(url, url.original, read_content(body))
        else:
            post_answer(self._state, url.conversation, url.person, body)

    def _delete_original(self, url: ResponseUrl, original: Message) -> None:
        if url.conversation.find(original.ts, url.person) is None:
            raise SlackError("message_not_found", status=404)
        self._state.delete(url.conversation, original.ts)

    def _replace_original(self, url: ResponseUrl, original: Message, content: Content) -> None:
        if url.conversation.find(original.ts, url.person) is None:
            raise SlackError("message_not_found", status=404)
        self._state.edit(url.conversation, original.ts, text=content.text, blocks=content.blocks)


def post_answer(state: State, conversation: SlackConversation, person: str, body: dict[str, Any]) -> None:
    """Post an answer of the bot: to one person, or to everybody if response_type is in_channel."""
    content = read_content(body)
    response_type = body.get("response_type") or "ephemeral"
    if response_type not in ("ephemeral", "in_channel"):
        raise SlackError("invalid_response_type")
    state.post(
        conversation,
        BOT_USER_ID,
        content.text,
        content.blocks,
        ephemeral_to=person if response_type == "ephemeral" else None,
        thread_ts=body.get("thread_ts"),
        metadata=content.metadata,
    )


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except ValueError:
        return None


def _is_true(value: Any) -> bool:
    return value in (True, "true", "1")
