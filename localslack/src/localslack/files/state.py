"""Files: a bot asks where to send one, sends it, and names the conversation that shows it."""

import mimetypes
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from cachetools import TTLCache

from localslack.errors import SlackError

UNKNOWN_KIND = "application/octet-stream"
PENDING_SECONDS = 10 * 60
MAX_PENDING = 100
MAX_FILES = 1_000


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; `alt_text` describes a picture to people who cannot see it."""

    id: str
    name: str
    title: str
    alt_text: str = ""
    content: bytes = field(default=b"", repr=False)
    is_deleted: bool = False

    @property
    def kind(self) -> str:
        """The media type, such as image/png, by the file's name."""
        return mimetypes.guess_type(self.name)[0] or UNKNOWN_KIND

    @property
    def extension(self) -> str:
        """What Slack calls the type of a file: png, pdf and the like."""
        return PurePath(self.name).suffix.removeprefix(".").lower() or "binary"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was announced with its length in bytes; `content` is None until it has come."""

    file_id: str
    name: str
    length: int
    alt_text: str
    content: bytes | None = field(default=None, repr=False)


class Files:
    """Announced uploads, and finished files; too many of either push out the oldest."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._uploads: TTLCache[str, Upload] = TTLCache(MAX_PENDING, PENDING_SECONDS, timer=clock)
        self._files: dict[str, File] = {}

    def announce(self, name: str, length: int, alt_text: str) -> tuple[str, str]:
        """Expect a file, and return its id and the secret end of its upload address."""
        file_id, secret = "F" + secrets.token_hex(5).upper(), secrets.token_urlsafe(24)
        self._uploads[secret] = Upload(file_id, name, length, alt_text)
        return file_id, secret

    def receive(self, secret: str, content: bytes) -> None:
        """Take an announced file's content, once; raises SlackError with HTTP status 404 (unknown) or 400 (wrong)."""
        upload = self._uploads.get(secret)
        if upload is None or upload.content is not None:
            raise SlackError("upload_not_found", status=404)
        if len(content) != upload.length:
            raise SlackError("length_mismatch", status=400)
        self._uploads[secret] = replace(upload, content=content)

    def complete(self, file_id: str, title: str | None) -> File:
        """Make a file of an upload whose content has come; raises file_not_found."""
        for secret, upload in list(self._uploads.items()):
            if upload.file_id == file_id and upload.content is not None:
                del self._uploads[secret]
                return self._keep(File(file_id, upload.name, title or upload.name, upload.alt_text, upload.content))
        raise SlackError("file_not_found")

    def find(self, file_id: str) -> File:
        """Return a file; raises file_not_found."""
        if file_id not in self._files:
            raise SlackError("file_not_found")
        return self._files[file_id]

    def delete(self, file_id: str) -> File:
        """Delete a file, and return what is shown in its place; raises file_not_found."""
        self.find(file_id)
        del self._files[file_id]
        return File(file_id, "", "", is_deleted=True)

    def _keep(self, file: File) -> File:
        self._files[file.id] = file
        if len(self._files) > MAX_FILES:
            del self._files[next(iter(self._files))]
        return file
