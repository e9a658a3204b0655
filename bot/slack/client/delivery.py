"""Delivery put together: the worker, with how each kind of message is rendered and what is recorded of it."""

import time as clocks
from collections.abc import Callable
from datetime import datetime, time, timedelta

from slack_sdk import WebClient

from bot.alerts.publisher import AlertPublisher
from bot.alerts.service import AlertService
from bot.delivery.alert_clock import AlertClock
from bot.delivery.answers import AnswerRecorder
from bot.delivery.ports import Recorder
from bot.delivery.schedules import Schedules
from bot.delivery.sender import Sender
from bot.delivery.worker import DeliveryWorker
from bot.metrics import Metrics
from bot.outgoing import Kind
from bot.slack.client.renderers import alert_renderers, deletion_renderer
from bot.slack.client.slack_api import IsOpen, SlackApi
from bot.slack.client.thread_renderers import SlackThreads, thread_renderers
from bot.store import Store


def delivery_worker(
    client: WebClient,
    store: Store,
    alerts: AlertService,
    *,
    channel: str,
    daily_at: time | None,
    kept_for: timedelta,
    is_open: IsOpen = lambda _channel, _name: True,
    clock: Callable[[], float] = clocks.monotonic,
) -> DeliveryWorker:
    """Return the worker that advances alerts and sends what is in the outbox; `channel` is that of the hot leads."""
    api = SlackApi(client, alerts.metrics, clock, is_open=is_open)
    renderers = {
        **alert_renderers(api, channel, store, alerts),
        **thread_renderers(api, SlackThreads(client)),
        Kind.DELETE: deletion_renderer(api, channel, lambda: alerts.now),
    }
    publisher = AlertPublisher(store, lambda: alerts.paused, lambda: alerts.now)
    answers = AnswerRecorder(store, lambda: alerts.now)
    recorders: dict[Kind, Recorder] = dict.fromkeys((Kind.CARD, Kind.DIGEST, Kind.EVENT), publisher)
    recorders |= dict.fromkeys((Kind.ANSWER, Kind.PRIVATE, Kind.SHARE), answers)
    return DeliveryWorker(
        store,
        Sender(store, renderers, recorders, lambda: alerts.now),
        advance=AlertClock(store, alerts),
        look_after=Schedules(store, alerts, daily_at=daily_at, kept_for=kept_for),
        now=lambda: alerts.now,
    )


def deletion_worker(client: WebClient, store: Store, *, channel: str, now: Callable[[], datetime]) -> DeliveryWorker:
    """Return a worker that only deletes messages, for a command that ends soon."""
    api = SlackApi(client, Metrics(store.alerts.counts, store.alerts.count_refused))
    renderers = {Kind.DELETE: deletion_renderer(api, channel, now)}
    store.workers.beat()
    return DeliveryWorker(store, Sender(store, renderers, {}, now), lambda _: 0, lambda: None, now)
