"""/learn: this week's one strategy, and short lessons by topic (section A, D-65)."""

from __future__ import annotations

import re

from bot.coaching import lessons
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.lessons import LESSONS, Topic, neighbours, of_topic

KIND = "learn"
FROM_WHY = re.compile(r"([\w-]+)\.(\w+)")  # what was asked about, and the action of its button


async def learn(context: Context, _: str) -> None:
    """/learn: the strategy and the topics."""
    strategy = await lessons.this_week(context.uow, context.person, context.today)
    await context.show("learn/home", strategy=strategy, topics=tuple(Topic))


async def tapped(context: Context, tap: Tap) -> None:
    """A topic, a lesson, or back to all."""
    if tap.id in LESSONS:
        await _lesson(context, tap)
    elif tap.id in tuple(Topic):
        await context.show("learn/topic", topic=tap.id, lessons=of_topic(tap.id))
    else:
        await learn(context, "")


async def _lesson(context: Context, tap: Tap) -> None:
    """One lesson; opened from a /why it leads back there, as the action says where that was."""
    lesson = LESSONS[tap.id]
    told = await lessons.lesson(context.uow, context.person, lesson)
    if told is None:
        await learn(context, "")
        return
    before, after = neighbours(tap.id)
    found = FROM_WHY.fullmatch(tap.action)
    back = found.groups() if found else None
    await context.show("learn/lesson", lesson=lesson, told=told, before=before, after=after, back=back)


CONVERSATION = Conversation(commands={"learn": learn}, taps={KIND: tapped})
