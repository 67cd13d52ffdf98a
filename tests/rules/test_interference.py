"""Session counts and the interference score come out as the specification's reference values (0.6, D-60)."""

from __future__ import annotations

from datetime import time

import pytest

from rules.athlete import FixedSession, Level, Mode
from rules.fixed import as_session, as_sessions
from rules.interference import band, counts, intense, is_hard, score_week
from rules.plan import Counts
from rules.sessions import Session, SessionType
from tests.rules.week_builder import session, week

NOVICE, INTERMEDIATE, ADVANCED = Level.NOVICE, Level.INTERMEDIATE, Level.ADVANCED


def after(day: int, strength: str, finisher: int, mode: str = "bike") -> tuple[str, str]:
    """Lifting at 18:00 with a finisher right after it."""
    minutes = int(strength.split()[1])
    hour, minute = divmod(18 * 60 + minutes, 60)
    return f"{day} 18:00 {strength}", f"{day} {hour:02}:{minute:02} F {finisher} {mode}"


BEG5 = (
    *after(0, "U 50", 20),
    "1 18:00 H6 20",
    *after(2, "L 60", 15),
    *after(4, "FB 55", 20),
    "5 18:00 E 30 walk",
)
UND6 = (
    *after(0, "L* 60", 15),
    *after(1, "U 50", 20),
    "2 18:00 PR 20",
    "2 18:20 H8 24",
    *after(3, "U 50", 15),
    *after(4, "L 60", 20),
    "5 18:00 PR 20",
    "5 18:20 LG 50",
)
B1_6 = ("0 18:00 L* 60", "1 18:00 U 50", "2 18:00 E 30", "3 18:00 L* 60", "4 18:00 U 50", "5 18:00 E 40")
B2_6 = (
    "0 18:00 L* 60",
    "1 18:00 H8 24",
    "2 18:00 U 50",
    "3 18:00 H8 24",
    "4 18:00 FB 55",
    "5 18:00 LG 50",
)
B2_6A = (
    *after(0, "L* 60", 15),
    "1 18:00 H8 24 run",
    *after(2, "U 50", 20, "row"),
    *after(3, "POWER 40", 15, "run"),
    "4 18:00 CIRCUIT 40",
    "5 18:00 LG 60",
)
B3_6 = (
    "0 18:00 FB* 45",
    "1 18:00 E 40",
    "2 18:00 H10 28 run",
    "3 18:00 U 40",
    "4 18:00 E 40",
    "5 18:00 LG 90",
)
RUN_THEN_LIFT = tuple(
    line
    for day, kind in enumerate(("L*", "U", "L*", "U", "L*"))
    for line in (f"{day} 17:00 E 45", f"{day} 17:45 {kind} 50")
)
LIFT_THEN_RUN = tuple(
    line
    for day, kind in enumerate(("L*", "U", "L*", "U", "L*"))
    for line in (f"{day} 17:00 {kind} 50", f"{day} 17:50 E 45")
)
ALTERNATE = ("0 17:00 L* 50", "1 17:00 E 45", "2 17:00 U 50", "3 17:00 E 45", "4 17:00 L* 50", "5 17:00 E 45")
LIFTING_ONLY = ("0 17:00 L* 50", "1 17:00 U 50", "3 17:00 L* 50", "4 17:00 U 50")
SIXTY_MILES = (
    *(f"{day} 06:30 E 80" for day in range(5)),
    "5 08:00 LG 140",
    "0 18:00 L* 60",
    "1 18:00 U 60",
    "3 18:00 L* 60",
    "4 18:00 U 60",
)
THREE_RUN_LIFT = tuple(
    line
    for day, kind in ((0, "L*"), (2, "U"), (4, "L*"))
    for line in (f"{day} 17:00 E 45", f"{day} 17:45 {kind} 50")
)


@pytest.mark.parametrize(
    ("lines", "level", "total"),
    [
        pytest.param(BEG5, NOVICE, 11, id="BEG5"),
        pytest.param(UND6, INTERMEDIATE, 24, id="UND6"),
        pytest.param(B1_6, INTERMEDIATE, 3, id="B1 D6"),
        pytest.param(B2_6, INTERMEDIATE, 10, id="B2 D6"),
        pytest.param(B2_6A, ADVANCED, 22, id="B2 D6 advanced"),
        pytest.param(B3_6, INTERMEDIATE, 30, id="B3 D6"),
        pytest.param(RUN_THEN_LIFT, INTERMEDIATE, 63, id="G34a run then lift"),
        pytest.param(LIFT_THEN_RUN, INTERMEDIATE, 52, id="G34b lift then run"),
        pytest.param(ALTERNATE, INTERMEDIATE, 14, id="G34c alternate days"),
        pytest.param(LIFTING_ONLY, INTERMEDIATE, 0, id="G34d no cardio"),
        pytest.param(SIXTY_MILES, INTERMEDIATE, 62, id="60 miles a week"),
        pytest.param(THREE_RUN_LIFT, INTERMEDIATE, 32, id="G34 self-assessment"),
        pytest.param((), NOVICE, 0, id="an empty week"),
    ],
)
def test_scores_are_the_reference_values(lines: tuple[str, ...], level: Level, total: int) -> None:
    assert score_week(week(*lines), level).total == total


@pytest.mark.parametrize(
    ("lines", "pairing"),
    [
        (("0 17:00 E 45", "0 17:45 L* 50"), 10),
        (("0 17:00 L* 50", "0 17:50 E 45"), 5),
        (("0 08:00 L* 50", "0 13:50 E 45"), 2),
        (("0 08:00 L* 50", "0 14:50 E 45"), 1),
        (("0 17:00 L* 50", "1 17:00 E 45"), 0),
        (("0 17:00 H8 24", "1 17:00 L* 50"), 6),
        (("0 18:00 L* 50", "1 17:59 H8 24"), 4.5),
        (("0 18:00 L* 50", "1 18:00 H8 24"), 0),
        (("0 18:00 L* 50", "0 18:00 E 45"), 5),
        (("0 08:00 E 60", "0 12:00 L* 50"), 5),
        (("0 08:00 E 60", "0 11:59 L* 50"), 7),
        (("0 08:00 E 60", "0 15:00 L* 50"), 3),
        (("0 08:00 L* 60", "0 10:59 E 20"), 4),
    ],
)
def test_a_pair_is_judged_by_order_gap_and_intensity(lines: tuple[str, ...], pairing: float) -> None:
    assert score_week(week(*lines), ADVANCED).pairing == pytest.approx(pairing)


def test_three_runs_before_lifting_use_three_quarters_of_the_pairing_maximum() -> None:
    assert score_week(week(*THREE_RUN_LIFT), INTERMEDIATE).pairing / 25 == pytest.approx(0.75, abs=0.005)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (BEG5, Counts(3.0, 3.5, 1)),
        (UND6, Counts(5.0, 4.0, 1)),
        (B1_6, Counts(4.0, 2.0, 0)),
        (B2_6, Counts(3.0, 3.0, 2)),
        (B2_6A, Counts(4.0, 3.5, 1)),
        (B3_6, Counts(2.0, 4.0, 1)),
        (("0 18:00 M 20", "1 18:00 R 30", "2 18:00 E 10 walk"), Counts(0.5, 0.0, 0)),
    ],
)
def test_counts_follow_the_half_count_for_finishers_and_primers(
    lines: tuple[str, ...], expected: Counts
) -> None:
    assert counts(week(*lines)) == expected


@pytest.mark.parametrize(
    ("line", "is_intense"),
    [
        ("0 18:00 H8 24", True),
        ("0 18:00 T 35", True),
        ("0 18:00 LG 76 run", True),
        ("0 18:00 LG 75 run", False),
        ("0 18:00 LG 180 bike", False),
        ("0 18:00 E 40", False),
        ("0 18:00 L* 60", False),
    ],
)
def test_intense_means_intervals_tempo_or_a_long_run(line: str, is_intense: bool) -> None:
    assert intense(session(line)) is is_intense


def test_hard_counts_heavy_legs_but_never_heavy_upper_body() -> None:
    assert is_hard(session("0 18:00 L* 60"))
    assert is_hard(session("0 18:00 FB* 60"))
    assert not is_hard(session("0 18:00 U* 50"))
    assert not is_hard(session("0 18:00 L 60"))


def test_the_rest_term_counts_a_missing_rest_day_and_long_streaks() -> None:
    every_day = week(*(f"{day} 18:00 E 20" for day in range(7)))
    streak = week("0 18:00 L* 60", "1 18:00 H8 24", "2 18:00 L* 60", "3 18:00 H8 24")
    assert score_week(every_day, NOVICE).rest == 10
    assert score_week(streak, NOVICE).rest == 10
    assert score_week(streak[:3], NOVICE).rest == 5


def test_the_quality_term_counts_tempo_and_easy_minutes_that_failed_the_talk_test() -> None:
    sessions = week("0 18:00 T 30", "2 18:00 E 30", "4 18:00 H8 24")
    assert score_week(sessions, NOVICE).quality == 5
    assert score_week(sessions, NOVICE, failed_easy_minutes=15).quality == 7.5
    assert score_week(week("4 18:00 H8 24"), NOVICE, failed_easy_minutes=15).quality == 0


@pytest.mark.parametrize(
    ("total", "word"),
    [
        (0, "low"),
        (20, "low"),
        (21, "moderate"),
        (40, "moderate"),
        (41, "high"),
        (60, "high"),
        (61, "very_high"),
    ],
)
def test_bands_have_closed_upper_borders(total: int, word: str) -> None:
    assert band(total) == word


@pytest.mark.parametrize(
    ("rpe", "kind", "intervals"),
    [(5, SessionType.EASY, None), (6, SessionType.TEMPO, None), (8, SessionType.HIIT, 22)],
)
def test_a_fixed_session_is_scored_by_its_effort(rpe: int, kind: SessionType, intervals: int | None) -> None:
    read: Session = as_session(FixedSession(2, time(19), 90, "team_sport", rpe), 1)
    assert (read.type, read.intervals, read.mode) == (kind, intervals, Mode.RUN)


def test_short_fixed_sessions_do_not_count_but_the_others_do() -> None:
    commute = as_sessions(
        FixedSession(day, time(8), minutes, "commute_bike", 3) for day, minutes in ((1, 15), (0, 25))
    )
    assert [s.day for s in commute] == [0, 1]
    assert counts(commute) == Counts(0.0, 1.0, 0)
