"""The first words with Telegram: who we are, and on which way the updates come."""

from __future__ import annotations

import asyncio

import structlog
from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.app.roles import Role
from bot.config import Config, ConfigError
from bot.delivery.causes import judge
from bot.intake.sorting import KINDS
from bot.intake.webhook import path_of

log = structlog.get_logger("tandem.app")

RETRY_SECONDS = 5.0
CONNECTIONS = 40
WEBHOOK_IN_THE_WAY = (
    "POLLING_TAKE_OVER: this bot has a webhook, so another process gets its updates. Stop that one"
    " and start with --take-over (or POLLING_TAKE_OVER=true), which deletes the webhook"
)


async def meet(bot: Bot, config: Config, roles: frozenset[Role], stopping: asyncio.Event) -> bool:
    """Introduce ourselves, trying until the network is there; False when told to stop meanwhile.

    Refuses with ConfigError what trying again won't help.
    """
    while not stopping.is_set():
        try:
            await bot.initialize()
            if Role.POLL in roles:
                await _leave_webhook(bot, config)
            if Role.HOOK in roles:
                await keep_webhook(bot, config)
        except (InvalidToken, EndPointNotFound):
            raise ConfigError(
                [
                    "TELEGRAM_BOT_TOKEN: Telegram doesn't know this token; ask @BotFather for the present one (/token)"
                ]
            ) from None
        except TelegramError as error:
            log.warning(
                "Telegram doesn't answer; trying again", reason=judge(error).text, seconds=RETRY_SECONDS
            )
            await rest(stopping, RETRY_SECONDS)
        else:
            return True
    return False


async def keep_webhook(bot: Bot, config: Config) -> tuple[int, int | None]:
    """Make Telegram post to us, if it doesn't; returns how many wait there, and when it last failed (Unix)."""
    url = webhook_address(config)
    there = await bot.get_webhook_info()
    if there.url != url:
        log.warning("the webhook is set anew")
        await bot.set_webhook(
            url, secret_token=_secret(config), allowed_updates=KINDS, max_connections=CONNECTIONS
        )
    failed_at = there.last_error_date
    return there.pending_update_count, int(failed_at.timestamp()) if failed_at else None


def webhook_address(config: Config) -> str:
    """Where Telegram posts: the public address with the path that the secret makes."""
    return f"{config.webhook_url}{path_of(_secret(config))}"


async def rest(stopping: asyncio.Event, seconds: float) -> None:
    """Wait, at most until told to stop."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


async def _leave_webhook(bot: Bot, config: Config) -> None:
    """Polling and a webhook exclude each other; someone else's is only taken over when asked to."""
    webhook = await bot.get_webhook_info()
    if not webhook.url:
        return
    if not config.polling_take_over:
        raise ConfigError([WEBHOOK_IN_THE_WAY])
    await bot.delete_webhook()


def _secret(config: Config) -> str:
    return config.webhook_secret.get_secret_value() if config.webhook_secret else ""
