"""Who blocks the bot, pauses, or can't be reached for a while: nothing unwanted comes, and nothing is forgotten."""

from __future__ import annotations

from datetime import timedelta

from bot.coaching import preferences
from bot.coaching.ports import ReminderStatus
from bot.simulator.core.faults import Fault, FaultKind
from tests.handlers.conftest import MONDAY_0700
from tests.handlers.town import Resident, first_line

MONDAY = MONDAY_0700.date()
TO_WEDNESDAY = MONDAY + timedelta(days=2)


async def planned(resident: Resident) -> list[tuple[str, int]]:
    rows = await resident.reminders(MONDAY, TO_WEDNESDAY)
    return [(r.kind, r.local_date.day) for r in rows if r.status is ReminderStatus.PLANNED]


async def test_who_unblocks_the_bot_has_their_reminders_again(ada: Resident) -> None:
    before = await planned(ada)
    assert before
    ada.phone.block()
    await ada.town.beat()
    assert await planned(ada) == []
    ada.phone.unblock()
    await ada.town.settle()
    await ada.town.beat()
    assert await planned(ada) == before


async def test_who_writes_again_after_a_refusal_has_their_reminders_again(ada: Resident) -> None:
    await ada.goes_to("2027-03-08 17:00")  # the first reminder has gone out, the follow-up is still to come
    before = await planned(ada)
    assert before
    ada.town.simulator.world.chats[ada.phone.user_id].blocked = True  # word of it never reached us
    ada.phone.say("/today")
    ada.town.simulator.world.chats[ada.phone.user_id].blocked = True
    await ada.town.settle()
    assert await planned(ada) == []
    await ada.says("/today")
    await ada.town.beat()
    assert await planned(ada) == before


async def test_a_reminder_that_waits_is_not_sent_to_who_pauses_meanwhile(ada: Resident) -> None:
    ada.town.clock.at = MONDAY_0700.replace(hour=17)
    await ada.town.tick.tick(ada.town.clock.now())
    async with ada.town.storage.unit() as unit:
        await preferences.pause(unit, await ada.known(), None, ada.town.clock.now())
    sent = len(ada.new_messages())
    await ada.town.settle()
    assert len(ada.new_messages()) == sent


async def test_a_reminder_isnt_sent_when_it_has_become_useless(ada: Resident) -> None:
    """Telegram is away from before the reminder until its session is over."""
    ada.town.simulator.faults.add(Fault(FaultKind.TOO_MANY, "sendMessage", seconds=5 * 3600))
    await ada.goes_to("2027-03-08 17:00")
    ada.town.clock.at = MONDAY_0700.replace(hour=23)
    await ada.town.settle()
    assert [first_line(call.text) for call in ada.new_messages()] == []
