"""Cardio sessions as prescribed: work, effort, notes (D-10, F-20, F-21, F-30, F-50, F-60, F-80)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from rules.athlete import Age, Event, EventType, Goal, Mode, RecentRace
from rules.cardio.easy import for_heat, grown, in_deload
from rules.cardio.session import prescribed
from rules.cardio.tempo import is_tempo_week, tempo_allowed, tempo_minutes, tempo_work
from rules.levels import assess
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.screening import Restrictions
from rules.sessions import Band, Session, SessionType, note
from rules.state import Adjustments
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE, athlete

MONDAY = date(2026, 3, 2)
RACE = RecentRace(5_000, 1_500, MONDAY)


def context(profile: Any = INTERMEDIATE, phase: PhaseName = PhaseName.B3, **more: Any) -> PrescriptionContext:
    return PrescriptionContext(profile, assess(profile), phase, MONDAY, **more)


def session(kind: SessionType, minutes: int, mode: Mode = Mode.RUN, **more: Any) -> Session:
    return Session("s1", 1, time(18), minutes, kind, mode=mode, **more)


def codes(done: Session) -> list[str]:
    return [note.code for note in done.notes]


def test_intervals_fill_their_minutes_exactly() -> None:
    done = prescribed(session(SessionType.HIIT, 24, Mode.BIKE, intervals=8), context())
    assert done.work is not None
    assert done.work.warmup_min + 2 * done.work.n + done.work.cooldown_min == 24
    short = prescribed(session(SessionType.HIIT, 20, Mode.BIKE, intervals=8), context()).work
    assert short is not None
    assert (short.warmup_min, short.cooldown_min) == (3, 1)


def test_interval_effort_by_level_and_on_the_ramp() -> None:
    hiit = session(SessionType.HIIT, 20, Mode.BIKE, intervals=6)
    efforts = [prescribed(hiit, context(profile)).effort for profile in (BEGINNER, INTERMEDIATE)]
    assert efforts == [Band(7, 8), Band(8, 9)]
    brisk = prescribed(hiit, context(INACTIVE, PhaseName.BEGINNER, onramp=True))
    assert (brisk.effort, brisk.rpe) == (Band(6, 6), 6)
    assert "D-16" in brisk.rule_ids


def test_advanced_endurance_goes_to_nine() -> None:
    strong = athlete(ADVANCED, current_cardio_min_per_week=300)
    assert prescribed(session(SessionType.HIIT, 24, intervals=8), context(strong)).effort == Band(9, 9)


def test_easy_and_long_are_by_talk_with_heart_rate_and_pace_as_helpers() -> None:
    profile = athlete(age=Age(30), resting_hr=60, recent_race=RACE)
    done = prescribed(session(SessionType.EASY, 30), context(profile))
    assert (done.effort, done.heart_rate_bpm, done.pace_s_per_km) == (
        Band(2, 4),
        Band(111, 136),
        Band(379, 417),
    )
    on_bike = prescribed(session(SessionType.EASY, 30, Mode.BIKE), context(profile))
    assert on_bike.pace_s_per_km is None
    assert {"F-01", "F-02", "F-04", "F-30"} <= set(on_bike.rule_ids)


def test_slowed_down_after_failed_talk_tests() -> None:
    profile = athlete(age=Age(30), resting_hr=60, recent_race=RACE)
    ctx = context(profile, adjustments=Adjustments(pace_slow=0.05, hr_down_bpm=5))
    done = prescribed(session(SessionType.LONG, 60), ctx)
    assert (done.heart_rate_bpm, done.pace_s_per_km) == (Band(111, 131), Band(398, 438))


def test_expected_effort_is_that_of_the_catalogue() -> None:
    kinds = [
        (SessionType.FINISH, 3),
        (SessionType.EASY, 3),
        (SessionType.LONG, 4),
        (SessionType.TEMPO, 6),
        (SessionType.HIIT, 8),
        (SessionType.ACTIVE, 1),
        (SessionType.EVENT, 9),
    ]
    for kind, rpe in kinds:
        assert prescribed(session(kind, 30, intervals=8), context()).rpe == rpe


def test_light_limits_lower_the_effort() -> None:
    ctx = context(restrictions=Restrictions(light=True, max_cardio_rpe=3, min_rir=4))
    done = prescribed(session(SessionType.LONG, 30, Mode.BIKE), ctx)
    assert (done.rpe, done.effort) == (3, Band(2, 3))


def test_novice_runners_get_walk_breaks() -> None:
    ctx = context(BEGINNER, PhaseName.BEGINNER)
    assert "do.run_walk" in codes(prescribed(session(SessionType.EASY, 30), ctx))
    assert "do.run_walk" not in codes(prescribed(session(SessionType.EASY, 30, Mode.BIKE), ctx))
    assert "do.run_walk" not in codes(prescribed(session(SessionType.EASY, 30), context()))


def test_tempo_grows_from_two_eights_to_three_tens() -> None:
    shapes = [(tempo_work(k).n, tempo_work(k).work_s // 60, tempo_minutes(k)) for k in (1, 2, 3, 4, 9)]
    assert shapes == [(2, 8, 33), (2, 10, 37), (3, 8, 43), (3, 10, 49), (3, 10, 49)]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("minutes", [30, 35, 40, 45, 50])
def test_tempo_fits_its_minutes(number: int, minutes: int) -> None:
    work = tempo_work(number, minutes)
    total = work.n * work.work_s + (work.n - 1) * work.rest_s
    assert total / 60 + work.warmup_min + work.cooldown_min <= minutes
    assert work.warmup_min >= 5


def test_tempo_is_for_racers_with_some_endurance_in_even_weeks() -> None:
    racer = athlete(goal=Goal.RACE)
    assert tempo_allowed(assess(racer), PhaseName.B3)
    assert not tempo_allowed(assess(racer), PhaseName.B2)
    assert not tempo_allowed(assess(INTERMEDIATE), PhaseName.B3)
    assert not tempo_allowed(assess(athlete(BEGINNER, goal=Goal.RACE)), PhaseName.B3)
    assert [week for week in range(1, 7) if is_tempo_week(week)] == [2, 4, 6]


def test_tempo_pace_comes_from_the_race() -> None:
    done = prescribed(session(SessionType.TEMPO, 35), context(athlete(recent_race=RACE), week_in_phase=2))
    assert (done.effort, done.pace_s_per_km) == (Band(6, 7), Band(322, 322))
    assert done.work is not None
    assert (done.work.n, done.work.work_s) == (2, 480)


@pytest.mark.parametrize(
    ("event", "week", "minutes", "part"),
    [
        (EventType.MARATHON, 2, 90, 20),
        (EventType.MARATHON, 4, 113, 30),
        (EventType.MARATHON, 3, 113, None),
        (EventType.MARATHON, 4, 89, None),
        (EventType.HALF, 3, 70, 15),
        (EventType.HALF, 6, 90, 20),
        (EventType.HALF, 2, 70, None),
        (EventType.K10, 2, 90, None),
    ],
)
def test_long_runs_end_at_race_effort_in_some_weeks(
    event: EventType, week: int, minutes: int, part: int | None
) -> None:
    ctx = context(event=Event(event, date(2026, 6, 7)), week_in_phase=week)
    done = prescribed(session(SessionType.LONG, minutes), ctx)
    found = [dict(note.values)["minutes"] for note in done.notes if note.code == "do.race_effort"]
    assert found == ([] if part is None else [part])
    assert ("race_effort" in done.flags) is (part is not None)


def test_no_race_effort_in_a_deload_or_on_the_bike() -> None:
    event = Event(EventType.MARATHON, date(2026, 6, 7))
    deload = context(event=event, week_in_phase=2, deload=True)
    assert "do.race_effort" not in codes(prescribed(session(SessionType.LONG, 100), deload))
    biking = context(event=event, week_in_phase=2)
    assert "do.race_effort" not in codes(prescribed(session(SessionType.LONG, 100, Mode.BIKE), biking))


def test_easy_minutes_grow_by_five_and_shrink_in_deloads() -> None:
    assert [grown(20), grown(38), grown(40), grown(50)] == [25, 40, 40, 50]
    assert [grown(15, finisher=True), grown(20, finisher=True)] == [20, 20]
    assert [in_deload(40), in_deload(30), in_deload(20)] == [30, 20, 15]


def test_heat_takes_the_hard_work_out_and_a_fifth_of_the_minutes() -> None:
    easy = prescribed(session(SessionType.EASY, 40), context(athlete(recent_race=RACE)))
    hot = for_heat(easy)
    assert (hot.minutes, hot.heart_rate_bpm, hot.pace_s_per_km) == (30, None, None)
    timed = replace(
        easy, pace_note=note("pace.easy", effort_low=2, effort_high=3, hr_low=111, hr_high=136, pace_fast=360)
    )
    assert for_heat(timed).pace_note == note("pace.easy", effort_low=2, effort_high=3)
    hiit = for_heat(prescribed(session(SessionType.HIIT, 24, intervals=8), context()))
    assert (hiit.type, hiit.intervals, hiit.work, hiit.minutes) == (SessionType.EASY, None, None, 20)
    assert codes(hiit)[-1] == "change.heat_hard"
    assert hiit.pace_note == note("pace.easy", effort_low=2, effort_high=4)
    assert for_heat(hot) is hot
    lifting = session(SessionType.UPPER, 50)
    assert for_heat(lifting) is lifting
