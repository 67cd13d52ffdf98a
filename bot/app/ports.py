"""The ports a process opens: a public one for Telegram and calendar programs, and one to be watched by."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.app.parts import ReadFeed
from bot.app.roles import Role
from bot.app.vital import Vital
from bot.config import Config, ConfigError
from bot.intake import webhook
from bot.intake.storing import Intake
from bot.listening import Listening, listen
from bot.storage.database import Storage
from bot.web import feed, vitals

log = structlog.get_logger("tandem.app")


def public_routes(
    config: Config, roles: frozenset[Role], intake: Intake, storage: Storage, read: ReadFeed | None
) -> Iterator[Route]:
    """What the outside may ask of a process with these roles."""
    if Role.HOOK in roles and config.webhook_secret:
        yield webhook.route(intake, config.webhook_secret.get_secret_value())
    if Role.SHARE in roles and read is not None:
        yield feed.route(_reader(storage, read))


async def open_public(config: Config, routes: list[Route]) -> list[Listening]:
    """Open PORT where there is something to ask; refuses with ConfigError one that is taken."""
    if not routes:
        return []
    return [await _open("PORT", Starlette(routes=routes), config.host, config.port)]


async def open_vitals(config: Config, vital: Vital) -> list[Listening]:
    """Open VITALS_PORT where one is set; refuses with ConfigError one that is taken."""
    if not config.vitals_port:
        return []
    own = vitals.create_app(vital.beating, vital.ailments, vital.gather)
    return [await _open("VITALS_PORT", own, config.vitals_host, config.vitals_port)]


def _reader(storage: Storage, read: ReadFeed) -> feed.Feed:
    async def calendar(token: str) -> bytes | None:
        async with storage.look() as unit:
            return await read(unit, token, storage.clock.now())

    return calendar


async def _open(variable: str, app: ASGIApp, host: str, port: int) -> Listening:
    try:
        opened = await listen(app, host, port)
    except OSError as error:
        raise ConfigError([f"{variable}: {host}:{port} can't be opened ({error.strerror})"]) from None
    log.info("listening", port=opened.port, name=variable)
    return opened
