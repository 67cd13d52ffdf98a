"""The quick log's questions answered by typing: `7`, `7/10`, `full sentences`, `35 min`."""

from __future__ import annotations

import re

from bot.coaching import checkins
from bot.coaching.checkins import MOST_MINUTES, Logged
from bot.coaching.people import Dialogue
from handlers import answers
from handlers.context import Context
from handlers.log import screens
from handlers.log.amounts import take_rpe
from handlers.log.normal import Line, normal
from handlers.log.vocabulary import take_word
from rules.checkin import TalkTest

_EFFORT = re.compile(r"^\s*(?P<n>10|[1-9])\s*$")


async def answered(context: Context, dialogue: Dialogue, text: str) -> bool:
    """True if the text answers the open question; anything else is read as a log."""
    session_id = str(dialogue.data["session"])
    logged = await READERS[dialogue.state](context, session_id, text) if dialogue.state in READERS else None
    if logged is not None:
        await screens.ask_next(context, logged)
    return logged is not None


async def _effort(context: Context, session_id: str, text: str) -> Logged | None:
    line = Line(normal(text))
    found = line.take(_EFFORT)
    rpe = int(found["n"]) if found else round(take_rpe(line) or 0)
    if not 1 <= rpe <= 10 or line.left:
        return None
    return await checkins.effort(context.uow, context.person, session_id, rpe, context.now)


async def _talk(context: Context, session_id: str, text: str) -> Logged | None:
    line = Line(normal(text))
    word = take_word(line, "talk")
    if word is None or line.left:
        return None
    return await checkins.talk(context.uow, context.person, session_id, TalkTest(word), context.now)


async def _minutes(context: Context, session_id: str, text: str) -> Logged | None:
    really = answers.minutes(text)
    if really is None or not 0 < really <= MOST_MINUTES:
        return None
    return await checkins.minutes(context.uow, context.person, session_id, really, context.now)


READERS = {"effort": _effort, "talk": _talk, "minutes": _minutes, "details": _minutes}
