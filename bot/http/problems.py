"""Problems: what is wrong with a request, answered as RFC 9457 problem details."""

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
    """What is wrong with one field of a lead, in words that quote no value; `index` is the lead's place in a list."""

    field: str
    reason: str
    index: int | None = None


class Problem(Exception):
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
        """The problem as RFC 9457 has it, with a member `errors` where fields are at fault."""
        listed = [{k: v for k, v in asdict(error).items() if v is not None} for error in self.errors]
        said = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return said | ({"errors": listed} if listed else {})

    def response(self) -> Response:
        """Return the problem as an answer."""
        return Response(orjson.dumps(self.content), self.status, self.headers, MEDIA_TYPE)


class Failures:
    """ASGI middleware: a failure of ours is answered, and logged with a reference that the answer has, too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; one that nobody waits for any more is given up."""
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
        except Exception:  # what leaves here, the server logs with its message, which may quote a lead
            reference = current_reference()
            log.exception("request failed (reference %s)", reference)
            if scope["type"] == "http" and not begun:
                detail = f"Something went wrong on our side. If it stays so, give your admin reference {reference}."
                await Problem(500, "Internal Server Error", detail).response()(scope, receive, send)


def answer_problems(app: FastAPI) -> None:
    """Have `app` answer everything that goes wrong on any route as a problem."""
    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    for outage in (OperationalError, NoConnectionFree):
        app.add_exception_handler(outage, _answer_outage)
    app.add_middleware(Failures)


async def _answer_problem(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)  # noqa: S101, registered for nothing else
    return problem.response()


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101, registered for nothing else
    phrase = HTTPStatus(error.status_code).phrase
    details = {
        404: "There is nothing at this address: GET / lists what there is.",
        405: f"{request.method} is not served at this address: see the header Allow.",
    }
    problem = Problem(error.status_code, phrase, details.get(error.status_code, phrase), headers=error.headers)
    return problem.response()


async def _answer_outage(_: Request, error: Exception) -> Response:
    log.error("the database does not answer: %s", type(error).__name__)
    detail = "The database does not answer. Send the request again: leads that are sent twice are taken in once."
    headers = {"Retry-After": str(_OUTAGE_SECONDS)}
    return Problem(503, "Service Unavailable", detail, headers=headers).response()
