"""How far strength and the week's load may rise, above all where a phase changes (G-40).

Emits degradation `degrade.load` (type, from_minutes, to_minutes; 0: left out).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import fmean

from rules.constants import P
from rules.lived import completed_load, recent, strength_done
from rules.plan import Degradation, PhaseName
from rules.sessions import note
from rules.state import WeekRecord
from rules.unit import Piece, Unit
from rules.weeks.base import RESTLESS_FLAGS
from rules.weeks.limits import FULL_TYPES, Told, finisher, without_last
from rules.weeks.situation import Situation

BASELINE_WEEKS = 3
LOAD_STEP_MIN = 5
LOAD_STEPS = 2


def strength_allowed(s: Situation) -> float | None:
    """Most strength counts after a phase change: one more than the best of the last 8 weeks, until a deload (G-40)."""
    own, before = _this_phase(s.state.history, s.name)
    if not before or any(r.week.deload for r in own):
        return None
    first = own[0].week.start if own else s.monday
    reference = recent(before, first, P.bounds.strength_ref_weeks)
    week_zero = s.state.profile.current_lifts_per_week if len(before) < P.bounds.strength_ref_weeks else 0.0
    return max([*(strength_done(r) for r in reference), week_zero]) + P.bounds.phase_change_strength


def load_allowed(s: Situation) -> float | None:
    """Most planned load of the week; None where another schedule rules (G-40, D-16, G-30, D-07)."""
    history = [r for r in s.state.history if not r.week.deload and r.week.sessions]
    exempt = s.onramp_week or s.returning or s.ill or s.name in (PhaseName.TAPER, PhaseName.RECOVERY)
    if not history or exempt or any(r.week.flags & RESTLESS_FLAGS for r in history[-BASELINE_WEEKS:]):
        return None
    own, before = _this_phase(s.state.history, s.name)
    if not own and before:
        best = [completed_load(r) for r in recent(history, s.monday, P.bounds.strength_ref_weeks)]
        return P.bounds.phase_change_load * max(best) if best else None
    loads = [completed_load(r) for r in history[-BASELINE_WEEKS:]]
    if len(loads) >= 2:
        return max(P.bounds.load_baseline * fmean(loads), loads[-1])
    return P.bounds.load_single * loads[-1]


def within_load(units: tuple[Unit, ...], most: float | None) -> Told:
    """Each strength session a few sets shorter, then finishers out, until the planned load holds (G-40)."""
    steps: list[Degradation] = []
    for _ in range(LOAD_STEPS):
        if most is None or planned_load(units) <= most:
            return units, tuple(steps)
        units = tuple(_shorter(u, steps) for u in units)
    while most is not None and planned_load(units) > most:
        units, gone = without_last(units, finisher)
        if gone is None:
            break
        told = note("degrade.load", type=gone.type.value, from_minutes=gone.minutes, to_minutes=0)
        steps.append(Degradation("load", told, "G-40"))
    return units, tuple(steps)


def planned_load(units: Iterable[Unit]) -> float:
    """Minutes x expected RPE of the units (D-10, G-11)."""
    return float(sum(p.minutes * expected_rpe(p) for u in units for p in u.pieces))


def expected_rpe(piece: Piece) -> int:
    """Expected RPE of a piece (D-10)."""
    heavy = f"{piece.type.value}_heavy"
    return P.expected_rpe[heavy if piece.heavy and heavy in P.expected_rpe else piece.type.value]


def _shorter(unit: Unit, steps: list[Degradation]) -> Unit:
    pieces = []
    for p in unit.pieces:
        minutes = max(p.min_minutes, p.minutes - LOAD_STEP_MIN) if p.type in FULL_TYPES else p.minutes
        if minutes < p.minutes:
            told = note("degrade.load", type=p.type.value, from_minutes=p.minutes, to_minutes=minutes)
            steps.append(Degradation("load", told, "G-40"))
        pieces.append(replace(p, minutes=minutes))
    return replace(unit, pieces=tuple(pieces))


def _this_phase(
    history: tuple[WeekRecord, ...], name: PhaseName
) -> tuple[tuple[WeekRecord, ...], tuple[WeekRecord, ...]]:
    """The closed weeks of the phase that goes on, and those before it."""
    index = len(history)
    while index and history[index - 1].week.phase is name:
        index -= 1
    return history[index:], history[:index]
