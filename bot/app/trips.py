"""The coach's own trips: handlers serve updates and write due reminders, use cases plan ahead."""

from __future__ import annotations

from datetime import datetime

from bot.app.parts import Trips
from bot.app.talk import Talk
from bot.clock import Clock
from bot.coaching import preferences
from bot.coaching.ports import Reminder, UnitOfWork
from bot.config import Config
from bot.messages import Renderer
from handlers import prompting
from handlers.context import Services


def real_trips(config: Config, clock: Clock, bot_username: str) -> Trips:
    """Compile the templates and put the parts together."""
    services = Services(clock, Renderer(), bot_username, config.admin_chat_id)

    async def fire(uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
        await prompting.fire(uow, services, reminder, now)

    return Trips(Talk(services), fire, preferences.top_up)
