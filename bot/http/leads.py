"""Leads that arrive by themselves: where they arrive, and where one sees what became of them."""

import re
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bot.alerts.alert import Alert
from bot.http.authorization import Gate, needs_key
from bot.http.bodies import MAX_LEADS, LeadForm, read_leads
from bot.http.lead_intake import ACCEPTED, LeadIntake, receipt
from bot.http.problems import HttpProblem
from bot.http.schemas import Schema, answers, body, example_lead, lead_schema, list_of
from bot.leads.lead import UnknownLead
from bot.store import Store
from bot.store.api_keys import Scope
from scoring.explain.score import TIERS

_WRITING = 4  # more would get less done: the interpreter runs one at a time, and they fight for it
_WRITING_SQLITE = 1  # or the turns of one writer at a time would go to those who send leads in
_IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_LEAD_ID = re.compile(r"\w{1,64}", re.ASCII)

_SENDING_IN = """
Scores a lead, or a list of them, keeps them, and alerts the team to those that are High. When one of them is wrong,
none is taken in.

Sending leads again is safe: a lead is recognised by its external id, e-mail or phone, and one that says nothing new
gets no further score. With an `Idempotency-Key` of your own, a request that is sent again within 24 hours gets the very
answer of the first, with the header `Idempotent-Replayed: true`.
"""

_KEY_HEADER: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 255},
    "description": "Any text of your own that is new for each request, such as a UUID.",
}

RECEIPT: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "tier": {"enum": list(TIERS)},
        "confidence": {"type": "number", "description": "The calibrated probability of the tier, from 0 to 1."},
    },
}

_SETTLED: Schema = {
    "type": "boolean",
    "description": "Whether nothing could change the tier; it may where somebody told half the facts in Slack.",
}

_SHOWN = answers(
    RECEIPT | {"properties": RECEIPT["properties"] | {"settled": _SETTLED, "alert": {"type": ["object", "null"]}}},
    *(401, 403, 404, 429, 503),
    words="What the lead is now, and how its latest alert stands.",
)


def lead_routes(intake: LeadIntake, store: Store, gate: Gate) -> APIRouter:
    """Return the routes on which leads arrive, and on which one sees what became of them."""
    router = APIRouter(tags=["leads"], dependencies=[needs_key])
    threads = CapacityLimiter(_WRITING_SQLITE if store.database.is_sqlite else _WRITING)

    @router.post("/leads", status_code=ACCEPTED, **_sending_in(intake.form))
    async def send_in(request: Request) -> Response:
        key = await gate.admit(request, Scope.LEADS)
        idempotency_key = _idempotency_key(request)
        leads, many = await read_leads(request, intake.form)
        taken = await to_thread.run_sync(intake.ingest, leads, key, idempotency_key, limiter=threads)
        headers = {"Idempotent-Replayed": "true"} if taken.before else None
        return JSONResponse(taken.receipts if many else taken.receipts[0], ACCEPTED, headers)

    @router.get("/leads/{lead_id}", summary="See what became of a lead", responses=_SHOWN)
    async def show(lead_id: str, request: Request) -> Response:
        await gate.admit(request, Scope.LEADS)
        if not _LEAD_ID.fullmatch(lead_id):  # PostgreSQL raises on what is no text
            raise _no_such_lead()
        return JSONResponse(await run_in_threadpool(_standing, store, lead_id))

    return router


def _sending_in(form: LeadForm) -> dict[str, Any]:
    """Return what the OpenAPI description says of sending leads in."""
    lead = lead_schema(form.fields, form.required)
    known = {"name": "Dana Reyes", "external_id": "crm-1"}
    example = example_lead(form.fields) | {name: fact for name, fact in known.items() if name in form.fields}
    one_or_many = {"oneOf": [lead, list_of(lead, max_items=MAX_LEADS)]}
    receipts = {"oneOf": [RECEIPT, list_of(RECEIPT, max_items=MAX_LEADS)]}
    words = "What the lead is, or a list of that in the order sent. Their alerts are on their way to Slack."
    return {
        "summary": "Send leads in",
        "description": _SENDING_IN,
        "openapi_extra": body(one_or_many, example) | {"parameters": [_KEY_HEADER]},
        "responses": answers(receipts, 400, 401, 403, 409, 413, 415, 422, 429, 503, words=words, good=ACCEPTED),
    }


def _standing(store: Store, lead_id: str) -> dict[str, Any]:
    try:
        lead = store.leads.get(lead_id)
    except UnknownLead:
        raise _no_such_lead() from None
    alert = store.alerts.latest_of(lead.id)
    return receipt(lead.id, lead.score) | {"settled": lead.score.settled, "alert": alert and _alert(alert)}


def _no_such_lead() -> HttpProblem:
    return HttpProblem(404, "Not Found", "There is no lead with this id; it may have been forgotten.")


def _alert(alert: Alert) -> dict[str, Any]:
    moments = ("raised_at", "posted_at", "claimed_at", "contacted_at", "closed_at")
    times = {name: moment and moment.isoformat() for name in moments if (moment := getattr(alert, name))}
    return {"status": alert.status, "owner": alert.owner, "outcome": alert.outcome} | times


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not _IDEMPOTENCY_KEY.fullmatch(key):
        raise HttpProblem(400, "Bad Request", "Idempotency-Key: 1 to 255 visible ASCII characters without blanks.")
    return key
