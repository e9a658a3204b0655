"""OpenAPI schemas of leads, predictions and problems. They are built from the fields."""

from typing import Any

from scoring.explain.score import TIERS, Direction
from scoring.fields.field import Choice, Feature, Fraction, IdentityField, Quantity
from scoring.fields.field_set import FieldSet

Schema = dict[str, Any]


def example_lead(fields: FieldSet) -> dict[str, Any]:
    """Return a lead that callers can try."""
    return {feature.name: feature.example for feature in fields.features}


def lead_schema(fields: FieldSet, features: tuple[Feature, ...]) -> Schema:
    """Return the schema of a lead. `features` are required; the other fields are optional."""
    described = {field.name: _field_schema(field) for field in fields}
    required = [feature.name for feature in features if not feature.when_missing]
    return {"type": "object", "properties": described, "required": required, "additionalProperties": False}


def _field_schema(field: IdentityField | Feature) -> Schema:
    words = {"title": field.title, "description": field.hint}
    match field:
        case IdentityField():
            return words | {"type": "string", "minLength": 1, "maxLength": field.at_most}
        case Quantity():
            return words | {"type": "integer", "minimum": field.at_least, "maximum": field.at_most}
        case Fraction():
            return words | {"type": "number", "minimum": 0, "maximum": 1}
        case Choice():
            return words | {"enum": list(field.options)}
        case _:
            return words | {"enum": [True, False, 1, 0]}


_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_TEXT: Schema = {"type": "string"}

REASON: Schema = {
    "type": "object",
    "properties": {
        "feature": _TEXT,
        "value": _TEXT | {"description": "The lead's value, as a person writes it."},
        "contribution": {
            "type": "number",
            "description": "The exact SHAP value; more than 0 is towards High.",
        },
        "direction": {"enum": list(Direction)},
        "sentence": _TEXT,
    },
}

PREDICTION: Schema = {
    "type": "object",
    "properties": {
        "lead_score": {"enum": list(TIERS)},
        "confidence": _SHARE | {"description": "The calibrated probability of the tier."},
        "probabilities": {"type": "object", "properties": {tier.value: _SHARE for tier in TIERS}},
        "recommendation": _TEXT,
        "borderline": {"type": "boolean", "description": "Another tier is more than half as probable."},
        "reasons": {"type": "array", "items": REASON, "description": "Every feature, the weightiest first."},
        "notes": {"type": "array", "items": _TEXT, "description": "Values beyond what the model has seen."},
        "model_version": _TEXT,
    },
}

PROBLEM: Schema = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": _TEXT, "reason": _TEXT, "index": {"type": "integer"}},
                "required": ["field", "reason"],
            },
        },
    },
}


def list_of(schema: Schema, *, max_items: int) -> Schema:
    """Return the schema of a list with at most `max_items` items of `schema`."""
    return {"type": "array", "items": schema, "maxItems": max_items}


def body(schema: Schema, example: object) -> Schema:
    """Return the `openapi_extra` of a route with a JSON body like `example`."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}}


def answers(schema: Schema, *statuses: int, words: str, good: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route: the `good` one as `schema`, described by `words`, and its problems."""
    problem = {"content": {"application/problem+json": {"schema": PROBLEM}}}
    wanted: Schema = {"description": words, "content": {"application/json": {"schema": schema}}}
    bad: dict[int | str, Schema] = {status: {"description": _PROBLEMS[status], **problem} for status in statuses}
    return {good: wanted, **bad}


_PROBLEMS = {
    400: "The body is not JSON.",
    401: "There is no API key, or an unknown one.",
    403: "The API key lacks the scope.",
    404: "There is no such lead; it may have been forgotten.",
    409: "A request with this Idempotency-Key is being answered.",
    413: "The body is too large.",
    415: "The body is not said to be JSON.",
    422: "Something about a lead is wrong; `errors` names each field.",
    429: "The API key was used too often; `Retry-After` says how long to wait.",
    503: "The database does not answer; `Retry-After` says how long to wait.",
}
