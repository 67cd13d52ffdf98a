"""G21: everything done as expected: one cardio quantity rises, the squat takes its step."""

from __future__ import annotations

from dataclasses import replace

from rules.adaptation import Review
from rules.checkin import CheckIn, LoggedSet
from rules.decisions import Decision
from rules.plan import Week
from rules.sessions import Session, SessionType
from rules.state import Lift, TrainingState
from rules.weeks import build_week
from tests.rules.adaptation import lives


def undulating_week_3() -> tuple[TrainingState, Week]:
    """The third week of the default plan, squat at 80 kg for 4-6."""
    state, week = lives.begin()
    state, _ = lives.assumed(state, week, 2)
    state = replace(state, hiit_n=8, lifts=(Lift("back_squat", 80.0, 6),))
    return state, build_week(state)


def squatting_six(session: Session, checkin: CheckIn) -> CheckIn:
    """Four sets of six at 80 kg with two left."""
    squats = tuple(LoggedSet("back_squat", 6, 80.0, 2) for _ in range(4))
    heavy = session.type is SessionType.LOWER and session.heavy
    done = session.intervals  # 8 of 8 at RPE 8
    return replace(checkin, sets=squats if heavy else (), intervals_done=done)


def reviewed() -> tuple[Review, Week]:
    state, week = undulating_week_3()
    (squat,) = [
        e for e in lives.of_type(week, SessionType.LOWER)[0].exercises if e.exercise_id == "back_squat"
    ]
    assert (squat.sets, squat.reps_low, squat.reps_high, squat.load_kg, squat.rir) == (4, 4, 6, 80.0, 2)
    return lives.review(state, week, squatting_six), week


def test_progress_raises_intervals_to_nine_and_nothing_else_of_cardio() -> None:
    made, week = reviewed()

    assert (made.metrics.adherence, made.metrics.drpe, made.fatigue.total) == (1.0, 0, 0)
    assert (made.metrics.mean_sleep_h, made.metrics.mean_soreness) == (7.5, 2)
    assert made.decision is Decision.PROGRESS
    assert made.next_week is not None
    (before,), (after,) = (lives.of_type(w, SessionType.HIIT) for w in (week, made.next_week))
    assert (before.intervals, after.intervals) == (8, 9)
    steady = [
        [s.minutes for s in lives.own(w) if s.is_cardio and s.type is not SessionType.HIIT]
        for w in (week, made.next_week)
    ]
    assert steady[0] == steady[1]


def test_squat_goes_to_82_5_from_four_reps() -> None:
    made, _ = reviewed()
    assert made.next_week is not None

    squat = next(
        e
        for s in lives.of_type(made.next_week, SessionType.LOWER)
        if s.heavy
        for e in s.exercises
        if e.exercise_id == "back_squat"
    )

    assert squat.load_kg == 82.5
    assert (squat.reps_target or squat.reps_low) == 4


def test_the_explanation_cites_progress_and_double_progression() -> None:
    made, _ = reviewed()
    by_code = {c.what.code: c for c in made.changes}

    assert by_code["change.hiit_n"].rule_id == "G-50"
    load = next(c for c in made.changes if dict(c.what.values).get("exercise") == "back_squat")
    assert (load.rule_id, load.before, load.after) == ("E-30", 80.0, 82.5)
    assert dict(load.because.values) == {"sets": 4, "reps": 6, "rir": 2}
    assert dict(load.what.values)["reps"] == 4
