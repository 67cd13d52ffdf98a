"""The ramp limiter shortens, drops and changes modes in its order, and knows its reference (D-75, G-40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.athlete import Mode
from rules.ramp import bound_on, limit_minutes, limit_running, minutes_of, ramp_bounds, runs
from rules.sessions import SessionType
from rules.unit import Piece, Unit
from tests.rules.athletes import INTERMEDIATE, athlete
from tests.rules.weeks.states import MONDAY, state_of

LONG = frozenset({"long"})


def piece(
    kind: SessionType, minutes: int, mode: Mode = Mode.RUN, flags: frozenset[str] = frozenset()
) -> Piece:
    return Piece(kind, minutes, 15, mode, impact_free_mode=Mode.BIKE, flags=flags)


LOWER = Piece(SessionType.LOWER, 60, 40)
WEEK = (
    Unit((LOWER, piece(SessionType.FINISH, 20, Mode.BIKE)), 0),
    Unit((piece(SessionType.EASY, 40),), 1),
    Unit((replace(piece(SessionType.HIIT, 24), intervals=8),), 2),
    Unit((LOWER, piece(SessionType.FINISH, 20, Mode.BIKE)), 3),
    Unit((piece(SessionType.EASY, 30),), 4),
    Unit((piece(SessionType.LONG, 60, flags=LONG),), 5),
)


def shapes(units: tuple[Unit, ...]) -> list[tuple[str, int]]:
    return [(p.type.value, p.minutes) for u in units for p in u.pieces if p.type.is_cardio]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (194, [20, 40, 24, 20, 30, 60]),
        (185, [20, 40, 24, 20, 20, 60]),
        (170, [20, 25, 24, 20, 20, 60]),
        (155, [20, 20, 24, 20, 20, 51]),
        (149, [20, 20, 24, 20, 20, 45]),
        (140, [20, 20, 24, 20, 45]),
        (109, [20, 24, 20, 45]),
        (100, [20, 24, 45]),
    ],
)
def test_easy_then_long_then_the_last_easy_then_finishers(most: int, expected: list[int]) -> None:
    units, steps = limit_minutes(WEEK, most, race=True)
    assert [minutes for _, minutes in shapes(units)] == expected
    assert minutes_of(units) <= most
    assert {s.rule_id for s in steps} <= {"D-75"}
    assert bool(steps) == (most < 194)


def test_a_race_plan_keeps_a_short_long_session_and_others_lose_it() -> None:
    kept, _ = limit_minutes(WEEK, 44, race=True)
    assert shapes(kept) == [("C_HIIT", 24), ("C_EASY", 20)]
    gone, _ = limit_minutes(WEEK, 30, race=False)
    assert shapes(gone) == [("C_HIIT", 24)]
    assert [p.type for u in gone for p in u.pieces if p.type.is_strength] == [SessionType.LOWER] * 2


@pytest.mark.parametrize(
    ("most", "race", "running"),
    [
        (154, True, {"C_EASY": 2, "C_HIIT": 1, "C_LONG": 1}),
        (124, True, {"C_EASY": 1, "C_HIIT": 1, "C_LONG": 1}),
        (84, True, {"C_HIIT": 1, "C_LONG": 1}),
        (60, True, {"C_LONG": 1}),
        (84, False, {"C_HIIT": 1, "C_LONG": 1}),
        (60, False, {"C_HIIT": 1}),
    ],
)
def test_runs_change_their_mode_and_keep_their_minutes(
    most: int, race: bool, running: dict[str, int]
) -> None:
    units, _ = limit_running(WEEK, most, race=race)
    left = [p.type.value for u in units for p in u.pieces if runs(p)]
    assert {kind: left.count(kind) for kind in sorted(set(left))} == running
    assert shapes(units) == shapes(WEEK)


def test_without_another_mode_a_run_stays_a_run() -> None:
    stuck = (Unit((replace(piece(SessionType.EASY, 40), impact_free_mode=None),), 0),)
    assert limit_running(stuck, 10, race=False)[0] == stuck


@pytest.mark.parametrize(
    ("reference", "bound"), [(0, 75), (60, 75), (100, 115), (150, 165), (200, 220), (540, 594)]
)
def test_the_bound_is_ten_percent_or_a_quarter_of_an_hour(reference: int, bound: int) -> None:
    assert bound_on(reference, 60) == bound


@pytest.mark.parametrize(
    ("week", "cardio", "run"), [(1, 330, 220), (4, 330, 220), (5, 330, 65), (8, 330, 65), (9, 183, 70)]
)
def test_the_weeks_before_the_plan_count_for_eight_weeks_and_for_runs_four(
    week: int, cardio: int, run: int
) -> None:
    profile = athlete(current_cardio_min_per_week=300, current_run_min_per_week=200)
    history = state_of(INTERMEDIATE, 8).history[: week - 1]
    bounds = ramp_bounds(profile, history, MONDAY, MONDAY + timedelta(weeks=week - 1))
    assert (bounds.cardio_min, bounds.run_min) == (cardio, run)
