"""Where the model is."""

from pathlib import Path

from pydantic import Field

from bot.settings.part import SettingsPart

DEMO_MODEL = Path("model")


class ModelSettings(SettingsPart):
    """What everything that scores is told from outside."""

    model_dir: Path = Field(
        default=DEMO_MODEL, description="Folder of the model; the demo model is trained when unset."
    )
