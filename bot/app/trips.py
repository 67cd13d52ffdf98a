"""The coach's own trips: handlers serve updates and write due reminders, use cases plan ahead."""

from __future__ import annotations

from datetime import datetime

from telegram import Bot

from bot.app.introducing import introduce
from bot.app.parts import Trips
from bot.app.talk import Talk
from bot.clock import Clock
from bot.coaching import going, preferences
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, UnitOfWork
from bot.config import Config
from bot.messages import renderer
from handlers import calendars, pinned, prompting
from handlers.context import Services
from handlers.go import ticking


def real_trips(config: Config, clock: Clock, bot_username: str) -> Trips:
    """Compile the templates and put the parts together."""
    services = Services(clock, renderer(), bot_username, config.admin_chat_id, config.public_address)

    async def fire(uow: UnitOfWork, reminder: Reminder, now: datetime) -> None:
        serve = ticking.fire if reminder.kind == going.KIND else prompting.fire
        await serve(uow, services, reminder, now)

    async def plan_ahead(uow: UnitOfWork, person: Person, now: datetime) -> None:
        await preferences.top_up(uow, person, now)
        await pinned.refresh(uow, services, person, now, f"p{person.id}.{now:%Y%m%dT%H%M%S}")

    async def greet(bot: Bot) -> None:
        await introduce(bot, services.renderer)

    async def feed(uow: UnitOfWork, token: str, now: datetime) -> bytes | None:
        return await calendars.feed(uow, services, token, now)

    return Trips(Talk(services), fire, plan_ahead, greet, feed)
