"""Health, readiness and metrics, on a port of their own that isn't public (reliability 5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.metrics import REGISTRY

# A component's name, and what is wrong with it: nothing, or a few words without secrets.
Ailments = Mapping[str, str]


def create_app(
    beating: Callable[[], bool],
    ailments: Callable[[], Awaitable[Ailments]],
    gather: Callable[[], Awaitable[None]],
) -> Starlette:
    """`beating` asks no database, so that its hiccup kills no replica; `gather` brings the gauges up to date."""

    async def healthz(_request: Request) -> Response:
        alive = beating()
        return PlainTextResponse("alive" if alive else "stuck", status_code=200 if alive else 503)

    async def readyz(_request: Request) -> Response:
        found = await ailments()
        ready = not any(found.values())
        body = {name: ailment or "fine" for name, ailment in found.items()}
        return JSONResponse(body, status_code=200 if ready else 503)

    async def metrics(_request: Request) -> Response:
        await gather()
        return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)

    return Starlette(
        routes=[
            Route("/healthz", healthz, methods=["GET"]),
            Route("/readyz", readyz, methods=["GET"]),
            Route("/metrics", metrics, methods=["GET"]),
        ]
    )
