"""What the page and the driver of tests ask for a person."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from localslack.conversations.state import SlackConversation
from localslack.errors import DONE, Outcome, PersonError
from localslack.people import Person
from localslack.person.composer import Composer
from localslack.person.interactions import Clicks, Shortcuts
from localslack.person.screen import Screen
from localslack.person.views import AppHome, Forms
from localslack.state import State
from localslack.views.state import Modal, Modals
from localslack.views.values import Plain, Values

KEEP_ALIVE_SECONDS = 15.0

Asked = dict[str, Any]
Deed = Callable[[Person, Asked], Awaitable[Outcome]]


class PersonApi:
    """GET what a person sees; POST what a person does."""

    def __init__(
        self,
        state: State,
        screen: Screen,
        composer: Composer,
        shortcuts: Shortcuts,
        clicks: Clicks,
        forms: Forms,
        modals: Modals,
        app_home: AppHome,
    ) -> None:
        self._state = state
        self._screen = screen
        self._composer = composer
        self._shortcuts = shortcuts
        self._clicks = clicks
        self._forms = forms
        self._modals = modals
        self._app_home = app_home

    def routes(self) -> list[Route]:
        """Return the routes under /person/{person}/."""
        deeds: dict[str, Deed] = {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "click": self._click,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "read": self._read,
            "open-app": self._open_app,
        }
        return [
            Route("/person/{person}/screen", self._show, methods=["GET"]),
            Route("/person/{person}/events", self._stream, methods=["GET"]),
            *(Route(f"/person/{{person}}/{name}", self._post(deed), methods=["POST"]) for name, deed in deeds.items()),
        ]

    def _post(self, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                person = self._person(request)
                return JSONResponse(await deed(person, await _read(request)))
            except PersonError as wrong:
                return JSONResponse({"ok": False, "error": wrong.code}, wrong.status)

        return answer

    async def _show(self, request: Request) -> Response:
        try:
            return JSONResponse(self._screen.describe(self._person(request)))
        except PersonError as wrong:
            return JSONResponse({"ok": False, "error": wrong.code}, wrong.status)

    async def _stream(self, request: Request) -> Response:
        try:
            person = self._person(request)
        except PersonError as wrong:
            return JSONResponse({"ok": False, "error": wrong.code}, wrong.status)
        return StreamingResponse(
            self._versions(person), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _versions(self, person: Person) -> AsyncIterator[str]:
        changes = self._state.changes
        version = changes.version(person.id)
        yield _event(version)
        while not changes.closed:
            newer = await changes.after(person.id, version, KEEP_ALIVE_SECONDS)
            yield ": still here\n\n" if newer == version else _event(newer)
            version = newer

    async def _send(self, person: Person, asked: Asked) -> Outcome:
        conversation = self._conversation(person, asked)
        thread_ts = _string(asked, "thread_ts") if asked.get("thread_ts") else None
        return await self._composer.send(person, conversation, _string(asked, "text"), thread_ts)

    async def _edit(self, person: Person, asked: Asked) -> Outcome:
        conversation = self._conversation(person, asked)
        return self._composer.edit(person, conversation, _string(asked, "ts"), _string(asked, "text"))

    async def _delete(self, person: Person, asked: Asked) -> Outcome:
        return self._composer.delete(person, self._conversation(person, asked), _string(asked, "ts"))

    async def _click(self, person: Person, asked: Asked) -> Outcome:
        block_id, action_id = _string(asked, "block_id"), _string(asked, "action_id")
        home = self._app_home.view_of(person)
        if home is not None and asked.get("view_id") == home.id:
            return await self._clicks.in_home(person, home, block_id, action_id, _plain(asked), _values(asked))
        if "view_id" in asked:
            modal = self._front_modal(person, asked)
            return await self._clicks.in_modal(person, modal, block_id, action_id, _plain(asked), _values(asked))
        conversation = self._conversation(person, asked)
        return await self._clicks.in_message(
            person, conversation, _string(asked, "ts"), block_id, action_id, _plain(asked)
        )

    async def _submit(self, person: Person, asked: Asked) -> Outcome:
        return await self._forms.submit(
            person,
            self._front_modal(person, asked),
            _values(asked),
            skip_client_checks=asked.get("skip_client_checks") is True,
        )

    async def _close(self, person: Person, asked: Asked) -> Outcome:
        payloads = self._forms.close(person, self._front_modal(person, asked), all_of_them=asked.get("all") is True)
        await self._forms.send_closed(payloads)
        return DONE

    async def _shortcut(self, person: Person, asked: Asked) -> Outcome:
        callback_id = _string(asked, "callback_id")
        if "ts" not in asked:
            return await self._shortcuts.start(person, callback_id)
        conversation = self._conversation(person, asked)
        return await self._shortcuts.start_on(person, callback_id, conversation, _string(asked, "ts"))

    async def _read(self, person: Person, asked: Asked) -> Outcome:
        conversation = self._conversation(person, asked)
        newest = next(conversation.newest_first(), None)
        if newest is None:
            return DONE
        if asked.get("thread_ts"):
            conversation.threads_read_until[person.id, _string(asked, "thread_ts")] = newest.ts
            self._state.changes.touch([person.id])
        elif conversation.unread(person.id):
            conversation.read_until[person.id] = newest.ts
            self._state.changes.touch([person.id])
        return DONE

    async def _open_app(self, person: Person, asked: Asked) -> Outcome:
        return self._app_home.open(person, _string(asked, "tab"))

    def _person(self, request: Request) -> Person:
        person = self._state.people.get(request.path_params["person"])
        if person is None or person.is_bot:
            raise PersonError("person_not_found", 404)
        return person

    def _conversation(self, person: Person, asked: Asked) -> SlackConversation:
        conversation = self._state.conversations.get(_string(asked, "channel"))
        if conversation is None or person.id not in conversation.members:
            raise PersonError("channel_not_found", 404)
        return conversation

    def _front_modal(self, person: Person, asked: Asked) -> Modal:
        view_id = _string(asked, "view_id")
        stack = self._modals.stack(person.id)
        if not stack or stack[-1].id != view_id:
            raise PersonError("view_not_found", 404)
        return stack[-1]


async def _read(request: Request) -> Asked:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise PersonError("invalid_content_type", 415)
    try:
        asked = await request.json()
    except ValueError as broken:
        raise PersonError("invalid_json") from broken
    if not isinstance(asked, dict):
        raise PersonError("invalid_json")
    return asked


def _string(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise PersonError("invalid_arguments")
    return value


def _plain(asked: Asked) -> Plain:
    plain = asked.get("value")
    if not _is_plain(plain):
        raise PersonError("invalid_arguments")
    return cast("Plain", plain)


def _values(asked: Asked) -> Values:
    values = asked.get("values") or {}
    is_form = isinstance(values, dict) and all(
        isinstance(of_block, dict) and all(map(_is_plain, of_block.values())) for of_block in values.values()
    )
    if not is_form:
        raise PersonError("invalid_arguments")
    return cast("Values", values)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | None) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _event(version: int) -> str:
    return f"data: {json.dumps({'version': version})}\n\n"
