"""The settings, each with its default and its meaning; `--help` and docs/operations.md repeat the descriptions."""

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.hours import Holidays, QuietHours, WorkingHours
from bot.settings.checks import (
    ApiUrl,
    AppToken,
    BotToken,
    Capitals,
    Channel,
    ChannelIds,
    ConfigToken,
    DatabaseUrl,
    HolidaysText,
    QuietHoursText,
    SigningSecret,
    SmallLetters,
    TimeOfDay,
    UserGroupId,
    UserIds,
    WeekText,
    ZoneName,
    read_time_of_day,
)

SLACK_API = "https://slack.com/api/"
DEMO_MODEL = Path("model")


class SettingsGroup(BaseSettings):
    """Some settings, from the environment and `.env`, as a frozen value. Errors do not quote wrong values."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )


class ProcessSettings(SettingsGroup):
    """The process: its address and its log."""

    http_host: str = Field(
        default="127.0.0.1", description="Address that the HTTP API listens on; 0.0.0.0 is every one of the machine."
    )
    http_port: int = Field(default=8000, ge=0, le=65535, description="Port of the HTTP API; 0 takes any free one.")
    api_requests_per_minute: int = Field(default=6000, ge=1, description="Requests a minute that one API key may make.")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Capitals] = Field(
        default="INFO", description="How much the log says: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Annotated[Literal["text", "json"], SmallLetters] = Field(
        default="text", description="How the log is written: text for people, json for machines, a line each."
    )
    workspace_port: int = Field(
        default=3000, ge=0, le=65535, description="Port of the local workspace on this machine; 0 takes any free one."
    )


class StoreSettings(SettingsGroup):
    """The database, and how long it keeps things."""

    database_url: DatabaseUrl = Field(
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


class ModelSettings(SettingsGroup):
    """The model."""

    model_dir: Path = Field(
        default=DEMO_MODEL, description="Folder of the model; the demo model is trained when unset."
    )


class ParserSettings(SettingsGroup):
    """The language model that may read what salespeople write."""

    lead_parser_model: str | None = Field(
        default=None,
        pattern=r"^[\w.-]+:\S+$",
        description="Language model asked about what the parser did not understand in messages (provider:model); "
        "unset, none is.",
    )


class TeamSettings(SettingsGroup):
    """The sales team: its people, its hours and its deadlines."""

    sales_team: UserIds = Field(
        default=(), description="Salespeople (ids U…, with commas) who are asked in turn to take a High lead."
    )
    managers: UserIds = Field(
        default=(), description="Managers (ids U…): get leads that nobody took, and may reassign, forget and retry."
    )
    admins: UserIds = Field(default=(), description="Admins (ids U…): told when Slack refuses the bot's posts.")
    backup_group: UserGroupId | None = Field(
        default=None,
        description="User group (id S…) asked to take a High lead instead of the next person.",
    )
    team_capacity: int = Field(default=10, ge=1, description="Open leads with which a person is not asked for more.")
    claim_within_minutes: int = Field(
        default=15, ge=1, le=10_080, description="Working minutes in which a High lead must be claimed."
    )
    contact_within_hours: int = Field(
        default=24, ge=1, le=1_000, description="Hours of working days in which its owner must contact it."
    )
    working_hours: WeekText = Field(
        default="Mon-Fri 09:00-18:00", description="When the clock runs, such as Mon-Fri 09:00-18:00, Sat 10:00-14:00."
    )
    time_zone: ZoneName = Field(default="UTC", description="Time zone of the team, such as America/New_York.")
    holidays: HolidaysText = Field(
        default="", description="Days off: countries or regions (US, DE-BY) and dates (2026-12-24), with commas."
    )
    quiet_hours: QuietHoursText = Field(
        default="20:00-08:00", description="When no High lead is posted: from-to, or off."
    )
    alert_cooldown_hours: int = Field(
        default=24, ge=0, description="Hours in which a lead that is High again raises no new alert."
    )
    alerts_per_hour: int = Field(default=30, ge=1, description="Alerts in an hour after which the rest is one digest.")
    daily_digest_at: TimeOfDay = Field(
        default="09:00", description="When the daily digest is posted on working days, such as 09:00, or off."
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the team."""
        return ZoneInfo(self.time_zone)

    def hours(self) -> WorkingHours:
        """Return the working hours."""
        return WorkingHours.parse(self.working_hours, self.zone, Holidays.parse(self.holidays))

    def quiet(self) -> QuietHours:
        """Return the hours without alerts."""
        return QuietHours.parse(self.quiet_hours, self.zone)

    def digest_time(self) -> time | None:
        """Return the time of day of the daily digest, or None for no digest."""
        return read_time_of_day(self.daily_digest_at)


class SlackSettings(SettingsGroup):
    """The Slack workspace: how the bot connects, where it posts, and who may use it.

    Without a bot token the bot runs in the local workspace.
    """

    slack_bot_token: BotToken | None = Field(default=None, description="Bot token of the Slack app (xoxb-…).")
    slack_app_token: AppToken | None = Field(
        default=None, description="App-level token (xapp-…) with the scope connections:write, for Socket Mode."
    )
    slack_signing_secret: SigningSecret | None = Field(
        default=None,
        description="Signing secret of the app; set without SLACK_APP_TOKEN, Slack calls us over HTTP instead.",
    )
    slack_config_token: ConfigToken | None = Field(
        default=None,
        description="App configuration token (xoxe.xoxp-…), with which `doctor` compares the app with manifest.yml.",
    )
    slack_api_url: ApiUrl = Field(
        default=SLACK_API, description="Base URL of Slack's Web API.", pattern=r"^https?://[\w.-]+(:\d+)?(/\S*)?$"
    )
    hot_leads_channel: Channel = Field(
        default="#hot-leads",
        description="Channel that High leads are posted to: its id (C…), or its name with #.",
    )
    allowed_users: UserIds = Field(
        default=(), description="Who may use the bot (ids U…, with commas); unset, every member who is no guest."
    )
    allowed_usergroup: UserGroupId | None = Field(
        default=None,
        description="User group (id S…) whose members may use the bot, beside ALLOWED_USERS; paid plans only.",
    )
    allowed_channels: ChannelIds = Field(
        default=(), description="Channels (ids C…, with commas) in which the bot may be used; unset, all of them."
    )

    @model_validator(mode="after")
    def _has_all_tokens_or_none(self) -> Self:
        connects = self.slack_app_token or self.slack_signing_secret
        if self.slack_bot_token and not connects:
            raise ValueError(
                "SLACK_APP_TOKEN is not set, but SLACK_BOT_TOKEN is: set both (for HTTP mode SLACK_SIGNING_SECRET "
                "instead of SLACK_APP_TOKEN), or neither for the local workspace."
            )
        if not self.slack_bot_token and connects:
            name = "SLACK_APP_TOKEN" if self.slack_app_token else "SLACK_SIGNING_SECRET"
            raise ValueError(
                f"SLACK_BOT_TOKEN is not set, but {name} is: set both, or neither for the local workspace."
            )
        if not self.slack_bot_token and self.slack_api_url != SLACK_API:
            raise ValueError("SLACK_API_URL is set without SLACK_BOT_TOKEN and SLACK_APP_TOKEN: set both, or unset it.")
        return self

    @property
    def has_slack(self) -> bool:
        """Whether there are tokens for a Slack workspace."""
        return self.slack_bot_token is not None

    @property
    def uses_http(self) -> bool:
        """Whether Slack calls the bot over HTTP, instead of the bot keeping a connection in Socket Mode."""
        return self.slack_signing_secret is not None and self.slack_app_token is None

    def with_slack(
        self, *, bot_token: str, api_url: str, app_token: str | None = None, signing_secret: str | None = None
    ) -> Self:
        """Return these settings for a given workspace: in Socket Mode with an app token, else over HTTP."""
        update = {
            "slack_bot_token": SecretStr(bot_token),
            "slack_app_token": app_token and SecretStr(app_token),
            "slack_signing_secret": signing_secret and SecretStr(signing_secret),
            "slack_api_url": api_url,
        }
        return self.model_copy(update=update)


class Settings(ProcessSettings, StoreSettings, ModelSettings, ParserSettings, TeamSettings, SlackSettings):
    """All settings. Without Slack tokens the bot runs in the local workspace."""

    model_config = SettingsConfigDict(extra="forbid")
