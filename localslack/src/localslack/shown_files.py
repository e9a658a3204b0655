"""The files that a person is shown, as the page and the tests' driver fetch them."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from localslack.files import UNKNOWN_KIND, File
from localslack.state import State

PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})
"""What a page may draw; anything else, an SVG with a script in it for one, is only handed over."""


class ShownFiles:
    """Hands a file to those who can read a message that shows it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[Route]:
        """Return the route under /person/{person}/."""
        return [Route("/person/{person}/file/{file}", self._answer, methods=["GET"])]

    async def _answer(self, request: Request) -> Response:
        file = self._shown_to(request.path_params["person"], request.path_params["file"])
        if file is None:
            return PlainTextResponse("file_not_found", 404)
        is_picture = file.kind in PICTURES
        headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if is_picture else "attachment"}
        return Response(file.content, media_type=file.kind if is_picture else UNKNOWN_KIND, headers=headers)

    def _shown_to(self, person: str, file_id: str) -> File | None:
        return next(
            (
                file
                for conversation in self._state.conversations.values()
                if person in conversation.members
                for message in conversation.visible_to(person)
                for file in message.files
                if file.id == file_id and not file.is_deleted
            ),
            None,
        )
