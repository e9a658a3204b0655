"""The demo: the bot in a local workspace of its own, with a team, a key for the HTTP API, and a clock to play with."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.doctor.manifest import MANIFEST
from bot.server import Bot, build
from bot.settings import BadSettings, Settings
from bot.store.api_keys import Scope
from scoring.explain.scorer import Scorer

if TYPE_CHECKING:
    from localslack import Workspace

_TEAM: dict[str, Any] = {
    "sales_team": ("U0MAYA", "U0JONAS"),
    "managers": ("U0PRIYA",),
    # So that what one tries at night is answered at night.
    "working_hours": "Mon-Sun 00:00-24:00",
    "quiet_hours": "off",
}


# What another app posted, to try the message's menu on.
_ENQUIRY = "New enquiry: Sam Okoro, 38, income 140k, credit score 720, wants to know what is left at the harbour"


@dataclass(frozen=True)
class Demo:
    """A bot that runs in its workspace, and what to tell whoever started it."""

    bot: Bot
    greeting: tuple[str, ...]


def start_demo(settings: Settings, scorer: Scorer, cleanup: ExitStack) -> Demo:
    """Start a local workspace and the bot in it; both forget everything when `cleanup` closes.

    Raises:
        BadSettings: a port is taken, or the local workspace is not installed.
    """
    try:
        from localslack import MovableClock, Workspace
    except ModuleNotFoundError as error:
        raise BadSettings(
            f"No Slack tokens are set, and the local workspace needs the package {error.name}: "
            "python -m pip install -e ./localslack, or set SLACK_BOT_TOKEN and SLACK_APP_TOKEN."
        ) from None
    clock = MovableClock()
    try:
        workspace = cleanup.enter_context(Workspace(MANIFEST, port=settings.workspace_port, clock=clock))
    except OSError:
        raise BadSettings(
            f"Port {settings.workspace_port} is taken: set WORKSPACE_PORT to another one, or to 0 for any free one."
        ) from None
    folder = Path(cleanup.enter_context(TemporaryDirectory(prefix="lead-scorer-", ignore_cleanup_errors=True)))
    bot = build(_in(workspace, settings, folder), scorer, clock)
    workspace.on_skip = bot.look_at_the_clock
    bot.start()
    workspace.post_as_app("Website", "#sales", _ENQUIRY)
    _, secret = bot.store.api_keys.create("demo", Scope, at=datetime.now(UTC))
    return Demo(bot, tuple(_greeting(workspace.url, f"http://127.0.0.1:{bot.http_port}", secret)))


def _in(workspace: "Workspace", settings: Settings, folder: Path) -> Settings:
    """Return the settings for the workspace; what somebody set wins."""
    ours = {name: value for name, value in _TEAM.items() if name not in settings.model_fields_set}
    kept = {} if "database_url" in settings.model_fields_set else {"database_url": f"sqlite:///{folder}/leads.sqlite"}
    return settings.model_copy(update=ours | kept).with_slack(
        bot_token=workspace.bot_token, app_token=workspace.app_token, api_url=workspace.api_url
    )


def _greeting(workspace: str, api: str, secret: str) -> list[str]:
    return [
        "",
        f"  No Slack tokens are set, so this is the local workspace. Open it:  {workspace}",
        f"  Leads also arrive over HTTP, with the key {secret}:  {api}/docs",
        "",
    ]
