"""A message whose outcome is unknown arrived after all: a tap on it, or a reply to it, settles the doubt."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.simulator.core.faults import Fault, FaultKind
from bot.storage.tables import outbox
from tests.handlers.town import Resident


async def fates(resident: Resident) -> list[tuple[str, int | None]]:
    """What became of their reminder, and the number that it is known by."""
    query = select(outbox.c.status, outbox.c.message_id).where(outbox.c.kind == "reminder")
    async with resident.town.storage.connection() as connection:
        return [(row.status, row.message_id) for row in await connection.execute(query)]


@pytest.mark.parametrize("how", ["a reply", "a tap"])
async def test_who_uses_a_doubtful_reminder_has_it(ada: Resident, how: str) -> None:
    ada.town.simulator.faults.add(Fault(FaultKind.DROP_AFTER, "sendMessage"))
    await ada.goes_to("2027-03-08T17:00")
    reminder = ada.phone.last()
    assert await fates(ada) == [("unknown", None)]
    if how == "a tap":
        await ada.forges("1|menu|today|show", reminder.message_id)
    else:
        ada.phone.say("thank you", reply_to=reminder.message_id)
        await ada.town.settle()
    assert await fates(ada) == [("sent", reminder.message_id)]
