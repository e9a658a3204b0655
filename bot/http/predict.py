"""Predictions: scores with reasons. Nothing is stored or sent."""

from collections.abc import Sequence
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.http.authorization import Gate, needs_key
from bot.http.bodies import MAX_LEADS, LeadForm, read_json, read_leads, read_one_lead
from bot.http.schemas import PREDICTION, answers, body, example_lead, lead_schema, list_of
from bot.store.api_keys import Scope
from scoring.explain.reasons import format_reason, say_beyond
from scoring.explain.score import TIERS, Direction, Reason, Score
from scoring.explain.scorer import Scorer
from scoring.fields.lead import Lead

_NAMES = [tier.value for tier in TIERS]
_DIRECTIONS = {direction: direction.value for direction in Direction}
_DIGITS = 4
_AT_ONCE = 20  # leads that take some milliseconds; more would let everybody else wait


def prediction_routes(scorer: Scorer, gate: Gate) -> APIRouter:
    """Return the routes that score leads."""
    router = APIRouter(tags=["scores"], dependencies=[needs_key])
    lead, example = lead_schema(scorer.fields, scorer.features), example_lead(scorer.fields)
    form = LeadForm(scorer.fields, scorer.features)

    @router.post(
        "/predict",
        summary="Score a lead",
        openapi_extra=body(lead, example),
        responses=answers(PREDICTION, 400, 401, 403, 413, 415, 422, 429, words="What the lead is worth."),
    )
    async def predict(request: Request) -> Response:
        await gate.admit(request, Scope.PREDICT)
        lead = read_one_lead(await read_json(request), form)
        return _json(prediction(scorer.score(lead)))

    @router.post(
        "/predict/batch",
        summary="Score several leads",
        openapi_extra=body(list_of(lead, max_items=MAX_LEADS), [example]),
        responses=answers(
            list_of(PREDICTION, max_items=MAX_LEADS),
            *(400, 401, 403, 413, 415, 422, 429),
            words="What each lead is worth, in the order sent.",
        ),
    )
    async def predict_batch(request: Request) -> Response:
        await gate.admit(request, Scope.PREDICT)
        leads, _ = await read_leads(request, form)
        if len(leads) <= _AT_ONCE:
            return _score_all(scorer, leads)
        return await run_in_threadpool(_score_all, scorer, leads)

    return router


def _score_all(scorer: Scorer, leads: Sequence[Lead]) -> Response:
    return _json([prediction(score) for score in scorer.score_many(leads)])


def _json(content: object) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


def prediction(score: Score) -> dict[str, Any]:
    """Return the score in the specification's terms, and its reasons as on a card."""
    shares = [round(share, _DIGITS) for share in score.probabilities.values()]
    return {
        "lead_score": score.tier.value,
        "confidence": round(score.confidence, _DIGITS),
        "probabilities": dict(zip(_NAMES, shares, strict=True)),
        "recommendation": score.recommendation,
        "borderline": score.borderline,
        "reasons": [_reason(reason, score) for reason in score.reasons],
        "notes": [say_beyond(beyond) for beyond in score.beyond],
        "model_version": score.model_version,
    }


def _reason(reason: Reason, score: Score) -> dict[str, Any]:
    return {
        "feature": reason.feature.name,
        "value": None if reason.value is None else reason.stated,
        "contribution": round(reason.contribution, _DIGITS),
        "direction": _DIRECTIONS[reason.direction],
        "sentence": format_reason(reason, score),
    }
