"""The week that is being told, in the stored dialogue between two taps (ux 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.coaching.telling import from_json, to_json
from handlers.context import SETUP_PROMPT, Context
from rules.audit.told import ToldWeek

KIND = "audit"


@dataclass(frozen=True, slots=True)
class Draft:
    """A week being told under its key, and the lines of the last text that nobody understood."""

    key: str
    week: ToldWeek
    unclear: tuple[str, ...] = ()


async def current(context: Context) -> Draft | None:
    """The draft that is open; None when there is none."""
    dialogue = await context.uow.dialogues.get(context.person.id, context.now)
    if dialogue is None or dialogue.kind != KIND:
        return None
    unclear = cast("list[str]", dialogue.data["unclear"])
    return Draft(str(dialogue.data["key"]), from_json(dialogue.data["week"]), tuple(unclear))


async def begin(context: Context, week: ToldWeek, key: str = "") -> Draft:
    """A draft under a key of its own, kept for a week."""
    return await keep(context, Draft(key or context.update_key, week))


async def keep(context: Context, draft: Draft) -> Draft:
    """Store the draft as the one open question."""
    data: dict[str, object] = {
        "key": draft.key,
        "week": to_json(draft.week),
        "unclear": list(draft.unclear),
    }
    await context.ask(KIND, "draft", data, lasts=SETUP_PROMPT)
    return draft
