"""The gap keeper: G-60 point 6 and its borders, across midnight and from Sunday to Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from rules.errors import UnknownSession
from rules.missed import MoveContext
from rules.missed.choices import ChoiceKind
from rules.missed.gap import GapAnswer, Quiet, Verdict, gap_after_finish, is_quiet
from rules.missed.timeline import shown
from rules.plan import PhaseName, Week
from tests.rules.placement.weeks import at, moves_at, week_of
from tests.rules.week_builder import week as sessions_of

QUIET = Quiet(time(21, 30), time(6, 30))
NO_QUIET = Quiet(time(0), time(0))
MARCUS_DAYS = "Mon 06:00/60 12:00/60 · Wed 06:00/60 18:00/60 · Fri 06:00/60 12:00/60"
MARCUS = week_of(
    "0 06:00 L* 45",
    "0 06:45 F 15",
    "2 06:00 U 50",
    "2 18:00 H8 24",
    "4 06:00 FB 45",
    "4 06:45 F 15",
    phase=PhaseName.B2,
)
NEXT_WEEK = MARCUS.sessions


def answers(
    week: Week, finished: str, day: int, clock: str, quiet: Quiet = QUIET, context: MoveContext | None = None
) -> tuple[GapAnswer, ...]:
    surroundings = context or moves_at(day, clock, days=MARCUS_DAYS, after=NEXT_WEEK)
    return gap_after_finish(week, finished, at(day, clock), quiet, surroundings)


class TestFinishedLate:
    """Beside the times of G38 (tests/golden): the minutes at which the answer changes."""

    @pytest.mark.parametrize(
        ("finish", "verdict", "start", "code"),
        [
            ("06:20", Verdict.STAY, "18:00", "gap.stays"),
            ("12:00", Verdict.STAY, "18:00", "gap.stays"),
            ("15:06", Verdict.MOVED, "21:06", "gap.full"),  # 21:06 + 24 min ends as quiet hours begin
            ("15:07", Verdict.MOVED, "18:07", "gap.partial"),
            ("18:06", Verdict.MOVED, "21:06", "gap.partial"),
        ],
    )
    def test_the_second_session_keeps_its_gap(
        self, finish: str, verdict: Verdict, start: str, code: str
    ) -> None:
        (answer,) = answers(MARCUS, "test-3", 2, finish)

        assert (answer.verdict, shown(answer.start_minute), answer.reason.code) == (verdict, start, code)
        assert answer.session_ids == ("test-4",)
        assert answer.gap_minutes == answer.start_minute - at(2, finish)

    def test_another_day_holds_the_hard_rules(self) -> None:
        (answer,) = answers(MARCUS, "test-3", 2, "18:20")

        (friday,) = answer.options[1].days
        assert (friday.day, friday.start, friday.replaces) == (4, time(12), ("test-6",))


ANY_DAY = "Mon-Sun 12:00/60 18:00/120"


class TestHeavyLegsLate:
    """D-44 counts from the real start."""

    lunch = week_of("1 06:00 L* 60", "2 12:00 H8 24", "5 08:00 LG 50", phase=PhaseName.B2)

    def test_tomorrows_intervals_wait_for_twenty_four_hours(self) -> None:
        context = moves_at(1, "17:00", days=ANY_DAY)

        (answer,) = answers(self.lunch, "test-1", 1, "17:00", context=context)

        assert (answer.verdict, shown(answer.start_minute)) == (Verdict.MOVED, "16:00")
        assert answer.reason.code == "gap.after_heavy"

    def test_on_time_leaves_tomorrow_alone(self) -> None:
        assert answers(self.lunch, "test-1", 1, "07:00", context=moves_at(1, "07:00", days=ANY_DAY)) == ()

    def test_a_known_start_counts_more_than_the_planned_length(self) -> None:
        context = moves_at(1, "17:00", days=ANY_DAY)

        (answer,) = gap_after_finish(
            self.lunch, "test-1", at(1, "17:00"), QUIET, context, started_at_minute=at(1, "15:30")
        )

        assert shown(answer.start_minute) == "15:30"

    def test_too_late_at_night_asks_with_easy_another_day_or_drop(self) -> None:
        context = moves_at(1, "23:00", days=ANY_DAY)

        (answer,) = answers(self.lunch, "test-1", 1, "23:00", context=context)

        kinds = [c.kind for c in answer.options]
        assert answer.verdict is Verdict.ASK
        assert dict(answer.reason.values)["because"] == "D-44"
        assert kinds == [ChoiceKind.EASY, ChoiceKind.OTHER_DAY, ChoiceKind.DROP]
        assert answer.options[0].sessions[0].minutes == 20
        assert answer.options[0].sessions[0].start == time(12)


class TestMidnight:
    """Midnight and Sunday to Monday change nothing in the arithmetic."""

    night = week_of("0 21:00 E 30", "1 07:00 U 50", phase=PhaseName.B2)

    @pytest.mark.parametrize(
        ("day", "finish", "start"),
        [(0, "23:59", "07:00"), (1, "00:59", "07:00"), (1, "01:00", "07:00"), (1, "01:30", "07:30")],
    )
    def test_a_finish_after_midnight_moves_the_morning(self, day: int, finish: str, start: str) -> None:
        found = answers(self.night, "test-1", day, finish, context=moves_at(day, finish))

        assert [shown(a.start_minute) for a in found] == [start]
        assert found[0].start_minute // 1440 == 1

    def test_sunday_to_monday_is_the_same_arithmetic(self) -> None:
        sunday = week_of("6 21:00 E 30", phase=PhaseName.B2)
        monday = sessions_of("0 07:00 U 50")
        renamed = tuple(replace(s, id="next-1") for s in monday)

        (answer,) = answers(sunday, "test-1", 7, "01:30", context=moves_at(7, "01:30", after=renamed))

        assert answer.session_ids == ("next-1",)
        assert answer.start_minute == 7 * 1440 + 7 * 60 + 30

    def test_monday_after_a_late_sunday_of_heavy_legs(self) -> None:
        sunday = week_of("6 06:00 L* 60", phase=PhaseName.B2)
        monday = tuple(replace(s, id="next-1") for s in sessions_of("0 12:00 H8 24"))

        (answer,) = answers(sunday, "test-1", 6, "19:00", context=moves_at(6, "19:00", after=monday))

        assert answer.start_minute == 7 * 1440 + 18 * 60

    def test_legs_begun_after_midnight_count_for_the_new_day(self) -> None:
        week = week_of("0 21:00 L* 60", "2 18:00 FB* 55", phase=PhaseName.B1)

        (answer,) = answers(week, "test-1", 1, "01:30", context=moves_at(1, "01:30"))

        assert dict(answer.reason.values)["because"] == "D-45"


def test_an_easy_session_can_be_shortened_instead() -> None:
    week = week_of("2 12:00 U 50", "2 18:00 E 40", phase=PhaseName.B2)

    (answer,) = answers(week, "test-1", 2, "17:55", context=moves_at(2, "17:55"))

    short = next(c for c in answer.options if c.kind is ChoiceKind.SHORTEN)
    assert (short.sessions[0].start, short.sessions[0].minutes) == (time(20, 55), 35)


def test_two_sessions_of_one_kind_need_no_gap() -> None:
    week = week_of("0 21:00 E 30", "1 06:30 E 30")

    assert answers(week, "test-1", 1, "01:30", context=moves_at(1, "01:30")) == ()


def test_without_quiet_hours_the_day_is_the_limit() -> None:
    week = week_of("2 12:00 U 50", "2 18:00 H8 24", phase=PhaseName.B2)
    context = moves_at(2, "17:00")

    (moved,) = answers(week, "test-1", 2, "17:30", NO_QUIET, context)
    (asked,) = answers(week, "test-1", 2, "21:00", NO_QUIET, context)

    assert shown(moved.start_minute) == "23:30"
    assert asked.verdict is Verdict.ASK


def test_something_fixed_is_not_run_into() -> None:
    football = replace(sessions_of("2 19:30 E 90")[0], id="fixed-1", flags=frozenset({"fixed"}))
    week = week_of("2 12:00 E 30", "2 17:00 U 50", phase=PhaseName.B2)
    week = replace(week, sessions=(*week.sessions, football))

    (answer,) = answers(week, "test-1", 2, "13:30", context=moves_at(2, "13:30"))

    assert shown(answer.start_minute) == "17:00"  # 19:30 would run into football; 3.5 h is a partial gap


def test_what_is_already_gone_needs_no_answer() -> None:
    context = moves_at(2, "13:10", days=MARCUS_DAYS, gone=frozenset({"test-4"}))

    assert answers(MARCUS, "test-3", 2, "13:10", context=context) == ()


def test_unknown_session_is_refused() -> None:
    with pytest.raises(UnknownSession):
        answers(MARCUS, "nobody", 2, "13:10")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (at(0, "20:00"), at(0, "21:30"), False),
        (at(0, "21:00"), at(0, "21:31"), True),
        (at(1, "06:00"), at(1, "06:45"), True),
        (at(1, "06:30"), at(1, "07:00"), False),
        (at(0, "22:00"), at(1, "07:00"), True),
    ],
)
def test_quiet_hours_cross_midnight(start: int, end: int, expected: bool) -> None:
    assert is_quiet(start, end, QUIET) is expected
    assert not is_quiet(start, end, NO_QUIET)
