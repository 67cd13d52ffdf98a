"""The webhook: an update is answered with 200 only once it is committed; everything else is refused in order."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import Any

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import metrics
from bot.intake.sorting import sort_in
from bot.intake.storing import Intake

log = structlog.get_logger("tandem.intake")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name, not a secret
LARGEST_BYTES = 1024 * 1024
PATIENCE_SECONDS = 10.0
RETRY_AFTER_SECONDS = 5


class Refused(Exception):
    """A post that isn't stored; `status` says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def path_of(secret: str) -> str:
    """Where updates are posted: known only to who knows the secret, and no copy of it."""
    return f"/telegram/{hashlib.sha256(b'path:' + secret.encode()).hexdigest()[:32]}"


def route(intake: Intake, secret: str) -> Route:
    """Where Telegram posts, and nobody else."""

    async def receive(request: Request) -> Response:
        try:
            update = await _read(request, secret)
            await intake.store([update])
        except Refused as refusal:
            metrics.WEBHOOK_REFUSED.labels(refusal.status).inc()
            return PlainTextResponse(refusal.why, refusal.status)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:  # the database is away: Telegram keeps the update and comes again
            log.error("an update wasn't stored; it comes again", exc_info=error)
            metrics.WEBHOOK_REFUSED.labels(503).inc()
            return Response(status_code=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
        return Response(status_code=200)

    return Route(path_of(secret), receive, methods=["POST"])


async def _read(request: Request, secret: str) -> dict[str, Any]:
    """The update, after the checks of reliability 2.1 point 2: length, secret, body, number."""
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdecimal()):
        raise Refused(411, "Content-Length is missing")
    if int(length) > LARGEST_BYTES:
        raise Refused(413, "too long")
    given = request.headers.get(SECRET_HEADER, "")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        raise Refused(403, "wrong secret")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            body = await request.body()
    except TimeoutError:
        raise Refused(408, "too slow") from None
    return _parse(body)


def _parse(body: bytes) -> dict[str, Any]:
    """The update in a body.

    What can't be read is kept under a number made from it: refused, Telegram would hold up its chat and post
    it again for a day.
    """
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    if isinstance(update, dict) and sort_in(update) is not None:
        return update
    log.error("a body that is no update was put aside", count=len(body))
    number = int.from_bytes(hashlib.sha256(body).digest()[:7], "big")
    return {"update_id": -number - 1, "unreadable": body.decode("utf-8", "replace")}
