"""What every part of the settings has in common."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsPart(BaseSettings):
    """Some settings, from the environment and `.env`, as a frozen value. Wrong values are not quoted in errors."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )
