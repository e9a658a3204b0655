"""Taking in leads: each is scored, stored, and alerted when it is High, once however often it is sent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from bot.alerts.service import Desk
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
class Taken:
    """The receipts of leads that were sent in, in their order; `before` when they had been sent already."""

    receipts: list[Receipt]
    before: bool = False


class LeadIntake:
    """Takes in leads that programs send, each once however often it is sent."""

    def __init__(self, leads: LeadService, store: Store, desk: Desk) -> None:
        self._leads = leads
        self._store = store
        self._desk = desk

    @property
    def form(self) -> LeadForm:
        """What may be stated of a lead, and what must be."""
        return LeadForm(self._leads.scorer.fields, self._leads.scorer.features)

    def take_in(self, leads: Sequence[Lead], key: ApiKey) -> list[Receipt]:
        """Score, store and alert `leads`; return what each got."""
        scored = self._leads.score_many(leads, source="http", by=f"key:{key.id}")
        return [receipt(one.lead_id, one.score) for one in scored]

    def take_in_once(self, leads: Sequence[Lead], key: ApiKey, idempotency_key: str | None) -> Taken:
        """Take in `leads`, or return what they got when they were sent with this Idempotency-Key before.

        Raises:
            HttpProblem: 409 while they are being taken in, 422 when the key came with other leads.
        """
        if idempotency_key is None:
            return Taken(self.take_in(leads, key))
        request = KeyedRequest(key.id, idempotency_key, _fingerprint(leads))
        before = self._begun(request)
        if before is not None:
            return Taken(before.content, before=True)
        try:
            receipts = self.take_in(leads, key)
        except BaseException:
            self._store.idempotency_keys.abandon(request)
            raise
        self._store.idempotency_keys.finish(request, Response(ACCEPTED, receipts), now=self._desk.now)
        return Taken(receipts)

    def _begun(self, request: KeyedRequest) -> Response | None:
        try:
            return self._store.idempotency_keys.begin(request, now=self._desk.now)
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
