"""A process that was told to stop ends within its grace, whatever hangs."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.app import application
from bot.app.application import App
from bot.app.roles import Role
from bot.clock import FixedClock
from bot.config import Config
from bot.delivery.request import AiohttpRequest
from bot.scheduler import Tick
from bot.storage.database import Storage
from tests.app.echo_bot import trips


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
async def test_a_tick_that_hangs_is_cut_off(
    config: Config, storage: Storage, clock: FixedClock, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopping = asyncio.Event(), asyncio.Event()

    async def hangs(*_arguments: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Tick, "tick", hangs)
    monkeypatch.setattr(application, "GRACE_SECONDS", 0.1)
    config = config.model_copy(update={"telegram_bot_token": SecretStr(bot.token)})
    app = App(config, clock, storage, bot, AiohttpRequest(), trips(config, clock, "tandem_bot"))
    running = asyncio.create_task(app.run(frozenset({Role.TICK}), stopping))
    await begun.wait()
    stopping.set()
    await asyncio.wait_for(running, 20)
