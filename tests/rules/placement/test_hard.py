"""D-40 to D-47, F-26: what each hard constraint refuses, what it lets pass, and what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.athlete import FixedSession, Level
from rules.ceilings import Ceilings
from rules.fixed import as_sessions
from rules.hard import HardContext, context_of, violations
from rules.sessions import Session
from tests.rules.placement.units import request, window, windows
from tests.rules.week_builder import week

ANYONE = HardContext(Level.INTERMEDIATE)
NOVICE = HardContext(Level.NOVICE)
EASY_ALL_WEEK = tuple(f"{day} 18:00 E 30" for day in range(7))


def broken(sessions: tuple[Session, ...], context: HardContext = ANYONE) -> set[str]:
    return {v.rule_id for v in violations(sessions, context)}


def codes(sessions: tuple[Session, ...], context: HardContext = ANYONE) -> set[str]:
    return {v.note.code for v in violations(sessions, context)}


class TestRest:
    """D-40."""

    def test_seven_training_days_break_it(self) -> None:
        assert codes(week(*EASY_ALL_WEEK)) == {"hard.no_rest_day"}
        assert codes(week(*EASY_ALL_WEEK[:6])) == set()

    def test_a_short_walk_or_mobility_is_no_training(self) -> None:
        assert codes(week(*EASY_ALL_WEEK[:6], "6 18:00 E 10 walk")) == {"hard.too_short"}
        assert codes(week(*EASY_ALL_WEEK[:6], "6 18:00 R 30")) == set()

    @pytest.mark.parametrize(
        ("before", "first_days", "expected"),
        [(3, 3, False), (3, 4, True), (6, 1, True), (6, 0, False), (1, 5, False), (2, 5, True)],
    )
    def test_the_run_counts_from_last_week(self, before: int, first_days: int, expected: bool) -> None:
        earlier = week(*EASY_ALL_WEEK[7 - before :])

        found = codes(week(*EASY_ALL_WEEK[:first_days], "6 18:00 E 30"), replace(ANYONE, before=earlier))

        assert ("hard.days_in_row" in found) is expected

    def test_the_run_counts_into_next_week(self) -> None:
        later = replace(ANYONE, after=week(*EASY_ALL_WEEK[:4]))

        assert codes(week(*EASY_ALL_WEEK[4:]), later) == {"hard.days_in_row"}
        assert codes(week(*EASY_ALL_WEEK[5:]), later) == set()

    def test_with_something_fixed_every_day_only_planned_sessions_count(self) -> None:
        commute = as_sessions(
            FixedSession(day, window("08:00/30").start, 30, "commute_bike", 3) for day in range(7)
        )

        assert "D-40" not in broken((*commute, *week(*(f"{day} 18:00 U 50" for day in range(6)))))
        assert "D-40" in broken((*commute, *week(*(f"{day} 18:00 U 50" for day in range(7)))))


class TestOneDay:
    """D-41, D-42 and the same-day part of D-44."""

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("0 18:00 U 50", "0 18:50 E 40"), set()),
            (("0 17:00 E 45", "0 17:45 U 50"), {"D-41"}),
            (("0 12:00 E 45", "0 15:44 U 50"), {"D-41"}),
            (("0 12:00 E 45", "0 15:45 U 50"), set()),
            (("0 18:00 E 30", "0 18:00 U 50"), set()),  # together counts as strength first
            (("0 06:00 U 50", "0 18:00 L 60"), {"D-42"}),
            (("0 06:00 E 30", "0 18:00 H8 24"), {"D-42"}),
            (("0 06:00 L* 60", "0 18:00 H8 24"), {"D-44"}),
            (("0 06:00 FB* 55", "0 18:00 H8 24"), set()),  # the exception: at most two days, bike, n <= 8
            (("0 06:00 FB* 55", "0 18:00 H9 26"), {"D-44"}),
            (("0 06:00 FB* 55", "0 18:00 H8 24 run"), {"D-44"}),
            (("0 06:00 FB* 55", "0 18:00 H8 24", "2 18:00 U 50", "4 18:00 U 50"), {"D-44"}),
        ],
    )
    def test_order_and_units_of_a_day(self, lines: tuple[str, ...], expected: set[str]) -> None:
        assert broken(week(*lines)) == expected

    def test_minutes_of_a_day_are_limited_by_level(self) -> None:
        day = week("0 18:00 L 60", "0 19:00 F 20")

        assert codes(day, NOVICE) == {"hard.day_minutes"}
        assert codes(day) == set()
        assert codes(week("0 09:00 L 75", "0 10:15 E 50")) == {"hard.day_minutes"}

    def test_a_race_plans_long_session_is_exempt(self) -> None:
        day = week("5 08:00 PR 20", "5 08:20 LG 150")

        assert codes(day) == {"hard.day_minutes"}
        assert codes(day, replace(ANYONE, race=True)) == set()

    @pytest.mark.parametrize(
        ("line", "fits"),
        [
            ("0 18:00 U 50", True),
            ("0 18:10 U 50", True),
            ("0 18:11 U 50", False),
            ("0 17:55 U 50", False),
            ("1 18:00 U 50", False),
        ],
    )
    def test_a_session_lies_in_a_window(self, line: str, fits: bool) -> None:
        context = replace(ANYONE, availability=windows("Mon 18:00/60"))

        assert ("hard.no_window" not in codes(week(line), context)) is fits
        assert codes(week(line), replace(context, unbound_ids=frozenset({"test-1"}))) == set()

    def test_no_session_is_shorter_than_its_type(self) -> None:
        short = week("0 18:00 L 35")
        flagged = (replace(short[0], flags=frozenset({"onramp"})),)

        assert codes(short) == {"hard.too_short"}
        assert codes(flagged) == set()
        assert codes(short, replace(ANYONE, any_length=True)) == set()


class TestNeighbouringDays:
    """D-43, D-44, D-45, within the week and across its borders."""

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("H8 24", "L* 60", {"D-43"}),
            ("T 35", "FB* 55", {"D-43"}),
            ("LG 76", "L* 60", {"D-43"}),
            ("LG 75", "L* 60", set()),
            ("LG 90 bike", "L* 60", set()),
            ("H8 24", "L 60", set()),
            ("L* 60", "FB* 55", {"D-45"}),
            ("L* 60", "L 60", set()),
            ("H8 24", "T 35", {"D-45"}),
            ("H8 24", "LG 90", set()),
            ("L* 60", "H8 24", set()),  # same clock time: exactly 24 h
            ("E 30", "L* 60", set()),
        ],
    )
    def test_pairs_of_days(self, first: str, second: str, expected: set[str]) -> None:
        inside = week(f"2 18:00 {first}", f"3 18:00 {second}")
        into_monday = replace(ANYONE, before=week(f"6 18:00 {first}"))
        out_of_sunday = replace(ANYONE, after=week(f"0 18:00 {second}"))

        assert broken(inside) == expected
        assert broken(week(f"0 18:00 {second}"), into_monday) == expected
        assert broken(week(f"6 18:00 {first}"), out_of_sunday) == expected

    @pytest.mark.parametrize(("start", "expected"), [("17:59", {"D-44"}), ("18:00", set()), ("20:00", set())])
    def test_heavy_legs_rest_twenty_four_hours_start_to_start(self, start: str, expected: set[str]) -> None:
        assert broken(week("0 18:00 L* 60", f"1 {start} H8 24")) == expected

    def test_two_days_later_nothing_binds(self) -> None:
        assert broken(week("0 18:00 L* 60", "2 06:00 H8 24", "4 06:00 L* 60")) == set()

    def test_the_note_carries_the_hours(self) -> None:
        (found,) = violations(week("0 19:00 L* 60", "1 06:00 H8 24"), ANYONE)

        values = dict(found.note.values)
        assert (values["start_gap_minutes"], values["gap_minutes"]) == (11 * 60, 10 * 60)
        assert (values["first"], values["second"], values["day"]) == ("S_LOWER", "C_HIIT", 1)
        assert found.session_ids == ("test-1", "test-2")


class TestFixed:
    """D-72: bind as intense from RPE 6, are not judged among themselves, need no window."""

    match = as_sessions([FixedSession(2, window("19:00/90").start, 90, "team_sport", 7)])
    training = as_sessions([FixedSession(3, window("19:00/90").start, 90, "team_sport", 8)])

    def test_a_hard_match_keeps_heavy_legs_away(self) -> None:
        assert broken((*self.match, *week("3 18:00 L* 60"))) == {"D-43"}
        assert broken((*self.match, *week("3 18:00 L 60"))) == set()

    def test_intervals_keep_a_day_from_a_hard_match(self) -> None:
        assert broken((*self.match, *week("1 18:00 H8 24"))) == {"D-45"}

    def test_two_fixed_sessions_are_not_judged(self) -> None:
        assert broken((*self.match, *self.training), replace(ANYONE, availability=windows(""))) == set()

    def test_a_short_commute_is_no_second_cardio_session(self) -> None:
        commute = as_sessions([FixedSession(0, window("08:00/15").start, 15, "commute_bike", 3)])

        assert broken((*commute, *week("0 18:00 E 30"))) == set()


class TestCeilingsAndHealth:
    """D-25, D-46, D-47."""

    plan = week("0 18:00 H8 24", "2 18:00 H8 24", "4 18:00 E 30", "5 08:00 LG 60")

    @pytest.mark.parametrize(
        ("ceilings", "code"),
        [
            (Ceilings(hiit_max=1), "hard.hiit_ceiling"),
            (Ceilings(cardio_count_max=3.5), "hard.cardio_ceiling"),
            (Ceilings(cardio_minutes_max=137), "hard.minutes_ceiling"),
            (Ceilings(limits=frozenset({"no_hiit"})), "hard.limit"),
            (Ceilings(limits=frozenset({"no_running"})), "hard.limit"),
        ],
    )
    def test_too_much_is_named(self, ceilings: Ceilings, code: str) -> None:
        assert codes(self.plan, replace(ANYONE, ceilings=ceilings)) == {code}

    def test_at_the_ceiling_is_fine(self) -> None:
        ceilings = Ceilings(hiit_max=2, cardio_count_max=4.0, cardio_minutes_max=138)

        assert codes(self.plan, replace(ANYONE, ceilings=ceilings)) == set()

    def test_two_long_sessions_are_too_many(self) -> None:
        flagged = replace(self.plan[2], flags=frozenset({"long"}))

        assert codes((*self.plan[:2], flagged, self.plan[3])) == {"hard.two_long"}

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"blocked_days": frozenset({0})}, "hard.blocked_day"),
            ({"no_strength_days": frozenset({0})}, "hard.no_strength_day"),
            ({"no_heavy_days": frozenset({0})}, "hard.no_heavy_day"),
        ],
    )
    def test_days_closed_for_an_event(self, changes: dict[str, Any], code: str) -> None:
        closed = context_of(request("Mon L*", **changes))

        assert codes(week("0 18:00 L* 60"), closed) == {code}
        assert codes(week("1 18:00 L* 60"), closed) == set()
