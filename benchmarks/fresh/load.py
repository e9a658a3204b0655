"""Post leads over keep-alive connections: `python -m benchmarks.fresh.load PORT REQUESTS CONNECTIONS SECONDS`.

REQUESTS has a whole HTTP request on each line, as JSON text. Each connection has one request under way at a time.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

_WARM_UP_SECONDS = 1.0
_OK = b"HTTP/1.1 200 "


class _Connection(asyncio.Protocol):
    """Sends the next request when the answer to the last one is there in full, and keeps how long each took."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.ended = asyncio.get_running_loop().create_future()
        self.times: list[tuple[float, float]] = []
        self._requests = requests
        self._received = b""
        self._sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101, for the type checker
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _content_length(head):
            return
        now = time.perf_counter()
        if not head.startswith(_OK):
            self.ended.set_exception(ValueError(self._received.decode()))
            self._transport.close()
            return
        self.times.append((now, now - self._sent_at))
        self._received = b""
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(error or ConnectionError("the server closed the connection"))

    def stop(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)
        self._transport.abort()

    def _send(self) -> None:
        request = next(self._requests)
        self._sent_at = time.perf_counter()
        self._transport.write(request)


def _content_length(head: bytes) -> int:
    lengths = (line.partition(b":")[2] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(next(lengths))


async def post(port: int, requests: list[bytes], connections: int, seconds: float) -> list[float]:
    """Return what each answer took in seconds, of those that came after the warm-up."""
    loop = asyncio.get_running_loop()
    everything = cycle(requests)
    started = time.perf_counter()
    protocols = [
        (await loop.create_connection(lambda: _Connection(everything), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.wait([each.ended for each in protocols], timeout=_WARM_UP_SECONDS + seconds)
    for each in protocols:
        each.stop()
        each.ended.result()
    begun = started + _WARM_UP_SECONDS
    return [took for each in protocols for at, took in each.times if begun <= at < begun + seconds]


def main(port: int, requests: Path, connections: int, seconds: float) -> None:
    """Print what each answer took, in seconds."""
    written = [json.loads(line).encode() for line in requests.read_text().splitlines()]
    print(json.dumps(asyncio.run(post(port, written, connections, seconds))))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
