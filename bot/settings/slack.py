"""The Slack workspace: how the bot connects, where it posts, and who may use it."""

import re
from typing import Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator

from bot.settings.ids import ChannelIds, UserGroupId, UserIds
from bot.settings.part import SettingsPart

SLACK = "https://slack.com/api/"
_PREFIXES = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-", "slack_config_token": "xoxe.xoxp-"}


class SlackSettings(SettingsPart):
    """What the bot is told of Slack. Without a bot token it runs in the local workspace."""

    slack_bot_token: SecretStr | None = Field(default=None, description="Bot token of the Slack app (xoxb-…).")
    slack_app_token: SecretStr | None = Field(
        default=None, description="App-level token (xapp-…) with the scope connections:write, for Socket Mode."
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="Signing secret of the app; set without SLACK_APP_TOKEN, Slack calls us over HTTP instead.",
    )
    slack_config_token: SecretStr | None = Field(
        default=None,
        description="App configuration token (xoxe.xoxp-…), with which `doctor` compares the app with manifest.yml.",
    )
    slack_api_url: str = Field(
        default=SLACK, description="Base URL of Slack's Web API.", pattern=r"^https?://[\w.-]+(:\d+)?(/\S*)?$"
    )
    hot_leads_channel: str = Field(
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

    @field_validator("slack_bot_token", "slack_app_token", "slack_config_token")
    @classmethod
    def _is_a_token(cls, token: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        prefix = _PREFIXES[str(field.field_name)]
        if token is not None and not re.fullmatch(rf"{re.escape(prefix)}[A-Za-z0-9-]+", token.get_secret_value()):
            raise ValueError(f"it must start with {prefix} and go on in letters, digits and hyphens; copy it again")
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _is_a_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not re.fullmatch(r"[0-9A-Za-z]{16,}", secret.get_secret_value()):
            raise ValueError("it must be 16 or more letters and digits; copy it again")
        return secret

    @model_validator(mode="after")
    def _whole_or_none(self) -> Self:
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
        if not self.slack_bot_token and self.slack_api_url != SLACK:
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
