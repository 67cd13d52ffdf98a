"""G11 to G18: little time, much time, age, high mileage, screening, pregnancy, age limits."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cli.speaking import Speaker
from rules.athlete import Age, Level, Mode, Overall
from rules.errors import OnHold, OutOfRange, TooYoung
from rules.exercises import EXERCISES, Pattern
from rules.levels import assess
from rules.nutrition import protein, supplements
from rules.plan import Model, PhaseName, Plan
from rules.planning import build_plan
from rules.screening import clear, effective, screen
from rules.sessions import Band, SessionType, SetKind, note
from rules.state import Screening, Standing
from tests.golden.athletes import (
    MARATHON_IN_FORTY,
    MARATHON_IN_TWO,
    MARATHONER,
    MONDAY,
    WALKER,
    deloads_of,
    phases_of,
    plan_of,
)
from tests.golden.universal import check_plan, is_heavy, is_long
from tests.rules.athletes import INTERMEDIATE

HARD = (SessionType.HIIT, SessionType.TEMPO)
LIGHT_WEEKS = 4


@pytest.fixture(scope="module")
def forty() -> Plan:
    return plan_of(MARATHON_IN_FORTY)


@pytest.fixture(scope="module")
def marathoner() -> Plan:
    return plan_of(MARATHONER)


def test_g11_two_weeks_to_a_marathon_are_taper_only() -> None:
    plan = plan_of(MARATHON_IN_TWO)
    first, second = plan.weeks[:2]
    assert phases_of(plan) == "TAPER 2"
    assert first.cardio_minutes <= 120
    assert second.cardio_minutes <= 80
    assert max(s.minutes for s in first.sessions if is_long(s)) == 54
    assert not any(is_long(s) for s in second.sessions)
    assert note("warn.min_prep", event="marathon", weeks=2, needed=12, shorter="half") in plan.warnings


def test_g11_no_strength_and_nothing_heavy_near_the_event() -> None:
    plan = plan_of(MARATHON_IN_TWO)
    race = MARATHON_IN_TWO.events[0].date
    for week in plan.weeks[:2]:
        for s in (s for s in week.sessions if s.is_strength):
            assert race - week.date_of(s) > timedelta(days=3)
            assert not is_heavy(s) or race - week.date_of(s) >= timedelta(days=10)
        assert all((s.intervals or 0) <= 8 for s in week.sessions)


def test_g11_nothing_is_above_the_present_level() -> None:
    for week in plan_of(MARATHON_IN_TWO).weeks:
        assert week.cardio_minutes <= MARATHON_IN_TWO.current_cardio_min_per_week
        assert week.counts.strength <= MARATHON_IN_TWO.current_lifts_per_week
        assert all(s.minutes <= 120 for s in week.sessions if s.is_cardio)


def test_g12_forty_weeks_to_a_marathon(forty: Plan) -> None:
    assert phases_of(forty) == "GENERAL 19, B1 6, B2 6, B3 6, TAPER 3"
    assert deloads_of(forty) == [5, 10, 15, 19, 25, 31, 34]


def test_g12_never_more_than_five_loading_weeks_in_a_row(forty: Plan) -> None:
    light = [w.number for w in forty.weeks if w.deload or w.phase in (PhaseName.TAPER, PhaseName.RECOVERY)]
    assert all(b - a <= 6 for a, b in itertools.pairwise([0, *light]))


def test_g12_the_long_session_waits_for_its_block(forty: Plan) -> None:
    longs = {w.number: s.minutes for w in forty.weeks for s in w.sessions if is_long(s)}
    assert set(range(1, 40)) <= set(longs)
    assert max(longs[n] for n in range(1, 20)) <= 60
    assert max(longs[n] for n in range(20, 26)) <= 75
    assert max(longs.values()) <= 150
    assert [longs[n] for n in (26, 27, 28, 29, 30, 32, 33)] == [66, 72, 79, 86, 94, 103, 113]


def test_g13_an_active_walker_of_seventy() -> None:
    plan = plan_of(WALKER)
    assert (plan.s_level, plan.e_level) == (Level.NOVICE, Level.INTERMEDIATE)
    assert (plan.level, plan.model) == (Overall.INTERMEDIATE, Model.UNDULATING)
    assert not effective(screen(frozenset(), WALKER.age, 1, 120, MONDAY), MONDAY).light
    assert deloads_of(plan) == [4, 8, 12]
    for week in plan.weeks:
        assert len({s.day for s in week.sessions}) == 5
        assert week.counts.hiit <= 1
        assert week.score.total <= 20
        for s in week.sessions:
            assert s.type is not SessionType.POWER
            assert s.type is not SessionType.HIIT or (s.mode is not Mode.RUN and (s.intervals or 0) <= 8)
            day = [x.minutes for x in week.sessions if x.day == s.day]
            assert sum(day) <= 75
            for e in s.exercises:
                assert e.rir >= 2
                assert e.kind not in (SetKind.MAIN, SetKind.TOP, SetKind.BACKOFF) or e.reps_low >= 6
                assert EXERCISES[e.exercise_id].pattern is not Pattern.PLYO


@pytest.mark.parametrize(("resting", "zone"), [(None, Band(95, 119)), (65, Band(103, 121))])
def test_g13_easy_heart_rate(resting: int | None, zone: Band) -> None:
    plan = plan_of(replace(WALKER, resting_hr=resting), 1)
    easy = [s for s in plan.weeks[0].sessions if s.is_cardio and s.type not in HARD]
    assert easy
    assert {s.heart_rate_bpm for s in easy} == {zone}


def test_g15_high_mileage_is_held(marathoner: Plan) -> None:
    assert phases_of(marathoner) == "B1 5, B2 5, B3 5, TAPER 3"
    assert all("stepdown" not in w.flags for w in marathoner.weeks)
    assert marathoner.weeks[0].notes[0] == note("because.high_volume", current=540)
    for week in marathoner.weeks[:10]:
        assert week.deload or 486 <= week.cardio_minutes <= 540
    for week in marathoner.weeks[:15]:
        assert week.counts.strength >= 2
        assert sum(is_long(s) for s in week.sessions) == 1
        assert sum(s.type in HARD for s in week.sessions) == 1


def test_g15_growth_comes_in_the_last_block_and_slowly(marathoner: Plan) -> None:
    loading = [w.cardio_minutes for w in marathoner.weeks[:15] if not w.deload]
    assert len(set(loading[:8])) == 1
    assert all(b <= 1.1 * a for a, b in itertools.pairwise(loading))


def test_g15_the_taper_follows_its_curve(marathoner: Plan) -> None:
    block = [w.cardio_minutes for w in marathoner.weeks[10:15] if not w.deload][-3:]
    mean = sum(block) / 3
    for week, factor in zip(marathoner.weeks[15:18], (0.75, 0.60, 0.40), strict=True):
        assert week.cardio_minutes <= factor * mean
    counts = [w.counts.cardio for w in marathoner.weeks[14:18]]
    assert all(b >= 0.75 * a for a, b in itertools.pairwise(counts))


def test_g16_chest_pain_means_no_plan() -> None:
    held = screen(frozenset({"Q2"}), INTERMEDIATE.age, 3, 150, MONDAY)
    assert held.standing is Standing.HOLD_MEDICAL
    with pytest.raises(OnHold, match="medical"):
        build_plan(INTERMEDIATE, held, MONDAY)
    assert "doctor" in Speaker().hold(held.standing)


def test_g16_a_clearance_opens_a_light_plan_without_hiit() -> None:
    held = screen(frozenset({"Q2"}), INTERMEDIATE.age, 3, 150, MONDAY)
    cleared = clear(held, MONDAY - timedelta(days=90), frozenset({"no_hiit"}), MONDAY)
    plan = build_plan(INTERMEDIATE, cleared, MONDAY)
    check_plan(INTERMEDIATE, plan, cleared)
    assert all(w.counts.hiit == 0 for w in plan.weeks)
    for week in plan.weeks[:LIGHT_WEEKS]:
        assert "light" in week.flags
        assert note("warn.clearance") in week.notes
        assert not any(s.heavy or s.type is SessionType.POWER for s in week.sessions)
        assert all(s.minutes <= 30 for s in week.sessions if s.is_cardio)
        assert all(e.rir >= 4 for s in week.sessions for e in s.exercises)
    assert "light" not in plan.weeks[LIGHT_WEEKS].flags


def test_g17_no_plan_in_pregnancy() -> None:
    held = screen(frozenset({"Q7"}), INTERMEDIATE.age, 3, 150, MONDAY)
    with pytest.raises(OnHold, match="pregnancy"):
        build_plan(INTERMEDIATE, held, MONDAY)
    willing = replace(INTERMEDIATE, supplements_opt_in=True)
    assert protein(willing, held, MONDAY) is None
    assert supplements(willing, held) == ()


def test_g17_after_a_birth_the_plan_starts_like_a_long_break() -> None:
    held = screen(frozenset({"Q7"}), INTERMEDIATE.age, 3, 150, MONDAY)
    cleared = clear(held, MONDAY, frozenset(), MONDAY, birth_weeks_ago=16)
    plan = build_plan(INTERMEDIATE, cleared, MONDAY, 6)
    check_plan(INTERMEDIATE, plan, cleared)
    whole = plan_of(INTERMEDIATE, 1).weeks[0].cardio_minutes
    assert plan.weeks[0].cardio_minutes <= 0.5 * whole
    for week in plan.weeks[:LIGHT_WEEKS]:
        assert "return" in week.flags
        assert week.counts.hiit == 0
        assert all(s.mode is not Mode.RUN for s in week.sessions)
        assert not [
            e for s in week.sessions for e in s.exercises if EXERCISES[e.exercise_id].pattern is Pattern.PLYO
        ]
    assert "return" not in plan.weeks[LIGHT_WEEKS].flags


def test_g17_the_long_session_comes_back_with_the_rest() -> None:
    """The row of 28 to 83 days: half of the 60 minutes before, then 65, 80 and 100 %."""
    held = screen(frozenset({"Q7"}), INTERMEDIATE.age, 3, 150, MONDAY)
    cleared = clear(held, MONDAY, frozenset(), MONDAY, birth_weeks_ago=16)
    plan = build_plan(INTERMEDIATE, cleared, MONDAY, 4)
    longs = [next(s.minutes for s in w.sessions if is_long(s)) for w in plan.weeks]
    assert longs[0] <= 30
    assert longs[1] <= 39
    assert longs[2] <= 48
    assert longs == sorted(longs)


@pytest.mark.parametrize(("years", "refusal"), [(17, TooYoung), (91, OutOfRange)])
def test_g18_the_limits_of_age(years: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        build_plan(replace(INTERMEDIATE, age=Age(years)), Screening(), MONDAY)


@pytest.mark.parametrize("years", [18, 90])
def test_g18_the_borders_are_accepted(years: int) -> None:
    assert plan_of(replace(INTERMEDIATE, age=Age(years)), 2).weeks


def test_an_injured_or_light_athlete_is_told_to_finish_comfortably() -> None:
    light = screen(frozenset({"Q5"}), INTERMEDIATE.age, 3, 150, MONDAY)
    plan = build_plan(MARATHON_IN_FORTY, light, MONDAY, 1)
    assert note("warn.finish_comfortably", event="marathon") in plan.warnings
    assert assess(MARATHON_IN_FORTY).overall is Overall.INTERMEDIATE
    assert plan.start == date(2026, 1, 5)
