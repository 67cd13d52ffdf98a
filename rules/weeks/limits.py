"""What a week's units may hold at most: fixed sessions, ceilings, simpler weeks (D-05, D-20, D-72, G-15).

Emits degradations `degrade.fixed` (type), `degrade.ceiling` (type), `degrade.simplify` (type, most).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rules.constants import P
from rules.fixed import COUNTED_FROM_MIN
from rules.interference import HALF_TYPES, HARD_TYPES, cardio_count
from rules.plan import Degradation, PhaseName
from rules.sessions import SessionType, note
from rules.skeletons import Line
from rules.unit import Piece, Unit
from rules.weeks.assembly import LONG
from rules.weeks.situation import Situation

BEGINNER_STRENGTH = 3
ENDURANCE_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER})
FULL_TYPES = frozenset(t for t in SessionType if t.is_strength) - HALF_TYPES
Told = tuple[tuple[Unit, ...], tuple[Degradation, ...]]
Wanted = Callable[[Piece], bool]


def easy(piece: Piece) -> bool:
    """A stand-alone easy session that isn't the week's long one."""
    return piece.type is SessionType.EASY and LONG not in piece.flags


def finisher(piece: Piece) -> bool:
    """A finisher."""
    return piece.type is SessionType.FINISH


def long(piece: Piece) -> bool:
    """The week's long session."""
    return LONG in piece.flags


def fast(piece: Piece) -> bool:
    """HIIT or tempo."""
    return piece.type in HARD_TYPES


def count_of(piece: Piece) -> float:
    """What a piece adds to the cardio count (0.6)."""
    if not piece.type.is_cardio:
        return 0.0
    return P.counts.finisher if finisher(piece) else P.counts.full


def cardio_total(units: Iterable[Unit]) -> float:
    """Cardio count of the units (0.6)."""
    return sum(count_of(p) for u in units for p in u.pieces)


def without_last(units: tuple[Unit, ...], wanted: Wanted) -> tuple[tuple[Unit, ...], Piece | None]:
    """The units without the last piece of a kind, and that piece; empty units go."""
    for index in range(len(units) - 1, -1, -1):
        pieces = units[index].pieces
        place = next((i for i in range(len(pieces) - 1, -1, -1) if wanted(pieces[i])), None)
        if place is None:
            continue
        left = (*pieces[:place], *pieces[place + 1 :])
        changed = (replace(units[index], pieces=left),) if left else ()
        return (*units[:index], *changed, *units[index + 1 :]), pieces[place]
    return units, None


def beside_fixed(s: Situation, units: tuple[Unit, ...]) -> Told:
    """The units that are left beside what is fixed: hard ones replace HIIT, the rest fills the target (D-72)."""
    steps: list[Degradation] = []
    counted = [f for f in s.fixed if f.minutes >= COUNTED_FROM_MIN]
    most = cardio_total(units) - sum(cardio_count(f) for f in counted)
    for _ in [f for f in counted if f.type in HARD_TYPES]:
        units = _drop(units, fast, steps, "degrade.fixed")
    keeps_long = s.race is not None
    for wanted in (easy, finisher, *(() if keeps_long else (long,)), fast):
        while counted and cardio_total(units) > most:
            before = units
            units = _drop(units, wanted, steps, "degrade.fixed")
            if units == before:
                break
    return units, tuple(steps)


def _drop(units: tuple[Unit, ...], wanted: Wanted, steps: list[Degradation], code: str) -> tuple[Unit, ...]:
    units, gone = without_last(units, wanted)
    if gone is not None:
        steps.append(Degradation(code.removeprefix("degrade."), note(code, type=gone.type.value), "D-72"))
    return units


def under_ceilings(s: Situation, units: tuple[Unit, ...]) -> Told:
    """Steady sessions within 3.0 outside B3 and BEGINNER, all cardio within its ceiling: finishers go (D-20)."""
    if s.high_volume or s.name is PhaseName.BEGINNER:
        return units, ()
    steps: list[Degradation] = []
    most = cardio_ceiling(s)
    steady_most = most if s.name in ENDURANCE_PHASES else P.steady.per_week_max
    while _steady(units) > steady_most or cardio_total(units) > most:
        left, gone = without_last(units, finisher)
        if gone is None:
            left, gone = without_last(units, easy)
        if gone is None:
            break
        units = left
        told = note("degrade.ceiling", type=gone.type.value)
        steps.append(Degradation("ceiling", told, "D-20"))
    return units, tuple(steps)


def cardio_ceiling(s: Situation) -> float:
    """Most cardio of a week (D-20)."""
    return P.cardio_count_max.B3 if s.name in ENDURANCE_PHASES else P.cardio_count_max.default


def _steady(units: tuple[Unit, ...]) -> float:
    return sum(count_of(p) for u in units for p in u.pieces if not fast(p))


def simplified(s: Situation, units: tuple[Unit, ...]) -> Told:
    """The least important pieces dropped until the week fits the minutes of G-15; one session always stays."""
    most = s.state.adjustments.drop_pieces_to_minutes
    steps: list[Degradation] = []
    while most is not None and sum(u.minutes for u in units) > most and sum(len(u.pieces) for u in units) > 1:
        left = units
        gone = None
        for wanted in (finisher, _primer, easy, _third_strength(units), long, fast, _any):
            left, gone = without_last(units, wanted)
            if gone is not None:
                break
        if gone is None:
            break
        units = left
        told = note("degrade.simplify", type=gone.type.value, most=most)
        steps.append(Degradation("simplify", told, "G-15"))
    return units, tuple(steps)


def _primer(piece: Piece) -> bool:
    return piece.type is SessionType.PRIMER


def _any(_: Piece) -> bool:
    return True


def _third_strength(units: tuple[Unit, ...]) -> Wanted:
    full = sum(p.type in FULL_TYPES for u in units for p in u.pieces)
    return lambda p: full > 2 and p.type in FULL_TYPES


def with_three_lifts(skeleton: tuple[Line, ...]) -> tuple[Line, ...]:
    """A beginner's block week: at most three strength sessions, further ones leave their cardio behind (D-05)."""
    kept: list[Line] = []
    lifts = 0
    for line in skeleton:
        lifts += any(s.type in FULL_TYPES for s in line.slots)
        if lifts <= BEGINNER_STRENGTH or not any(s.type in FULL_TYPES for s in line.slots):
            kept.append(line)
            continue
        cardio = tuple(
            replace(slot, type=SessionType.EASY, minutes=P.steady.min)
            if slot.type is SessionType.FINISH
            else slot
            for slot in line.slots
            if slot.type.is_cardio
        )
        kept += [replace(line, slots=cardio)] if cardio else []
    return tuple(kept)
