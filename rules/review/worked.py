"""The strength work of a week, exercise by exercise: what was prescribed, what was done, what counts (E-30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rules.checkin import CheckIn, LoggedSet, Status
from rules.exercises import EXERCISES
from rules.injuries import injury_limits
from rules.plan import Week
from rules.review.reading import Logged
from rules.review.view import View
from rules.sessions import ExerciseSet, SessionType, SetKind
from rules.state import Lift
from rules.strength.dose import EASY_TYPES

PROGRESSING = frozenset({SetKind.MAIN, SetKind.TOP, SetKind.ACCESSORY, SetKind.ISOLATION, SetKind.RAMP})
UNCOUNTED_TYPES = EASY_TYPES | {SessionType.POWER}
LIGHTER_WEEKS = frozenset({"deload", "return", "illness", "taper", "recovery"})


@dataclass(frozen=True, slots=True)
class Worked:
    """One exercise in one session. `sets` are those done; without a log of them, the prescribed ones at an RPE."""

    planned: ExerciseSet
    sets: tuple[LoggedSet, ...]
    day: date
    rpe: int | None
    logged: bool  # the sets come from the athlete, not from "done"


def is_ordinary(view: View) -> bool:
    """A week at its full loads: neither a deload nor a taper nor on a way back; only such a week moves lifts."""
    return is_full(view.week)


def is_full(week: Week) -> bool:
    """A week at its full loads."""
    return not week.deload and not week.flags & LIGHTER_WEEKS


def worked(view: View) -> dict[str, tuple[Worked, ...]]:
    """The work by exercise in order of time, only where a lift's heaviest range of the week was trained.

    An exercise that stands in the week with two ranges progresses by the heavier one; the other follows from the
    maximum. Easier forms of a session, and exercises lightened for a sore region or a deload of their own, don't count.
    """
    lightened = injury_limits(view.state.profile.injuries, view.state.adjustments.regions)
    lifts = {lift.exercise_id: lift for lift in view.state.lifts}
    found: dict[str, list[Worked]] = {}
    for item in _all(view.logged):
        exercise_id = item.planned.exercise_id
        rested = lifts.get(exercise_id, Lift(exercise_id, None)).deload_week == view.week.start
        if not rested and not lightened.strains(EXERCISES[exercise_id]):
            found.setdefault(exercise_id, []).append(item)
    return {exercise_id: _heaviest(items) for exercise_id, items in sorted(found.items())}


def logged_sets(view: View) -> Iterator[tuple[str, date, tuple[LoggedSet, ...]]]:
    """Every exercise's logged sets by session, for the tracked maximum (E-21); seconds are no repetitions."""
    for item in view.logged:
        if item.checkin is None or not item.done:
            continue
        in_seconds = {e.exercise_id for e in item.session.exercises if e.seconds}
        for exercise_id in dict.fromkeys(s.exercise_id for s in item.checkin.sets):
            if exercise_id in EXERCISES and exercise_id not in in_seconds:
                own = tuple(s for s in item.checkin.sets if s.exercise_id == exercise_id)
                yield exercise_id, item.checkin.date, own


def _all(logged: tuple[Logged, ...]) -> Iterator[Worked]:
    for item in logged:
        checkin = item.checkin
        if checkin is None or not item.done or checkin.easier or item.session.type in UNCOUNTED_TYPES:
            continue
        for planned in item.session.exercises:
            if planned.kind in PROGRESSING and in_its_own_unit(planned):
                sets, told = sets_done(planned, checkin)
                if sets:
                    yield Worked(planned, sets, checkin.date, checkin.rpe, told)


def in_its_own_unit(planned: ExerciseSet) -> bool:
    """Whether seconds are asked of a hold and repetitions of anything else: a light session holds its core (E-03)."""
    return planned.seconds is EXERCISES[planned.exercise_id].timed


def sets_done(planned: ExerciseSet, checkin: CheckIn) -> tuple[tuple[LoggedSet, ...], bool]:
    """The sets of one exercise, and whether they were told; without a log the prescribed ones if an RPE was given.

    A test takes as many sets as it needs, and ends with its heaviest (E-20).
    """
    own = tuple(s for s in checkin.sets if s.exercise_id == planned.exercise_id)
    if own:
        return own if planned.kind is SetKind.RAMP else own[: planned.sets], True
    as_prescribed = checkin.status is Status.DONE and not checkin.sets and checkin.rpe is not None
    if not as_prescribed or planned.kind is SetKind.RAMP:
        return (), False
    reps = planned.reps_target or planned.reps_low
    return (LoggedSet(planned.exercise_id, reps, planned.load_kg),) * planned.sets, False


def _heaviest(items: list[Worked]) -> tuple[Worked, ...]:
    heaviest = min(item.planned.reps_high for item in items)
    return tuple(item for item in items if item.planned.reps_high == heaviest)
