"""/nutrition: protein, carbohydrate around this week's sessions, drinking and sleep (section H)."""

from __future__ import annotations

from bot.coaching import eating
from handlers.context import Context
from handlers.registry import Conversation
from rules.evidence import evidence_of

RULE_IDS = ("H-60", "H-61", "H-62", "H-63")


async def nutrition(context: Context, _: str) -> None:
    """/nutrition: the numbers of section H, without any typing."""
    found = await eating.this_week(context.uow, context.person, context.local_now)
    if found is None:
        await context.show("why/none")
        return
    evidence = {e.id: e for rule_id in RULE_IDS for e in evidence_of(rule_id)}
    await context.show("nutrition", eating=found, evidence=tuple(evidence.values()))


CONVERSATION = Conversation(commands={"nutrition": nutrition})
