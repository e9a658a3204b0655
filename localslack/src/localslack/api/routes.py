"""The Web API over HTTP: who may call which method, and how arguments and answers travel."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from localslack.api.arguments import Arguments
from localslack.api.methods import Method
from localslack.api.rate_limits import RateLimits
from localslack.errors import SlackError
from localslack.faults import Faults
from localslack.journal import ApiCall, Journal
from localslack.people import TEAM_ID

JSON_ARGUMENTS = ("blocks", "view", "metadata", "prompts", "loading_messages", "files")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The two tokens this workspace accepts, and the scopes they carry."""

    bot: str
    app: str
    bot_scopes: tuple[str, ...]
    app_scopes: tuple[str, ...] = ("connections:write",)

    def granted(self, token: str | None) -> tuple[str, ...]:
        """Return the scopes of a token; an unknown token has none."""
        return {self.bot: self.bot_scopes, self.app: self.app_scopes}.get(token or "", ())

    def authenticate(self, token: str | None, method: Method) -> None:
        """Raise SlackError if there is no valid token, or one of the wrong kind for a method."""
        if not token:
            raise SlackError("not_authed")
        if token not in (self.bot, self.app):
            raise SlackError("invalid_auth")
        if (token == self.app) != method.for_app_token:
            raise SlackError("not_allowed_token_type")

    def authorize(self, token: str | None, scopes: tuple[str, ...]) -> None:
        """Raise missing_scope if a token lacks one of these scopes."""
        granted = self.granted(token)
        if not set(scopes) <= set(granted):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(granted))


class WebApi:
    """Answers POST /api/METHOD as Slack does: HTTP 200 with ok true or false, except for rate limits."""

    def __init__(
        self,
        methods: dict[str, Method],
        tokens: Tokens,
        faults: Faults,
        journal: Journal,
        clock: Callable[[], float],
    ) -> None:
        self._methods = methods
        self._rates = {name: RateLimits(one.rate, clock) for name, one in methods.items() if one.rate}
        self._tokens = tokens
        self._faults = faults
        self._journal = journal
        self._clock = clock

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        name = request.path_params["method"]
        call = _Call()
        if self._faults.is_unreachable(name):
            request.state.transport.abort()
            return Response(status_code=503)
        error = None
        try:
            call.arguments = await read_arguments(request)
            call.token = token_of(request, call.arguments)
            answer, status, headers = self._run(name, call), 200, dict[str, str]()
        except SlackError as refusal:
            error, answer, status, headers = refusal.code, refusal.body, refusal.status, refusal.headers
        self._journal.note_call(ApiCall(name, call.scopes, call.arguments, error))
        if error is None and self._faults.drops(name):
            request.state.transport.abort()
        return JSONResponse(answer, status, {**headers, **self._headers(call)})

    def _run(self, name: str, call: "_Call") -> Arguments:
        refusal = self._faults.refusal_of(name)
        if refusal is not None:
            raise refusal
        method = self._methods.get(name)
        if method is None:
            raise SlackError("unknown_method")
        self._tokens.authenticate(call.token, method)
        if call.arguments.pop("team_id", TEAM_ID) != TEAM_ID:
            raise SlackError("team_access_not_granted")
        if name in self._rates:
            self._rates[name].spend(name)
        try:
            call.scopes = method.scopes_for(call.arguments)
            self._tokens.authorize(call.token, call.scopes)
            method.check(call.arguments)
            return {"ok": True, **method.run(call.arguments)}
        except SlackError as error:
            if not method.can_answer(error.code):
                raise RuntimeError(f"{name} does not declare its error {error.code}") from error
            raise

    def _headers(self, call: "_Call") -> dict[str, str]:
        return {
            "date": formatdate(self._clock(), usegmt=True),
            "x-oauth-scopes": ",".join(self._tokens.granted(call.token)),
            "x-accepted-oauth-scopes": ",".join(call.scopes),
        }


@dataclass(slots=True)
class _Call:
    """A call, as far as it was read."""

    arguments: Arguments = field(default_factory=dict)
    token: str | None = None
    scopes: tuple[str, ...] = ()


def token_of(request: Request, arguments: Arguments) -> str | None:
    """Return the token of the Authorization header, or the one among form arguments."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    form_token = arguments.pop("token", None)
    return token.strip() if scheme.lower() == "bearer" else form_token


async def read_arguments(request: Request) -> Arguments:
    """Return the arguments of a call, from JSON, a form, or the query; raises SlackError for anything else."""
    arguments: Arguments = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if not body:
        return arguments
    if kind == "application/json":
        return {**arguments, **_read_json(body)}
    if kind == "application/x-www-form-urlencoded":
        return {**arguments, **_read_form(body)}
    raise SlackError("invalid_post_type" if kind else "missing_post_type")


def _read_json(body: bytes) -> Arguments:
    try:
        arguments = json.loads(body)
    except ValueError as broken:
        raise SlackError("invalid_json") from broken
    if not isinstance(arguments, dict):
        raise SlackError("json_not_object")
    # A token in JSON does not count: it belongs in the header.
    return {name: _decoded(name, value) for name, value in arguments.items() if name != "token" and value is not None}


def _read_form(body: bytes) -> Arguments:
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
    except UnicodeDecodeError as broken:
        raise SlackError("invalid_form_data") from broken
    return {name: _decoded(name, value) for name, value in fields.items()}


def _decoded(name: str, value: Any) -> Any:
    if name not in JSON_ARGUMENTS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as broken:
        code = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}.get(name, "invalid_arguments")
        raise SlackError(code) from broken
