"""References: which of the leads that a model learnt from stand beside it, to complete half-known leads from."""

from collections.abc import Sequence

import numpy as np
import xgboost
from numpy.typing import NDArray

from scoring.explain.imputation import Imputer, Known
from scoring.scaling import Floats, scaled
from training.data import LabelledLeads
from training.evaluation import losses
from training.model import Model
from training.splits import RANDOM_STATE

MOST = 2_000

BANDWIDTHS = (0.05, 0.1, 0.2, 0.4, 0.8)

_MAX_TRIED = 500
_COMPLETIONS = 64


def draw_references(leads: LabelledLeads) -> Floats:
    """Return the features of at most MOST of `leads`, drawn at random; the same leads always give the same ones."""
    return leads.features[_drawn(len(leads), MOST)]


def best_bandwidth(model: Model, learnt: LabelledLeads, held_out: LabelledLeads) -> float:
    """Return which of BANDWIDTHS gives half-known leads the lowest log loss.

    Of leads that were held out, with a random number of features hidden from each, completed from those that `model`
    learnt from.
    """
    tried = held_out.select(_drawn(len(held_out), _MAX_TRIED))
    references = draw_references(learnt)
    worth = _worth(model, references)
    leads = hide(tried.features, np.arange(1, max(2, len(tried.known))))
    found = {}
    for bandwidth in BANDWIDTHS:
        shares = _completed(model, Imputer(references, worth, bandwidth), leads)
        found[bandwidth] = float(losses(tried.labels, shares).mean())
    return min(found, key=found.__getitem__)


def hide(features: Floats, numbers: NDArray[np.int64]) -> list[Known]:
    """Return the leads of these features with some of them unknown, one of `numbers` of each, drawn at random."""
    random = np.random.default_rng(RANDOM_STATE)
    hidden = random.random(features.shape).argsort(axis=1) < random.choice(numbers, len(features))[:, np.newaxis]
    return [
        [None if unknown else value for value, unknown in zip(*row, strict=True)]
        for row in zip(features.astype(np.int64).tolist(), hidden.tolist(), strict=True)
    ]


def _drawn(number: int, most: int) -> NDArray[np.int64]:
    """Return at most so many positions of `number`, drawn at random, rising."""
    drawn = np.random.default_rng(RANDOM_STATE).permutation(number)[:most]
    return np.sort(drawn)


def _worth(model: Model, rows: Floats) -> Floats:
    """Return nearly what each value in `rows` adds to its lead's score, as `TreeEnsemble.worth` does."""
    matrix = xgboost.DMatrix(scaled(rows, model.mean, model.scale), nthread=1)
    parts = model.booster.predict(matrix, pred_contribs=True, approx_contribs=True)
    return model.link.upward(parts.astype(np.float64))[:, :-1]


def _completed(model: Model, completer: Imputer, leads: Sequence[Known]) -> Floats:
    """Return the mean probabilities of each lead's completions: shape (leads, tiers)."""
    completions = [completer.complete(lead).thinned(_COMPLETIONS) for lead in leads]
    shares = model.probabilities(np.concatenate([each.rows for each in completions]))
    ends = np.cumsum([len(each.rows) for each in completions])[:-1]
    parts = zip(completions, np.split(shares, ends), strict=True)
    return np.array([each.weights @ of_each for each, of_each in parts])
