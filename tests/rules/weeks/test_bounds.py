"""Lighter weeks are lighter than the last full one, and a bound on the load never makes a week heavier (D-06, G-40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from rules.athlete import Age, Event, EventType, FixedSession, Goal, Mode, Window
from rules.checkin import CheckIn, Status
from rules.decisions import Decision
from rules.exercises import PRESETS
from rules.interference import is_hard
from rules.plan import Phase, PhaseName, Week
from rules.planning import advance, close_as_done
from rules.review.reading import executed_load, planned_load, read_record
from rules.sessions import Session, SessionType
from rules.state import Recovery, TrainingState, WeekRecord
from rules.unit import Piece, Unit
from rules.weeks.lightening import lightened
from tests.rules.athletes import BEGINNER, INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, built, in_phase, state_of


def without_finishers(record: WeekRecord) -> WeekRecord:
    kept = tuple(s for s in record.week.sessions if s.type is not SessionType.FINISH)
    return replace(record, week=replace(record.week, sessions=kept))


def load(week: Week) -> float:
    return sum(planned_load(s) for s in week.sessions)


def test_the_way_back_after_an_easy_week_is_measured_by_the_last_full_one() -> None:
    state = in_phase(athlete(goal=Goal.STRENGTH, max_training_days=4), PhaseName.B1)
    for _ in range(3):
        state, _ = close_as_done(state, built(state))
    eased, _ = close_as_done(state, built(state, Decision.DELOAD))
    thin = replace(eased, history=(*map(without_finishers, eased.history[:-1]), eased.history[-1]))

    back = replace(thin, recovery=Recovery("return", 7, 0))

    assert built(replace(eased, recovery=Recovery("return", 7, 0)), Decision.RETURN).cardio_minutes > 0
    assert built(back, Decision.RETURN).cardio_minutes == 0


def test_a_deload_leaves_no_long_run_that_counts_as_hard() -> None:
    marathon = Event(EventType.MARATHON, MONDAY + timedelta(weeks=12, days=6))
    runner = athlete(
        goal=Goal.RACE, events=(marathon,), longest_session_30d_min=110, main_cardio_mode=Mode.RUN
    )
    state = replace(in_phase(runner, PhaseName.B3, 2), phases=(Phase(PhaseName.B3, 6, 0),), long_min=113)
    week = built(state)
    state, _ = close_as_done(state, week)

    eased = built(state, Decision.DELOAD)

    long = next(s for s in eased.sessions if "long" in s.flags)
    assert (long.mode, long.minutes) == (Mode.RUN, 75)
    assert {s.day for s in eased.sessions if is_hard(s)} < {s.day for s in week.sessions if is_hard(s)} | {2}
    assert sum(map(is_hard, eased.sessions)) < sum(map(is_hard, week.sessions))


def short_windows() -> TrainingState:
    window = (Window(time(18), 45),)
    days = tuple(window if day in (1, 4) else () for day in range(7))
    return state_of(athlete(INTERMEDIATE, goal=Goal.MUSCLE, availability=days, max_training_days=2))


def half_done(week: Week) -> WeekRecord:
    sessions = [s for s in week.sessions if s.is_strength or s.is_cardio]
    checkins = tuple(
        CheckIn(week.date_of(s), Status.PARTIAL, s.id, actual_minutes=s.minutes // 2) for s in sessions
    )
    return WeekRecord(week, checkins, (), Decision.HOLD)


def test_a_bound_on_the_load_never_trades_the_finisher_for_more_lifting() -> None:
    state = short_windows()
    before = built(state)
    state = advance(state, half_done(before))

    after = built(state, Decision.HOLD)

    lifting = [sum(s.minutes for s in week.sessions if s.is_strength) for week in (before, after)]
    assert load(after) < load(before)
    assert lifting[1] <= lifting[0]


def test_a_week_that_is_held_keeps_its_sessions_though_a_third_was_missed() -> None:
    """G-15, G-50: HOLD is "same sets and cardio"; G-40 bounds what is added, it takes nothing away."""
    state = state_of(athlete(INTERMEDIATE, goal=Goal.MUSCLE))
    before = built(state)
    sessions = [s for s in before.sessions if s.is_strength or s.is_cardio]
    checkins = tuple(
        CheckIn(before.date_of(s), Status.SKIPPED if s.day in (1, 3) else Status.DONE, s.id) for s in sessions
    )

    after = built(advance(state, WeekRecord(before, checkins, (), Decision.HOLD)), Decision.HOLD)

    assert [(s.day, s.type, s.minutes) for s in after.sessions] == [
        (s.day, s.type, s.minutes) for s in before.sessions
    ]


def test_in_windows_that_cut_every_session_what_stands_gets_lighter() -> None:
    """Five minutes off the skeleton change nothing where a window has taken more."""
    state = short_windows()
    before = built(state)
    state = advance(state, half_done(before))
    most = 1.25 * sum(executed_load(x) for x in read_record(state.history[-1]))

    after = built(state, Decision.HOLD)

    assert load(after) <= most or not any(s.type is SessionType.FINISH for s in after.sessions)
    assert {"load"} <= {d.step for d in after.degradations}
    assert all(s.minutes >= 30 for s in after.sessions if s.is_strength)


def test_a_finisher_follows_its_shortened_lift_directly() -> None:
    sessions = (
        Session("1", 0, time(18), 55, SessionType.FULL),
        Session("2", 0, time(18, 55), 15, SessionType.FINISH, Mode.BIKE),
    )
    units = (Unit((Piece(SessionType.FULL, 60, 30), Piece(SessionType.FINISH, 15, 15)), 0),)

    made, told = lightened(sessions, units, 55 * 7)

    assert [(s.start, s.minutes) for s in made] == [(time(18), 45), (time(18, 45), 15)]
    assert [dict(d.reason.values)["to_minutes"] for d in told] == [45]
    assert [s.type for s in lightened(sessions, units, 300)[0]] == [SessionType.FULL]


def test_where_all_is_short_already_the_last_easy_session_goes_but_not_the_long_one() -> None:
    sessions = (
        Session("1", 0, time(18), 30, SessionType.UPPER),
        Session("2", 2, time(18), 20, SessionType.EASY, Mode.BIKE),
        Session("3", 4, time(18), 20, SessionType.EASY, Mode.BIKE),
        Session("4", 5, time(18), 40, SessionType.EASY, Mode.BIKE, flags=frozenset({"long"})),
    )
    units = (Unit((Piece(SessionType.UPPER, 50, 30),), 0),)
    all_of_it = 30 * 7 + (20 + 20 + 40) * 3

    made, told = lightened(sessions, units, all_of_it - 70)

    assert [s.id for s in made] == ["1", "2", "4"]
    assert [dict(d.reason.values)["to_minutes"] for d in told] == [20, 0]


def test_a_new_phase_after_a_return_takes_less_where_it_would_leap() -> None:
    lifter = athlete(goal=Goal.STRENGTH, current_lifts_per_week=2, current_cardio_min_per_week=90)
    state, _ = close_as_done(in_phase(lifter, PhaseName.B3), built(in_phase(lifter, PhaseName.B3)))
    back = built(replace(state, recovery=Recovery("return", 7, 1)), Decision.RETURN)
    record = WeekRecord(back, (), (), Decision.PROGRESS, assumed=True)
    best = max(load(r.week) for r in (*state.history, record))
    state = replace(state, history=(*state.history, record), week_number=3)

    week = built(replace(state, phases=(Phase(PhaseName.B2, 6),), week_in_phase=1))

    assert load(week) > 1.25 * best  # as far as sets and finishers can help
    assert {"S_LOWER", "S_UPPER", "S_FULL"} <= {
        str(dict(d.reason.values)["type"]) for d in week.degradations if d.step == "load"
    }
    assert all(s.type is not SessionType.FINISH for s in week.sessions)


def total_sets(week: Week) -> int:
    return sum(e.sets for s in week.sessions for e in s.exercises)


def test_the_sets_of_a_phase_rise_by_four_or_a_tenth_a_week() -> None:
    window = (Window(time(6, 30), 60),)
    racer = athlete(
        goal=Goal.RACE, availability=(window,) * 7, max_training_days=5, current_cardio_min_per_week=200
    )
    state = in_phase(racer, PhaseName.B3)
    state, _ = close_as_done(state, built(state))
    first = built(state)
    thin = tuple(
        replace(s, exercises=tuple(replace(e, sets=max(1, e.sets - 1)) for e in s.exercises))
        for s in first.sessions
    )
    record = WeekRecord(replace(first, sessions=thin), (), (), Decision.PROGRESS, assumed=True)
    held = total_sets(record.week)

    after = built(advance(state, record))

    assert total_sets(first) > held + 4
    assert total_sets(after) <= held + max(4, held // 10)
    assert all(e.sets >= 1 for s in after.sessions for e in s.exercises)


def test_a_deload_holds_fewer_sets_even_where_the_window_had_cut_them() -> None:
    window = (Window(time(12, 30), 45),)
    days = tuple(window if day == 4 else () for day in range(7))
    state = in_phase(athlete(goal=Goal.MUSCLE, availability=days, max_training_days=1), PhaseName.B2)
    for _ in range(2):
        state, _ = close_as_done(state, built(state))

    week, eased = state.history[-1].week, built(state, Decision.DELOAD)

    assert total_sets(eased) < total_sets(week)
    assert sum(e.sets > 1 for s in eased.sessions for e in s.exercises) <= 1  # a main lift keeps two


def test_a_week_of_which_nothing_was_done_bounds_the_next_one_without_failing() -> None:
    """1.25 times nothing is nothing; what the rules protect stays (G-40)."""
    state = state_of(INTERMEDIATE)
    week = built(state)
    skipped = tuple(CheckIn(week.date_of(s), Status.SKIPPED, s.id) for s in week.sessions)
    after = advance(state, WeekRecord(week, skipped, (), Decision.HOLD, fatigue=0))

    made = built(after, Decision.HOLD)

    assert made.sessions
    assert load(made) < load(week)


def test_after_an_illness_the_week_is_no_longer_than_the_fullest_one_lived() -> None:
    """Two easy days, then half and 70 % of what is planned, within the minutes of before (G-32)."""
    state = state_of(INTERMEDIATE)
    week = built(state)
    thin = replace(week, sessions=week.sessions[:4])
    done = tuple(CheckIn(week.date_of(s), Status.DONE, s.id) for s in thin.sessions)
    ill = replace(
        advance(state, WeekRecord(thin, done, (), Decision.ILLNESS)), recovery=Recovery("illness", 0, 0)
    )

    made = built(ill, Decision.ILLNESS)

    assert made.sessions
    assert sum(s.minutes for s in made.sessions) <= sum(s.minutes for s in thin.sessions)
    assert load(made) <= load(thin)


def test_what_short_windows_take_off_the_finishers_is_not_taken_off_the_long_session_too() -> None:
    """D-75 bounds what is planned: a week within its bound after D-52 needs no shorter long run."""
    workday = (Window(time(6), 60), Window(time(12, 30), 45))
    week = tuple(workday if day < 5 else (Window(time(9), 120),) if day == 5 else () for day in range(7))
    state, decision = state_of(athlete(availability=week)), Decision.PROGRESS
    long_minutes: list[int] = []
    for _ in range(14):
        lived = built(state, decision)
        if not lived.deload:
            long_minutes.append(next(s.minutes for s in lived.sessions if "long" in s.flags))
        assert all(step.rule_id != "D-75" for step in lived.degradations)
        state, decision = close_as_done(state, lived)

    assert long_minutes == sorted(long_minutes)
    assert long_minutes[-1] == 60


def test_a_deload_in_short_windows_shortens_what_stood_there_and_keeps_its_days() -> None:
    """E-40: same days; 60 % of thirty minutes that a window left, not of the fifty it had no room for."""
    week = tuple((Window(time(19), 45),) if day in (0, 2, 4, 6) else () for day in range(7))
    home = athlete(BEGINNER, age=Age(25), availability=week, equipment=PRESETS["home_basic"])
    state = state_of(home, weeks_done=4)
    before = built(state)
    state, decision = close_as_done(state, before)

    deload = built(state, decision)

    assert deload.deload
    assert {s.day for s in deload.sessions} == {s.day for s in before.sessions}
    lifts = {s.type: s.minutes for s in before.sessions if s.is_strength}
    for session in deload.sessions:
        if session.is_strength:
            assert session.minutes <= 0.6 * lifts[session.type] + 2.5
    assert deload.cardio_minutes >= 0.5 * before.cardio_minutes


def test_a_week_after_a_simpler_one_holds_one_fast_session_more_at_most() -> None:
    """G-40: one HIIT more, also where G-15 had left the phase's week before without any."""
    state = in_phase(athlete(max_training_days=6, goal=Goal.ENDURANCE), PhaseName.B2)
    full = built(state)
    bare = replace(full, sessions=tuple(x for x in full.sessions if x.is_strength), number=5)
    after, _ = close_as_done(replace(state, week_number=5), bare)

    count = sum(x.type is SessionType.HIIT for x in built(after).sessions)

    assert sum(x.type is SessionType.HIIT for x in full.sessions) == 2
    assert count == 1


def test_a_plan_that_begins_in_the_events_week_adds_no_more_cardio_than_any_first_week() -> None:
    """D-75: a taper only goes down, but from nothing it goes by the bound: an hour of football leaves 15 minutes."""
    football = FixedSession(5, time(10), 60, "team_sport", 8)
    person = athlete(
        goal=Goal.HYBRID,
        current_cardio_min_per_week=0,
        fixed_sessions=(football,),
        events=(Event(EventType.ROW_2K, MONDAY + timedelta(days=2)),),
    )
    week = built(state_of(person))
    assert week.phase is PhaseName.TAPER
    assert week.cardio_minutes <= 75


def test_a_taper_brings_back_no_finisher_that_its_block_had_to_do_without() -> None:
    """D-75: an all-out hour and a half a week leaves no room for cardio of ours, in the event's week neither."""
    match = FixedSession(2, time(18), 90, "team_sport", 8)
    lifter = athlete(
        goal=Goal.MUSCLE,
        current_cardio_min_per_week=0,
        fixed_sessions=(match,),
        events=(Event(EventType.MEET, MONDAY + timedelta(weeks=6, days=6)),),
    )
    weeks = [r.week for r in state_of(lifter, 7).history]
    assert weeks[6].phase is PhaseName.TAPER
    assert weeks[6].cardio_minutes <= max(w.cardio_minutes for w in weeks[:6]) + 15
