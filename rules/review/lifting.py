"""The lifts after the week: tracked maxima, next loads, sets and swaps, each with its reason (E-21, E-30 to E-34).

Codes: because.sets_done (sets, reps, rir), because.sets_at_effort (sets, reps, rpe), because.reps_missed (reps,
floor, times); of holds because.sets_held (sets, held_s, rir), because.held_at_effort (sets, held_s, rpe),
because.held_short (held_s, least_s, times).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from rules.athlete import Region
from rules.constants import P
from rules.exercises import EXERCISES, load_kind
from rules.injuries import RESTRICTING, loads_region
from rules.prescription_context import PrescriptionContext
from rules.review import pain
from rules.review.causes import Cause
from rules.review.standstill import MAIN_KINDS, more_sets, unstuck
from rules.review.view import View
from rules.review.worked import Worked, is_ordinary, logged_sets, worked
from rules.screening import effective
from rules.sessions import Note, SetKind, note
from rules.state import Lift
from rules.strength import e1rm
from rules.strength.autoregulation import next_top_set
from rules.strength.loads import floor_load
from rules.strength.pool import Pool, pool_of
from rules.strength.progression import LiftStep, next_step
from rules.strength.steps import bounded, increment_kg
from rules.strength.timing import is_main

Swaps = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LiftReview:
    """The lifts for next week, the same with nothing raised, swaps (from, to), causes by key, lifts that fell 5 %."""

    lifts: tuple[Lift, ...]
    held: tuple[Lift, ...]
    swaps: Swaps = ()
    causes: Mapping[str, Cause] = field(default_factory=dict)
    falling: int = 0


def review_lifts(view: View) -> LiftReview:
    """What the week means for every lift (E-21, E-30 to E-34). Sore regions hold theirs (G-33)."""
    before = {lift.exercise_id: lift for lift in view.state.lifts}
    tracked = _tracked(view, before)
    if not is_ordinary(view):
        kept = tuple(tracked.values())
        return LiftReview(kept, kept, falling=_falling(view, before, tracked))
    work, pool, sore = worked(view), _pool(view), _sore_regions(view)
    raised, swaps, causes = _stepped(view, tracked, work, pool, may_rise=lambda e: not loads_any(e, sore))
    held = _stepped(view, tracked, work, pool, may_rise=lambda _: False)[0]
    for moved in (*more_sets(view, raised), *unstuck(view, raised, work, pool)):
        raised[moved.lift.exercise_id] = moved.lift
        causes[moved.key] = moved.cause
        swaps += ((moved.lift.exercise_id, moved.swap_to),) if moved.swap_to is not None else ()
    return LiftReview(
        tuple(raised.values()),
        tuple(held.get(exercise_id, lift) for exercise_id, lift in raised.items() if exercise_id in held),
        swaps,
        causes,
        _falling(view, before, tracked),
    )


def _tracked(view: View, before: Mapping[str, Lift]) -> dict[str, Lift]:
    """Every lift with the sets logged this week in its tracked maximum (E-21)."""
    found = dict(before)
    for exercise_id, day, sets in logged_sets(view):
        lift = found.get(exercise_id, Lift(exercise_id, None))
        found[exercise_id] = e1rm.with_session(lift, sets, day)
    return dict(sorted(found.items()))


def _falling(view: View, before: Mapping[str, Lift], after: Mapping[str, Lift]) -> int:
    """Main lifts whose tracked maximum fell by 5 % or more in the week (G-20, F4)."""
    mains = {e.exercise_id for s in view.week.sessions for e in s.exercises if e.kind in MAIN_KINDS}
    fallen = 0
    for exercise_id in mains & before.keys():
        old, new = e1rm.tracked(before[exercise_id]), e1rm.tracked(after[exercise_id])
        fallen += old is not None and new is not None and new / old - 1 <= -P.fatigue.e1rm_drop
    return fallen


def _stepped(
    view: View,
    lifts: Mapping[str, Lift],
    work: Mapping[str, tuple[Worked, ...]],
    pool: Pool,
    *,
    may_rise: Callable[[str], bool],
) -> tuple[dict[str, Lift], Swaps, dict[str, Cause]]:
    after = dict(lifts)
    swaps: list[tuple[str, str]] = []
    causes: dict[str, Cause] = {}
    for exercise_id, items in work.items():
        lift = after.get(exercise_id, Lift(exercise_id, None))
        for item in items:
            made = _step(view, lift, item, pool, may_raise=may_rise(exercise_id))
            lift = made.lift
            cause = Cause(made.rule_id, _because(item, lift))
            if made.swap_to is not None:
                swaps.append((exercise_id, made.swap_to))
                causes |= {f"exercise_in:{made.swap_to}": cause, f"exercise_out:{exercise_id}": cause}
            causes |= {f"load:{exercise_id}": cause, f"reps:{exercise_id}": cause}
        after[exercise_id] = _within_the_week(view, lifts.get(exercise_id), lift, items[0])
    return after, tuple(swaps), causes


def _step(view: View, lift: Lift, item: Worked, pool: Pool, *, may_raise: bool) -> LiftStep:
    profile = view.state.profile
    if item.planned.kind is SetKind.TOP:
        return next_top_set(lift, item.planned, item.sets, profile, may_raise)
    return next_step(lift, item.planned, item.sets, profile, pool, item.rpe, may_raise)


def _within_the_week(view: View, before: Lift | None, after: Lift, first: Worked) -> Lift:
    """A load may rise by one step or 5 % a week (novices 10 %), however often the exercise stood in it (E-30).

    What a test found is no rise.
    """
    base = first.planned.load_kg or (before.load_kg if before is not None else None)
    profile = view.state.profile
    exercise = EXERCISES[after.exercise_id]
    step = increment_kg(exercise, is_main(first.planned), profile, view.levels.strength)
    is_known = first.planned.kind is not SetKind.RAMP
    if not is_known or after.load_kg is None or base is None or step is None:
        return after
    most = bounded(after.load_kg, base, step, view.levels.strength)
    return replace(after, load_kg=floor_load(most, load_kind(exercise, profile.equipment), profile))


def _sore_regions(view: View) -> frozenset[Region]:
    """Regions under a pain rule or reported twice in a week: their exercises don't rise (G-33)."""
    limits = pain.region_limits(view.all_checkins, view.today)
    return frozenset(
        limit.region
        for limit in limits
        if limit.action in RESTRICTING or pain.reported_twice(view.all_checkins, limit.region, view.today)
    )


def loads_any(exercise_id: str, regions: frozenset[Region]) -> bool:
    """Whether the exercise works one of the regions (G-33)."""
    return any(loads_region(EXERCISES[exercise_id], region) for region in regions)


def _because(item: Worked, lift: Lift) -> Note:
    if item.planned.seconds:
        return _because_held(item, lift)
    reps = min(s.reps for s in item.sets)
    if reps < item.planned.reps_low:
        return note("because.reps_missed", reps=reps, floor=item.planned.reps_low, times=max(1, lift.misses))
    last = item.sets[-1].rir
    if last is not None:
        return note("because.sets_done", sets=len(item.sets), reps=reps, rir=last)
    return note("because.sets_at_effort", sets=len(item.sets), reps=reps, rpe=item.rpe or 0)


def _because_held(item: Worked, lift: Lift) -> Note:
    held_s = min(s.reps for s in item.sets)
    if held_s < item.planned.reps_low:
        return note(
            "because.held_short", held_s=held_s, least_s=item.planned.reps_low, times=max(1, lift.misses)
        )
    last = item.sets[-1].rir
    if last is not None:
        return note("because.sets_held", sets=len(item.sets), held_s=held_s, rir=last)
    return note("because.held_at_effort", sets=len(item.sets), held_s=held_s, rpe=item.rpe or 0)


def _pool(view: View) -> Pool:
    state = view.state
    return pool_of(
        PrescriptionContext(
            profile=state.profile,
            levels=view.levels,
            phase=view.week.phase,
            week_start=view.next_monday,
            adjustments=state.adjustments,
            restrictions=effective(state.screening, view.next_monday),
            weeks_trained=len(state.history),
        )
    )
