"""Problems: what is wrong with a request, answered as RFC 9457 problem details; and how requests are read."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
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
from scoring.errors import InvalidLead
from scoring.errors import Problem as WrongField
from scoring.feature import Feature
from scoring.lead import FIELDS, Lead, read_lead, require_complete

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
MOST_LEADS = 1_000
_MOST_ERRORS = 100
_MOST_OF_A_NAME = 60
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


def invalid_leads(errors: Sequence[FieldError], *, among: int) -> Problem:
    """Return the problem of a request with so many leads, of which some are wrong."""
    wrong = len({error.index for error in errors})
    whose = "The lead" if among == 1 else f"{wrong} of {among:,} leads"
    more = f"; errors has the first {_MOST_ERRORS} of {len(errors):,}" if len(errors) > _MOST_ERRORS else ""
    detail = f"{whose} cannot be scored as stated, so nothing was done: see errors{more}."
    return Problem(422, "Invalid lead", detail, errors=errors[:_MOST_ERRORS])


async def read_body(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return the body of `request`, read no further than it is allowed to go.

    Raises:
        Problem: 413, it is larger than `most` bytes, as announced or as counted.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise _too_large(most)
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _too_large(most)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(most: int) -> Problem:
    return Problem(413, "Content Too Large", f"A body of at most {most:,} bytes is taken: send leads in several parts.")


async def read_json(request: Request) -> Any:
    """Return what the JSON body of `request` says.

    Raises:
        Problem: 413 too large, 415 not said to be plain JSON, 400 not JSON.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or "content-encoding" in request.headers:
        detail = "Send JSON, not compressed, with the header Content-Type: application/json."
        raise Problem(415, "Unsupported Media Type", detail)
    body = await read_body(request)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        detail = f"The body is not JSON in UTF-8 (line {error.lineno}, column {error.colno})."
        raise Problem(400, "Bad Request", detail) from None


async def read_leads(request: Request, features: tuple[Feature, ...]) -> tuple[list[Lead], bool]:
    """Return the leads in the body of `request`, of which all `features` are known, and whether it is a list of them.

    Raises:
        Problem: as `read_json` does; 413 more leads than are taken at once; 422 with all that is wrong with them.
    """
    stated = await read_json(request)
    if not isinstance(stated, list):
        return [read_one_lead(stated, features)], False
    if len(stated) > MOST_LEADS:
        raise Problem(413, "Content Too Large", f"At most {MOST_LEADS:,} leads are taken at once, not {len(stated):,}.")
    leads: list[Lead] = []
    errors: list[FieldError] = []
    for index, one in enumerate(stated):
        lead, wrong = _read(one, features)
        leads.append(lead)
        errors += [replace(error, index=index) for error in wrong]
    if errors:
        raise invalid_leads(errors, among=len(stated))
    return leads, True


def read_one_lead(stated: object, features: tuple[Feature, ...]) -> Lead:
    """Return the lead that `stated` describes, of which all `features` are known.

    Raises:
        Problem: 422 with all that is wrong with it.
    """
    lead, errors = _read(stated, features)
    if errors:
        raise invalid_leads(errors, among=1)
    return lead


def _read(stated: object, features: tuple[Feature, ...]) -> tuple[Lead, list[FieldError]]:
    """Return what was understood of a lead, and all that is wrong with it."""
    if not isinstance(stated, dict):
        return Lead(), [FieldError("", "A lead is a JSON object of its fields")]
    try:
        return require_complete(read_lead(stated), features), []
    except InvalidLead as error:
        missing = [FieldError(one.name, f"{one.title} is missing: {one.allowed}") for one in error.missing_of(features)]
        return error.understood, [*map(_field_error, error.problems), *missing]


def _field_error(problem: WrongField) -> FieldError:
    if field := FIELDS.get(problem.field):
        return FieldError(field.name, f"{field.title}: {problem.allowed}")
    named = problem.field[:_MOST_OF_A_NAME]
    near = get_close_matches(named.lower(), FIELDS, n=1)
    return FieldError(named, "Not known of a lead" + (f": did you mean {near[0]}?" if near else ""))
