"""The specification's HTTP API, to compare with: a few lines of FastAPI around its way of scoring, without reasons."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from benchmarks.specified import SpecifiedScorer


class SpecifiedLead(BaseModel):
    """The request, as the specification has it: twelve whole numbers."""

    age: int
    income: int
    credit_score: int
    website_visits: int
    email_opens: int
    property_views: int
    contact_attempts: int
    time_on_site_minutes: int
    inquiry_submitted: int
    financing_pre_approved: int
    budget_disclosed: int
    location_preference_set: int


def specified_api(scorer: SpecifiedScorer) -> FastAPI:
    """Return the application that serves POST /predict: on the event loop, which is faster here than in threads."""
    app = FastAPI(title="Lead Scoring API")

    @app.post("/predict")
    async def predict(lead: SpecifiedLead) -> dict[str, Any]:
        return scorer.predict_single(lead.model_dump())

    return app
