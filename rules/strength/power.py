"""Jumps, throws and fast lifts: how many contacts, in which sets (E-50)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rules.athlete import Level
from rules.constants import P
from rules.exercises import Exercise
from rules.prescription_context import PrescriptionContext
from rules.sessions import ExerciseSet, SetKind
from rules.strength.timing import CONTACTS_REST_S, MAIN_REST_S

FIRST_WEEKS = 4
CONTACTS_FIRST, CONTACTS, CONTACTS_ADVANCED = 40, 60, 80
SET_OF, LARGE_SET_OF = 5, 6
CONTACTS_RIR = 5  # far from fatigue: height and sound decide, not repetitions
FAST_SETS, FAST_REPS, FAST_REPS_SENIOR, FAST_SHARE = 3, 3, 6, 0.65


def contacts_per_session(ctx: PrescriptionContext) -> int:
    """Most contacts of a session: 40 in the first four weeks, then 60, advanced 80; half in a deload (E-50, E-40)."""
    if ctx.jump_weeks < FIRST_WEEKS:
        contacts = CONTACTS_FIRST
    else:
        contacts = CONTACTS_ADVANCED if ctx.s_level is Level.ADVANCED else CONTACTS
    return math.ceil(contacts * P.deload.sets) if ctx.is_deload else contacts


def contact_sets(chosen: Sequence[tuple[Exercise, int]], ctx: PrescriptionContext) -> tuple[ExerciseSet, ...]:
    """The jump exercises with their slot priorities as sets of 5 or 6 contacts, sharing the session's number."""
    if not chosen:
        return ()
    each = contacts_per_session(ctx) // len(chosen)
    reps = LARGE_SET_OF if each % LARGE_SET_OF == 0 else SET_OF
    return tuple(
        ExerciseSet(
            exercise_id=exercise.id,
            kind=SetKind.CONTACTS,
            sets=max(1, each // reps),
            reps_low=reps,
            reps_high=reps,
            rir=CONTACTS_RIR,
            rest_s=CONTACTS_REST_S,
            priority=priority,
        )
        for exercise, priority in chosen
    )


def fast_set(exercise: Exercise, priority: int, ctx: PrescriptionContext) -> ExerciseSet:
    """Squat or hinge, 3 x 3 fast at 60-70 % of e1RM (E-03); in a deload 2 sets, from 60 years on 6 reps (E-06)."""
    reps = FAST_REPS_SENIOR if ctx.is_senior else FAST_REPS
    sets = math.ceil(FAST_SETS * P.deload.sets) if ctx.is_deload else FAST_SETS
    return ExerciseSet(
        exercise_id=exercise.id,
        kind=SetKind.MAIN,
        sets=sets,
        reps_low=reps,
        reps_high=reps,
        rir=CONTACTS_RIR,
        rest_s=MAIN_REST_S,
        priority=priority,
    )
