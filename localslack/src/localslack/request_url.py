"""A request URL: where a bot in HTTP mode takes what Slack tells it, signed."""

import asyncio
import http.client
import itertools
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from localslack.deliveries import ACK_SECONDS, Deliveries, Delivery, DeliveryFailed, NotAcked, NotConnected, Refused

MOST_AT_ONCE = 64
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class RequestUrl:
    """Posts envelopes to the request URLs of one app or its replicas, in turn."""

    timeout_reason = "http_timeout"

    def __init__(
        self, urls: Sequence[str], signing_secret: str, deliveries: Deliveries, clock: Callable[[], float]
    ) -> None:
        self._urls = itertools.cycle(urls)
        self._signer = SignatureVerifier(signing_secret)
        self._deliveries = deliveries
        self._clock = clock
        self._workers = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="request-url")
        self._posting: set[asyncio.Task[None]] = set()
        self.connected = True

    async def send(self, delivery: Delivery) -> None:
        """Post an envelope without waiting for the answer."""
        task = asyncio.create_task(self._post(delivery, next(self._urls)))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    def stop(self) -> None:
        """Post nothing any more."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _post(self, delivery: Delivery, url: str) -> None:
        body, kind = _body(delivery)
        headers = {"Content-Type": kind, **self._signature(body), **_retry(delivery)}
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._workers, _exchange, url, body.encode(), headers)
        except DeliveryFailed as failure:
            self._deliveries.fail(delivery.id, failure)
        else:
            await self._deliveries.acknowledge(delivery.id, answer)

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(self._clock()))
        signature = self._signer.generate_signature(timestamp=timestamp, body=body)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}


def _body(delivery: Delivery) -> tuple[str, str]:
    """Return the body Slack would send and its content type: each kind of envelope has its own."""
    payload = delivery.envelope["payload"]
    if delivery.envelope["type"] == "slash_commands":
        return urlencode(payload), FORM
    if delivery.envelope["type"] == "interactive":
        return urlencode({"payload": json.dumps(payload)}), FORM
    return json.dumps(payload), JSON


def _retry(delivery: Delivery) -> dict[str, str]:
    if delivery.retry is None or delivery.retry[0] == 0:
        return {}
    return {"X-Slack-Retry-Num": str(delivery.retry[0]), "X-Slack-Retry-Reason": delivery.retry[1]}


def _exchange(url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any] | None:
    """Post and return the ack's payload; raises DeliveryFailed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ACK_SECONDS)
    try:
        connection.request("POST", parts.path, body, headers)
        response = connection.getresponse()
        content = response.read()
    except TimeoutError:
        raise NotAcked(RequestUrl.timeout_reason) from None
    except (OSError, http.client.HTTPException):
        raise NotConnected from None
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise Refused
    return _payload(content, response.getheader("Content-Type") or "")


def _payload(content: bytes, kind: str) -> dict[str, Any] | None:
    if not content:
        return None
    if not kind.startswith(JSON):
        return {"text": content.decode()}
    payload = json.loads(content)
    return payload if isinstance(payload, dict) and payload else None
