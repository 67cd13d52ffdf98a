"""What an athlete can do this week: equipment, level, age and body (E-05, E-06, E-50, C-60)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rules.athlete import Level
from rules.exercises import Exercise, Pattern, at_hand, load_kind
from rules.injuries import InjuryLimits
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.remembering import remembered

FROM_THE_FLOOR = frozenset({"deadlift", "sumo_deadlift", "trap_bar_deadlift"})
JUMP_WEEKS, JUMP_BMI = 8, 32


@dataclass(frozen=True)  # without slots: it keeps what it has worked out
class Pool:
    """What the choice depends on. `jumps`: E-50 allows landings; `skilled_power`: power above beginner level."""

    equipment: frozenset[str]
    s_level: Level
    senior: bool
    injuries: InjuryLimits
    likes: frozenset[str]
    dislikes: frozenset[str]
    jumps: bool
    skilled_power: bool

    @cached_property
    def usable_ids(self) -> frozenset[str]:
        """The ids of all that equipment, level, age and body allow (E-05, E-06, E-50, C-60)."""
        return frozenset(exercise.id for exercise in at_hand(self.equipment) if _allows(self, exercise))


def pool_of(ctx: PrescriptionContext) -> Pool:
    """The pool of a week (E-05, E-06, E-50)."""
    novice = ctx.s_level is Level.NOVICE
    pool = Pool(
        equipment=ctx.profile.equipment,
        s_level=ctx.s_level,
        senior=ctx.is_senior,
        injuries=ctx.injuries,
        likes=ctx.profile.likes,
        dislikes=ctx.profile.dislikes,
        jumps=may_jump(ctx),
        skilled_power=not ctx.is_senior or not (novice or ctx.injuries.sore or ctx.injuries.tender),
    )
    return _shared(pool)


@remembered(32)  # the weeks of a plan share few pools, and each is asked hundreds of times a week
def _shared(pool: Pool) -> Pool:
    return pool


def may_jump(ctx: PrescriptionContext) -> bool:
    """Prerequisites of plyometrics (E-50): level or 8 weeks, under 60, legs without pain, BMI, no LIGHT, C-36."""
    profile = ctx.profile
    ready = ctx.s_level is not Level.NOVICE or ctx.weeks_trained >= JUMP_WEEKS
    heavy = False
    if profile.weight_kg is not None and profile.height_cm is not None:
        heavy = profile.weight_kg / (profile.height_cm / 100) ** 2 >= JUMP_BMI
    forbidden = ctx.restrictions.light or ctx.restrictions.no_jumping or ctx.phase is PhaseName.BEGINNER
    return ready and not (ctx.is_senior or ctx.sore_legs or heavy or forbidden)


def usable(exercise: Exercise, pool: Pool) -> bool:
    """True if equipment, level, age and body allow it; likes and dislikes left aside (E-05, E-06, E-50, C-60)."""
    return exercise.id in pool.usable_ids


def _allows(pool: Pool, exercise: Exercise) -> bool:
    if exercise.min_level.rank > pool.s_level.rank:
        return False
    if exercise.pattern is Pattern.PLYO and not pool.jumps:
        return False
    if (
        exercise.pattern is Pattern.POWER
        and not pool.skilled_power
        and exercise.min_level is not Level.NOVICE
    ):
        return False
    if pool.senior and pool.s_level is Level.NOVICE and exercise.id in FROM_THE_FLOOR:
        return False
    return not pool.injuries.blocks(exercise, load_kind(exercise, pool.equipment))
