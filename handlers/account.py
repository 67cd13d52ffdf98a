"""What we hold of a person and how they get it out or away: /privacy, /about, /export, /delete."""

from __future__ import annotations

import json

from bot.coaching import account, acquaintance
from bot.coaching.acquaintance import NOTICE_VERSION
from bot.coaching.outgoing import Attachment, Kind
from bot.coaching.people import TRAINING
from bot.version import version
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.evidence import EVIDENCE, RULES

KIND = "account"


async def privacy(context: Context, _: str) -> None:
    """/privacy: what is kept, who can read it, and how to end it."""
    await context.show("account/privacy")


async def about(context: Context, _: str) -> None:
    """/about: what this is, the medical notice in full (C-50), how sure it is (B-90), and its version."""
    await context.show(
        "account/about",
        rule_count=len(RULES),
        source_count=len(EVIDENCE),
        version=version(),
        notice=NOTICE_VERSION,
        trains=context.person.status in TRAINING,
    )


async def export(context: Context, _: str) -> None:
    """/export: everything we hold, as JSON."""
    held = await account.export(context.uow, context.person)
    content = json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()
    name = f"tandem-{context.today.isoformat()}.json"
    attachment = Attachment("document", name, "application/json", content)
    await context.put("account/export", {}, kind=Kind.FILE, attachment=attachment)


async def delete(context: Context, _: str) -> None:
    """/delete: the one question that is asked twice (ux 7)."""
    await context.show("account/delete")


async def tapped(context: Context, tap: Tap) -> None:
    """Export, or the answer to "delete everything?" and to a text of the notice that has changed."""
    if tap.id == "delete" and tap.action == "yes":
        await account.erase(context.uow, context.person, context.now)
        context.erased = True
        await context.show("account/deleted")
    elif tap.id == "delete":
        await context.show("account/kept")
    elif tap.id == "export":
        await export(context, "")
    else:
        await _agree(context)


async def _agree(context: Context) -> None:
    """The changed text agreed to; where no plan runs, agreeing is part of the set-up."""
    if context.person.status in TRAINING:
        await acquaintance.agree(context.uow, context.person, context.now)
        context.say("saved")
    await context.show("account/privacy")


CONVERSATION = Conversation(
    commands={"privacy": privacy, "about": about, "export": export, "delete": delete},
    taps={KIND: tapped},
)
