"""The load of a typed exercise: `100`, `62,5 kg`, `225lb`, `bw+10`, `2x20kg` for two dumbbells."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.coaching.entries import Lifted
from handlers.log.amounts import LOAD_UNIT, NUMBER, kilograms, number
from handlers.log.normal import Line
from handlers.log.vocabulary import take_word
from rules.athlete import Units
from rules.exercises import EXERCISES, LoadType

HELPED = frozenset({"assisted_pull_up"})  # its load takes weight off
BY_BODY = frozenset({LoadType.BODYWEIGHT, LoadType.BAND})
_PLUS = re.compile(
    r"(?:(?<!\w)(?:bw|körpergewicht|bodyweight|peso corporal)\s*)?"
    rf"\+\s*(?P<n>\d{{1,6}}(?:[.,]\d{{1,4}})?)\s*(?P<u>{LOAD_UNIT})?",
    re.IGNORECASE,
)
_A_HAND = re.compile(rf"(?<!\d)2×(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*(?P<u>{LOAD_UNIT})", re.IGNORECASE)
A_HAND = r"each(?: hand)?|(?:a|per|each) hand|je(?: hand)?|pro hand|(?:por|cada|en cada) mano|cada una?"
_SAYS_A_HAND = re.compile(rf"(?<!\w)(?:{A_HAND})(?!\w)|(?<!\d)2×\d+(?:[.,]\d+)?\s*{LOAD_UNIT}", re.IGNORECASE)
_WITH_UNIT = re.compile(rf"@?\s*(?P<n>{NUMBER})\s*(?P<u>{LOAD_UNIT})", re.IGNORECASE)
_BARE = re.compile(rf"@?\s*(?P<n>{NUMBER})(?!\s*[×%])", re.IGNORECASE)


def told_load(entry: Lifted, amount: float, unit: str | None, units: Units) -> Lifted:
    """The entry with its load; on an exercise that the body carries it comes on top."""
    by_body = EXERCISES[entry.exercise_id].load_type is LoadType.BODYWEIGHT
    on_top = entry.bodyweight or (by_body and entry.exercise_id not in HELPED)
    return replace(entry, load_kg=kilograms(amount, unit, units), bodyweight=on_top)


def says_a_hand(text: str) -> bool:
    """Whether a weight is said to be that of each dumbbell."""
    return bool(_SAYS_A_HAND.search(text))


def take_load(line: Line, entry: Lifted, units: Units) -> Lifted:
    """The load named in the line; without one, exercises that the body or a band carries need none."""
    if found := line.take(_PLUS):
        return told_load(replace(entry, bodyweight=True), number(found["n"]), found["u"], units)
    if take_word(line, "bodyweight"):
        return replace(entry, bodyweight=True)
    if found := line.take(_A_HAND) or line.take(_WITH_UNIT):
        return told_load(entry, number(found["n"]), found["u"], units)
    if found := line.take(_BARE):
        return told_load(entry, number(found["n"]), None, units)
    return replace(entry, bodyweight=EXERCISES[entry.exercise_id].load_type in BY_BODY)
