"""Synthetic leads, as the specification draws them, and the rule that gives each its tier.

The rule is the truth about synthetic leads: it labels them, and it tells the best that any model can do with them.
No feature and no model may know it.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from scoring.explain.score import TIERS, Tier
from scoring.fields.field_set import load_real_estate
from training.data import LabelledLeads

SPECIFIED_ROWS = 10_000
SPECIFIED_SEED = 42
"""What the specification draws: these leads are its file, byte for byte."""

_NOISE = (-1, 0, 1)
_HIGH_FROM = 14
_MEDIUM_FROM = 9


def draw_leads(rows: int, seed: int) -> LabelledLeads:
    """Return `rows` synthetic leads; the same `seed`, from 0 to 2**32 - 1, always gives the same leads."""
    # The legacy generator: NumPy promises that its stream never changes, and the specification's leads came from it.
    random = np.random.RandomState(seed)
    drawn = _draw_features(rows, random)
    noise = _whole(random, min(_NOISE), max(_NOISE) + 1, rows)
    fields = load_real_estate()
    features = np.column_stack([drawn[feature.name] for feature in fields.features]).astype(np.float64)
    return LabelledLeads(fields, features, _labels(_points(drawn) + noise))


def knows_rule(leads: LabelledLeads) -> bool:
    """Return whether the rule can be applied to leads: whether they are real-estate leads with every feature."""
    return leads.fields == load_real_estate()


def tier_probabilities(leads: LabelledLeads) -> NDArray[np.float64]:
    """Return how probable each tier is for each lead under the rule: shape (rows, tiers), best tier first."""
    points = _points(leads.columns)
    each_noise = [np.eye(len(TIERS))[_labels(points + noise)] for noise in _NOISE]
    probabilities: NDArray[np.float64] = np.mean(each_noise, axis=0)
    return probabilities


def _draw_features(rows: int, random: np.random.RandomState) -> dict[str, NDArray[np.int64]]:
    """Draw every column, in the order in which the specification draws them: wealth first, the rest follows from it."""
    age = _whole(random, 22, 70, rows)
    income = _whole(random, 30_000, 500_000, rows)
    credit_score = _whole(random, 300, 850, rows)
    by_income = income / 500_000
    by_credit = credit_score / 850
    keenness = (by_income + by_credit) / 2
    return {
        "age": age,
        "income": income,
        "credit_score": credit_score,
        "website_visits": random.poisson(30 * keenness),
        "email_opens": random.poisson(20 * keenness),
        "property_views": random.poisson(15 * keenness),
        "contact_attempts": random.poisson(5 * keenness),
        "time_on_site_minutes": random.poisson(60 * keenness),
        "inquiry_submitted": _yes(random, 0.2 + 0.3 * by_credit),
        "financing_pre_approved": _yes(random, 0.3 + 0.3 * by_credit),
        "budget_disclosed": _yes(random, 0.3 + 0.2 * by_income),
        "location_preference_set": _yes(random, 0.4 + 0.2 * keenness),
    }


def _whole(random: np.random.RandomState, lowest: int, end: int, rows: int) -> NDArray[np.int64]:
    return random.randint(lowest, end, rows, dtype=np.int64)


def _yes(random: np.random.RandomState, probability: NDArray[np.float64]) -> NDArray[np.int64]:
    return (random.random_sample(len(probability)) < probability).astype(np.int64)


def _points(of: Mapping[str, NDArray[np.number]]) -> NDArray[np.int64]:
    """Return each lead's points, before the noise."""
    engagement = of["website_visits"] + of["email_opens"] + 2 * of["property_views"]
    points = (
        _steps(of["income"], 80_000, 150_000, 200_000)
        + _steps(of["credit_score"], 650, 750, 780)
        + _steps(engagement, 30, 60)
        + 2 * of["inquiry_submitted"]
        + 2 * of["financing_pre_approved"]
        + of["budget_disclosed"]
        + of["location_preference_set"]
    )
    return points.astype(np.int64)


def _steps(values: NDArray[np.number], *steps: int) -> NDArray[np.int64]:
    """Return 1, and 1 more for each of the ascending `steps` that a value is above."""
    return 1 + np.searchsorted(np.array(steps), values, side="left")


def _labels(points: NDArray[np.int64]) -> NDArray[np.int64]:
    high, low, medium = (TIERS.index(tier) for tier in (Tier.HIGH, Tier.LOW, Tier.MEDIUM))
    return np.where(points >= _HIGH_FROM, high, np.where(points >= _MEDIUM_FROM, medium, low))
