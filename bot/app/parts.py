"""What the machinery calls, as one value: an update is served, a reminder fires, a person is planned for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot

from bot.clock import Clock
from bot.coaching.ports import UnitOfWork
from bot.config import Config
from bot.intake.serving import Conversation
from bot.scheduler import Fire, PlanAhead

# The calendar behind a secret link, or None.
ReadFeed = Callable[[UnitOfWork, str, datetime], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class Trips:
    """The three trips of data as callables."""

    conversation: Conversation
    fire: Fire
    plan_ahead: PlanAhead
    greet: Callable[[Bot], Awaitable[None]] | None = None  # what Telegram is told about us at the start
    feed: ReadFeed | None = None


# From the settings, the clock and the bot's user name, known once Telegram has answered.
MakeTrips = Callable[[Config, Clock, str], Trips]
