"""What `check` looks at: each look says in a line that it is fine, or refuses with ConfigError and the remedy."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, false, select
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.app.meeting import WEBHOOK_IN_THE_WAY
from bot.config import Config, ConfigError
from bot.delivery.api import make_bot
from bot.delivery.causes import judge
from bot.delivery.request import AiohttpRequest
from bot.storage import migrate
from bot.storage.engine import keys_engine, writing_engine
from bot.storage.master import WrongMasterKey, load_master
from bot.storage.migrate import SchemaError
from bot.storage.tables import send_limit, user_key
from bot.storage.vault import SYSTEM, open_wrapped

CONNECT_SECONDS = 5.0


async def check_key(config: Config) -> str:
    """The master key, by its fingerprint: it opens the stored keys, if there are any."""
    stored = await _stored_keys(config)
    if not stored and not config.master_key and not config.key_file.exists():
        return f"none yet; the first start makes {config.key_file}"
    master = load_master(config, may_make=False)
    try:
        for row in stored:
            open_wrapped(master, row.key_id, row.owner, row.wrapped)
    except WrongMasterKey as error:
        raise ConfigError([f"MASTER_KEY: {error}; put the one back that made them"]) from None
    return f"fine (fingerprint {master.mark}, from {'MASTER_KEY' if config.master_key else config.key_file})"


async def _stored_keys(config: Config) -> Sequence[Row[Any]]:
    """Our own key, which every start opens; none where the database is empty or (the next look says why) away."""
    try:
        if await asyncio.to_thread(migrate.current_revision, config.keys_dsn, migrate.KEYS) is None:
            return []
        engine = keys_engine(config.keys_dsn)
        try:
            async with engine.connect() as connection:
                return (await connection.execute(select(user_key).where(user_key.c.owner == SYSTEM))).all()
        finally:
            await engine.dispose()
    except SQLAlchemyError:
        return []


async def check_database(config: Config) -> str:
    """The database: reachable, writable, and with the schema of this version."""
    kind = "SQLite" if config.is_sqlite else "PostgreSQL"
    try:
        revision = await asyncio.to_thread(migrate.current_revision, config.dsn, migrate.MAIN)
        if revision is None:
            return f"fine ({kind}, empty; the first start or `migrate` fills it)"
        await asyncio.to_thread(migrate.check_schema, config.dsn, migrate.MAIN)
        await asyncio.to_thread(migrate.check_schema, config.keys_dsn, migrate.KEYS)
        await _write(config)
    except SchemaError as error:
        raise ConfigError([str(error)]) from None
    except Exception as error:  # noqa: BLE001  # whatever the driver raises is an answer here
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise ConfigError(
            [f"DATABASE_URL: {kind} doesn't open: {reason}. Check address, password and DATA_DIR"]
        ) from None
    return f"fine ({kind}, schema {revision})"


async def _write(config: Config) -> None:
    """Change nothing, but in a way that only a database takes which can be written."""
    engine = writing_engine(config.dsn, pool_size=1)
    try:
        async with engine.begin() as connection:
            await connection.execute(delete(send_limit).where(false()))
    finally:
        await engine.dispose()


async def check_telegram(config: Config) -> str:
    """The token and the connection; whether a webhook takes the updates away."""
    request = AiohttpRequest(connect_seconds=CONNECT_SECONDS, read_seconds=CONNECT_SECONDS)
    bot = make_bot(config.token, config.telegram_api_url, request, AiohttpRequest(connections=1))
    try:
        await bot.initialize()
        webhook = await bot.get_webhook_info()
    except (InvalidToken, EndPointNotFound):
        raise ConfigError(
            ["TELEGRAM_BOT_TOKEN: Telegram doesn't know this token; ask @BotFather for the present one"]
        ) from None
    except TelegramError as error:
        raise ConfigError(
            [
                f"TELEGRAM_API_URL: no answer from {config.telegram_api_url} ({judge(error).text});"
                " check the network, or the address of your own server"
            ]
        ) from None
    finally:
        await bot.shutdown()
    if webhook.url and not config.webhook_url and not config.polling_take_over:
        raise ConfigError([WEBHOOK_IN_THE_WAY])
    return f"fine (@{bot.username}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC)"
