"""An alert's life from its lead to a manager, lived to its end however often the bot dies meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.alerts.alert import Alert, AlertStatus, Urgency
from bot.outgoing import alert_subject, digest_subject
from bot.store import Store
from localslack import Workspace
from localslack.people import PRIYA
from localslack.testing.driver import Driver
from tests.faults.bot_process import BotProcess, Host, wait_for
from tests.leads import high

MINUTE = 60.0
STEPS = (
    (0, AlertStatus.OPEN, Urgency.ON_TIME),
    (11 * MINUTE, AlertStatus.OPEN, Urgency.AT_RISK),
    (5 * MINUTE, AlertStatus.OPEN, Urgency.BREACHED),
    (16 * MINUTE, AlertStatus.CLAIMED, Urgency.ESCALATED),
)
"""After how long the clock makes what of an alert that nobody claims."""

SENTENCES = ["Who takes this lead?", "Will you take it?", "This lead is yours now"]
"""What its thread says by then."""


@dataclass(frozen=True)
class Seen:
    """What Slack shows of a lead: its cards, the sentences in their threads, what the manager was told directly."""

    cards: list[str]
    sentences: list[str]
    to_manager: list[str]

    def tells_once(self, sentences: list[str]) -> bool:
        """Whether there is one card, and in its thread one of each sentence, in this order."""
        said = [expected in said for expected, said in zip(sentences, self.sentences, strict=False)]
        return len(self.cards) == 1 and all(said) and len(self.sentences) == len(sentences)


def live(*names: str, host: Host, bot: BotProcess, store: Store) -> None:
    """Let leads come in, and nobody claim them. The bot is started again whenever it is dead.

    How far it gets in one life depends on the machine, so each life has the whole patience.
    """
    for name in names:
        came_in = partial(_came_in, name, host=host, bot=bot, store=store)
        wait_for(came_in, "an alert", bot.said, renewed_by=lambda: bot.lives)
    for seconds, status, urgency in STEPS:
        host.clock.skip(seconds)
        for name in names:
            wait_for(
                partial(_reached, name, status, urgency, bot=bot, store=store),
                f"an alert that is {status} and {urgency}",
                lambda: f"{store.alerts.listed()}\n{bot.said()}",
                renewed_by=lambda: bot.lives,
            )


def look(name: str, workspace: Workspace) -> Seen:
    """Return what Slack shows of a lead."""
    posts = workspace.posts("hot-leads")
    cards = {post.ts: post.text for post in posts if name in post.text and not post.is_reply}
    direct = Driver(workspace.url).as_(PRIYA.id).in_("bot").posts()
    return Seen(
        cards=list(cards.values()),
        sentences=[post.text for post in posts if post.is_reply and post.thread_ts in cards],
        to_manager=[post.words for post in direct if name in post.words],
    )


def alert_of(name: str, store: Store) -> Alert | None:
    """Return the alert of a lead that is not closed."""
    alerts = store.alerts.listed(most=1_000)
    names = store.alerts.names([alert.lead_id for alert in alerts])
    return next((alert for alert in alerts if names.get(alert.lead_id) == name), None)


def wait_for_alert(name: str, store: Store, becomes: Callable[[Alert], bool], what: str) -> Alert:
    """Wait until a lead's alert is as it should be, and return it."""

    def found() -> Alert | None:
        alert = alert_of(name, store)
        return alert if alert is not None and becomes(alert) else None

    return wait_for(found, f"{name}'s alert {what}", lambda: alert_of(name, store))


def is_shown(alert: Alert, store: Store) -> bool:
    """Whether Slack shows the alert as it is, and was told all that happened to it."""
    digest = [] if alert.digest_at is None else store.outbox.unsent(subject=digest_subject(alert.digest_at))
    return alert.ts is not None and not digest and not store.outbox.unsent(subject=alert_subject(alert.id))


def attempts(alert: Alert, store: Store) -> int:
    """Return how often Slack failed to take the message about an alert that is next."""
    return max((row.attempts for row in store.outbox.unsent(subject=alert_subject(alert.id))), default=0)


def _came_in(name: str, *, host: Host, bot: BotProcess, store: Store) -> Alert | None:
    """Enter the lead as a person does, who asks again when there is no answer."""
    bot.live_on().wait_until_ready()
    slack = Driver(host.workspace.url)
    slack.send(high(name))
    wait_for(lambda: slack.posts() or alert_of(name, store) or not bot.is_alive or None, "an answer", bot.said)
    return alert_of(name, store)


def _reached(name: str, status: AlertStatus, urgency: Urgency, *, bot: BotProcess, store: Store) -> Alert | None:
    bot.live_on()
    alert = alert_of(name, store)
    if alert is None or (alert.status, alert.urgency) != (status, urgency) or not is_shown(alert, store):
        return None
    return alert
