"""Read the bodies of requests within limits, and the leads in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import orjson
from anyio import fail_after
from fastapi import Request

from bot.http.problems import FieldError, HttpProblem
from scoring.errors import InvalidLead
from scoring.errors import Problem as WrongField
from scoring.fields.field import Feature
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead

MAX_BYTES = 1_000_000
MAX_LEADS = 1_000
_MAX_ERRORS = 100
_MAX_NAME_LENGTH = 60
_MAX_HINTS = 20  # each takes a millisecond, in which everybody else waits
_SENT_WITHIN_SECONDS = 30


@dataclass(frozen=True)
class LeadForm:
    """What may be stated of a lead, and which features must be: those that a model looks at."""

    fields: FieldSet
    required: tuple[Feature, ...]

    def missing(self, lead: Lead) -> list[Feature]:
        """Return the required features that are unknown."""
        return [one for one in self.required if one.name not in lead.values and not one.when_missing]


async def read_body(request: Request, limit: int = MAX_BYTES, within: float = _SENT_WITHIN_SECONDS) -> bytes:
    """Return the body of `request`. Stop reading when it exceeds the limit.

    Raises:
        HttpProblem: 413 when it is larger than `limit` bytes, as announced or as counted; 408 when it took more than
            `within` seconds to arrive.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    try:
        with fail_after(within):
            return await _received(request, limit)
    except TimeoutError:
        detail = f"The body did not arrive within {within:g} s: send leads in several parts."
        raise HttpProblem(408, "Request Timeout", detail, headers={"Connection": "close"}) from None


async def _received(request: Request, limit: int) -> bytes:
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large(limit: int) -> HttpProblem:
    return HttpProblem(
        413, "Content Too Large", f"A body of at most {limit:,} bytes is taken: send leads in several parts."
    )


async def read_json(request: Request) -> Any:
    """Return the content of the JSON body of `request`.

    Raises:
        HttpProblem: 413 when it is too large, 415 when its type is not plain JSON, 400 when it is not JSON.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or "content-encoding" in request.headers:
        detail = "Send JSON, not compressed, with the header Content-Type: application/json."
        raise HttpProblem(415, "Unsupported Media Type", detail)
    body = await read_body(request)
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        detail = f"The body is not JSON in UTF-8 (line {error.lineno}, column {error.colno})."
        raise HttpProblem(400, "Bad Request", detail) from None


async def read_leads(request: Request, form: LeadForm) -> tuple[list[Lead], bool]:
    """Return the leads in the body of `request`, as `form` wants them, and whether the body is a list.

    Raises:
        HttpProblem: as `read_json`; 413 for more leads than are accepted at once; 422 with everything that is wrong.
    """
    stated = await read_json(request)
    if not isinstance(stated, list):
        return [read_one_lead(stated, form)], False
    if len(stated) > MAX_LEADS:
        raise HttpProblem(
            413, "Content Too Large", f"At most {MAX_LEADS:,} leads are taken at once, not {len(stated):,}."
        )
    leads: list[Lead] = []
    errors: list[FieldError] = []
    hints: dict[str, str] = {}
    for index, one in enumerate(stated):
        lead, wrong = _read(one, form, hints)
        leads.append(lead)
        errors += [replace(error, index=index) for error in wrong]
    if errors:
        raise _invalid_leads(errors, among=len(stated))
    return leads, True


def read_one_lead(stated: object, form: LeadForm) -> Lead:
    """Return the lead that `stated` describes, as `form` wants it.

    Raises:
        HttpProblem: 422 with everything that is wrong.
    """
    lead, errors = _read(stated, form, {})
    if errors:
        raise _invalid_leads(errors, among=1)
    return lead


def _read(stated: object, form: LeadForm, hints: dict[str, str]) -> tuple[Lead, list[FieldError]]:
    """Return what was understood of a lead, and everything that is wrong. `hints` collects the hints of the request."""
    if not isinstance(stated, dict):
        return Lead(), [FieldError("", "A lead is a JSON object of its fields")]
    try:
        lead = form.fields.read(stated)
        return lead, [_missing(feature) for feature in form.missing(lead)]
    except InvalidLead as error:
        missing = map(_missing, error.missing_of(form.required))
        return error.understood, [*(_field_error(one, form.fields, hints) for one in error.problems), *missing]


def _missing(feature: Feature) -> FieldError:
    return FieldError(feature.name, f"{feature.title} is missing: {feature.allowed}")


def _field_error(problem: WrongField, fields: FieldSet, hints: dict[str, str]) -> FieldError:
    if field := fields.get(problem.field):
        return FieldError(field.name, f"{field.title}: {problem.allowed}")
    named = problem.field[:_MAX_NAME_LENGTH]
    if named not in hints and len(hints) < _MAX_HINTS:
        near = get_close_matches(named.lower(), fields.names, n=1)
        hints[named] = f": did you mean {near[0]}?" if near else ""
    return FieldError(named, "Not known of a lead" + hints.get(named, ""))


def _invalid_leads(errors: Sequence[FieldError], *, among: int) -> HttpProblem:
    """Return the problem of a request in which some of `among` leads are wrong."""
    wrong = len({error.index for error in errors})
    whose = "The lead" if among == 1 else f"{wrong} of {among:,} leads"
    more = f"; errors has the first {_MAX_ERRORS} of {len(errors):,}" if len(errors) > _MAX_ERRORS else ""
    detail = f"{whose} cannot be scored as stated, so nothing was done: see errors{more}."
    return HttpProblem(422, "Invalid lead", detail, errors=errors[:_MAX_ERRORS])
