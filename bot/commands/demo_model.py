"""The demo model, which the bot uses until somebody trains a model on their own leads."""

from pathlib import Path

from bot.settings import DEMO_MODEL, BadSettings
from scoring.errors import BadArtifact
from scoring.explain.scorer import Scorer
from scoring.model.artifact import CARD_FILE


def load_scorer(folder: Path) -> Scorer:
    """Return the scorer of the model in `folder`; the demo model is trained into its own folder when that has none.

    Raises:
        BadArtifact: there is no model, or one that cannot be used.
        BadSettings: the demo model is missing, and so is what trains it.
    """
    try:
        return Scorer.load(_model(folder))
    except BadArtifact as error:
        if folder != DEMO_MODEL:
            raise
        remedy = f"if it is but the demo model, delete the folder {folder}, and it is made again"
        raise BadArtifact(error.path, f"{error.reason}; {remedy}") from None


def _model(folder: Path) -> Path:
    """Return `folder`, with the demo model trained into it when it is the default one and has none."""
    if folder == DEMO_MODEL and not (folder / CARD_FILE).exists():
        try:
            from training.demo import train_demo
        except ImportError as error:
            raise BadSettings(
                f"There is no model, and training one needs the package {error.name}: install '.[training]', or set "
                "MODEL_DIR to the folder of a trained model."
            ) from None
        train_demo(folder)
    return folder
