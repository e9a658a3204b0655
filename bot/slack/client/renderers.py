"""How each kind of message in the outbox is rendered from the latest state of its subject, and sent to Slack."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.alerts.alert import Alert, AlertStatus, Event, EventKind, NumberedEvent
from bot.alerts.publisher import digest_at_of
from bot.alerts.service import AlertService
from bot.delivery.ports import NotYet, RenderedMessage, Renderer
from bot.delivery.schedules import daily_digest
from bot.leads.erasure import SlackMessage
from bot.leads.lead import UnknownLead
from bot.leads.summary import describe_change
from bot.outgoing import Kind, Place, Row
from bot.slack.client.slack_api import SlackApi
from bot.slack.views.alert_card import AlertedLead, alert_card
from bot.slack.views.alert_story import escalation, story
from bot.slack.views.delivery_failure import refusal_card
from bot.slack.views.digests import daily_card, digest_card
from bot.store import Store

_FOUND_WITHIN = timedelta(days=1)


def alert_renderers(api: SlackApi, channel: str, store: Store, service: AlertService) -> Mapping[Kind, Renderer]:
    """Return the renderers of what alerts, digests and admins need."""
    renderers = AlertRenderers(api, channel, store, service)
    return {
        Kind.CARD: renderers.card,
        Kind.DIGEST: renderers.digest,
        Kind.EVENT: renderers.event,
        Kind.DIRECT: renderers.direct,
        Kind.ADMIN: renderers.admin,
        Kind.DAILY: renderers.daily,
    }


def deletion_renderer(api: SlackApi, channel: str, now: Callable[[], datetime]) -> Renderer:
    """Return what deletes messages; one that may have been posted is looked for, by default in the channel."""

    def deletion(row: Row) -> RenderedMessage:
        message = SlackMessage(**row.payload)
        if not message.key:
            return RenderedMessage(send=lambda: api.delete(message))
        since = now() - _FOUND_WITHIN

        def find_and_delete() -> None:
            place = api.find_to_delete(message.channel or channel, message.key, since, message.ts)
            if place is not None:
                api.delete(SlackMessage(place.channel, place.ts))

        return RenderedMessage(send=find_and_delete)

    return deletion


class AlertRenderers:
    """Renders messages about alerts for the hot leads channel."""

    def __init__(self, api: SlackApi, channel: str, store: Store, service: AlertService) -> None:
        self._api = api
        self._channel = channel
        self._store = store
        self._service = service

    def card(self, row: Row) -> RenderedMessage:
        """Render an alert's own card."""
        alert = self._store.alerts.get(row.subject_id)
        if not row.is_posted and alert.status is AlertStatus.OPEN and alert.ts is None:
            self._require_no_quiet_hours()
        return self._shown(row, alert_card(self._alerted(alert), self._service.paused), alert.version)

    def digest(self, row: Row) -> RenderedMessage:
        """Render the message that lists several alerts."""
        listed = self._store.alerts.in_digest(digest_at_of(row))
        if not row.is_posted:
            self._require_no_quiet_hours()
        return self._shown(row, digest_card(self._all_alerted(listed), self._service.paused), row.version)

    def event(self, row: Row) -> RenderedMessage | None:
        """Render the sentence in the alert's thread about an event, unless it is old news or none at all."""
        alert, event, later = self._event(row)
        if event.kind.ages and any(one.event.kind is not EventKind.RESCORED for one in later):
            return None
        change = self._change_at(alert, int(event.note or 0)) if event.kind is EventKind.RESCORED else ""
        if event.kind is EventKind.RESCORED and not change:
            return None
        message = story(alert, event, self._service.paused, who=self._name(alert), rise=change)
        if alert.digest_at is not None:
            message.pop("reply_broadcast", None)  # forty of them would flood the channel
        channel, ts = alert.channel or self._channel, alert.ts or ""
        return RenderedMessage(
            send=lambda: self._api.post(channel, message | {"thread_ts": ts}, row.key),
            find=lambda since: self._api.find(channel, _posted_as(row), since, ts),
        )

    def direct(self, row: Row) -> RenderedMessage:
        """Render the direct message to somebody who got an alert."""
        alert, event, _ = self._event(row)
        link = "" if row.begun_at else self._link_to(alert)
        message, to = escalation(self._name(alert), link), event.to or ""
        return RenderedMessage(send=lambda: self._api.post_directly(to, message), at_most_once=True)

    def admin(self, row: Row) -> RenderedMessage:
        """Render the notice to an admin that Slack refuses alerts, and what to do."""
        message, admin = refusal_card(row.payload["code"], self._channel), row.payload["admin"]
        return RenderedMessage(send=lambda: self._api.post_directly(admin, message), at_most_once=True)

    def daily(self, row: Row) -> RenderedMessage:
        """Render how the day begins."""
        daily = daily_digest(self._store, self._service.now)
        lead_ids = tuple(alert.lead_id for alert in daily.named)
        message = daily_card(daily, self._store.alerts.names(lead_ids))
        return RenderedMessage(
            send=lambda: self._api.post(self._channel, message, row.key),
            find=lambda since: self._api.find(self._channel, _posted_as(row), since),
            lead_ids=lead_ids,
        )

    def _shown(self, row: Row, message: dict[str, Any], version: int) -> RenderedMessage:
        if row.is_posted:
            place = Place(row.channel, row.ts)
            return RenderedMessage(send=lambda: self._api.update(place, message), shown=version)
        return RenderedMessage(
            send=lambda: self._api.post(self._channel, message, row.key),
            find=lambda since: self._api.find(self._channel, _posted_as(row), since),
            shown=version,
        )

    def _require_no_quiet_hours(self) -> None:
        now, quiet = self._service.now, self._service.policy.quiet
        if quiet.quiet(now):
            raise NotYet(quiet.ends(now))

    def _event(self, row: Row) -> tuple[Alert, Event, Sequence[NumberedEvent]]:
        """Return an alert, the event that a row is about, and what happened later."""
        alert = self._store.alerts.get(row.subject_id)
        history = self._store.alerts.history(alert.id)
        at = next(at for at, one in enumerate(history) if one.number == row.payload["number"])
        return alert, history[at].event, history[at + 1 :]

    def _link_to(self, alert: Alert) -> str:
        if alert.ts is None or alert.channel is None:
            return ""
        link = self._api.link_to(Place(alert.channel, alert.ts))
        return f"<{link}|Open it>" if link else f"It is in <#{alert.channel}>."

    def _name(self, alert: Alert) -> str:
        return self._store.alerts.names([alert.lead_id]).get(alert.lead_id, "")

    def _alerted(self, alert: Alert) -> AlertedLead:
        stored = self._store.leads.get(alert.lead_id)
        past = self._store.leads.history(alert.lead_id)
        before = next((one for one in past if one.id == alert.score_before), None)
        return AlertedLead(alert, stored.lead, stored.score, describe_change(before, stored.score) if before else "")

    def _all_alerted(self, alerts: Sequence[Alert]) -> list[AlertedLead]:
        found = []
        for alert in alerts:
            with suppress(UnknownLead):  # forgotten meanwhile
                found.append(self._alerted(alert))
        return found

    def _change_at(self, alert: Alert, score_id: int) -> str:
        """Return how the score changed when it became the one with this id."""
        past = self._store.leads.history(alert.lead_id)
        at = next((at for at, one in enumerate(past) if one.id == score_id), 0)
        return describe_change(past[at - 1], self._store.leads.score(score_id)) if at else ""


def _posted_as(row: Row) -> str:
    """Return the key that the message carries: one that an earlier release began to send has another."""
    return str(row.payload.get("posted_as", row.key))
