"""Trying again what failed: the button under the apology puts the person's own update back in the queue (ux M14b)."""

from __future__ import annotations

from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation

KIND = "again"


async def tapped(context: Context, tap: Tap) -> None:
    """Put it back; one that was saved meanwhile, or is somebody else's, isn't there."""
    number = int(tap.id) if tap.id.isdecimal() and len(tap.id) <= LONGEST_NUMBER else 0
    found = await context.uow.updates.again(context.person.chat_id, number)
    await context.show("trying_again", found=found)


LONGEST_NUMBER = 18  # digits of a number that fits its column
CONVERSATION = Conversation(taps={KIND: tapped})
