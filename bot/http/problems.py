"""Answer errors as RFC 9457 problem details."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.log import current_reference, new_reference

log = logging.getLogger(__name__)

_OUTAGE_SECONDS = 5

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a lead, without its value. `index` is the lead's position in a list."""

    field: str
    reason: str
    index: int | None = None


class HttpProblem(Exception):
    """A request that cannot be served: {title}: {detail}."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status, self.title, self.detail = status, title, detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        super().__init__(f"{title}: {detail}")

    @property
    def content(self) -> dict[str, Any]:
        """The problem as a JSON object, with a member `errors` for wrong fields."""
        listed = [{k: v for k, v in asdict(error).items() if v is not None} for error in self.errors]
        said = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return said | ({"errors": listed} if listed else {})

    def response(self) -> Response:
        """Return the problem as a response."""
        return Response(orjson.dumps(self.content), self.status, self.headers, MEDIA_TYPE)


class Failures:
    """ASGI middleware: answers an unexpected error and logs it. Answer and log line share a reference."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request. Stop when the client has disconnected."""
        begun = False

        async def watched_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        new_reference()
        try:
            await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            log.debug("a client left before its request was read")
        except Exception:  # the server would log its message, which may quote a lead
            reference = current_reference()
            log.exception("request failed (reference %s)", reference)
            if scope["type"] == "http" and not begun:
                detail = f"Something went wrong on our side. If it stays so, give your admin reference {reference}."
                await HttpProblem(500, "Internal Server Error", detail).response()(scope, receive, send)


def answer_problems(app: FastAPI) -> None:
    """Make `app` answer every error as a problem."""
    app.add_exception_handler(HttpProblem, _answer_problem)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    for outage in (OperationalError, NoConnectionFree):
        app.add_exception_handler(outage, _answer_outage)
    app.add_middleware(Failures)


async def _answer_problem(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, HttpProblem)  # noqa: S101, registered for nothing else
    return problem.response()


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101, registered for nothing else
    phrase = HTTPStatus(error.status_code).phrase
    details = {
        404: "There is nothing at this address: GET / lists what there is.",
        405: f"{request.method} is not served at this address: see the header Allow.",
    }
    problem = HttpProblem(error.status_code, phrase, details.get(error.status_code, phrase), headers=error.headers)
    return problem.response()


async def _answer_outage(_: Request, error: Exception) -> Response:
    log.error("the database does not answer: %s", type(error).__name__)
    detail = "The database does not answer. Send the request again: leads that are sent twice are taken in once."
    headers = {"Retry-After": str(_OUTAGE_SECONDS)}
    return HttpProblem(503, "Service Unavailable", detail, headers=headers).response()
