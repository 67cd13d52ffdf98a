"""D-50: the price of each situation, one row a term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import Level
from rules.soft import Athlete, cost, week_terms
from tests.rules.week_builder import week

ANYONE = Athlete(Level.INTERMEDIATE, 35)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("0 18:00 U 50", "0 18:50 F 20"), {"W1": 2}),
        (("0 18:00 U 50", "0 18:50 E 20 bike"), {"W1": 2}),
        (("0 18:00 PR 20", "0 18:20 H8 24"), {}),
        (("0 18:00 M 20", "0 18:20 LG 50 bike", "5 08:00 U 50"), {"W11": 3}),
        (("0 18:00 U 50", "0 18:50 E 30 bike"), {"W2": 8}),
        (("0 18:00 CIRCUIT 40", "0 18:40 H8 24"), {"W2": 8}),
        (("0 18:00 FB 55", "0 18:55 H8 24"), {"W2": 12}),
        (("0 18:00 POWER 40", "0 18:40 E 30 bike"), {"W2": 12}),
        (("0 06:00 U 50", "0 12:50 E 30 bike"), {"W3": 3}),
        (("0 06:00 U 50", "0 12:49 E 30 bike"), {"W3": 6}),
        (("0 06:00 U 50", "0 09:50 E 30 bike"), {"W3": 6}),
        (("0 06:00 U 50", "0 09:49 E 30 bike"), {"W2": 8}),  # under 3 h they are one session
        (("0 06:00 E 30 bike", "0 12:30 U 50"), {"W3": 3, "W4": 4}),
        (("0 06:00 E 30 bike", "0 12:29 U 50"), {"W3": 6, "W4": 8}),
        (("0 06:00 L 60", "0 13:00 E 30 run"), {"W3": 3, "W5": 3}),
        (("0 06:00 POWER 40", "0 06:40 F 15 run"), {"W1": 2, "W5": 3}),
        (("0 06:00 U 50", "0 13:00 E 30 run"), {"W3": 3}),
        (("0 18:00 L 60", "1 18:00 FB 55"), {"W6": 8}),
        (("0 18:00 FB 55", "1 18:00 FB 55"), {"W6": 8}),
        (("0 18:00 L 60", "1 18:00 POWER 40"), {"W6": 8}),
        (("0 18:00 U 50", "1 18:00 FB 55"), {"W6": 6}),
        (("0 18:00 U 50", "1 18:00 U 50"), {"W6": 6}),
        (("0 18:00 L 60", "1 18:00 U 50"), {}),
        (("0 18:00 FB 55", "1 18:00 CIRCUIT 40"), {}),
        (("0 18:00 FB 55", "1 18:00 PR 20"), {}),
        (("0 18:00 FB 55", "2 18:00 FB 55"), {}),
        (("0 18:00 L* 60", "1 18:00 H8 24 run"), {"W7": 3}),
        (("0 18:00 L* 60", "1 18:00 H8 24 bike"), {"W7": 1}),
        (("0 18:00 L* 60", "1 18:00 T 35 run"), {"W7": 3}),
        (("0 18:00 L 60", "1 18:00 H8 24 run"), {}),
        (("5 08:00 LG 60", "6 18:00 L* 60"), {"W8": 4}),
        (("5 08:00 LG 60", "6 18:00 L 60"), {}),
        (("0 18:00 L* 60", "1 18:00 H8 24", "2 18:00 FB* 55"), {"W7": 1, "W9": 8}),
        (tuple(f"{day} 18:00 E 30" for day in range(6)), {"W10": 2}),
        (tuple(f"{day} 18:00 E 30" for day in range(5)), {}),
        (("5 08:00 LG 60",), {}),
        (("4 18:00 LG 60",), {"W11": 3}),
        (("0 20:30 H8 24",), {}),
        (("0 20:31 H8 24",), {"W14": 2}),
        (("0 21:00 T 35",), {}),
    ],
)
def test_each_situation_has_its_price(lines: tuple[str, ...], expected: dict[str, int]) -> None:
    assert dict(week_terms(week(*lines), ANYONE)) == expected
    assert cost(week(*lines), ANYONE) == sum(expected.values())


@pytest.mark.parametrize(
    ("level", "age", "days", "expected"),
    [
        (Level.NOVICE, 35, 3, 0),
        (Level.NOVICE, 35, 5, 4),
        (Level.INTERMEDIATE, 35, 6, 2),
        (Level.INTERMEDIATE, 60, 5, 4),
        (Level.ADVANCED, 35, 6, 0),
        (Level.ADVANCED, 60, 4, 2),
    ],
)
def test_days_in_a_row_cost_by_level_and_age(level: Level, age: int, days: int, expected: int) -> None:
    lines = week(*(f"{day} 18:00 E 30" for day in range(days)))

    assert cost(lines, Athlete(level, age)) == expected


def test_a_long_session_by_flag_belongs_on_long_days_too() -> None:
    (easy,) = week("2 18:00 E 40")
    long = replace(easy, flags=frozenset({"long"}))

    assert cost((long,), ANYONE) == 3
    assert cost((long,), Athlete(Level.INTERMEDIATE, 35, frozenset({2}))) == 0


def test_fixed_sessions_cost_nothing_by_themselves() -> None:
    (match,) = week("2 20:45 H22 90")
    fixed = replace(match, flags=frozenset({"fixed"}))

    assert cost((fixed,), ANYONE) == 0
    assert dict(week_terms((fixed, *week("1 18:00 L* 60")), ANYONE)) == {"W7": 1}
