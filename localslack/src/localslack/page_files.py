"""The files of the page, served as every browser takes them."""

import os
from pathlib import PurePath

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# Windows guesses types from its registry, where .js is often text/plain, which no browser runs as a module.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class PageFiles(StaticFiles):
    """Static files that a browser asks for anew, so that after an upgrade no module meets an older one."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file, or with 304 when the browser has it already."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "no-cache"
        if "content-type" in response.headers:
            guessed = response.headers["content-type"]
            response.headers["content-type"] = TYPES.get(PurePath(full_path).suffix, guessed)
        return response
