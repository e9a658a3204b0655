"""Serving routes to tests: the real application behind a real server, and its problems."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from fastapi import APIRouter

from bot.http.app import create_intake
from bot.web_server import WebServer
from scoring.explain.scorer import Scorer


@contextmanager
def served(scorer: Scorer, *routers: APIRouter) -> Iterator[str]:
    """Serve the routes, and yield their URL."""
    server = WebServer(create_intake(scorer.card, routers), host="127.0.0.1", port=0)
    server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()


def problem(answer: httpx.Response) -> dict[str, object]:
    """Return the problem that an answer must be."""
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, object] = answer.json()
    assert content["status"] == answer.status_code
    assert content["type"] == "about:blank"
    return content
