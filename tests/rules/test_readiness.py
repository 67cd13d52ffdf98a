"""Today only: the gate, "Easier" and "Short on time" (F-23, G-32, G-70, G-71)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import Mode, Region
from rules.checkin import Illness, Pain, Wellness
from rules.readiness import easier, gate, short, short_day
from rules.sessions import Band, ExerciseSet, Session, SessionType, SetKind, note

DAY = date(2026, 11, 25)


def session(kind: SessionType, minutes: int, **more: Any) -> Session:
    """A session on Wednesday evening."""
    return Session("20261123-1", 2, time(18), minutes, kind, **more)


def lift(exercise_id: str, sets: int, kind: SetKind = SetKind.MAIN, priority: int = 1) -> ExerciseSet:
    """Sets of 4-6 at 2 in reserve."""
    return ExerciseSet(exercise_id, kind, sets, 4, 6, 2, 150, 80.0, priority=priority)


LEGS = session(
    SessionType.LOWER,
    60,
    heavy=True,
    rir=2,
    exercises=(
        lift("back_squat", 4),
        lift("romanian_deadlift", 4),
        lift("split_squat", 3, SetKind.ACCESSORY, 2),
        lift("plank", 2, SetKind.ISOLATION, 5),
    ),
)
FULL = session(
    SessionType.FULL,
    55,
    heavy=True,
    rir=2,
    exercises=(lift("back_squat", 4), lift("bench_press", 3), lift("barbell_row", 3)),
)
HIIT = session(SessionType.HIIT, 28, mode=Mode.BIKE, intervals=10)
RUN_HIIT = session(SessionType.HIIT, 24, mode=Mode.RUN, intervals=8)
TEMPO = session(SessionType.TEMPO, 35, mode=Mode.RUN)
LONG = session(SessionType.LONG, 66, mode=Mode.RUN, flags=frozenset({"long"}))
EASY = session(SessionType.EASY, 30, mode=Mode.RUN)
FINISH = session(SessionType.FINISH, 15, mode=Mode.BIKE)


@pytest.mark.parametrize(
    ("wellness", "rule"),
    [
        (Wellness(DAY, sleep_h=4.5), "G-70"),
        (Wellness(DAY, soreness_legs=8), "G-70"),
        (Wellness(DAY, illness=Illness.MILD), "G-32"),
    ],
)
@pytest.mark.parametrize("hard", [HIIT, TEMPO])
def test_hard_cardio_becomes_easy_on_a_bad_day(hard: Session, wellness: Wellness, rule: str) -> None:
    answer = gate(hard, wellness)

    assert answer is not None
    assert answer.rule_id == rule
    assert answer.session is not None
    assert answer.session.type is SessionType.EASY
    assert 20 <= answer.session.minutes <= 30
    assert (answer.session.intervals, answer.session.work) == (None, None)


@pytest.mark.parametrize(
    "fine",
    [Wellness(DAY), Wellness(DAY, sleep_h=5.0), Wellness(DAY, soreness_legs=7, soreness_upper=9)],
)
def test_an_ordinary_day_changes_nothing(fine: Wellness) -> None:
    assert gate(HIIT, fine) is None
    assert gate(LEGS, fine) is None


def test_heavy_legs_lose_a_set_and_keep_a_rep_after_a_short_night() -> None:
    answer = gate(LEGS, Wellness(DAY, sleep_h=4))

    assert answer is not None
    assert answer.session is not None
    assert [e.sets for e in answer.session.exercises] == [3, 3, 2, 1]
    assert {e.rir for e in answer.session.exercises} == {3}
    assert answer.offers == ()


def test_both_at_once_offer_the_upper_body_or_rest() -> None:
    answer = gate(LEGS, Wellness(DAY, sleep_h=4, soreness_legs=9))

    assert answer is not None
    assert answer.offers == ("upper", "rest")


@pytest.mark.parametrize("tired", [Wellness(DAY, sleep_h=4), Wellness(DAY, soreness_legs=9)])
def test_easy_and_upper_sessions_stay_as_they_are(tired: Wellness) -> None:
    assert gate(EASY, tired) is None
    assert gate(session(SessionType.UPPER, 50), tired) is None


def test_fever_means_rest() -> None:
    answer = gate(EASY, Wellness(DAY, fever=True))

    assert answer is not None
    assert answer.session is None


def test_a_cold_halves_the_sets_and_keeps_easy_cardio_easy() -> None:
    cold = Wellness(DAY, illness=Illness.MILD)

    legs, long = gate(LEGS, cold), gate(LONG, cold)

    assert legs is not None
    assert legs.session is not None
    assert [e.sets for e in legs.session.exercises] == [2, 2, 2, 1]
    assert min(e.rir for e in legs.session.exercises) == 4
    assert not legs.session.heavy
    assert long is not None
    assert long.session is not None
    assert (long.session.minutes, long.session.effort) == (30, Band(2, 3))


def test_a_painful_knee_moves_running_intervals_to_an_easy_ride() -> None:
    answer = gate(RUN_HIIT, Wellness(DAY), (Pain(Region.KNEE, 4),), frozenset({Mode.BIKE, Mode.WALK}))

    assert answer is not None
    assert answer.rule_id == "F-23"
    assert answer.session is not None
    assert (answer.session.type, answer.session.mode) == (SessionType.EASY, Mode.BIKE)
    assert gate(RUN_HIIT, Wellness(DAY), (Pain(Region.KNEE, 3),)) is None
    assert gate(RUN_HIIT, Wellness(DAY), (Pain(Region.WRIST, 6),)) is None


@given(
    st.sampled_from([LEGS, FULL, HIIT, TEMPO, LONG, EASY, FINISH]),
    st.floats(0, 14),
    st.integers(0, 10),
    st.sampled_from([None, *Illness]),
)
def test_the_gate_never_makes_a_session_harder(
    planned: Session, sleep: float, legs: int, illness: Illness | None
) -> None:
    answer = gate(planned, Wellness(DAY, sleep_h=sleep, soreness_legs=legs, illness=illness))

    if answer is not None and answer.session is not None:
        assert answer.session.minutes <= planned.minutes
        assert sum(e.sets for e in answer.session.exercises) <= sum(e.sets for e in planned.exercises)
        assert (answer.session.intervals or 0) <= (planned.intervals or 0)


@pytest.mark.parametrize(
    ("planned", "kind", "minutes"),
    [
        (HIIT, SessionType.EASY, 25),
        (RUN_HIIT, SessionType.EASY, 20),
        (TEMPO, SessionType.EASY, 30),
        (EASY, SessionType.EASY, 20),
        (LONG, SessionType.LONG, 45),
        (replace(EASY, minutes=20), SessionType.EASY, 15),
        (FINISH, SessionType.FINISH, 15),
        (LEGS, SessionType.LOWER, 60),
    ],
)
def test_easier_today(planned: Session, kind: SessionType, minutes: int) -> None:
    eased = easier(planned)

    assert (eased.type, eased.minutes) == (kind, minutes)


def test_easier_strength_loses_a_set_and_keeps_a_rep_more() -> None:
    eased = easier(LEGS)

    assert [e.sets for e in eased.exercises] == [3, 3, 2, 1]
    assert eased.rir == 3


@pytest.mark.parametrize(
    ("planned", "form", "expected"),
    [
        (HIIT, 30, (SessionType.HIIT, 24, 8)),
        (HIIT, 15, (SessionType.HIIT, 16, 6)),
        (replace(HIIT, intervals=6, minutes=20), 30, (SessionType.HIIT, 20, 6)),
        (replace(HIIT, intervals=8, minutes=20), 30, (SessionType.HIIT, 20, 8)),
        (TEMPO, 30, (SessionType.EASY, 30, None)),
        (LONG, 30, (SessionType.EASY, 30, None)),
        (LONG, 15, (SessionType.EASY, 15, None)),
        (EASY, 30, (SessionType.EASY, 30, None)),
        (LEGS, 30, (SessionType.LOWER, 30, None)),
        (LEGS, 15, (SessionType.LOWER, 15, None)),
    ],
)
def test_short_on_time(planned: Session, form: int, expected: tuple[SessionType, int, int | None]) -> None:
    shortened = short(planned, form)

    assert shortened is not None
    assert (shortened.type, shortened.minutes, shortened.intervals) == expected


def test_half_an_hour_of_strength_keeps_the_first_priority() -> None:
    shortened = short(LEGS, 30)

    assert shortened is not None
    assert [e.exercise_id for e in shortened.exercises] == ["back_squat", "romanian_deadlift"]


def test_a_quarter_of_an_hour_keeps_the_first_lift_and_a_push_or_pull() -> None:
    shortened = short(FULL, 15)

    assert shortened is not None
    assert [(e.exercise_id, e.sets, e.superset) for e in shortened.exercises] == [
        ("back_squat", 2, "A"),
        ("bench_press", 2, "A"),
    ]


def test_finishers_go_first() -> None:
    assert short(FINISH, 30) is None
    assert [s.type for s in short_day((LEGS, FINISH), 30)] == [SessionType.LOWER]


def test_short_intervals_carry_the_reason_for_fewer_than_eight() -> None:
    shortened = short(HIIT, 15)

    assert shortened is not None
    assert "reduced" in shortened.flags


def test_the_pacing_line_follows_what_changed() -> None:
    planned = replace(LEGS, pace_note=note("pace.strength", rir=2))
    fast = replace(HIIT, pace_note=note("pace.intervals", effort_low=8, effort_high=9, n=10))

    assert easier(planned).pace_note == note("pace.strength", rir=3)
    assert easier(fast).pace_note == note("pace.easy", effort_low=2, effort_high=4)
    shortened = short(fast, 15)
    assert shortened is not None
    assert shortened.pace_note == note("pace.intervals", effort_low=8, effort_high=9, n=6)
