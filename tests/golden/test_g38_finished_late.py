"""G38: upper body at 06:00 is finished late, intervals are planned at 18:00, quiet hours begin at 21:30."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from rules.athlete import Window
from rules.missed.choices import Choice, ChoiceKind
from rules.missed.gap import GapAnswer, Quiet, Verdict, gap_after_finish
from rules.missed.timeline import shown
from rules.plan import PhaseName, Week
from rules.sessions import Session
from rules.tips import TIPS
from rules.tips.context import TipContext
from tests.golden.athletes import MARCUS_THREE_DAYS, plan_of
from tests.rules.placement.weeks import at, moves_at, week_of
from tests.rules.week_builder import week as sessions_of

QUIET = Quiet(time(21, 30), time(6, 30))
WED = 2
DAYS = "Mon 06:00/60 12:00/60 · Wed 06:00/60 18:00/60 · Fri 06:00/60 12:00/60"
WEEK = week_of(
    "0 06:00 L* 45",
    "0 06:45 F 15",
    "2 06:00 U 50",
    "2 18:00 H8 24",
    "4 06:00 FB 45",
    "4 06:45 F 15",
    phase=PhaseName.B2,
)
UPPER, INTERVALS = "test-3", "test-4"


def test_the_week_is_the_plans_own() -> None:
    """G03b with Wednesday's second window at 18:00, its first week of B2."""
    wednesday = (Window(time(6), 60), Window(time(18), 60))
    days = (*MARCUS_THREE_DAYS.availability[:2], wednesday, *MARCUS_THREE_DAYS.availability[3:])
    planned = plan_of(replace(MARCUS_THREE_DAYS, availability=days)).weeks[5]
    told = [
        [(s.day, s.start, s.minutes, s.type, s.heavy, s.intervals) for s in w.sessions]
        for w in (planned, WEEK)
    ]
    assert told[0] == told[1]


def finished(clock: str) -> GapAnswer:
    """What becomes of the intervals when the upper body ends at this time."""
    context = moves_at(WED, clock, days=DAYS, after=WEEK.sessions)
    (answer,) = gap_after_finish(WEEK, UPPER, at(WED, clock), QUIET, context)
    assert answer.session_ids == (INTERVALS,)
    return answer


def choice(answer: GapAnswer, kind: ChoiceKind) -> Choice:
    return next(c for c in answer.options if c.kind is kind)


@pytest.mark.parametrize(
    ("finish", "start", "verdict"),
    [
        ("06:50", "18:00", Verdict.STAY),
        ("13:10", "19:10", Verdict.MOVED),
        ("15:40", "18:40", Verdict.MOVED),  # 6 h would end in quiet hours, 3 h fits
    ],
)
def test_the_intervals_keep_their_distance(finish: str, start: str, verdict: Verdict) -> None:
    answer = finished(finish)
    assert (shown(answer.start_minute), answer.verdict) == (start, verdict)


def test_three_hours_are_a_partial_gap_and_the_tip_on_it_may_come() -> None:
    answer = finished("15:40")
    assert (answer.reason.code, answer.gap_minutes) == ("gap.partial", 180)
    upper, intervals = (s for s in WEEK.sessions if s.day == WED)
    late = replace(upper, start=time(14, 50))
    context = TipContext(sessions=(late, replace(intervals, start=time(18, 40))))
    assert TIPS["T05"].applies(context)


def test_at_1820_nothing_moves_by_itself() -> None:
    answer = finished("18:20")
    assert answer.verdict is Verdict.ASK
    assert [c.kind for c in answer.options] == [ChoiceKind.EASY_NOW, ChoiceKind.OTHER_DAY, ChoiceKind.DROP]


def test_without_an_answer_it_is_dropped() -> None:
    assert [c.kind for c in finished("18:20").options if c.is_default] == [ChoiceKind.DROP]


def test_every_choice_has_its_cost_and_its_reason() -> None:
    options = finished("18:20").options
    assert all(c.cost >= 0 and c.reason.code for c in options)
    assert max(options, key=lambda c: c.cost).kind is ChoiceKind.DROP


def test_easy_right_away_has_at_most_twenty_minutes() -> None:
    (easy,) = choice(finished("18:20"), ChoiceKind.EASY_NOW).sessions
    assert (easy.start, easy.intervals) == (time(18, 20), None)
    assert easy.minutes <= 20


def test_another_day_holds_the_hard_rules() -> None:
    (friday,) = choice(finished("18:20"), ChoiceKind.OTHER_DAY).days
    assert (friday.day, friday.refusals) == (4, ())


def after_midnight(week: Week, day: int, next_week: tuple[Session, ...] = ()) -> GapAnswer:
    """What becomes of the run at 07:00 when the lifting before it ends at 01:30 of its day."""
    context = moves_at(day, "01:30", days="Mon-Sun 07:00/60 22:00/60", after=next_week)
    (answer,) = gap_after_finish(week, "test-1", at(day, "01:30"), Quiet(time(0), time(0)), context)
    return answer


def test_midnight_and_sunday_to_monday_change_nothing_in_the_arithmetic() -> None:
    (monday,) = sessions_of("0 07:00 E 30")

    inside = after_midnight(week_of("2 22:00 U 50", "3 07:00 E 30", phase=PhaseName.B2), 3)
    border = after_midnight(week_of("6 22:00 U 50", phase=PhaseName.B2), 7, (replace(monday, id="next-1"),))

    assert (inside.session_ids, border.session_ids) == (("test-2",), ("next-1",))
    assert shown(inside.start_minute) == shown(border.start_minute) == "07:30"
    assert inside.gap_minutes == border.gap_minutes == 360
