"""List the alerts that Slack refused, and send them again."""

from collections.abc import Iterator
from datetime import datetime

from bot.alerts.alert import Alert
from bot.alerts.publisher import retry_alert
from bot.commands.terminal import WHO
from bot.store import Store

_NONE = "Slack refuses no alert."


class NotRefused(Exception):
    """Slack refused no alert with this id."""


def list_refused(store: Store) -> Iterator[str]:
    """Yield a line for each alert that Slack refused, and how to send it again."""
    refused = store.alerts.failed()
    if not refused:
        yield _NONE
        return
    for alert in refused:
        owner = f"with {alert.owner}" if alert.owner else "with nobody"
        yield f"{alert.id}  raised {alert.raised_at:%Y-%m-%d %H:%M UTC}, {owner}, refused: {alert.failure}"
    yield "\nWhen that is mended: python -m bot alerts retry. What to mend: python -m bot doctor"


def retry_refused(store: Store, alert_id: str | None, *, at: datetime) -> Iterator[str]:
    """Let the bot send one alert again, or every one that Slack refused, and yield how many.

    Raises:
        NotRefused: there is no such alert.
    """
    chosen = _chosen(store.alerts.failed(), alert_id)
    for alert in chosen:
        retry_alert(store, alert, at)
        store.audit.record(who=WHO, did="retry", subject=alert.id, at=at)
    if not chosen:
        yield _NONE
        return
    many = "1 alert" if len(chosen) == 1 else f"{len(chosen)} alerts"
    yield f"{many} to be sent: a running bot does so within half a minute."


def _chosen(refused: list[Alert], alert_id: str | None) -> list[Alert]:
    chosen = [alert for alert in refused if alert_id in (None, alert.id)]
    if alert_id is not None and not chosen:
        raise NotRefused(f"Slack refused no alert {alert_id}: python -m bot alerts lists those that it did.")
    return chosen
