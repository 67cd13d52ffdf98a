"""From a row of E-11 to this week's sets and reserve: age, on-ramp, taper, return, deload, limits.

E-03, E-06, E-32, E-40, D-07, D-16, D-71, C-32, G-21, G-30, G-32, G-50. Only the strictest share of sets counts.
"""

from __future__ import annotations

import math
from dataclasses import replace

from rules.athlete import Goal
from rules.constants import P
from rules.decisions import Decision
from rules.exercises import Exercise, LoadType, Pattern, load_kind
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Session, SessionType, SetKind
from rules.state import Lift
from rules.strength.scheme import NO_LOAD, Cell
from rules.units import NOISE, round_half_up

ONRAMP_SETS, ONRAMP_RIR = 2, 4
SIZE_FROM_WEEK = 2  # of a block for size
SENIOR_SETS, SENIOR_REPS_MIN, SENIOR_RIR = (2, 3), 6, 2
MODERATE_RIR = 3
STRAINED_LOAD = 0.80
HOLD_SECONDS = (20, 40)
EXTRA_FOR_SIZE = frozenset({Pattern.REAR_DELT, Pattern.DELT_ISO, Pattern.ARM_FLEXION, Pattern.ARM_EXTENSION})
EASY_TYPES = frozenset({SessionType.PRIMER, SessionType.MICRO, SessionType.CIRCUIT})


def has_load(exercise: Exercise, equipment: frozenset[str]) -> bool:
    """True where 60 % of a best or more can be loaded: not bands, not the body unless it is heavy (E-11)."""
    if load_kind(exercise, equipment) is LoadType.BODYWEIGHT:
        return exercise.bodyweight_is_heavy
    return load_kind(exercise, equipment) is not LoadType.BAND


def dosed(
    cell: Cell,
    kind: SetKind,
    exercise: Exercise,
    session: Session,
    ctx: PrescriptionContext,
    lift: Lift | None = None,
) -> Cell:
    """This week's cell for one exercise. Its `lift` may add sets (E-32), change the range or deload it (E-34)."""
    easy = session.type in EASY_TYPES
    if lift is not None and lift.rep_range is not None and kind is SetKind.MAIN and not easy:
        cell = replace(cell, low=lift.rep_range[0], high=lift.rep_range[1])
    cell = _in_range(cell, kind, exercise, ctx, easy)
    sets = cell.sets if easy else _full_sets(cell.sets, kind, exercise, ctx, lift.extra_sets if lift else 0)
    if in_own_deload(lift, ctx) and not ctx.is_deload:
        sets = math.ceil(sets * P.deload.sets - NOISE)
    return Cell(shared_sets(sets, ctx), cell.low, cell.high, _reserve(cell.rir, kind, session, ctx))


def shared_sets(sets: int, ctx: PrescriptionContext) -> int:
    """Sets after on-ramp, taper, return and deload: the strictest of them, at least 1."""
    fewest = round_half_up(sets * min(ctx.return_share, _taper_share(ctx)))
    if ctx.onramp:
        fewest = min(fewest, sets, ONRAMP_SETS)
    if ctx.is_deload or is_season_taper(ctx):
        fewest = min(fewest, math.ceil(sets * P.deload.sets - NOISE))
    return max(1, fewest)


def is_season_taper(ctx: PrescriptionContext) -> bool:
    """The week before a season is a deload week (D-07)."""
    return ctx.phase is PhaseName.TAPER and ctx.event is not None and ctx.event.type == "season"


def in_own_deload(lift: Lift | None, ctx: PrescriptionContext) -> bool:
    """True in the week in which this exercise alone is deloaded: half the sets, -10 % (E-34)."""
    return lift is not None and lift.deload_week == ctx.week_start


def load_factor(ctx: PrescriptionContext, exercise: Exercise) -> float:
    """Share of the working load this week: deload, return and sore region, the strictest of them (E-40, G-30, G-33)."""
    factor = ctx.return_load
    own = any(in_own_deload(lift, ctx) for lift in ctx.lifts if lift.exercise_id == exercise.id)
    if ctx.is_deload or is_season_taper(ctx) or own:
        factor = min(factor, P.deload.load)
    return min(factor, STRAINED_LOAD) if ctx.injuries.strains(exercise) else factor


def _in_range(cell: Cell, kind: SetKind, exercise: Exercise, ctx: PrescriptionContext, easy: bool) -> Cell:
    if exercise.timed:
        return replace(cell, low=HOLD_SECONDS[0], high=HOLD_SECONDS[1])
    if not has_load(exercise, ctx.profile.equipment) and not easy:
        free = NO_LOAD.cell(kind) or NO_LOAD.accessory
        return Cell(min(cell.sets, free.sets), free.low, free.high, max(cell.rir, free.rir))
    if ctx.is_senior and kind is SetKind.MAIN and cell.low < SENIOR_REPS_MIN:
        return replace(cell, low=SENIOR_REPS_MIN, high=max(cell.high, SENIOR_REPS_MIN + 2))
    return cell


def _full_sets(
    sets: int, kind: SetKind, exercise: Exercise, ctx: PrescriptionContext, extra_sets: int
) -> int:
    if ctx.high_volume:
        sets += 1
    if ctx.phase is PhaseName.B1:
        sets += extra_sets
        later = ctx.week_in_phase >= SIZE_FROM_WEEK and ctx.profile.goal is Goal.MUSCLE
        sets += 1 if later and exercise.pattern in EXTRA_FOR_SIZE else 0
    elif ctx.phase is PhaseName.TAPER and kind is not SetKind.MAIN:
        sets = min(sets, 1) if _taper_share(ctx) == 1.0 else sets
    if ctx.is_senior:
        return max(SENIOR_SETS[0], min(sets, SENIOR_SETS[1]))
    return sets


def _taper_share(ctx: PrescriptionContext) -> float:
    if ctx.phase is not PhaseName.TAPER or ctx.event is None:
        return 1.0
    return P.taper_other_volume.get(ctx.event.type, 1.0)


def _reserve(rir: int, kind: SetKind, session: Session, ctx: PrescriptionContext) -> int:
    if ctx.adjustments.heavy_rir_plus_one and session.heavy:
        rir += 1
    if ctx.restrictions.min_rir is not None:
        rir = max(rir, ctx.restrictions.min_rir)
    if ctx.restrictions.no_heavy and kind is SetKind.MAIN:
        rir = max(rir, MODERATE_RIR)
    if ctx.onramp:
        rir = max(rir, ONRAMP_RIR)
    if ctx.is_deload or is_season_taper(ctx) or ctx.decision is Decision.ILLNESS:
        rir = max(rir, P.deload.rir_min)
    if ctx.is_senior or _taper_share(ctx) < 1.0:
        rir = max(rir, SENIOR_RIR)
    return rir
