"""A week that is meant to be lighter never holds more than the week before it (D-06, G-30, G-32, G-50).

Emits degradation `degrade.below` (type, minutes, most), and those of `rules.ramp` where cardio is shortened.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from rules.decisions import Decision
from rules.interference import HARD_TYPES
from rules.plan import Degradation, Week
from rules.ramp import limit_minutes
from rules.sessions import Session, SessionType, note
from rules.unit import Piece, Unit
from rules.weeks.holding import CALENDAR, STEPDOWN_WEEKS, last_ordinary
from rules.weeks.limits import FULL_TYPES, Told, Wanted, easy, fast, finisher, long, without_last
from rules.weeks.situation import Situation
from rules.weeks.volume import changed, deloaded, resized

DELOAD_LEAST_MIN = 15
STEP_MIN = 5
PROTECTED = 2  # strength sessions that go last (D-55)
DELOAD_MOST = 0.75  # of the minutes of the week before
LESS = frozenset({Decision.REDUCE, Decision.ILLNESS, Decision.RETURN})


def below_last(s: Situation, units: tuple[Unit, ...]) -> Told:
    """The units within the minutes of the last ordinary week of the phase; in a deload three quarters, of any phase.

    Steps of a return after the first one go by their own row, unless a deload comes in between.
    """
    last = _measure(s)
    if last is None:
        return units, ()
    own = [x for x in last.sessions if (x.is_strength or x.is_cardio) and "fixed" not in x.flags]
    cardio = sum(x.minutes for x in own if x.is_cardio)
    if not any(x.type in HARD_TYPES for x in own):
        units = _without(units, fast)
    most = math.floor(DELOAD_MOST * sum(x.minutes for x in own))
    if s.deload:
        units = _as_held(units, own, most)
    units, shorter = limit_minutes(
        units, cardio - 5 if s.deload and cardio else cardio, race=s.race is not None
    )
    if not s.deload:
        return units, shorter
    units, dropped = _dropped(units, most)
    return units, shorter + dropped


def _measure(s: Situation) -> Week | None:
    """The last ordinary week of the phase, for a deload of any, where this week is meant to be lighter; None where a
    schedule rules.
    """
    recovery = s.state.recovery
    later_step = s.returning and not s.deload and recovery is not None and recovery.step > 0
    by_schedule = s.onramp_week or (s.stepdown and s.state.week_number <= STEPDOWN_WEEKS)
    is_eased = s.deload or s.decision in LESS
    if s.name in CALENDAR or later_step or by_schedule or not is_eased:
        return None
    return last_ordinary(s, any_phase=s.deload, whole=s.returning)


def _as_held(units: tuple[Unit, ...], own: Sequence[Session], most: int) -> tuple[Unit, ...]:
    """Lifts and finishers shorter, five minutes each at a time, down to a deload of what was held (E-40, F-40).

    Where short windows had left less of a session than its skeleton (D-52), its deload can be as long as it was.
    """
    held = dict(sorted((x.type, x.minutes) for x in own))

    def shorter(piece: Piece) -> Piece:
        if not (piece.type.is_strength or finisher(piece)) or piece.type not in held:
            return piece
        least = deloaded(replace(piece, minutes=held[piece.type])).minutes
        return (
            resized(piece, max(least, piece.minutes - STEP_MIN), "deload") if least < piece.minutes else piece
        )

    while sum(u.minutes for u in units) > most and (eased := changed(units, shorter)) != units:
        units = eased
    return units


def _dropped(units: tuple[Unit, ...], most: int) -> Told:
    steps: list[Degradation] = []
    while sum(u.minutes for u in units) > most and sum(len(u.pieces) for u in units) > 1:
        gone: Piece | None = None
        left = units
        full = sum(_strength(p) for u in units for p in u.pieces)
        spare = (_strength,) if full > PROTECTED else ()
        for wanted in (finisher, _primer, easy, *spare, long, fast, _strength):
            left, gone = without_last(units, wanted)
            if gone is not None:
                break
        if gone is None:
            break
        units = left
        told = note("degrade.below", type=gone.type.value, minutes=gone.minutes, most=most)
        steps.append(Degradation("below", told, "D-06"))
    over = sum(u.minutes for u in units) - most
    return (_cut(units, over) if over > 0 else units), tuple(steps)


def _cut(units: tuple[Unit, ...], over: int) -> tuple[Unit, ...]:
    """What is left at last, shorter: a narrow window can make a deload's session as long as any other."""
    least = DELOAD_LEAST_MIN
    return changed(units, lambda p: resized(p, max(least, p.minutes - over), "deload") if _strength(p) else p)


def _without(units: tuple[Unit, ...], wanted: Wanted) -> tuple[Unit, ...]:
    left, gone = without_last(units, wanted)
    while gone is not None:
        units = left
        left, gone = without_last(units, wanted)
    return units


def _primer(piece: Piece) -> bool:
    return piece.type is SessionType.PRIMER


def _strength(piece: Piece) -> bool:
    return piece.type in FULL_TYPES
