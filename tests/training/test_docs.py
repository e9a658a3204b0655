from pathlib import Path

from scoring.artifact import load_artifact
from scoring.lead import Lead
from scoring.scorer import Scorer
from tests.seed import NOT_REPRODUCED, SCENARIOS
from training.__main__ import figures
from training.comparison import Comparison, render

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text(encoding="utf-8")


def test_the_page_shows_what_train_prints(trained: Path) -> None:
    card = load_artifact(trained).card
    assert "\n".join(figures(card)) in PAGE
    assert f"version {card.version}." in PAGE


def test_the_page_shows_what_compare_prints(comparison: Comparison) -> None:
    assert render(comparison) in PAGE


def test_the_page_states_the_confidence_of_each_scenario(trained: Path) -> None:
    scorer = Scorer.load(trained)
    for scenario in SCENARIOS:
        score = scorer.score(Lead(**scenario.lead))
        reached = f"**{score.confidence:.3f}**" if scenario.name in NOT_REPRODUCED else f"{score.confidence:.3f}"
        assert f"| {score.tier} | {scenario.specified_confidence:.3f} | {reached} |" in PAGE
