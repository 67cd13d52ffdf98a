"""A bot process with a conversation that only echoes: python -m tests.app.echo_bot, settings from the environment."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from bot.app.application import run_app
from bot.app.parts import Trips
from bot.clock import Clock
from bot.coaching.people import Person
from bot.coaching.ports import Reminder, UnitOfWork
from bot.config import Config, ConfigError, load_config
from bot.telemetry import set_up_logging
from tests.intake.echo import Echo


async def nothing_fires(_uow: UnitOfWork, _reminder: Reminder, _now: datetime) -> None:
    """No reminders here."""


async def nothing_is_planned(_uow: UnitOfWork, _person: Person, _now: datetime) -> None:
    """No plans here."""


def trips(_config: Config, clock: Clock, _bot_username: str) -> Trips:
    return Trips(Echo(clock), nothing_fires, nothing_is_planned)


def main() -> int:
    config = load_config(env_file=None)
    set_up_logging(config.log_level, "json", config.secrets())
    try:
        return asyncio.run(run_app(config, trips))
    except ConfigError as refusal:
        sys.stderr.write("\n".join(refusal.lines))
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
