"""The specification's way of scoring, to compare with: a scaler and a classifier over a DataFrame of one row."""

from typing import Any, Self

import pandas as pd
import shap
import xgboost
from sklearn.preprocessing import StandardScaler

from benchmarks.leads import Stated
from scoring.explain.score import RECOMMENDATIONS
from scoring.fields.field_set import load_real_estate
from scoring.scaling import Floats
from training.baseline import ALPHABETICAL, alphabetical, oversample, specified_xgboost
from training.data import LabelledLeads

_NAMES = [feature.name for feature in load_real_estate().features]


class SpecifiedScorer:
    """The specification's LeadScoringSystem: `predict_single` gives no reasons, `explain_single` those of shap."""

    def __init__(self, scaler: StandardScaler, classifier: xgboost.XGBClassifier) -> None:
        self._scaler = scaler
        self._classifier = classifier
        self._explainer = shap.TreeExplainer(classifier)  # once: building it again would take longer than the rest

    @classmethod
    def train(cls, leads: LabelledLeads, **settings: int) -> Self:
        """Return a scorer trained as the specification says, but for these `settings` of its classifier."""
        frame = pd.DataFrame(leads.features, columns=_NAMES)
        scaler = StandardScaler().fit(frame)
        classifier = specified_xgboost().set_params(**settings)
        return cls(scaler, classifier.fit(*oversample(scaler.transform(frame), alphabetical(leads.labels))))

    def predict_single(self, lead: Stated) -> dict[str, Any]:
        """Return the tier, its confidence and the recommendation."""
        return self._predict(self._row(lead))

    def explain_single(self, lead: Stated) -> dict[str, Any]:
        """Return what `predict_single` does, and the SHAP values: shape (1, features, tiers)."""
        row = self._row(lead)
        return self._predict(row) | {"shap_values": self._explainer.shap_values(row)}

    def _row(self, lead: Stated) -> Floats:
        row: Floats = self._scaler.transform(pd.DataFrame([lead])[_NAMES])
        return row

    def _predict(self, row: Floats) -> dict[str, Any]:
        tier = ALPHABETICAL[int(self._classifier.predict(row)[0])]
        confidence = float(self._classifier.predict_proba(row)[0].max())
        return {"lead_score": tier, "confidence": confidence, "recommendation": RECOMMENDATIONS[tier]}
