"""All settings as one value."""

from pydantic_settings import SettingsConfigDict

from bot.settings.model import ModelSettings
from bot.settings.parser import ParserSettings
from bot.settings.process import ProcessSettings
from bot.settings.slack import SlackSettings
from bot.settings.store import StoreSettings
from bot.settings.team import TeamSettings


class Settings(ProcessSettings, StoreSettings, ModelSettings, ParserSettings, TeamSettings, SlackSettings):
    """What the bot is told from outside. Without Slack tokens it runs in the local workspace."""

    model_config = SettingsConfigDict(extra="forbid")
