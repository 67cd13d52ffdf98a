"""Each volume decision shapes the week as the rules say (G-01, G-30, G-32, G-50, E-40, F-40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.decisions import Decision
from rules.plan import PhaseName
from rules.planning import advance
from rules.sessions import SessionType, note
from rules.state import Recovery, WeekRecord
from rules.weeks import is_planned_deload
from tests.golden.universal import is_long
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, built, in_phase, intervals, minutes, state_of


def test_hold_keeps_the_numbers_of_the_state() -> None:
    state = state_of(INTERMEDIATE, 2)
    record = WeekRecord(built(state), (), (), Decision.HOLD, assumed=True)
    held = built(advance(state, record), Decision.HOLD)
    assert held.cardio_minutes == record.week.cardio_minutes
    assert intervals(held) == intervals(record.week)
    assert [s.minutes for s in held.sessions] == [s.minutes for s in record.week.sessions]


def test_reduce_takes_a_fifth_of_the_cardio_two_intervals_and_some_strength() -> None:
    state = state_of(INTERMEDIATE)
    before, after = built(state), built(state, Decision.REDUCE)
    assert (intervals(before), intervals(after)) == ([8], [6])
    assert minutes(after, "C_FINISH") == [15, 15, 15, 15]
    assert [s.minutes for s in after.sessions if is_long(s)] == [40]
    assert minutes(after, "S_LOWER") == [50, 50]
    assert all("reduced" in s.flags for s in after.sessions if s.is_cardio)
    assert "reduced" in after.flags


def test_reduce_never_goes_below_six_intervals() -> None:
    assert intervals(built(state_of(BEGINNER), Decision.REDUCE)) == [6]


def test_a_reactive_deload_lightens_a_loading_week() -> None:
    week = built(state_of(INTERMEDIATE), Decision.DELOAD)
    assert week.deload
    assert week.purpose == note("purpose.deload", phase="UNDULATING", week=1, of=12)
    assert minutes(week, "S_LOWER") == [35, 35]
    assert [s.minutes for s in week.sessions if is_long(s)] == [35]
    assert intervals(week) == [6]
    assert not any(s.heavy for s in week.sessions)


def test_a_deload_holds_one_hiit_and_no_tempo() -> None:
    state = in_phase(athlete(ADVANCED, max_training_days=5), PhaseName.B2)
    assert built(state, Decision.DELOAD).counts.hiit == 1
    racer = in_phase(athlete(goal="endurance"), PhaseName.B3, 2)
    assert built(racer).counts.hiit == 0
    assert minutes(built(racer), "C_TEMPO") == [35]
    assert minutes(built(racer, Decision.DELOAD), "C_TEMPO") == []


def test_hold_answers_a_planned_deload_with_a_full_week() -> None:
    state = state_of(INTERMEDIATE, 4)
    assert is_planned_deload(state)
    assert built(state).deload
    assert not built(state, Decision.HOLD).deload


def test_too_many_loading_weeks_make_the_next_one_a_deload() -> None:
    state = state_of(INTERMEDIATE, 4)
    loading = tuple(replace(r, week=replace(r.week, deload=False)) for r in state.history)
    late = replace(state, history=loading + loading[:1], week_in_phase=6, week_number=6)
    assert is_planned_deload(late)


def test_stop_is_an_empty_week() -> None:
    week = built(state_of(INTERMEDIATE), Decision.STOP)
    assert (week.sessions, week.cardio_minutes, week.score.total) == ((), 0, 0)


@pytest.mark.parametrize(
    ("row", "step", "share", "n"),
    [
        (7, 0, 0.80, [6]),
        (7, 1, 1.00, [8]),
        (14, 0, 0.70, []),
        (14, 1, 0.85, [6]),
        (28, 0, 0.50, []),
        (28, 1, 0.65, []),
        (28, 2, 0.80, [6]),
    ],
)
def test_a_return_follows_its_row(row: int, step: int, share: float, n: list[int]) -> None:
    wait = {14: 1, 28: 2}.get(row, 0)
    hiit_from = MONDAY + timedelta(weeks=wait) if wait else None
    state = in_phase(INTERMEDIATE, PhaseName.UNDULATING, hiit_n=8)
    state = replace(state, week_number=1 + step, recovery=Recovery("return", row, step, hiit_from))
    whole = built(replace(state, recovery=None)).cardio_minutes
    week = built(state, Decision.RETURN)
    assert week.cardio_minutes <= share * whole + 1e-9
    assert week.cardio_minutes >= 0.7 * share * whole
    assert intervals(week) == n
    assert "return" in week.flags


def test_the_first_long_session_after_a_break_is_a_share_of_the_longest() -> None:
    state = in_phase(athlete(longest_session_30d_min=50), PhaseName.B2)
    back = replace(state, recovery=Recovery("return", 14, 0, MONDAY + timedelta(weeks=1)))
    long = next(s for s in built(back, Decision.RETURN).sessions if is_long(s))
    assert long.minutes <= 37
    assert long.type is SessionType.EASY


def test_the_first_training_days_after_an_illness_are_easy_then_half() -> None:
    state = state_of(INTERMEDIATE)
    hiit_from = date(2026, 1, 14)
    ill = replace(state, recovery=Recovery("illness", 0, 0, hiit_from))
    week = built(ill, Decision.ILLNESS)
    days = sorted({s.day for s in week.sessions})
    for day in days[:2]:
        (only,) = [s for s in week.sessions if s.day == day]
        assert (only.type, only.minutes) == (SessionType.EASY, 20)
    half = [s.minutes for s in week.sessions if s.day == days[3]]
    assert half == [25]
    assert minutes(week, "S_LOWER") == [40]
    assert intervals(week) == []
    assert not any(s.heavy for s in week.sessions)


def test_training_days_already_done_after_an_illness_count() -> None:
    state = replace(state_of(INTERMEDIATE), recovery=Recovery("illness", 0, 4, None))
    week = built(state, Decision.ILLNESS)
    assert minutes(week, "S_LOWER") == [40, 40]
    assert len(intervals(week)) == 1


def test_intervals_wait_until_a_whole_week_lies_after_their_date() -> None:
    state = replace(state_of(INTERMEDIATE), recovery=Recovery("hiit_wait", 0, 0, date(2026, 1, 7)))
    assert intervals(built(state)) == []
    state = replace(state, recovery=Recovery("hiit_wait", 0, 0, MONDAY))
    assert intervals(built(state)) == [8]


@pytest.mark.parametrize(("first_day", "days"), [(0, 6), (2, 5), (4, 3), (6, 1), (7, 0)])
def test_a_week_begun_late_holds_its_share(first_day: int, days: int) -> None:
    week = built(state_of(INTERMEDIATE), first_day=first_day)
    assert len({s.day for s in week.sessions}) <= days
    assert all(s.day >= first_day for s in week.sessions)
    assert bool(week.sessions) == (first_day < 7)


def test_a_repeated_week_does_not_climb_the_onramp() -> None:
    """The week counter doesn't advance (G-15), so an inactive starter stays at 60 % of the minutes (D-16)."""
    idle = replace(BEGINNER, current_lifts_per_week=0.0, current_cardio_min_per_week=0)
    first = state_of(idle)
    record = WeekRecord(built(first), (), (), Decision.REPEAT, assumed=True)

    again = built(advance(first, record), Decision.REPEAT)
    onward = built(advance(first, replace(record, decision=Decision.PROGRESS)))

    assert minutes(again, "C_FINISH") == minutes(record.week, "C_FINISH")
    assert sum(minutes(onward, "C_FINISH")) > sum(minutes(record.week, "C_FINISH"))
