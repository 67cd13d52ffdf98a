"""What sharpens the plan, told when one likes: weight, height, sex, age, heart rate, a race (C-20)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.coaching import revising
from bot.coaching.people import Dialogue
from handlers.answers import plain
from handlers.context import SETUP_PROMPT, Context
from handlers.keyboards import Tap
from handlers.registry import Conversation
from rules import facts
from rules.athlete import Profile, Sex
from rules.cardio.heart_rate import HR_UNFIT, easy_zone
from rules.errors import OutOfRange
from rules.units import KM_PER_MILE, lb_to_kg

KIND = "me"
Change = Callable[[Profile], Profile]
_NUMBER = re.compile(r"^(?P<n>\d{1,3}(?:[.,]\d+)?)\s*(?P<unit>kg|lb|lbs|pounds|cm|bpm)?$")
_RACE = re.compile(
    r"^(?P<d>\d{1,3}(?:[.,]\d+)?|half|media|halbmarathon|(?:media\s+)?marat[oó]n|(?:half\s+)?marathon)"
    r"\s*(?P<unit>km|k|mi|miles?|m)?\s*(?:in|en|:|,)?\s+"
    r"(?P<t>\d{1,3}:\d{2}(?::\d{2})?)$"
)
PULSE = {"fits": True, "unfit": False}
HALF_M, MARATHON_M = 21097.5, 42195.0
_HALF = re.compile("half|halb|media")


async def home(context: Context, _: str) -> None:
    """What is known, and what each further answer would give."""
    await context.uow.dialogues.clear(context.person.id)
    await _show(context, "")


async def tapped(context: Context, tap: Tap) -> None:
    """A fact to tell, or the answer that a button gives."""
    if tap.id == "sex" and tap.action in tuple(Sex):
        await _tell(context, lambda profile: facts.with_sex(profile, Sex(tap.action)))
    elif tap.id == "pulse" and tap.action in PULSE:
        await _tell(context, lambda profile: facts.with_hr_range(profile, fits=PULSE[tap.action]))
    elif tap.id in READERS:
        await context.ask(KIND, tap.id, lasts=SETUP_PROMPT)
        await _show(context, tap.id)
    else:
        await _show(context, tap.id if tap.id == "sex" else "")


async def typed(context: Context, dialogue: Dialogue, text: str) -> bool:
    """The number or result that was asked for; anything else is left to the others."""
    change = READERS[dialogue.state](plain(text), context) if dialogue.state in READERS else None
    if change is None:
        return False
    await _tell(context, change, dialogue.state)
    return True


async def _tell(context: Context, change: Change, asked: str = "") -> None:
    try:
        await revising.tell(context.uow, context.person, change, context.today, context.now)
    except OutOfRange as refusal:
        await _show(context, asked, refusal)
        return
    await context.uow.dialogues.clear(context.person.id)
    context.say("saved")
    await _show(context, "")


async def _show(context: Context, asked: str, refusal: OutOfRange | None = None) -> None:
    state = await context.uow.training.state(context.person.id)
    profile = state.profile if state else None
    pulse = pulse_button(profile) if profile else ""
    await context.show("facts/home", profile=profile, asked=asked, refusal=refusal, pulse=pulse)


def pulse_button(profile: Profile) -> str:
    """What can be said of the heart-rate range: that it doesn't fit, or, once that was said, that it does (F-04)."""
    if HR_UNFIT in profile.conditions:
        return "fits"
    return "unfit" if easy_zone(profile) is not None else ""


def _number(text: str) -> tuple[float, str] | None:
    found = _NUMBER.match(text)
    return (float(found["n"].replace(",", ".")), found["unit"] or "") if found else None


def _weight(text: str, context: Context) -> Change | None:
    read = _number(text)
    if read is None:
        return None
    pounds = read[1] in ("lb", "lbs", "pounds") or (
        not read[1] and context.person.settings.units == "imperial"
    )
    kg = lb_to_kg(read[0]) if pounds else read[0]
    return lambda profile: facts.with_weight(profile, kg)


def _whole(change: Callable[[Profile, int], Profile]) -> Callable[[str, Context], Change | None]:
    def read(text: str, _: Context) -> Change | None:
        found = _number(text)
        return None if found is None else lambda profile: change(profile, round(found[0]))

    return read


def _race(text: str, context: Context) -> Change | None:
    found = _RACE.match(text)
    if found is None:
        return None
    seconds = 0.0
    for part in found["t"].split(":"):
        seconds = seconds * 60 + int(part)
    metres = _metres(found["d"], found["unit"] or "km")
    return lambda profile: facts.with_race(profile, metres, seconds, context.today)


def _metres(told: str, unit: str) -> float:
    if told[0].isalpha():
        return HALF_M if _HALF.match(told) else MARATHON_M
    return float(told.replace(",", ".")) * {"m": 1.0, "km": 1000.0, "k": 1000.0}.get(unit, KM_PER_MILE * 1000)


READERS: dict[str, Callable[[str, Context], Change | None]] = {
    "weight": _weight,
    "height": _whole(facts.with_height),
    "age": _whole(facts.with_age),
    "resting": _whole(facts.with_resting_hr),
    "max": _whole(facts.with_max_hr),
    "race": _race,
}
CONVERSATION = Conversation(commands={"me": home}, taps={KIND: tapped}, texts={KIND: typed})
