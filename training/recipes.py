"""Recipes: the ways to make a model of leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from training.baseline import train_specified
from training.data import LabelledLeads
from training.model import Model
from training.ordinal import STUMPS, TREES, train_ordinal

HIGH_RECALL = 0.82
"""The share of High leads that a recipe with a threshold is to call High."""


@dataclass(frozen=True)
class Recipe:
    """A way to make a model of leads.

    `refit`: the model that is deployed learns from all leads, also those that another of its kind was measured on.
    """

    name: str
    description: str
    train: Callable[[LabelledLeads], Model]
    refit: bool = True


ORDINAL = Recipe(
    "ordinal",
    "one score for the order of the tiers, a curve for each feature (trees of depth 1), calibrated",
    partial(train_ordinal, shape=STUMPS, high_recall=HIGH_RECALL),
)
ORDINAL_DEEP = Recipe(
    "ordinal-deep",
    "one score for the order of the tiers, features work on one another (trees of depth 3), calibrated",
    partial(train_ordinal, shape=TREES, high_recall=HIGH_RECALL),
)
SPECIFIED = Recipe(
    "specified",
    "the specification's: SMOTE, three outputs, trees of depth 6, not calibrated",
    train_specified,
    refit=False,
)

RECIPES: Mapping[str, Recipe] = MappingProxyType({recipe.name: recipe for recipe in (ORDINAL, ORDINAL_DEEP, SPECIFIED)})
