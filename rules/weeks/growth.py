"""How far strength and the week's load may rise, above all where a phase changes (G-40).

Emits degradation `degrade.load` (type, from_minutes, to_minutes; 0: left out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from rules.constants import P
from rules.lived import completed_load, recent, strength_done
from rules.plan import Degradation, PhaseName
from rules.review.metrics import record_adherence
from rules.review.reading import planned_load
from rules.sessions import SessionType, note
from rules.state import WeekRecord
from rules.unit import Piece, Unit
from rules.weeks.limits import FULL_TYPES, Told, finisher, without_last
from rules.weeks.situation import Situation
from rules.weeks.standing import RESTLESS_FLAGS

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
    """Most planned load of the week; None where another schedule rules (G-40, D-16, G-30, D-07).

    After an illness no more than the fullest of the last weeks (G-32). A week that was done well enough to be held
    (G-15) is held as it was planned: the bound is on what is added.
    """
    history = [r for r in s.state.history if not r.week.deload and r.week.sessions]
    exempt = s.deload or s.onramp_week or s.returning or s.name in (PhaseName.TAPER, PhaseName.RECOVERY)
    if not history or exempt:
        return None
    if s.ill:
        return _fullest_load(history, s)
    own, before = _this_phase(s.state.history, s.name)
    if not own and before:
        return _leap(history, s)
    if any(r.week.flags & RESTLESS_FLAGS for r in history[-BASELINE_WEEKS:]):
        return _leap(history, s)
    loads = [completed_load(r) for r in history[-BASELINE_WEEKS:]]
    if len(loads) >= 2:
        return _holding(history[-1], max(P.bounds.load_baseline * fmean(loads), loads[-1]))
    return _holding(history[-1], P.bounds.load_single * loads[-1])


def _holding(last: WeekRecord, most: float) -> float:
    """The bound, or the planned load of the last loading week if that is more and its targets go on (G-15)."""
    planned = sum(planned_load(x) for x in last.week.sessions)
    return planned if planned > most and record_adherence(last) >= P.adherence.hold else most


def _fullest_load(history: Sequence[WeekRecord], s: Situation) -> float | None:
    """The load of the fullest of the last eight weeks; None where nothing was done in them."""
    lived = (completed_load(r) for r in recent(history, s.monday, P.bounds.strength_ref_weeks))
    return max(lived, default=0.0) or None


def fullest_minutes(s: Situation) -> int:
    """The planned minutes of the fullest of the last eight weeks that weren't restless ones; 0: none was lived."""
    lived = recent(s.state.history, s.monday, P.bounds.strength_ref_weeks)
    well = [r.week for r in lived if not r.week.flags & RESTLESS_FLAGS]
    return max((sum(x.minutes for x in w.sessions) for w in well), default=0)


def _leap(history: Sequence[WeekRecord], s: Situation) -> float | None:
    """A quarter more than that: where a phase changes, and on the way back from what made weeks light."""
    fullest = _fullest_load(history, s)
    return None if fullest is None else P.bounds.phase_change_load * fullest


def trimmed(units: tuple[Unit, ...], trims: int) -> Told:
    """The units some steps lighter: twice each strength session a set or so shorter, then finishers out (G-40)."""
    whole = units
    for _ in range(min(trims, LOAD_STEPS)):
        units = tuple(_shorter(u) for u in units)
    steps = [
        load_step(p.type, p.minutes, q.minutes) for p, q in _pairs(whole, units) if p.minutes != q.minutes
    ]
    for _ in range(trims - LOAD_STEPS):
        units, gone = without_last(units, finisher)
        if gone is not None:
            steps.append(load_step(gone.type, gone.minutes, 0))
    return units, tuple(steps)


def most_trims(units: tuple[Unit, ...]) -> int:
    """How many steps can be taken off these units."""
    return LOAD_STEPS + sum(finisher(p) for u in units for p in u.pieces)


def _shorter(unit: Unit) -> Unit:
    pieces = tuple(
        replace(p, minutes=max(p.min_minutes, p.minutes - LOAD_STEP_MIN)) if p.type in FULL_TYPES else p
        for p in unit.pieces
    )
    return replace(unit, pieces=pieces)


def _pairs(before: tuple[Unit, ...], after: tuple[Unit, ...]) -> list[tuple[Piece, Piece]]:
    return [pair for u, v in zip(before, after, strict=True) for pair in zip(u.pieces, v.pieces, strict=True)]


def load_step(kind: SessionType, before_min: int, after_min: int) -> Degradation:
    """What is said about a session that got shorter, or was left out (0 minutes), for the load's sake."""
    told = note("degrade.load", type=kind.value, from_minutes=before_min, to_minutes=after_min)
    return Degradation("load", told, "G-40")


def _this_phase(
    history: tuple[WeekRecord, ...], name: PhaseName
) -> tuple[tuple[WeekRecord, ...], tuple[WeekRecord, ...]]:
    """The closed weeks of the phase that goes on, and those before it."""
    index = len(history)
    while index and history[index - 1].week.phase is name:
        index -= 1
    return history[index:], history[:index]
