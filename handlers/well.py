"""How are you? Sleep, soreness, illness, pain, or something that felt wrong; and what it changes (G-32, G-33, G-70)."""

from __future__ import annotations

import re

from bot.coaching import safety, wellbeing
from bot.coaching.outgoing import Kind
from bot.coaching.people import Dialogue
from handlers import pains
from handlers.context import Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules.athlete import Region
from rules.checkin import Illness, Pain
from rules.constants import P
from rules.red_flags import flag_of, topics

KIND = pains.KIND
_NUMBER = re.compile(r"\s*(?P<n>10|\d)\s*(?:/\s*10)?\s*$")
_NONE = re.compile(
    r"\s*(?:none|no pain|kein\w*(?: schmerz\w*)?|nada|ningun[oa]?|sin dolor)\s*$", re.IGNORECASE
)
SHORT_NIGHT_H = 4.5


async def injury(context: Context, _: str) -> None:
    """/injury: where it hurts."""
    await context.show("well/where", regions=tuple(Region))


async def answered(context: Context, dialogue: Dialogue, text: str) -> bool:
    """A number typed for the pain that was asked about, or the words on a button; anything else is no answer."""
    found = _NUMBER.match(text) or _NONE.match(text)
    if found is None:
        return False
    await _pain(context, f"{dialogue.state}-{found.groupdict().get('n') or 0}")
    return True


async def tapped(context: Context, tap: Tap) -> None:
    """One answer about today; a value that no button of ours carries asks anew."""
    known = VALUES.get(tap.id)
    if tap.id in ANSWERS and (known is None or tap.action in known):
        await ANSWERS[tap.id](context, tap.action)
    else:
        await context.show("safety/health", fever_c=P.illness.fever_c)


async def _ill(context: Context, action: str) -> None:
    illness = Illness(action)
    made = await wellbeing.feel(context.uow, context.person, context.today, context.now, illness=illness)
    if illness is Illness.SYSTEMIC:
        await wellbeing.accept(context.uow, context.person, context.today, context.now)
        await context.show("well/ill")
    elif illness is Illness.NONE:
        await context.show(
            "well/again", ill=await wellbeing.is_ill(context.uow, context.person, context.local_now)
        )
    else:
        await _propose(context, made)


async def _sleep(context: Context, _: str) -> None:
    made = await wellbeing.feel(
        context.uow, context.person, context.today, context.now, sleep_h=SHORT_NIGHT_H
    )
    await _propose(context, made)


async def _sore(context: Context, action: str) -> None:
    made = await wellbeing.feel(
        context.uow, context.person, context.today, context.now, soreness_legs=int(action)
    )
    await _propose(context, made)


async def _good(context: Context, _: str) -> None:
    await wellbeing.feel(context.uow, context.person, context.today, context.now, illness=Illness.NONE)
    await context.show("well/good")


async def _accept(context: Context, _: str) -> None:
    made = await wellbeing.accept(context.uow, context.person, context.today, context.now)
    await context.show("well/accepted", proposals=made)


async def _pain(context: Context, action: str) -> None:
    region, _, severity = action.partition("-")
    if region not in tuple(Region):
        await context.show("well/where", regions=tuple(Region))
    elif not severity.isdigit():
        await pains.how_bad(context, Region(region))
    else:
        await context.uow.dialogues.clear(context.person.id)
        pain = Pain(Region(region), min(10, int(severity)))
        red = await wellbeing.hurts(context.uow, context.person, pain, context.today, context.now)
        if red:
            await context.send("safety/red2", kind=Kind.SAFETY, self_harm=False)
        else:
            await context.show("well/noted", pain=pain)


async def _wrong(context: Context, action: str) -> None:
    if action not in topics():
        await context.show("well/wrong", topics=topics())
        return
    flag = flag_of(action)
    await safety.hold(context.uow, context.person, flag, context.now)
    name = "red1" if safety.is_emergency(flag) else "red2"
    await context.send(f"safety/{name}", kind=Kind.SAFETY, self_harm=flag.topic == "self_harm")


async def _propose(context: Context, made: tuple[wellbeing.Proposal, ...]) -> None:
    await context.show("well/proposal" if made else "well/good", proposals=made)


ANSWERS = {
    "ill": _ill,
    "sleep": _sleep,
    "sore": _sore,
    "good": _good,
    "accept": _accept,
    "pain": _pain,
    "wrong": _wrong,
}
VALUES = {"ill": tuple(Illness), "sore": tuple(str(n) for n in range(11))}
CONVERSATION = Conversation(commands={"injury": injury}, taps={KIND: tapped}, texts={KIND: answered})
