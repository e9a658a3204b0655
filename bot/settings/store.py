"""Where everything is kept, and for how long."""

import re

from pydantic import Field, field_validator

from bot.settings.part import SettingsPart


class StoreSettings(SettingsPart):
    """What everything that opens the store is told from outside."""

    database_url: str = Field(
        default="sqlite:///leads.sqlite",
        repr=False,  # it may have a password
        description="Database: a file (sqlite:///leads.sqlite) or a server (postgresql://user:password@host/name).",
    )
    lead_retention_days: int = Field(
        default=90, ge=1, description="Days after which a lead that was scored no more is deleted with all about it."
    )
    conversation_ttl_hours: int = Field(
        default=24, ge=1, le=720, description="Hours of silence after which a conversation with the bot is over."
    )

    @field_validator("database_url")
    @classmethod
    def _is_one_we_know(cls, url: str) -> str:
        if not re.match(r"sqlite:///.|postgres(ql)?(\+psycopg)?://.", url):
            raise ValueError("it must start with sqlite:/// or postgresql://")
        return url
