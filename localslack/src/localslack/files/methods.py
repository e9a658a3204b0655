"""The files.* methods of the Web API, and the address that files are sent to."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from localslack.api import arguments as given
from localslack.api.arguments import Arguments
from localslack.api.methods import Method
from localslack.api.rate_limits import TIER_3, TIER_4, RateLimits
from localslack.blocks.schema import array, record, string
from localslack.conversations.state import SlackConversation
from localslack.errors import SlackError, invalid_arguments
from localslack.faults import Faults
from localslack.files.state import File, Files
from localslack.objects import file_object
from localslack.people import BOT_USER_ID
from localslack.state import State

MAX_BYTES = 50_000_000
MAX_ALT_TEXT = 1000
MAX_FILES_AT_ONCE = 10
MAY_SEND_FILES = ("files:write",)
SHARED_AFTER_SECONDS = 0.1
"""Slack inspects a file before it shows it: the message comes after the answer."""
UPLOAD_URL = "upload_url"
"""The name that faults use for the upload address; in Slack it is not a method of the Web API."""

_files = array(
    record({"id": string(30)}, {"title": string(255), "highlight_type": string(50)}), at_most=MAX_FILES_AT_ONCE
)


class FileMethods:
    """Takes in files, shows them in conversations, and deletes them."""

    def __init__(
        self, state: State, files: Files, rate_limits: RateLimits, faults: Faults, base_url: Callable[[], str]
    ) -> None:
        self._state = state
        self._files = files
        self._rate_limits = rate_limits
        self._faults = faults
        self._base_url = base_url

    def methods(self) -> dict[str, Method]:
        """Return the methods by name."""
        return {
            "files.getUploadURLExternal": Method(
                self.get_upload_url,
                required=("filename", "length"),
                optional=("alt_txt", "snippet_type"),
                errors=("file_upload_size_restricted", "alt_txt_too_large"),
                scopes=MAY_SEND_FILES,
                rate=TIER_4,
                limits=(f"length: {MAX_BYTES:,} bytes", f"alt_txt: {MAX_ALT_TEXT:,} characters"),
            ),
            "files.completeUploadExternal": Method(
                self.complete_upload,
                required=("files",),
                optional=("channel_id", "thread_ts", "initial_comment"),
                errors=("channel_not_found", "not_in_channel", "is_archived", "file_not_found"),
                scopes=MAY_SEND_FILES,
                rate=TIER_4,
                limits=(f"files: {MAX_FILES_AT_ONCE}",),
            ),
            "files.delete": Method(
                self.delete, required=("file",), errors=("file_not_found",), scopes=MAY_SEND_FILES, rate=TIER_3
            ),
        }

    def routes(self) -> list[Route]:
        """Return the route that files are sent to."""
        return [Route("/upload/v1/{secret}", self._receive, methods=["POST"])]

    def get_upload_url(self, arguments: Arguments) -> Arguments:
        """files.getUploadURLExternal."""
        try:
            length = int(arguments["length"])
        except (TypeError, ValueError):
            raise invalid_arguments("length must be an integer") from None
        if not 0 < length <= MAX_BYTES:
            raise SlackError("file_upload_size_restricted")
        alt_text = str(arguments.get("alt_txt") or "")
        if len(alt_text) > MAX_ALT_TEXT:
            raise SlackError("alt_txt_too_large")
        file_id, secret = self._files.announce(given.text(arguments, "filename"), length, alt_text)
        return {"upload_url": f"{self._base_url()}upload/v1/{secret}", "file_id": file_id}

    def complete_upload(self, arguments: Arguments) -> Arguments:
        """files.completeUploadExternal: the files are shown, a moment later, in a conversation that is named by id."""
        problems = list(_files(arguments["files"], "/files"))
        if problems:
            raise invalid_arguments(*problems)
        conversation = self._shown_in(arguments)
        files = tuple(self._files.complete(one["id"], one.get("title")) for one in arguments["files"])
        if conversation is not None:
            self._rate_limits.spend(conversation.id)
            asyncio.get_running_loop().call_later(SHARED_AFTER_SECONDS, self._share, conversation, files, arguments)
        return {"files": [file_object(file) for file in files]}

    def delete(self, arguments: Arguments) -> Arguments:
        """files.delete: the file vanishes wherever it is shown."""
        gone = self._files.delete(given.text(arguments, "file"))
        for conversation in self._state.conversations.values():
            for message in conversation.messages:
                if gone.id in (file.id for file in message.files):
                    left = tuple(gone if file.id == gone.id else file for file in message.files)
                    self._state.edit(conversation, message.ts, files=left)
        return {}

    def _shown_in(self, arguments: Arguments) -> SlackConversation | None:
        """Return the conversation that will show the files, if a channel is named."""
        if not arguments.get("channel_id"):
            return None
        conversation = self._state.conversations.get(str(arguments["channel_id"]))
        if conversation is None:
            raise SlackError("channel_not_found")
        if BOT_USER_ID not in conversation.members:
            raise SlackError("not_in_channel")
        if conversation.is_archived:
            raise SlackError("is_archived")
        return conversation

    def _share(self, conversation: SlackConversation, files: tuple[File, ...], arguments: Arguments) -> None:
        thread_ts = arguments.get("thread_ts")
        root = conversation.thread_root(str(thread_ts)) if thread_ts else None
        comment = str(arguments.get("initial_comment") or "")
        self._state.post(conversation, BOT_USER_ID, comment, files=files, thread_ts=None if root is None else root.ts)

    async def _receive(self, request: Request) -> Response:
        if self._faults.is_unreachable(UPLOAD_URL):
            request.state.transport.abort()
            return PlainTextResponse("", 503)
        try:
            refusal = self._faults.refusal_of(UPLOAD_URL)
            if refusal is not None:
                raise refusal
            content = await request.body()
            self._files.receive(request.path_params["secret"], content)
        except SlackError as refusal:
            return JSONResponse(refusal.body, refusal.status)
        if self._faults.drops(UPLOAD_URL):
            request.state.transport.abort()
        return PlainTextResponse(f"OK - {len(content)}")
