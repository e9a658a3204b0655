"""Modals and the Home tab as people use them: fill in, submit, close, open."""

from typing import Any

from localslack.delivery import payloads
from localslack.delivery.deliveries import Deliveries, DeliveryFailed
from localslack.delivery.events import Events
from localslack.errors import DONE, Outcome, PersonError, SlackError, failed
from localslack.manifest import AppManifest
from localslack.people import Person
from localslack.state import State
from localslack.views.state import TROUBLE, Homes, Modal, Modals, View, read_view
from localslack.views.triggers import Triggers
from localslack.views.values import Values, complaints, stateful


class Forms:
    """Submits and closes modals."""

    def __init__(self, state: State, deliveries: Deliveries, triggers: Triggers, modals: Modals) -> None:
        self._state = state
        self._deliveries = deliveries
        self._triggers = triggers
        self._modals = modals

    async def submit(self, person: Person, modal: Modal, values: Values, *, skip_client_checks: bool) -> Outcome:
        """Send a filled-in modal to the bot, and do what its acknowledgement says."""
        if not modal.definition.get("submit"):
            raise PersonError("no_submit")
        try:
            modal.fill(values)
        except ValueError as wrong:
            raise PersonError("invalid_value") from wrong
        modal.errors = {} if skip_client_checks else complaints(modal.blocks, modal.values)
        modal.trouble = None
        outcome = DONE if modal.errors else await self._send(person, modal)
        self._state.changes.touch([person.id])
        return failed("validation", errors=modal.errors) if modal.errors else outcome

    async def _send(self, person: Person, modal: Modal) -> Outcome:
        payload = payloads.view_submission(
            person, modal.payload(), trigger_id=self._triggers.issue(person.id, modal.id)
        )
        try:
            answer = await self._deliveries.deliver("interactive", payload, accepts_response=True)
            self._follow(modal, answer or {})
        except (DeliveryFailed, SlackError) as failure:
            modal.trouble = TROUBLE
            return failed(failure.code, message=TROUBLE)
        return DONE

    def _follow(self, modal: Modal, answer: dict[str, Any]) -> None:
        action = answer.get("response_action")
        if not answer:
            self._modals.close(modal)
        elif action == "clear":
            self._modals.clear(modal.person)
        elif action == "errors":
            modal.errors = _checked_errors(modal, answer.get("errors"))
        elif action == "update":
            self._modals.update(modal, read_view(answer.get("view")))
        elif action == "push":
            self._modals.open(modal.person, read_view(answer.get("view")))
        else:
            raise SlackError("invalid_response")

    def close(self, person: Person, modal: Modal, *, all_of_them: bool = False) -> list[dict[str, Any]]:
        """Close a modal as Cancel does, or all as the cross does, and return the payloads for the bot."""
        is_cleared = all_of_them or bool(modal.definition.get("clear_on_close"))
        closed = self._modals.clear(person.id) if is_cleared else [modal]
        self._modals.close(modal)
        self._state.changes.touch([person.id])
        return [
            payloads.view_closed(person, one.payload(), is_cleared=is_cleared)
            for one in closed
            if one.definition.get("notify_on_close")
        ]

    async def send_closed(self, closed: list[dict[str, Any]]) -> None:
        """Send the payloads of closed modals, without waiting for acknowledgements."""
        for payload in closed:
            try:
                await self._deliveries.deliver("interactive", payload, accepts_response=False)
            except DeliveryFailed:
                continue


def _checked_errors(modal: Modal, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block, _ in stateful(modal.blocks) if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not inputs >= errors.keys():
        # Slack cannot show an error without a field: it tells the person that connecting failed.
        raise SlackError("invalid_errors")
    return {block_id: str(message) for block_id, message in errors.items()}


class AppHome:
    """The tabs Home and Messages of the app."""

    def __init__(self, manifest: AppManifest, homes: Homes, events: Events) -> None:
        self._has_home_tab = manifest.home_tab_is_enabled
        self._homes = homes
        self._events = events

    def open(self, person: Person, tab: str) -> Outcome:
        """Open a tab and notify the bot, which may then publish a Home."""
        if tab == "home" and self._has_home_tab:
            self._events.home_opened(person, "home", self.view_of(person))
        elif tab == "messages":
            self._events.home_opened(person, "messages", None)
        else:
            raise PersonError("tab_not_found", 404)
        return DONE

    def view_of(self, person: Person) -> View | None:
        """Return what the bot published for a person, if anything."""
        return self._homes.current(person.id)

    def screen(self, person: Person) -> dict[str, object]:
        """Return what the person sees of the app's Home."""
        home = self.view_of(person)
        return {"has_home_tab": self._has_home_tab, "view": home.screen() if home else None}
