"""D-52: which window, what shrinks first, one session or two, and the short form of intervals (F-20)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import FixedSession, Level
from rules.placement import place
from rules.unit import Placement
from tests.rules.placement.units import request, unit, window


def placed(text: str, days: str, **changes: object) -> Placement:
    return place(request(text, days, **changes))


def shape(found: Placement) -> list[str]:
    """'06:00 S_UPPER 45' for each session."""
    return [f"{s.start:%H:%M} {s.type.value} {s.minutes}" for s in found.sessions]


class TestShrinking:
    @pytest.mark.parametrize(
        ("text", "minutes", "expected"),
        [
            ("Sat FB+F20", 75, ["S_FULL 55", "C_FINISH 20"]),
            ("Sat FB+F20", 74, ["S_FULL 55", "C_FINISH 15"]),
            ("Sat FB+F20", 60, ["S_FULL 45", "C_FINISH 15"]),  # G07
            ("Sat FB+F20", 45, ["S_FULL 30", "C_FINISH 15"]),
            ("Sat FB+F20", 44, ["S_FULL 40"]),
            ("Sat U+E40", 80, ["S_UPPER 40", "C_EASY 40"]),
            ("Sat U+E40", 65, ["S_UPPER 30", "C_EASY 35"]),
            ("Sat U+E40", 50, ["S_UPPER 30", "C_EASY 20"]),
            ("Sat PR+H", 44, ["S_PRIMER 20", "C_HIIT 24"]),
            ("Sat PR+H", 43, ["C_HIIT 24"]),
            ("Sat LG58", 57, ["C_LONG 57"]),  # long sessions to the minute
            ("Sat E38", 36, ["C_EASY 33"]),  # others by five
            ("Sat H", 23, ["C_HIIT 20"]),  # compressed below 24 min
        ],
    )
    def test_finisher_then_strength_then_steady_then_pieces_go(
        self, text: str, minutes: int, expected: list[str]
    ) -> None:
        found = placed(text, f"Sat 10:00/{minutes}")

        assert [line.split(" ", 1)[1] for line in shape(found)] == expected

    def test_what_was_cut_is_told_and_paid(self) -> None:
        found = placed("Sat FB+F20", "Sat 10:00/60")

        assert dict(found.terms) == {"W1": 2, "W13": 3}
        told = [(d.step, dict(d.reason.values)) for d in found.degradations]
        assert (
            "shorten",
            {"day": 5, "type": "S_FULL", "from_minutes": 55, "to_minutes": 45, "most": 60},
        ) in told

    def test_a_piece_left_out_costs_w15(self) -> None:
        found = placed("Sat FB+F20", "Sat 10:00/44")

        assert dict(found.terms) == {"W13": 3, "W15": 10}
        assert [d.step for d in found.degradations] == ["shorten", "left_out"]

    def test_the_day_limit_of_a_novice_shrinks_too(self) -> None:
        found = placed("Mon L+F20", "Mon 18:00/120", s_level=Level.NOVICE)

        assert shape(found) == ["18:00 S_LOWER 60", "19:00 C_FINISH 15"]

    def test_a_race_plans_long_session_does_not_count_for_the_day(self) -> None:
        found = placed("Sat PR+LG150", "Sat 08:00/240", race=True, s_level=Level.NOVICE)

        assert shape(found) == ["08:00 S_PRIMER 20", "08:20 C_LONG 150"]

    def test_an_onramp_finisher_is_never_lengthened_or_cut_below_its_minimum(self) -> None:
        fb = unit("Sat FB+F20")
        short = replace(fb.pieces[1], minutes=10, min_minutes=10)
        units = (replace(fb, pieces=(fb.pieces[0], short)),)

        found = placed("Sat U", "Sat 10:00/60", units=units)

        assert shape(found) == ["10:00 S_FULL 50", "10:50 C_FINISH 10"]

    def test_a_window_ends_at_midnight(self) -> None:
        assert shape(placed("Sat U", "Sat 23:00/240")) == ["23:00 S_UPPER 50"]
        assert shape(placed("Sat U+F20", "Sat 23:00/240")) == ["23:00 S_UPPER 45", "23:45 C_FINISH 15"]


class TestTwoWindows:
    lunch = "Wed 06:00/60 12:00/60"

    @pytest.mark.parametrize(
        ("text", "days", "expected"),
        [
            ("Wed U", lunch, ["06:00 S_UPPER 50"]),  # strength: the earliest that fits
            ("Wed H", lunch, ["12:00 C_HIIT 24"]),  # cardio: the latest
            ("Wed U+F20", lunch, ["06:00 S_UPPER 45", "06:45 C_FINISH 15"]),
            ("Wed U+F20", "Wed 06:00/60 18:00/90", ["18:00 S_UPPER 50", "18:50 C_FINISH 20"]),
            ("Wed U+H", lunch, ["06:00 S_UPPER 50", "12:00 C_HIIT 24"]),
            (
                "Wed U+H",
                "Wed 06:00/60 12:00/120",
                ["06:00 S_UPPER 50", "12:50 C_HIIT 24"],
            ),  # 6 h where they fit
            ("Wed PR+H", "Wed 06:00/60 18:00/60", ["06:00 S_PRIMER 20", "06:20 C_HIIT 24"]),  # costs nothing
            ("Wed PR+H", "Wed 06:00/40 18:00/40", ["06:00 S_PRIMER 20", "18:00 C_HIIT 24"]),
            (
                "Wed U+H",
                "Wed 06:00/25 18:00/60",
                ["06:00 C_HIIT 24", "18:00 S_UPPER 50"],
            ),  # cardio first: 7 points against 11
            (
                "Wed FB*+H",
                "Wed 06:00/30 18:00/60",
                ["06:00 S_FULL 30", "18:00 C_HIIT 24"],
            ),  # never before heavy legs
        ],
    )
    def test_each_unit_finds_its_window(self, text: str, days: str, expected: list[str]) -> None:
        assert shape(placed(text, days)) == expected

    def test_the_flags_say_how_a_day_is_shared(self) -> None:
        one = placed("Wed U+H", "Wed 06:00/120")
        two = placed("Wed U+H", self.lunch)

        assert {f for s in one.sessions for f in s.flags} == {"one_session"}
        assert {f for s in two.sessions for f in s.flags} == {"split"}


class TestFixedSessions:
    """D-72: they occupy their window, are part of the week, and nothing is planned into them."""

    football = (FixedSession(2, window("18:30/60").start, 60, "team_sport", 5),)

    def test_the_occupied_window_is_gone(self) -> None:
        found = placed("Wed U", "Wed 06:00/60 18:00/120", fixed=self.football)

        assert shape(found) == ["06:00 S_UPPER 50", "18:30 C_EASY 60"]
        assert [s.id for s in found.sessions] == ["1", "2"]
        assert "fixed" in found.sessions[1].flags

    def test_no_second_cardio_on_its_day(self) -> None:
        found = placed("Wed H", "Wed 06:00/60 18:00/120 · Thu 06:00/60", fixed=self.football)

        assert [s.day for s in found.sessions if "fixed" not in s.flags] == [3]

    def test_on_a_blocked_day_and_before_the_first_day_it_is_not_listed(self) -> None:
        assert shape(placed("Fri U", "Fri 18:00/60", fixed=self.football, blocked_days=frozenset({2}))) == [
            "18:00 S_UPPER 50"
        ]
        assert shape(placed("Fri U", "Fri 18:00/60", fixed=self.football, first_day=3)) == [
            "18:00 S_UPPER 50"
        ]
