"""Paces, predictions, heart-rate zones, talk test and ladder (F-01 to F-06)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from rules.athlete import Age, EventType, RecentRace
from rules.cardio.heart_rate import easy_zone, max_hr
from rules.cardio.pace import (
    HALF_M,
    MARATHON_M,
    current_vdot,
    easy_band,
    event_pace,
    pace_at,
    predict_s,
    prediction_range,
    tempo_pace,
    vdot,
)
from rules.cardio.talk import answer_note, next_rung, run_walk
from rules.checkin import TalkTest
from rules.sessions import Band
from tests.rules.athletes import athlete

TODAY = date(2026, 3, 2)
PASS, BORDER, FAIL = TalkTest.COMFORTABLE, TalkTest.BORDERLINE, TalkTest.NOT_COMFORTABLE


def clock(text: str) -> int:
    parts = [int(part) for part in text.split(":")]
    return sum(part * 60**power for power, part in enumerate(reversed(parts)))


@pytest.mark.parametrize(
    ("distance_m", "time", "value", "easy", "tempo"),
    [
        (5_000, "25:00", 38.3, ("6:19", "6:57"), "5:22"),
        (10_000, "50:00", 40.0, ("6:07", "6:43"), "5:11"),
        (HALF_M, "1:45:00", 42.6, ("5:49", "6:24"), "4:56"),
    ],
)
def test_paces_follow_from_a_race(
    distance_m: float, time: str, value: float, easy: tuple[str, str], tempo: str
) -> None:
    found = vdot(distance_m, clock(time))
    assert found == pytest.approx(value, abs=0.1)
    assert easy_band(found) == Band(clock(easy[0]), clock(easy[1]))
    assert tempo_pace(found) == clock(tempo)


def test_pace_is_the_inverse_of_the_oxygen_formula() -> None:
    speed = 60_000 / pace_at(30.0)
    assert -4.60 + 0.182258 * speed + 0.000104 * speed**2 == pytest.approx(30.0)


def test_failed_talk_tests_slow_the_band_by_a_twentieth() -> None:
    assert easy_band(38.31, slower=0.05) == Band(398, 438)


def test_half_marathon_predicts_the_marathon_as_a_range() -> None:
    seconds = predict_s(HALF_M, clock("1:45:00"), MARATHON_M)
    assert seconds == pytest.approx(clock("3:45:00"), abs=60)
    assert prediction_range(seconds).low == pytest.approx(clock("3:38:00"), abs=60)
    assert prediction_range(seconds).high == pytest.approx(clock("3:52:00"), abs=60)
    assert predict_s(5_000, 1_500, 10_000) == pytest.approx(1_500 * 2**1.06)


@pytest.mark.parametrize(
    ("days", "factor"), [(0, 1.0), (90, 1.0), (91, 0.97), (180, 0.97), (181, None), (-1, None)]
)
def test_old_results_count_less_and_then_no_more(days: int, factor: float | None) -> None:
    race = RecentRace(5_000, 1_500, TODAY - timedelta(days=days))
    fresh = vdot(5_000, 1_500)
    expected = None if factor is None else pytest.approx(factor * fresh)
    assert current_vdot(race, TODAY) == expected


@pytest.mark.parametrize(
    ("distance_m", "time_s"), [(1_400, 400), (51_000, 20_000), (5_000, 600), (5_000, 4_000)]
)
def test_results_out_of_range_give_no_pace(distance_m: float, time_s: float) -> None:
    assert current_vdot(RecentRace(distance_m, time_s, TODAY), TODAY) is None


def test_race_pace_is_known_only_for_running_events_with_a_result() -> None:
    race = RecentRace(HALF_M, clock("1:45:00"), TODAY)
    assert event_pace(EventType.MARATHON, race, TODAY) == pytest.approx(320, abs=1)
    assert event_pace(EventType.HYROX, race, TODAY) is None
    assert event_pace(EventType.MARATHON, None, TODAY) is None


@pytest.mark.parametrize(
    ("age", "resting", "zone"),
    [
        (30, 60, (111, 136)),
        (45, 55, (104, 128)),
        (70, 65, (103, 121)),
        (35, None, (110, 138)),
        (70, None, (95, 119)),
    ],
)
def test_easy_heart_rate_zone(age: int, resting: int | None, zone: tuple[int, int]) -> None:
    assert easy_zone(athlete(age=Age(age), resting_hr=resting)) == Band(*zone)


@pytest.mark.parametrize(
    "changes",
    [
        {"age": Age(35, exact=False)},
        {"beta_blocker": True},
        {"conditions": frozenset({"atrial_arrhythmia"})},
        {"conditions": frozenset({"pregnant"})},
        {"conditions": frozenset({"hr_unfit"})},
    ],
)
def test_no_heart_rate_where_it_would_mislead(changes: dict[str, Any]) -> None:
    assert easy_zone(athlete(**changes)) is None


def test_a_known_maximum_makes_up_for_an_age_band() -> None:
    profile = athlete(age=Age(35, exact=False), max_hr=190)
    assert max_hr(profile) == 190
    assert easy_zone(profile) == Band(114, 143)


def test_failed_talk_tests_lower_the_ceiling_only() -> None:
    assert easy_zone(athlete(age=Age(30), resting_hr=60), down_bpm=5) == Band(111, 131)


def test_talk_test_answers_ask_for_what_they_should() -> None:
    assert [answer_note(a).code for a in (PASS, BORDER, FAIL)] == [
        "talk.passed",
        "talk.borderline",
        "talk.failed",
    ]
    assert dict(answer_note(BORDER).values) == {"percent": 5}


@pytest.mark.parametrize(
    ("level", "answers", "expected"),
    [
        (2, [PASS, PASS], 3),
        (2, [PASS], 2),
        (2, [PASS, BORDER], 2),
        (2, [PASS, PASS, FAIL], 1),
        (0, [FAIL], 0),
        (6, [PASS, PASS], 6),
        (2, [], 2),
    ],
)
def test_ladder_rises_after_two_passes_and_falls_after_a_fail(
    level: int, answers: list[TalkTest], expected: int
) -> None:
    assert next_rung(level, answers) == expected


def test_rungs_between_walking_and_running_name_their_minutes() -> None:
    rungs = [run_walk(level) for level in range(7)]
    assert rungs[0] is None
    assert rungs[6] is None
    assert [dict(r.values) for r in rungs[1:6] if r] == [
        {"level": level, "run_min": run, "walk_min": walk}
        for level, run, walk in [(1, 1, 2), (2, 1, 1), (3, 2, 1), (4, 3, 1), (5, 5, 1)]
    ]
