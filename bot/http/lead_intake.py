"""Ingestion: leads that programs send are scored, stored, and alerted if High, once however often they are sent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from bot.http.bodies import LeadForm
from bot.http.problems import HttpProblem
from bot.leads.service import LeadService
from bot.store import Store
from bot.store.api_keys import ApiKey
from bot.store.idempotency import KeyedRequest, KeyInUse, KeyReused, Response
from scoring.explain.score import Score
from scoring.fields.lead import Lead

ACCEPTED = 202

Receipt = dict[str, str | float]
"""What a lead got: its id, tier and confidence."""


@dataclass(frozen=True)
class Ingested:
    """The receipts of leads that were sent in, in their order; `before` when they had been sent already."""

    receipts: list[Receipt]
    before: bool = False


class LeadIntake:
    """Ingests leads that programs send, each once however often it is sent."""

    def __init__(self, leads: LeadService, store: Store) -> None:
        self._leads = leads
        self._store = store

    @property
    def form(self) -> LeadForm:
        """What may be stated of a lead, and what must be."""
        return LeadForm(self._leads.scorer.fields, self._leads.scorer.features)

    def ingest(self, leads: Sequence[Lead], key: ApiKey, idempotency_key: str | None = None) -> Ingested:
        """Score, store and alert `leads`, or return what they got when they came with this Idempotency-Key before.

        Raises:
            HttpProblem: 409 while they are being taken in, 422 when the key came with other leads.
        """
        request = KeyedRequest(key.id, idempotency_key, _fingerprint(leads)) if idempotency_key else None
        if request is not None and (before := self._response_before(request)) is not None:
            return Ingested(before.content, before=True)
        try:
            scored = self._leads.score_many(leads, source="http", by=f"key:{key.id}")
        except BaseException:
            if request is not None:
                self._store.idempotency_keys.abandon(request)
            raise
        receipts = [receipt(one.lead_id, one.score) for one in scored]
        if request is not None:
            self._store.idempotency_keys.finish(request, Response(ACCEPTED, receipts), now=self._leads.now)
        return Ingested(receipts)

    def _response_before(self, request: KeyedRequest) -> Response | None:
        try:
            return self._store.idempotency_keys.begin(request, now=self._leads.now)
        except KeyInUse:
            detail = "A request with this Idempotency-Key is being answered: send it again in a second."
            raise HttpProblem(409, "Conflict", detail, headers={"Retry-After": "1"}) from None
        except KeyReused:
            detail = "This Idempotency-Key came with other leads before: use a new one for each request."
            raise HttpProblem(422, "Unprocessable Content", detail) from None


def receipt(lead_id: str, score: Score) -> Receipt:
    """Return what is told of a lead."""
    return {"id": lead_id, "tier": score.tier.value, "confidence": round(score.confidence, 4)}


def _fingerprint(leads: Sequence[Lead]) -> str:
    """Return a hash of what the leads say, however their JSON was written."""
    facts = b"\n".join([orjson.dumps({**lead.identity, **lead.values}) for lead in leads])
    return hashlib.sha256(facts).hexdigest()
