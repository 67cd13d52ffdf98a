"""The step from a closed week to the next: growth by phase, vetoes, repeats, the way back (G-50, F-22, F-31, G-30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.athlete import Age, Event, EventType, Goal, Profile
from rules.checkin import CheckIn, Status
from rules.decisions import Decision
from rules.plan import Model, PhaseName
from rules.planning import advance, build_plan, first_state, project, replan
from rules.state import Adjustments, Recovery, Screening, TrainingState, WeekRecord
from rules.weeks import build_week
from tests.golden.universal import check_weeks, is_long
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, in_phase, state_of

RACER = athlete(goal=Goal.RACE, events=(Event(EventType.HALF, MONDAY + timedelta(weeks=10, days=-1)),))


def after(
    state: TrainingState, decision: Decision = Decision.PROGRESS, veto: frozenset[str] = frozenset()
) -> TrainingState:
    """The state after the next week, done, with this decision on it."""
    record = WeekRecord(build_week(state), (), (), decision, assumed=True)
    return advance(state, record, veto)


def quantities(state: TrainingState) -> tuple[int, int, int | None]:
    return state.hiit_n, state.easy_bonus_min, state.long_min


@pytest.mark.parametrize(
    ("decision", "n"),
    [
        (Decision.PROGRESS, 9),
        (Decision.HOLD, 8),
        (Decision.REDUCE, 8),
        (Decision.DELOAD, 8),
        (Decision.REPEAT, 8),
    ],
)
def test_only_progress_lets_the_intervals_rise(decision: Decision, n: int) -> None:
    assert after(state_of(INTERMEDIATE), decision).hiit_n == n


def test_no_two_sessions_of_a_plan_share_an_id() -> None:
    weeks = project(state_of(RACER), 12)
    ids = [x.id for week in weeks for x in week.sessions]
    assert len(set(ids)) == len(ids)
    assert all(x.id.startswith(f"{week.start:%Y%m%d}-") for week in weeks for x in week.sessions)


def test_intervals_rise_from_those_that_stood_in_the_week() -> None:
    """F-22, G-40: where a skeleton or a short window held fewer, the next wider one must not leap by two."""
    state = replace(state_of(INTERMEDIATE), hiit_n=9)
    week = build_week(state)
    fewer = tuple(replace(x, intervals=8) if x.intervals else x for x in week.sessions)
    record = WeekRecord(replace(week, sessions=fewer), (), (), Decision.PROGRESS, assumed=True)
    assert advance(state, record).hiit_n == 9
    assert after(state).hiit_n == 10


@pytest.mark.parametrize(
    ("profile", "phase", "week", "before", "grown"),
    [
        (BEGINNER, PhaseName.BEGINNER, 2, (6, 0, None), (6, 0, None)),
        (BEGINNER, PhaseName.BEGINNER, 4, (6, 0, None), (6, 5, None)),
        (INTERMEDIATE, PhaseName.UNDULATING, 2, (8, 0, None), (9, 0, 50)),
        (INTERMEDIATE, PhaseName.UNDULATING, 2, (12, 0, None), (12, 5, 50)),
        (INTERMEDIATE, PhaseName.B1, 2, (8, 0, None), (8, 0, None)),
        (INTERMEDIATE, PhaseName.B2, 2, (8, 0, None), (9, 0, 50)),
        (athlete(goal=Goal.ENDURANCE), PhaseName.B3, 1, (9, 0, 50), (10, 0, 55)),
        (athlete(goal=Goal.ENDURANCE), PhaseName.B3, 1, (12, 0, 50), (12, 5, 55)),
        (athlete(goal=Goal.ENDURANCE), PhaseName.SHARPEN, 1, (8, 0, 50), (8, 0, 50)),
    ],
)
def test_what_rises_depends_on_the_phase(
    profile: Profile,
    phase: PhaseName,
    week: int,
    before: tuple[int, int, int | None],
    grown: tuple[int, int, int | None],
) -> None:
    state = in_phase(profile, phase, week)
    state = replace(state, hiit_n=before[0], easy_bonus_min=before[1], long_min=before[2], hiit_weeks=3)
    state = replace(state, profile=replace(state.profile, longest_session_30d_min=50))
    assert quantities(after(state)) == grown


def test_a_beginners_easy_minutes_and_intervals_take_turns() -> None:
    plan = build_plan(BEGINNER, Screening(), MONDAY, 16)
    seen = {
        w.number: (max(s.minutes for s in w.sessions if s.type.value == "C_EASY"), w.sessions[2].intervals)
        for w in plan.weeks
        if not w.deload
    }
    assert {seen[n] for n in range(1, 5)} == {(30, 6)}
    assert [seen[n] for n in (5, 7, 8, 9, 10)] == [(35, 6), (35, 6), (35, 7), (40, 7), (40, 8)]
    assert [seen[n] for n in (11, 13, 14, 16)] == [(40, 9), (40, 9), (40, 10), (40, 10)]


@pytest.mark.parametrize(
    ("veto", "expected"),
    [
        (frozenset(), (9, 0)),
        (frozenset({"hiit"}), (8, 5)),
        (frozenset({"hiit", "easy"}), (8, 0)),
        (frozenset({"cardio"}), (8, 0)),
    ],
)
def test_vetoes_name_what_stays(veto: frozenset[str], expected: tuple[int, int]) -> None:
    state = after(state_of(INTERMEDIATE), veto=veto)
    assert (state.hiit_n, state.easy_bonus_min) == expected


def test_short_sleep_stops_the_intervals_only() -> None:
    state = replace(state_of(INTERMEDIATE), adjustments=Adjustments(no_hiit_growth=True))
    assert quantities(after(state))[:2] == (8, 5)


def test_a_novice_stays_at_six_for_two_weeks_and_ends_at_eight_first() -> None:
    lifter = athlete(endurance_months=0, current_cardio_min_per_week=100)
    plan = build_plan(lifter, Screening(), MONDAY, 9)
    seen = [s.intervals for w in plan.weeks for s in w.sessions if s.intervals]
    assert seen == [6, 6, 7, 8, 6, 8, 8, 8, 9]


def test_older_athletes_stop_at_eight() -> None:
    plan = build_plan(athlete(age=Age(60)), Screening(), MONDAY, 8)
    assert {s.intervals for w in plan.weeks for s in w.sessions if s.intervals and not w.deload} == {8}


def test_a_new_block_starts_two_intervals_lower() -> None:
    plan = build_plan(athlete(goal=Goal.ENDURANCE), Screening(), MONDAY, 6)
    n = [s.intervals for w in plan.weeks for s in w.sessions if s.intervals]
    assert n == [8, 8, 9, 9, 10, 10, 11, 11, 6, 9]


def test_the_long_run_of_a_race_plan_follows_the_sequence_with_its_cutback() -> None:
    weeks = build_plan(RACER, Screening(), MONDAY).weeks
    longs = [next((s.minutes for s in w.sessions if is_long(s)), 0) for w in weeks]
    assert longs[:8] == [60, 66, 72, 50, 79, 86, 60, 94]


def test_repeat_keeps_the_place_without_an_event() -> None:
    state = state_of(INTERMEDIATE, 1)
    repeated = after(state, Decision.REPEAT)
    assert (repeated.week_number, repeated.week_in_phase) == (state.week_number + 1, state.week_in_phase)


def test_with_an_event_the_calendar_goes_on() -> None:
    repeated = after(state_of(RACER), Decision.REPEAT)
    assert (repeated.week_number, repeated.week_in_phase) == (2, 2)


def test_the_week_after_a_reduction_is_marked() -> None:
    assert after(state_of(INTERMEDIATE), Decision.REDUCE).hold_next
    assert not after(state_of(INTERMEDIATE)).hold_next


def test_a_return_moves_one_step_on_and_ends() -> None:
    state = replace(state_of(INTERMEDIATE), recovery=Recovery("return", 7, 0))
    once = after(state, Decision.RETURN)
    assert once.recovery == Recovery("return", 7, 1)
    assert after(once, Decision.PROGRESS).recovery is None


def test_after_a_longer_break_the_intervals_start_again_at_six() -> None:
    state = replace(state_of(INTERMEDIATE), hiit_n=11, recovery=Recovery("return", 14, 1))
    assert after(state, Decision.RETURN).hiit_n == 6


def test_after_an_illness_intervals_may_still_wait() -> None:
    state = replace(state_of(INTERMEDIATE), recovery=Recovery("illness", 0, 3, date(2026, 1, 14)))
    back = after(state, Decision.ILLNESS)
    assert back.recovery is not None
    assert back.recovery.kind == "hiit_wait"
    assert after(back).recovery is None


def test_rolling_phases_and_cycles_go_on() -> None:
    beginner = state_of(BEGINNER, 12)
    assert (beginner.phase_index, beginner.week_in_phase, beginner.phases[0].weeks) == (0, 13, 24)
    strong = state_of(athlete(goal=Goal.STRENGTH), 10)
    assert [p.name.value for p in strong.phases] == ["B1", "B2", "B1", "B2"]
    assert (strong.phase_index, strong.week_in_phase) == (2, 1)


def test_after_the_last_event_comes_its_recovery_and_then_a_new_model() -> None:
    state = state_of(RACER, 10)
    assert state.phases[state.phase_index].name is PhaseName.RECOVERY
    onward = after(state)
    assert onward.phases[onward.phase_index].name is PhaseName.B2
    check_weeks(onward.profile, project(onward, 3))


def test_replanning_keeps_the_past_and_changes_the_way_ahead() -> None:
    state = state_of(INTERMEDIATE, 6)
    race = Event(EventType.K10, state.start + timedelta(weeks=17, days=6))
    changed = replan(state, replace(state.profile, events=(race,)))
    assert changed.history == state.history
    assert changed.week_number == 7
    assert [p.name.value for p in changed.phases] == ["B2", "B3", "TAPER"]
    assert sum(p.weeks for p in changed.phases) == 12
    graduate = replan(state_of(BEGINNER, 8), model=Model.UNDULATING)
    assert graduate.phases[0].name is PhaseName.UNDULATING
    check_weeks(graduate.profile, project(graduate, 4))


def test_graduation_raises_strength_by_one_session_until_a_deload() -> None:
    graduate = replan(state_of(BEGINNER, 8), replace(BEGINNER, max_training_days=6), Model.UNDULATING)
    weeks = project(graduate, 7)
    assert [w.counts.strength for w in weeks] == [4.0, 4.0, 4.0, 4.0, 5.0, 5.0, 5.0]
    assert [w.number for w in weeks if w.deload] == [12]


def test_minutes_really_done_are_the_reference_of_the_ramp() -> None:
    lifter = athlete(endurance_months=0, current_cardio_min_per_week=0, longest_session_30d_min=None)
    state = state_of(lifter)
    week = build_week(state)
    skipped = tuple(
        CheckIn(week.date_of(s), Status.SKIPPED if s.is_cardio else Status.DONE, s.id) for s in week.sessions
    )
    lived = advance(state, WeekRecord(week, skipped, (), Decision.HOLD))
    assert build_week(lived).cardio_minutes <= 75
    assert build_week(after(state)).cardio_minutes > 75


def test_a_plan_is_the_same_every_time() -> None:
    assert build_plan(ADVANCED, Screening(), MONDAY) == build_plan(ADVANCED, Screening(), MONDAY)
    assert first_state(ADVANCED, Screening(), MONDAY) == first_state(ADVANCED, Screening(), MONDAY)
