"""Intertwined leads: synthetic ones whose features hang together, as customers' do and the generator's hardly."""

from dataclasses import replace

import numpy as np

from scoring.explain.score import TIERS
from scoring.model.artifact import Artifact
from scoring.scaling import Floats
from training.data import LabelledLeads, LeadsFile
from training.evaluation import Labels
from training.pipeline import train
from training.recipes import ORDINAL
from training.synthetic import SPECIFIED_SEED, draw_leads, tier_probabilities

_SEED = 20_261_123
_LOADINGS = np.array([0.3, 0.8, 0.7, 0.75, 0.7, 0.75, -0.4, 0.6, 0.5, 0.7, 0.4, 0.4])
"""How each feature goes with what is common to all; two of them correlate by the product."""


def intertwined(leads: LabelledLeads) -> LabelledLeads:
    """Return leads with the same values in each column, drawn again by a Gaussian copula, and labelled by the rule."""
    random = np.random.default_rng(_SEED)
    rows, columns = leads.features.shape
    common, own = random.standard_normal((rows, 1)), random.standard_normal((rows, columns))
    drawn = common * _LOADINGS + own * np.sqrt(1 - _LOADINGS**2)
    ranks = drawn.argsort(axis=0).argsort(axis=0)
    dealt = replace(leads, features=np.take_along_axis(np.sort(leads.features, axis=0), ranks, axis=0))
    return replace(dealt, labels=_drawn(tier_probabilities(dealt), random))


def intertwined_model(rows: int) -> Artifact:
    """Return the ordinal recipe's model of so many intertwined leads."""
    leads = intertwined(draw_leads(rows, SPECIFIED_SEED))
    return train(LeadsFile("intertwined", "0" * 64, leads), ORDINAL).artifact


def _drawn(probabilities: Floats, random: np.random.Generator) -> Labels:
    upto = probabilities.cumsum(axis=1)
    above: Labels = (random.random((len(upto), 1)) >= upto).sum(axis=1)
    return np.minimum(above, len(TIERS) - 1)
