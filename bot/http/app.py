"""The FastAPI application. Every error is answered as a problem (RFC 9457)."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse
from fastapi_offline import FastAPIOffline

from bot.http.problems import answer_problems
from scoring.model.artifact import Card

_NAME = "Lead scorer"
_PACKAGE = "lead-scorer"
_DESCRIPTION = """
What a lead is worth, and why.

Send an API key with every request, as `Authorization: Bearer <key>`; `python -m bot keys create` makes one. What is
wrong with a request is answered as problem details (RFC 9457): each field at fault, in words, none of its values.
"""

# FastAPI would look for OpenTelemetry in the environment, and send there what exceptions say.
_NO_TELEMETRY = dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False)


def create_intake(card: Card, routers: Iterable[APIRouter]) -> FastAPI:
    """Return the application with `routers`, and routes that describe the service and the model of `card`."""
    app = FastAPIOffline(
        title=_NAME,
        description=_DESCRIPTION,
        version=version(_PACKAGE),
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
    )
    answer_problems(app)
    app.include_router(_service(card))
    for router in routers:
        app.include_router(router)
    return app


def _service(card: Card) -> APIRouter:
    router = APIRouter(tags=["service"])

    @router.head("/", include_in_schema=False)
    @router.get("/", summary="What this is")
    async def service(request: Request) -> dict[str, Any]:
        app: FastAPI = request.app
        paths = {path: list(methods) for path, methods in app.openapi()["paths"].items()}
        return {"service": app.title, "version": app.version, "model_version": card.version, "endpoints": paths}

    @router.get("/redoc", include_in_schema=False)
    async def redoc() -> RedirectResponse:  # ReDoc's page would fetch a logo from elsewhere
        return RedirectResponse("docs")

    @router.head("/health", include_in_schema=False)
    @router.get("/health", summary="Whether the process lives")
    async def health() -> dict[str, Any]:
        return {"status": "healthy", "model_loaded": True, "model_version": card.version}

    return router
