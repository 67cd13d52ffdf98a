"""A told week held against the rules one by one (D-60, D-65, M13)."""

from __future__ import annotations

from datetime import time

import pytest

from rules.athlete import Level, Mode
from rules.audit import audit
from rules.audit.checklist import Check, Grade, checklist
from rules.audit.told import ToldSession, ToldWeek, as_told, failed_easy_minutes, sessions_of
from rules.hard import HardContext
from rules.sessions import SessionType
from tests.rules.placement.weeks import ANYONE
from tests.rules.week_builder import week

CONTEXT = HardContext(Level.INTERMEDIATE, any_length=True)


def checked(*lines: str, race: bool = False, failed: int = 0) -> dict[str, Check]:
    sessions = week(*lines)
    context = HardContext(Level.INTERMEDIATE, any_length=True, race=race)
    broken = audit(sessions, context, ANYONE).violations
    return {c.name: c for c in checklist(sessions, context, ANYONE, broken, failed_easy_minutes=failed)}


def codes(check: Check) -> list[str]:
    return [finding.note.code for finding in check.findings]


def test_intervals_eleven_hours_after_heavy_legs_are_to_fix_and_come_first() -> None:
    """M13's own example."""
    found = checked("0 19:00 L* 60", "1 06:00 H8 24", "2 19:00 U 50", "4 18:00 E 55")

    first = next(iter(found.values()))
    assert (first.name, first.grade, codes(first)) == ("legs", Grade.FIX, ["hard.after_heavy"])
    assert dict(first.findings[0].note.values)["start_gap_minutes"] == 11 * 60
    assert (found["steady"].grade, codes(found["steady"])) == (Grade.WATCH, ["watch.steady"])
    assert {"fast", "rest", "day", "number", "pace"} == {n for n, c in found.items() if c.grade is Grade.FINE}


@pytest.mark.parametrize(
    ("lines", "name", "grade", "code"),
    [
        (("0 17:00 E 40", "0 17:40 U 50"), "order", Grade.FIX, "hard.cardio_first"),
        (("0 06:30 E 40", "0 17:40 U 50"), "order", Grade.WATCH, "watch.cardio_before"),
        (("0 17:00 U 50", "0 17:50 E 40"), "spacing", Grade.WATCH, "watch.gap"),
        (("0 17:00 U 50", "0 17:50 F 15"), "spacing", Grade.FINE, "check.spacing"),
        (("0 07:00 U 50", "0 18:00 E 40"), "spacing", Grade.FINE, "check.spacing"),
        (("0 18:00 L 50", "1 18:00 L 50"), "muscles", Grade.WATCH, "watch.muscles"),
        (("2 18:00 LG 90", "3 18:00 L* 50"), "after_long", Grade.FIX, "hard.before_heavy"),
        (("2 18:00 LG 60", "3 18:00 L* 50"), "after_long", Grade.WATCH, "watch.after_long"),
        (("0 21:00 H8 24",), "late", Grade.WATCH, "watch.late"),
        (tuple(f"{d} 18:00 E 30" for d in range(7)), "rest", Grade.FIX, "hard.no_rest_day"),
        (tuple(f"{d} 18:00 E 30" for d in range(5)), "number", Grade.WATCH, "watch.many"),
        (("0 18:00 H8 24", "2 18:00 H8 24", "4 18:00 H8 24"), "number", Grade.WATCH, "watch.intervals"),
        (("0 18:00 LG 60", "2 18:00 LG 60"), "long", Grade.FIX, "hard.two_long"),
    ],
)  # fmt: skip
def test_what_a_week_is_told(lines: tuple[str, ...], name: str, grade: Grade, code: str) -> None:
    found = checked(*lines)
    check = found["legs" if code == "hard.before_heavy" else name]

    assert (check.grade, codes(check)) == (grade, [code])


def test_the_worst_comes_first_and_every_name_once() -> None:
    grades = [c.grade for c in checked("0 17:00 E 60", "0 18:00 L* 50", "1 18:00 L 50").values()]

    assert grades == sorted(grades, key=list(Grade).index)


def test_before_a_race_steady_cardio_has_no_cap() -> None:
    lines = tuple(f"{d} 18:00 E 60" for d in range(5))

    assert {"steady", "number"} <= {n for n, c in checked(*lines).items() if c.grade is Grade.WATCH}
    assert {"steady", "number"} <= {n for n, c in checked(*lines, race=True).items() if c.grade is Grade.FINE}


def test_easy_sessions_without_talking_are_watched() -> None:
    assert codes(checked("0 18:00 E 30", failed=30)["pace"]) == ["watch.pace"]
    assert codes(checked("0 18:00 E 30")["pace"]) == ["check.pace"]


def test_a_taken_time_begins_when_the_other_session_is_over() -> None:
    told = ToldWeek().placed(ToldSession(0, SessionType.LOWER, time(18), 60, heavy=True))
    told = told.placed(ToldSession(0, SessionType.EASY, time(18), 30, mode=Mode.RUN))
    told = told.placed(ToldSession(0, SessionType.HIIT, time(6, 30), 24, mode=Mode.BIKE))

    made = sessions_of(told)
    assert [(s.start, s.type, s.intervals) for s in made] == [
        (time(6, 30), SessionType.HIIT, 8),
        (time(18), SessionType.LOWER, None),
        (time(19), SessionType.EASY, None),
    ]
    assert sessions_of(as_told(made)) == made


def test_only_easy_and_long_minutes_fail_the_talk_test() -> None:
    told = as_told(week("0 18:00 E 30", "2 18:00 H8 24", "5 08:00 LG 90", "3 18:00 U 50"))

    assert failed_easy_minutes(told) == 0
    assert failed_easy_minutes(ToldWeek(told.sessions, talks=False)) == 120
