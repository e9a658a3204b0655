"""Settings: everything that the environment and `.env` can say. Nothing else reads them."""

import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK = "https://slack.com/api/"
_PREFIXES = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}
_OAUTH = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}
DEMO_MODEL = Path("model")
_Kind = TypeVar("_Kind", bound="ModelSettings")


class BadSettings(Exception):
    """The bot cannot start with these settings; each line says what to set."""


class ModelSettings(BaseSettings):
    """What everything that scores is told from outside."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    model_dir: Path = Field(
        default=DEMO_MODEL, description="Folder of the model; the demo model is trained when unset."
    )


class Settings(ModelSettings):
    """What the bot is told from outside. Without Slack tokens it runs in the local workspace."""

    model_config = SettingsConfigDict(extra="forbid")

    slack_bot_token: SecretStr | None = Field(default=None, description="Bot token of the Slack app (xoxb-…).")
    slack_app_token: SecretStr | None = Field(
        default=None, description="App-level token (xapp-…) with the scope connections:write."
    )
    slack_api_url: str = Field(
        default=SLACK, description="Base URL of Slack's Web API.", pattern=r"^https?://[\w.-]+(:\d+)?(/\S*)?$"
    )
    hot_leads_channel: str = Field(
        default="#hot-leads",
        description="Channel that High leads are posted to: its id (C…), or its name with #.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much the log says: DEBUG, INFO, WARNING or ERROR."
    )
    workspace_port: int = Field(
        default=3000, ge=0, le=65535, description="Port of the local workspace on this machine; 0 takes any free one."
    )

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"

    @field_validator("hot_leads_channel")
    @classmethod
    def _is_a_channel(cls, channel: str) -> str:
        if not re.fullmatch(r"#\S+|[CG][A-Z0-9]{2,}", channel):
            raise ValueError("write # before the channel's name, or its id in capitals")
        return channel

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _is_a_token(cls, token: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        prefix = _PREFIXES[str(field.field_name)]
        if token is not None and not re.fullmatch(rf"{prefix}[A-Za-z0-9-]+", token.get_secret_value()):
            raise ValueError(f"it must start with {prefix} and go on in letters, digits and hyphens; copy it again")
        return token

    @model_validator(mode="after")
    def _whole_or_none(self) -> Self:
        tokens = {"SLACK_BOT_TOKEN": self.slack_bot_token, "SLACK_APP_TOKEN": self.slack_app_token}
        unset = [name for name, token in tokens.items() if token is None]
        if len(unset) == 1:
            other = next(name for name in tokens if name not in unset)
            raise ValueError(f"{unset[0]} is not set, but {other} is: set both, or neither for the local workspace.")
        if unset and self.slack_api_url != SLACK:
            raise ValueError("SLACK_API_URL is set without SLACK_BOT_TOKEN and SLACK_APP_TOKEN: set both, or unset it.")
        return self

    @property
    def has_slack(self) -> bool:
        """Whether there are tokens for a Slack workspace."""
        return self.slack_bot_token is not None

    def with_slack(self, *, bot_token: str, app_token: str, api_url: str) -> "Settings":
        """Return these settings for a given workspace."""
        tokens = {"slack_bot_token": SecretStr(bot_token), "slack_app_token": SecretStr(app_token)}
        return self.model_copy(update=tokens | {"slack_api_url": api_url})


def load_settings() -> Settings:
    """Return the settings from the environment and `.env`.

    Raises:
        BadSettings: naming each setting that is wrong, and what it must be.
    """
    oauth = f"{' and '.join(sorted(_OAUTH))} make Bolt ignore the bot token: unset them for this bot."
    return _load(Settings, [oauth] * (set(os.environ) >= _OAUTH))


def load_model_settings() -> ModelSettings:
    """Return the settings from the environment and `.env` that concern the model alone.

    Raises:
        BadSettings: naming each of them that is wrong, and what it must be.
    """
    return _load(ModelSettings)


def forget_proxies() -> None:
    """Let this process talk to its own machine only; Slack's SDK would send even that through a proxy."""
    for name in [name for name in os.environ if name.lower() in {"http_proxy", "https_proxy", "all_proxy"}]:
        del os.environ[name]


def _load(kind: type[_Kind], problems: Sequence[str] = ()) -> _Kind:
    misspelled = [
        f"{name} in the environment is not a setting: did you mean {meant}? Correct or unset it."
        for name in os.environ
        if (meant := _meant(name, kind))
    ]
    wrong: list[str] = []
    try:
        settings = kind()
    except ValidationError as error:
        wrong = [_in_words(detail["loc"], detail["msg"]) for detail in error.errors()]
    if said := [*misspelled, *problems, *wrong]:
        raise BadSettings("\n".join(said))
    return settings


def _meant(name: str, kind: type[ModelSettings]) -> str:
    """Return the setting that a variable nearly names, if it names none: SLACK_BOT_TOKN."""
    known = [setting.upper() for setting in kind.model_fields]
    if name.upper() in known or any(name.startswith(setting) for setting in known):
        return ""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.9)), "")


def _in_words(place: tuple[int | str, ...], message: str) -> str:
    if not place:
        return message.removeprefix("Value error, ")
    name = str(place[0]).upper()
    field = Settings.model_fields.get(name.lower())
    if field is None:
        return f"{name} in .env is not a setting: remove it or correct its spelling."
    message = message.removeprefix("Value error, ")
    return f"{name}: {message[:1].lower()}{message[1:]}. {field.description}"
