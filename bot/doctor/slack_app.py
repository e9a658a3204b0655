"""Check the Slack app: its tokens, scopes and manifest, and the difference between its clock and ours."""

import re
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.doctor.finding import Finding, failed, ok, skipped, warning
from bot.doctor.manifest import Manifest
from bot.settings import Settings
from bot.token_errors import refused, unreachable

_SLOW_SECONDS = 60
_LATE_SECONDS = 300
_MAX_PATHS = 6


class SlackApp:
    """Checks the app whose tokens the settings have."""

    def __init__(self, settings: Settings, client: WebClient, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._manifest = Manifest.load()

    def examine(self) -> Iterator[Finding]:
        """Yield the findings; only that of the bot token when Slack does not accept it."""
        sent = self._clock()
        try:
            answer = self._client.auth_test()
        except SlackApiError as error:
            yield failed("Bot token", refused("SLACK_BOT_TOKEN", error))
            return
        except (OSError, HTTPException) as error:
            yield failed("Bot token", unreachable(self._client.base_url, error))
            return
        middle = (sent + self._clock()) / 2
        yield ok("Bot token", f"I am {answer['user']} in {answer['team']}.")
        yield self._clock_skew(answer, middle)
        yield self._connection()
        yield from self._scopes(answer)
        yield self._drift(answer)

    def _clock_skew(self, answer: SlackResponse, now: float) -> Finding:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        if "date" not in headers:
            return skipped("Clock", "Slack did not say what time it is.")
        skew = now - parsedate_to_datetime(headers["date"]).timestamp()
        words = f"This machine's clock is {abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} Slack's"
        if abs(skew) > _LATE_SECONDS:
            return failed("Clock", f"{words}: requests would be refused as too old. Set it by NTP.")
        return warning("Clock", f"{words}. Set it by NTP.") if abs(skew) > _SLOW_SECONDS else ok("Clock", f"{words}.")

    def _connection(self) -> Finding:
        if self._settings.slack_app_token is None:
            return ok("Signing secret", "Set, for HTTP mode. Whether it is right shows when Slack first calls.")
        try:
            self._client.apps_connections_open(app_token=self._settings.slack_app_token.get_secret_value())
        except SlackApiError as error:
            return failed("App token", refused("SLACK_APP_TOKEN", error))
        except (OSError, HTTPException) as error:
            return failed("App token", unreachable(self._client.base_url, error))
        return ok("App token", "Slack lets me connect in Socket Mode.")

    def _scopes(self, answer: SlackResponse) -> Iterator[Finding]:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        granted = frozenset(filter(None, headers.get("x-oauth-scopes", "").replace(" ", "").split(",")))
        if not granted:
            yield skipped("Scopes", "Slack did not say which the token has.")
            return
        missing = self._manifest.needed_scopes - granted
        if self._settings.allowed_usergroup or self._settings.backup_group:
            missing |= {"usergroups:read"} - granted
        unused = granted - self._manifest.needed_scopes - self._manifest.optional_scopes
        if missing:
            yield failed("Scopes", f"Missing: {_listed(missing)}. Put manifest.yml into the app and install it again.")
        if unused:
            yield warning("Scopes", f"More than I need: {_listed(unused)}. Remove them, and install the app again.")
        if not missing and not unused:
            yield ok("Scopes", f"{len(granted)} scopes, all that I need and no more.")

    def _drift(self, answer: SlackResponse) -> Finding:
        token = self._settings.slack_config_token
        if token is None:
            return skipped("Manifest", "Not compared with the app: that needs SLACK_CONFIG_TOKEN.")
        try:
            exported = self._client.apps_manifest_export(app_id=self._app_id(answer), token=token.get_secret_value())
        except SlackApiError as error:
            return warning("Manifest", refused("SLACK_CONFIG_TOKEN", error))
        except (OSError, HTTPException) as error:
            return warning("Manifest", unreachable(self._client.base_url, error))
        paths = self._manifest.differences(exported["manifest"], over_http=self._settings.uses_http)
        if not paths:
            return ok("Manifest", "The app is as manifest.yml says.")
        more = f" and {len(paths) - _MAX_PATHS} more" if len(paths) > _MAX_PATHS else ""
        where = ", ".join(paths[:_MAX_PATHS]) + more
        remedy = "Paste the file at App Manifest on the app's page"
        return warning("Manifest", f"The app differs from manifest.yml in {where}. {remedy}.")

    def _app_id(self, answer: SlackResponse) -> str:
        """Return the app's id, which an app token has in it."""
        token = self._settings.slack_app_token
        if token is not None and (found := re.match(r"xapp-\d+-(A[A-Z0-9]+)-", token.get_secret_value())):
            return found[1]
        bot: dict[str, Any] = self._client.bots_info(bot=answer["bot_id"])["bot"]
        return str(bot["app_id"])


def _listed(scopes: frozenset[str]) -> str:
    return ", ".join(sorted(scopes))
