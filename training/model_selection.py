"""Selection: every recipe on the same folds, and which of them does best on leads it had not seen."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from scoring.scaling import Floats
from training.data import LabelledLeads
from training.evaluation import Evaluation, evaluate, losses
from training.recipes import RECIPES, Recipe
from training.splits import folds


@dataclass(frozen=True)
class Candidate:
    """A recipe, and how it did on leads it had not seen.

    `behind` is by how much its log loss is above the winner's, and `uncertainty` the standard error of that, over
    leads: the winner wins by more than chance where `behind` is several times as much.
    """

    recipe: Recipe
    evaluation: Evaluation
    behind: float
    uncertainty: float


def try_recipes(leads: LabelledLeads, recipes: Mapping[str, Recipe] = RECIPES) -> tuple[Candidate, ...]:
    """Try every recipe on the same folds of `leads`, and return them with the lowest log loss first."""
    parts = list(folds(leads))
    tried = leads.select(np.concatenate([rows for _, rows in parts]))
    of_recipe = {}
    with tqdm(total=len(recipes) * len(parts), desc="Trying recipes", unit="model") as bar:
        for recipe in recipes.values():
            shares, shown = [], []
            for learnt, rows in parts:
                model = recipe.train(leads.select(learnt))
                shares.append(model.probabilities(leads.features[rows]))
                shown.append(model.tiers(leads.features[rows]))
                bar.update()
            probabilities = np.concatenate(shares)
            evaluation = evaluate(tried.labels, probabilities, np.concatenate(shown))
            of_recipe[recipe.name] = evaluation, losses(tried.labels, probabilities)
    best = min(of_recipe, key=lambda name: of_recipe[name][0].log_loss)
    return tuple(
        _candidate(recipes[name], evaluation, each_loss - of_recipe[best][1])
        for name, (evaluation, each_loss) in sorted(of_recipe.items(), key=lambda item: item[1][0].log_loss)
    )


def _candidate(recipe: Recipe, evaluation: Evaluation, differences: Floats) -> Candidate:
    uncertainty = float(differences.std() / np.sqrt(len(differences)))
    return Candidate(recipe, evaluation, float(differences.mean()), uncertainty)
