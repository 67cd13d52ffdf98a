"""G26: knee pain of 5 after a run."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from rules.adaptation import Review
from rules.athlete import Mode, Region
from rules.checkin import CheckIn, Pain
from rules.decisions import Decision
from rules.exercises import EXERCISES, Pattern
from rules.plan import Week
from rules.review.safety import level_of
from rules.sessions import Session, SessionType
from rules.state import Standing, TrainingState
from tests.rules.adaptation import lives
from tests.rules.athletes import ADVANCED

KNEE = Region.KNEE
HALF_A_STEP_KG = 1.25
OUT = {Pattern.LUNGE, Pattern.PLYO, Pattern.KNEE_EXTENSION}


def hurts(severity: int, *, on: SessionType = SessionType.LONG, worse: bool = False) -> lives.Log:
    """Knee pain reported on these sessions; everything at the top of its range."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        pain = (Pain(KNEE, severity, worse),) if session.type is on else ()
        return replace(lives.at_the_top(session, checkin), pain=pain)

    return log


def since_the_run(severity: int) -> lives.Log:
    """Knee pain from Tuesday's run on, but not on the bike."""

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        sore = session.day >= 1 and session.mode is not Mode.BIKE
        return replace(
            lives.at_the_top(session, checkin), pain=(Pain(KNEE, severity, False),) if sore else ()
        )

    return log


def b2_week() -> tuple[TrainingState, Week]:
    """The advanced athlete's second week of B2: lunges, box jumps, intervals run; split squats are lunges (C-60)."""
    state, week = lives.begin(ADVANCED)
    state, week = lives.strong(lives.assumed(state, week, 5)[0])
    held = {e.exercise_id for s in week.sessions for e in s.exercises}
    assert {"reverse_lunge", "box_jump"} <= held
    assert [s.mode for s in lives.of_type(week, SessionType.HIIT)] == [Mode.RUN]
    return state, week


@cache
def reviewed(severity: int = 5) -> tuple[Review, Week]:
    state, week = b2_week()
    return lives.review(state, week, since_the_run(severity)), week


def test_patterns_and_runs_are_replaced() -> None:
    made, before = reviewed()
    assert made.next_week is not None

    assert {EXERCISES[e.exercise_id].pattern for s in before.sessions for e in s.exercises} & OUT
    after = {EXERCISES[e.exercise_id].pattern for s in made.next_week.sessions for e in s.exercises}
    assert not after & OUT
    assert all(s.mode is not Mode.RUN for s in lives.own(made.next_week))
    assert [(x.region, x.action) for x in made.state.adjustments.regions] == [(KNEE, "modify")]


def test_intervals_go_to_the_bike() -> None:
    made, _ = reviewed()
    assert made.next_week is not None
    (fast,) = lives.of_type(made.next_week, SessionType.HIIT)
    assert fast.mode is Mode.BIKE


def test_intervals_turn_easy_where_the_bike_hurts_as_well() -> None:
    state, week = lives.begin()
    (fast,) = lives.of_type(week, SessionType.HIIT)
    assert fast.mode is Mode.BIKE
    on_bike, on_run = hurts(5, on=SessionType.HIIT), hurts(5)

    made = lives.review(state, week, lambda s, c: (on_bike if s is fast else on_run)(s, c))
    assert made.next_week is not None
    healed = lives.live(made.state, made.next_week, 2)[1]

    assert not lives.of_type(made.next_week, SessionType.HIIT)
    instead = [s for s in lives.own(made.next_week) if "instead_of_hiit" in s.flags]
    assert [(s.type, s.day) for s in instead] == [(SessionType.EASY, fast.day)]
    (told,) = [c for c in made.changes if c.what.code == "change.kind"]
    assert (told.before, told.after, told.rule_id, told.can_decline) == ("C_HIIT", "C_EASY", "G-33", False)
    assert lives.of_type(healed, SessionType.HIIT)


def test_loads_on_the_knee_go_down_by_a_fifth_and_do_not_progress() -> None:
    made, before = reviewed()
    assert made.next_week is not None
    before_loads, loads = _squats(before), _squats(made.next_week)

    assert {exercise_id for _, exercise_id, _ in loads} == {"back_squat", "leg_press"}
    for key, load in loads.items():
        assert load <= 0.8 * before_loads[key] + HALF_A_STEP_KG


def _squats(week: Week) -> dict[tuple[int, str, str], float]:
    """Loads of everything that squats, by day, exercise and kind of set."""
    return {
        (s.day, e.exercise_id, e.kind.value): e.load_kg or 0.0
        for s in week.sessions
        for e in s.exercises
        if EXERCISES[e.exercise_id].pattern is Pattern.SQUAT
    }


def test_the_rest_of_the_plan_runs() -> None:
    made, before = reviewed()
    assert made.next_week is not None

    assert made.decision is Decision.PROGRESS
    uppers = [lives.of_type(w, SessionType.UPPER) for w in (before, made.next_week)]
    assert len(uppers[0]) == len(uppers[1])
    raised = [c for c in made.changes if c.what.code == "change.load" and c.rule_id == "E-30"]
    assert raised
    assert not made.state.hiit_n > made.inputs.state.hiit_n


def test_every_swap_names_the_pain() -> None:
    made, _ = reviewed()

    swaps = [c for c in made.changes if c.what.code == "change.exercise_out" and c.rule_id == "G-33"]
    assert swaps
    assert not any(c.can_decline for c in swaps)
    assert dict(swaps[0].because.values) == {"region": "knee", "severity": 5, "worse_next_morning": False}


def test_the_third_strong_report_in_two_weeks_asks_for_a_professional() -> None:
    state, week = lives.begin()
    first = lives.review(state, week, hurts(5, on=SessionType.UPPER))
    assert first.next_week is not None
    assert not [m for m in first.modifiers if m.kind == "advise"]

    second = lives.review(first.state, first.next_week, hurts(4, on=SessionType.UPPER))

    assert [m.target for m in second.modifiers if m.kind == "advise"] == ["professional"]


def test_pain_of_eight_is_a_red_flag_to_have_checked() -> None:
    made, _ = reviewed(8)

    assert made.state.screening.standing is Standing.LIGHT
    assert [x.action for x in made.state.adjustments.regions] == ["block"]
    assert any(m.rule_id == "C-42" for m in made.modifiers)
    assert level_of("RED2").value == "RED2"


def test_running_comes_back_by_halves_and_quarters() -> None:
    state, week = lives.begin()
    made = lives.review(state, week, hurts(6))
    assert [x.action for x in made.state.adjustments.regions] == ["block"]
    shares = []
    for _ in range(4):
        assert made.next_week is not None
        made = lives.review(made.state, made.next_week)
        shares.append([(x.action, x.mode_share) for x in made.state.adjustments.regions])

    assert shares == [[("watch", 0.5)], [("watch", 0.75)], [], []]
