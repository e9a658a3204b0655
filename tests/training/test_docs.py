from pathlib import Path

from scoring.explain.scorer import Scorer
from tests.fields import make_lead
from tests.seed import NOT_REPRODUCED, SCENARIOS
from training.__main__ import figures
from training.comparison import Comparison, render
from training.pipeline import Training
from training.recipes import RECIPES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "training.md").read_text(encoding="utf-8")
SPECIFIED_PAGE = (DOCS / "specified.md").read_text(encoding="utf-8")


def test_the_page_shows_what_train_prints(training: Training) -> None:
    card = training.artifact.card
    assert "\n".join(figures(card)) in PAGE
    assert f"version {card.version}." in PAGE


def test_the_page_names_every_recipe() -> None:
    for recipe in RECIPES.values():
        assert f"| `{recipe.name}` | {recipe.description} |" in PAGE


def test_the_page_shows_what_compare_prints(comparison: Comparison) -> None:
    assert render(comparison) in PAGE


def test_the_specified_recipes_page_shows_what_train_prints_of_it(specified: Training) -> None:
    assert "\n".join(figures(specified.artifact.card)) in SPECIFIED_PAGE
    assert f"version {specified.artifact.card.version}." in SPECIFIED_PAGE


def test_the_specified_recipes_page_states_the_confidence_of_each_scenario(specified: Training) -> None:
    scorer = Scorer(specified.artifact)
    for scenario in SCENARIOS:
        score = scorer.score(make_lead(**scenario.lead))
        reached = f"**{score.confidence:.3f}**" if scenario.name in NOT_REPRODUCED else f"{score.confidence:.3f}"
        assert f"| {score.tier} | {scenario.specified_confidence:.3f} | {reached} |" in SPECIFIED_PAGE
