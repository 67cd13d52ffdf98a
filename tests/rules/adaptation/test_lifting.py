"""What a lived week means for the lifts of the next (E-21, E-30 to E-34, G-33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.athlete import Goal, Region
from rules.checkin import CheckIn, LoggedSet, Pain, Status
from rules.plan import PhaseName, Week
from rules.review.lifting import LiftReview, review_lifts
from rules.review.view import look
from rules.review.worked import worked
from rules.sessions import ExerciseSet, Session, SessionType, SetKind, note
from rules.state import Lift, TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives
from tests.rules.athletes import EVENING, athlete


def week_2(**lift: Any) -> tuple[TrainingState, Week]:
    """The second undulating week with the squat at 80 kg."""
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, 1)
    state = replace(state, lifts=(replace(Lift("back_squat", 80.0, 6), **lift),))
    return state, build_week(state)


def squats(reps: int, rir: int | None = 2, load: float = 80.0, sets: int = 4, **more: Any) -> lives.Log:
    """Monday's squats done like this, nothing else logged in detail."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        mine = session.type is SessionType.LOWER and session.heavy
        done = tuple(LoggedSet("back_squat", reps, load, rir) for _ in range(sets)) if mine else ()
        return replace(checkin, sets=done, rpe=None, **more)

    return log


def lifts_after(state: TrainingState, week: Week, log: lives.Log) -> LiftReview:
    view = look(state, week, lives.logs(week, log), (), week.start + timedelta(days=6))
    return review_lifts(view)


def squat(made: LiftReview) -> Lift:
    return next(x for x in made.lifts if x.exercise_id == "back_squat")


@pytest.mark.parametrize(
    ("reps", "rir", "load", "goal"),
    [
        (6, 2, 82.5, 4),  # all sets at the top with the reserve asked for
        (6, 1, 80.0, 6),  # at the top, but too close to failure
        (5, 2, 80.0, 6),  # inside the range: one more
        (3, 0, 80.0, 4),  # below the bottom: the same again
    ],
)
def test_double_progression(reps: int, rir: int, load: float, goal: int) -> None:
    lift = squat(lifts_after(*week_2(), squats(reps, rir)))

    assert (lift.load_kg, lift.reps_target) == (load, goal)


def test_a_second_miss_takes_five_percent_off() -> None:
    made = lifts_after(*week_2(misses=1), squats(3, 0))

    assert squat(made).load_kg == 75.0
    assert made.causes["load:back_squat"].rule_id == "E-33"


def test_a_third_miss_swaps_the_exercise_for_the_block() -> None:
    made = lifts_after(*week_2(misses=2), squats(3, 0))

    ((old, new),) = made.swaps
    assert old == "back_squat"
    assert new != old


def test_the_tracked_maximum_takes_the_week_in() -> None:
    lift = squat(lifts_after(*week_2(e1rm_kg=(100.0,)), squats(6, 2)))

    assert lift.e1rm_kg[-1] == pytest.approx(80 * (1 + 8 / 30))
    assert len(lift.exposures) == 1


def test_seconds_of_a_light_session_are_no_repetitions_of_a_maximum() -> None:
    state, week = week_2()
    held = ExerciseSet("pallof_press", SetKind.ISOLATION, 2, 10, 10, 2, 30, 8.0, seconds=True)
    mine = week.sessions[0]
    week = replace(week, sessions=(replace(mine, exercises=(held,)), *week.sessions[1:]))

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        done = (LoggedSet("pallof_press", 10, 8.0, 2),) * 2 if session.id == mine.id else ()
        return replace(checkin, sets=done)

    assert "pallof_press" not in {lift.exercise_id for lift in lifts_after(state, week, log).lifts}


def test_two_falling_lifts_are_counted() -> None:
    state, week = week_2(e1rm_kg=(120.0, 120.0))

    assert lifts_after(state, week, squats(4, 2)).falling == 1
    assert lifts_after(state, week, squats(6, 4, load=90.0)).falling == 0


def test_done_at_an_ordinary_effort_counts_as_prescribed() -> None:
    state, week = week_2()

    def simply_done(session: Session, checkin: CheckIn) -> CheckIn:
        return replace(checkin, sets=(), rpe=8)

    lift = squat(lifts_after(state, week, simply_done))

    assert lift.load_kg == 82.5
    assert lift.e1rm_kg == ()


@pytest.mark.parametrize(
    "log",
    [
        lambda s, c: replace(c, sets=(), rpe=None),
        lambda s, c: replace(c, sets=(), rpe=9),
        lambda s, c: replace(c, easier=True),
        lambda s, c: lives.skip(c),
        lambda s, c: replace(c, sets=(), status=Status.PARTIAL, actual_minutes=30),
    ],
    ids=["no effort told", "too hard", "easier today", "skipped", "cut short"],
)
def test_without_proof_nothing_rises(log: lives.Log) -> None:
    assert squat(lifts_after(*week_2(), log)).load_kg == 80.0


def test_a_deload_week_moves_no_load() -> None:
    state, week = lives.begin()
    state, week = lives.assumed(state, week, 4)
    state = replace(state, lifts=(Lift("back_squat", 80.0, 6),))
    deload = replace(build_week(state), deload=True)

    lift = squat(lifts_after(state, deload, squats(6, 4, load=72.0)))

    assert lift.load_kg == 80.0


def test_pain_holds_the_lifts_of_its_region() -> None:
    state, week = week_2()
    full = squats(6, 2)

    def sore(session: Session, checkin: CheckIn) -> CheckIn | None:
        done = full(session, checkin)
        hurts = session.day in (2, 4) and done is not None
        return replace(done, pain=(Pain(Region.KNEE, 2),)) if hurts and done else done

    assert squat(lifts_after(state, week, sore)).load_kg == 80.0
    assert squat(lifts_after(state, week, full)).load_kg == 82.5


def test_an_exercise_with_two_ranges_progresses_by_the_heavier() -> None:
    state, week = week_2()
    lower = lives.of_type(week, SessionType.LOWER)
    moderate = replace(lower[1], exercises=tuple(
        replace(e, reps_low=8, reps_high=10, load_kg=65.0) for e in lower[0].exercises
    ))  # fmt: skip
    week = replace(week, sessions=tuple(moderate if s.id == moderate.id else s for s in week.sessions))

    view = look(state, week, lives.logs(week, lives.at_the_top), (), week.start + timedelta(days=6))

    assert [w.planned.reps_high for w in worked(view)["back_squat"]] == [6]
    assert squat(review_lifts(view)).load_kg == 82.5


def test_b1_adds_a_set_to_two_exercises_a_week() -> None:
    state, week = lives.begin(athlete(goal=Goal.MUSCLE))
    assert week.phase is PhaseName.B1

    made = lives.review(state, week)

    grown = [x.exercise_id for x in made.state.lifts if x.extra_sets]
    assert 0 < len(grown) <= 2
    assert {c.rule_id for c in made.changes if c.what.code == "change.sets"} <= {"E-32", "E-10", "E-11"}


def carries(*sets: tuple[int, float | None], rpe: int | None = None) -> lives.Log:
    """Every full-body session logged with these carries, in seconds and kg, and nothing else; none: only its effort."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        done = tuple(LoggedSet("farmer_carry", seconds, load) for seconds, load in sets)
        return replace(checkin, sets=done if session.is_strength else (), rpe=rpe)

    return log


def carry_of(week: Week) -> ExerciseSet:
    found = (e for s in week.sessions for e in s.exercises if e.exercise_id == "farmer_carry")
    return next(found)


def carrier() -> tuple[TrainingState, Week]:
    """Three full-body days; the core slot of one is a carry whose load is still to be found."""
    days = tuple(EVENING if day in (0, 2, 4) else () for day in range(7))
    return lives.begin(athlete(availability=days, likes=frozenset({"farmer_carry"})))


def test_a_carry_finds_its_load_then_grows_in_seconds_then_in_load() -> None:
    """E-20, E-30, for a hold: from the test to the load, to the top of its seconds, to the next load."""
    state, week = carrier()
    assert (carry_of(week).kind, carry_of(week).reps_low, carry_of(week).seconds) == (SetKind.RAMP, 20, True)

    tested = lives.review(state, week, carries((20, 12.0), (20, 14.0), (20, 16.0), rpe=7))

    assert tested.next_week is not None
    found = carry_of(tested.next_week)
    assert (found.kind is SetKind.RAMP, found.load_kg, found.reps_low, found.reps_high) == (
        False,
        16.0,
        20,
        40,
    )
    (told,) = [c for c in tested.changes if c.what == note("change.load", exercise="farmer_carry", reps=20)]
    assert (told.before, told.after, told.rule_id) == (None, 16.0, "E-20")
    assert told.because.code == "because.held_at_effort"

    made, goals = tested, []
    for _ in range(7):
        assert made.next_week is not None
        made = lives.review(made.state, made.next_week, carries(rpe=7))  # one tap and the effort
        assert made.next_week is not None
        carry = carry_of(made.next_week)
        goals += [] if made.next_week.deload else [(carry.load_kg, carry.reps_target)]

    assert goals == [(16.0, 25), (16.0, 30), (16.0, 30), (16.0, 35), (16.0, 40), (18.0, 20)]
    (raised,) = [c for c in made.changes if c.what == note("change.load", exercise="farmer_carry", reps=20)]
    assert (raised.before, raised.after, raised.rule_id) == (16.0, 18.0, "E-30")
    assert raised.because == note("because.held_at_effort", sets=2, held_s=40, rpe=7)


@pytest.mark.parametrize(
    ("sets", "load", "goal", "code"),
    [
        (((40, 16.0), (40, 16.0)), 18.0, 20, "because.held_at_effort"),
        (((35, 16.0), (30, 16.0)), 16.0, 35, None),
        (((40, 16.0),), 16.0, 40, None),  # one set only
        (((15, 16.0), (10, 16.0)), 16.0, 20, None),
        (
            ((25, 18.0), (25, 18.0)),
            18.0,
            30,
            "because.held_at_effort",
        ),  # heavier than asked: that is the load now
    ],
)
def test_typed_carries_move_the_next_ones(
    sets: tuple[tuple[int, float], ...], load: float, goal: int, code: str | None
) -> None:
    state, week = carrier()
    state = replace(state, lifts=(Lift("farmer_carry", 16.0, 20),))
    week = build_week(state)

    made = lives.review(state, week, carries(*sets, rpe=7))

    assert made.next_week is not None
    assert (carry_of(made.next_week).load_kg, carry_of(made.next_week).reps_target) == (load, goal)
    causes = [c.because.code for c in made.changes if dict(c.what.values).get("exercise") == "farmer_carry"]
    assert causes == ([code] if code else [])


def test_a_plank_held_to_the_top_becomes_a_side_plank() -> None:
    state, week = lives.begin(athlete(likes=frozenset({"plank"})))
    state = replace(state, lifts=(Lift("plank", None, 40),))
    week = build_week(state)

    made = lives.review(state, week, lambda _, checkin: replace(checkin, sets=(), rpe=7))

    changes = {c.what.code: c.because.code for c in made.changes if "plank" in str(c.what.values)}
    assert changes == {
        "change.exercise_in": "because.held_at_effort",
        "change.exercise_out": "because.held_at_effort",
    }
