"""What `check` looks at: each look says in a line that it is fine, or refuses with ConfigError and the remedy."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.config import Config, ConfigError
from bot.delivery.api import make_bot
from bot.delivery.causes import judge
from bot.delivery.request import AiohttpRequest
from bot.storage import migrate
from bot.storage.master import load_master
from bot.storage.migrate import SchemaError

CONNECT_SECONDS = 5.0


async def check_key(config: Config) -> str:
    """The master key, by its fingerprint."""
    if not config.master_key and not config.key_file.exists():
        return f"none yet; the first start makes {config.key_file}"
    master = load_master(config, may_make=False)
    return f"fine (fingerprint {master.mark}, from {'MASTER_KEY' if config.master_key else config.key_file})"


async def check_database(config: Config) -> str:
    """The database: reachable, writable, and with the schema of this version."""
    kind = "SQLite" if config.is_sqlite else "PostgreSQL"
    try:
        revision = await asyncio.to_thread(migrate.current_revision, config.dsn, migrate.MAIN)
        if revision is None:
            return f"fine ({kind}, empty; the first start or `migrate` fills it)"
        await asyncio.to_thread(migrate.check_schema, config.dsn, migrate.MAIN)
        await asyncio.to_thread(migrate.check_schema, config.keys_dsn, migrate.KEYS)
    except SchemaError as error:
        raise ConfigError([str(error)]) from None
    except Exception as error:  # noqa: BLE001  # whatever the driver raises is an answer here
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise ConfigError(
            [f"DATABASE_URL: {kind} doesn't open: {reason}. Check address, password and DATA_DIR"]
        ) from None
    return f"fine ({kind}, schema {revision})"


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
    if webhook.url and not config.webhook_url:
        return f"fine (@{bot.username}), but a webhook is set: polling needs --take-over"
    return f"fine (@{bot.username}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC)"
