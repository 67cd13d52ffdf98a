"""One clock for all processes of a database: PostgreSQL's, followed by the measured difference to ours."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock

NOW = text("SELECT clock_timestamp()")


class ServerClock:
    """This machine's clock, corrected. Replicas whose machines disagree still agree on what is due."""

    steerable = False

    def __init__(self, own: Clock) -> None:
        self._own = own
        self.skew = timedelta(0)

    def now(self) -> datetime:
        """The database's time in UTC, as well as we know it."""
        return self._own.now() + self.skew

    async def follow(self, connection: AsyncConnection) -> None:
        """Measure the difference anew; the answer is taken for the middle of the question's way."""
        asked = self._own.now()
        told: datetime = (await connection.execute(NOW)).scalar_one()
        answered = self._own.now()
        self.skew = told - (asked + (answered - asked) / 2)
