"""The process itself: what it listens on, what it is called, how it logs."""

from typing import Literal

from pydantic import Field, field_validator

from bot.settings.part import SettingsPart


class ProcessSettings(SettingsPart):
    """What the running process is told from outside."""

    http_host: str = Field(
        default="127.0.0.1", description="Address that the HTTP API listens on; 0.0.0.0 is every one of the machine."
    )
    http_port: int = Field(default=8000, ge=0, le=65535, description="Port of the HTTP API; 0 takes any free one.")
    api_requests_per_minute: int = Field(default=6000, ge=1, description="Requests a minute that one API key may make.")
    replica: str = Field(
        default="main",
        pattern=r"^[\w.-]{1,60}$",
        description="Name of this process among those on one database; the same again after each start.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much the log says: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How the log is written: text for people, json for machines, a line each."
    )
    workspace_port: int = Field(
        default=3000, ge=0, le=65535, description="Port of the local workspace on this machine; 0 takes any free one."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, form: object) -> object:
        return form.lower() if isinstance(form, str) else form
