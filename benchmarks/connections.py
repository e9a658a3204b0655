"""Connections: a client that costs next to nothing, however many requests are under way.

httpx looks through all of them for each, and with hundreds under way takes the processor from what is measured.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """The status of an HTTP answer, and its body."""

    status: int
    body: bytes

    def json(self) -> Any:
        """Return the value that the body holds."""
        return json.loads(self.body)


class Connections:
    """Keep-alive connections to one server, as many as it takes; each has one request under way at a time."""

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, path: str) -> Answer:
        """Return the answer to GET; raises OSError or EOFError when the connection breaks."""
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, content: object, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer to `content`, posted as JSON; raises as `get`."""
        return await self._ask("POST", path, json.dumps(content).encode(), headers or {})

    def close(self) -> None:
        """Close those that are idle."""
        for _, writer in self._idle:
            writer.close()

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        reader, writer = await self._connection()
        writer.write(self._head(method, path, len(body), headers) + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        answer = Answer(int(head.split(maxsplit=2)[1]), await reader.readexactly(_length(head)))
        self._idle.append((reader, writer))
        return answer

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():  # the server closes what is idle for long
                return reader, writer
            writer.close()
        return await asyncio.open_connection(self._server.hostname, self._server.port)

    def _head(self, method: str, path: str, length: int, headers: Mapping[str, str]) -> bytes:
        plain = {"Host": self._server.netloc, "Content-Type": "application/json", "Content-Length": str(length)}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in (plain | dict(headers)).items())]
        return "\r\n".join([*lines, "", ""]).encode()


def _length(head: str) -> int:
    return next(int(line.split(":")[1]) for line in head.lower().split("\r\n") if line.startswith("content-length:"))
