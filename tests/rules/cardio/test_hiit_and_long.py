"""Intervals by the table of F-20 and long sessions by F-31."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import EventType, Level, Mode
from rules.cardio import hiit_max_n, hiit_minutes, hiit_new_block_n, hiit_start_n
from rules.cardio.hiit import intervals, is_compressed, main_set_minutes, n_for_minutes, needs_flag
from rules.cardio.long import (
    PastSession,
    is_cutback,
    is_easy_instead,
    long_cap,
    long_cap_km,
    long_peak,
    long_sequence,
    longest_recent,
)

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("n", "main_set", "total", "compressed"),
    [(6, 12, 20, 16), (8, 16, 24, 20), (10, 20, 28, 24), (12, 24, 32, 28)],
)
def test_interval_totals_are_those_of_the_table(n: int, main_set: int, total: int, compressed: int) -> None:
    assert (main_set_minutes(n), hiit_minutes(n), hiit_minutes(n, compressed=True)) == (
        main_set,
        total,
        compressed,
    )


def test_intervals_are_half_a_minute_hard_and_a_minute_and_a_half_easy() -> None:
    full, short = intervals(8), intervals(8, compressed=True)
    assert (full.work_s, full.rest_s, full.warmup_min, full.cooldown_min) == (30, 90, 5, 3)
    assert (short.warmup_min, short.cooldown_min) == (3, 1)


def test_number_of_intervals_by_level_age_and_weeks() -> None:
    assert [hiit_start_n(level) for level in Level] == [6, 8, 8]
    assert [hiit_max_n(Level.NOVICE, 35, weeks) for weeks in (0, 7, 8)] == [8, 8, 10]
    assert hiit_max_n(Level.ADVANCED, 35, 0) == 12
    assert hiit_max_n(Level.INTERMEDIATE, 60, 20) == 8
    assert hiit_max_n(Level.NOVICE, 70, 20) == 8


def test_new_block_starts_two_intervals_lower_but_not_below_the_start() -> None:
    assert [hiit_new_block_n(n, Level.INTERMEDIATE) for n in (12, 9, 8)] == [10, 8, 8]
    assert [hiit_new_block_n(n, Level.NOVICE) for n in (10, 7)] == [8, 6]


@given(minutes=st.integers(0, 60), wished=st.integers(0, 12), compressed=st.booleans())
def test_intervals_cut_to_fit_do_fit(minutes: int, wished: int, compressed: bool) -> None:
    n = n_for_minutes(minutes, wished, compressed)
    assert 0 <= n <= wished
    assert n == 0 or hiit_minutes(n, compressed) <= minutes


def test_twenty_minutes_hold_eight_intervals_only_in_the_short_form() -> None:
    assert is_compressed(8, 20)
    assert not is_compressed(8, 24)


def test_fewer_than_eight_intervals_need_a_reason() -> None:
    assert needs_flag(6, frozenset())
    assert not needs_flag(6, frozenset({"onramp"}))
    assert not needs_flag(8, frozenset())


def test_long_sessions_from_sixty_minutes_are_the_specified_sequence() -> None:
    expected = (60, 66, 72, 50, 79, 86, 94, 65, 103, 113, 124, 86, 136, 149, 150)
    assert long_sequence(60, 150, 15) == expected


@pytest.mark.parametrize(
    ("longest", "cap"), [(0, 25), (20, 25), (30, 35), (45, 50), (50, 55), (60, 66), (94, 103), (136, 149)]
)
def test_cap_of_the_next_long_session(longest: int, cap: int) -> None:
    assert long_cap(longest) == cap


def test_distance_may_grow_by_a_tenth() -> None:
    assert long_cap_km(20.0) == pytest.approx(22.0)


@given(st.integers(20, 120), st.integers(60, 210), st.integers(1, 40))
def test_no_long_session_grows_faster_than_its_cap(start: int, peak: int, weeks: int) -> None:
    planned = long_sequence(start, peak, weeks)
    for week in range(1, len(planned)):
        assert planned[week] <= max(long_cap(max(planned[max(0, week - 4) : week])), start)
        assert planned[week] <= max(peak, start)


def past(*days_and_minutes: tuple[int, int]) -> list[PastSession]:
    return [PastSession(TODAY - timedelta(days=d), minutes) for d, minutes in days_and_minutes]


def test_longest_session_is_that_of_thirty_days() -> None:
    assert longest_recent(past((1, 30), (20, 70), (31, 90)), TODAY) == 70


def test_without_a_planned_long_session_the_longest_of_eight_weeks_counts_up_to_45() -> None:
    assert longest_recent(past((3, 30), (40, 90)), TODAY) == 45
    assert longest_recent(past((3, 30), (40, 40)), TODAY) == 40
    assert longest_recent(past((3, 30), (80, 90)), TODAY) == 30
    assert longest_recent([], TODAY) == 20


def test_a_long_run_beside_the_plan_still_counts() -> None:
    own = [PastSession(TODAY - timedelta(days=2), 70, planned=False)]
    assert longest_recent(own, TODAY) == 70


def test_every_fourth_week_is_cut_back_unless_a_deload_is_near() -> None:
    assert [is_cutback(weeks, deload_before=False, deload_after=False) for weeks in (2, 3)] == [False, True]
    assert not is_cutback(3, deload_before=True, deload_after=False)
    assert not is_cutback(3, deload_before=False, deload_after=True)


def test_peaks_by_event() -> None:
    assert long_peak(None) == 60
    assert long_peak(EventType.HALF) == 110
    assert long_peak(EventType.MARATHON) == 150
    assert long_peak(EventType.MARATHON, e_level=Level.ADVANCED, predicted_s=18_000) == 180
    assert long_peak(EventType.MARATHON, e_level=Level.INTERMEDIATE, predicted_s=18_000) == 150
    assert (long_peak(EventType.TRI_LONG, Mode.BIKE), long_peak(EventType.TRI_LONG, Mode.RUN)) == (180, 100)
    assert long_peak(EventType.CYCLE_LONG, Mode.BIKE, predicted_s=4 * 3600) == 180
    assert long_peak(EventType.CYCLE_LONG, Mode.BIKE) == 180
    assert long_peak(EventType.PHYSIQUE) == 60


def test_a_long_session_below_45_minutes_is_an_easy_one() -> None:
    assert is_easy_instead(44)
    assert not is_easy_instead(45)
