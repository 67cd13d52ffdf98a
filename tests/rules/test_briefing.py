"""Order and pacing lines, first match first (H-10, H-11)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from rules.athlete import Mode
from rules.briefing import order_line, pacing_line
from rules.levels import assess
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Band, Intervals, Note, Session, SessionType
from tests.rules.athletes import INTERMEDIATE

LIFT, HIIT, FINISH, EASY = SessionType.UPPER, SessionType.HIIT, SessionType.FINISH, SessionType.EASY


def session(kind: SessionType, start: str, minutes: int = 50, day: int = 0, **more: Any) -> Session:
    id_ = f"{kind}{day}{start}"
    return Session(id_, day, time.fromisoformat(start), minutes, kind, **more)


def context(phase: PhaseName = PhaseName.B1, **more: Any) -> PrescriptionContext:
    return PrescriptionContext(INTERMEDIATE, assess(INTERMEDIATE), phase, date(2026, 3, 2), **more)


def shown(note: Note | None) -> tuple[str, dict[str, Any]] | None:
    return None if note is None else (note.code, dict(note.values))


@pytest.mark.parametrize(
    ("cardio", "start", "expected"),
    [
        (FINISH, "18:50", ("order.lift_then_easy", {"minutes": 20})),
        (HIIT, "18:50", ("order.lift_then_intervals", {"rest_low": 5, "rest_high": 10})),
        (EASY, "20:50", ("order.lift_then_easy", {"minutes": 20})),
    ],
)
def test_one_session_is_lifting_first(cardio: SessionType, start: str, expected: tuple[str, Any]) -> None:
    week = [session(LIFT, "18:00"), session(cardio, start, 20)]
    assert shown(order_line(week[0], week)) == expected
    assert order_line(week[1], week) is None


@pytest.mark.parametrize(
    ("second", "code", "values"),
    [
        ("12:00", "order.partial_gap", {"gap_min": 310, "later_min": 50}),
        ("13:00", "order.full_gap", {"gap_min": 370}),
    ],
)
def test_two_sessions_name_their_gap(second: str, code: str, values: dict[str, int]) -> None:
    week = [session(LIFT, "06:00"), session(HIIT, second, 24)]
    for one in week:
        found = shown(order_line(one, week))
        assert found == (code, {"first": "06:00", "second": second} | values)


def test_cardio_first_is_named_as_the_exception() -> None:
    week = [session(EASY, "06:00", 30), session(LIFT, "18:00")]
    assert shown(order_line(week[1], week)) == (
        "order.cardio_first",
        {"first": "06:00", "second": "18:00", "gap_min": 690},
    )


def test_lifting_alone_next_to_intense_days_is_the_preferred_layout() -> None:
    lift = session(LIFT, "18:00", day=2)
    assert shown(order_line(lift, [lift, session(HIIT, "18:00", day=1)])) == ("order.own_day", {})
    assert order_line(lift, [lift, session(EASY, "18:00", day=1)]) is None
    assert order_line(lift, [lift, session(HIIT, "18:00", day=4)]) is None


def test_cardio_after_heavy_legs_is_by_effort() -> None:
    heavy = session(SessionType.LOWER, "18:00", day=0, heavy=True)
    run = session(EASY, "18:00", 30, day=1)
    assert shown(order_line(run, [heavy, run])) == ("order.heavy_legs_yesterday", {})
    moderate = session(SessionType.LOWER, "18:00", day=0)
    assert order_line(run, [moderate, run]) is None


def test_rest_and_movement_have_no_order() -> None:
    walk = session(SessionType.ACTIVE, "10:00", 30)
    assert order_line(walk, [walk]) is None


def test_easy_pacing_names_only_what_is_known() -> None:
    easy = session(EASY, "18:00", 30, effort=Band(2, 4))
    assert shown(pacing_line(easy, context())) == ("pace.easy", {"effort_low": 2, "effort_high": 4})
    known = session(
        EASY, "18:00", 30, effort=Band(2, 4), heart_rate_bpm=Band(111, 136), pace_s_per_km=Band(379, 417)
    )
    assert shown(pacing_line(known, context())) == (
        "pace.easy",
        {
            "effort_low": 2,
            "effort_high": 4,
            "hr_low": 111,
            "hr_high": 136,
            "pace_fast": 379,
            "pace_slow": 417,
        },
    )


@pytest.mark.parametrize(
    ("phase", "effort", "code"),
    [
        (PhaseName.B2, Band(8, 9), "pace.intervals"),
        (PhaseName.BEGINNER, Band(6, 6), "pace.brisk"),
        (PhaseName.TAPER, Band(8, 9), "pace.taper"),
    ],
)
def test_interval_pacing_names_work_and_rest(phase: PhaseName, effort: Band, code: str) -> None:
    hiit = session(HIIT, "18:00", 24, mode=Mode.BIKE, effort=effort, work=Intervals(8, 30, 90, 5, 3))
    found = shown(pacing_line(hiit, context(phase)))
    assert found is not None
    assert found[0] == code
    assert found[1] | {"n": 8, "work_s": 30, "rest_s": 90} == found[1]


def test_strength_pacing_is_reserve_and_changes_with_the_week() -> None:
    lift = session(LIFT, "18:00", rir=2)
    assert shown(pacing_line(lift, context())) == ("pace.strength", {"rir": 2})
    assert shown(pacing_line(lift, context(deload=True))) == ("pace.deload", {"rir": 2})
    assert shown(pacing_line(lift, context(PhaseName.TAPER))) == ("pace.taper", {"rir": 2})
    jumps = session(SessionType.POWER, "18:00", rir=5)
    assert shown(pacing_line(jumps, context())) == ("pace.power", {})


def test_tempo_and_movement_pacing() -> None:
    tempo = session(
        SessionType.TEMPO, "18:00", 35, effort=Band(6, 7), work=Intervals(2, 480, 120, 10, 5),
        pace_s_per_km=Band(322, 322),
    )  # fmt: skip
    assert shown(pacing_line(tempo, context())) == (
        "pace.tempo",
        {"effort_low": 6, "effort_high": 7, "n": 2, "minutes": 8, "pace": 322.0},
    )
    walk = session(SessionType.ACTIVE, "10:00", 30, effort=Band(1, 2))
    assert shown(pacing_line(walk, context())) == ("pace.active", {"effort_low": 1, "effort_high": 2})
    assert shown(pacing_line(session(SessionType.EVENT, "10:00"), context())) == ("pace.event", {})
