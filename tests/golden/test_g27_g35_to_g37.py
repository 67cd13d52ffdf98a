"""G27 and G35 to G37: two A events, the inactive starter, adjacent days, the lifter without cardio."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from rules.athlete import Age, Level, Mode, Overall
from rules.plan import Model, Plan
from rules.sessions import SessionType, note
from rules.tips import TIPS, select_tip
from rules.tips.context import TipContext
from tests.golden.athletes import (
    FRI_SAT_SUN,
    LIFTER,
    SAT_SUN,
    STARTER,
    TWO_PEAKS,
    lines,
    phases_of,
    plan_of,
)
from tests.golden.universal import is_heavy, is_long


@pytest.fixture(scope="module")
def starter() -> Plan:
    return plan_of(STARTER)


@pytest.fixture(scope="module")
def lifter() -> Plan:
    return plan_of(LIFTER)


def test_g27_the_half_leads_and_the_show_is_taken_part_in() -> None:
    plan = plan_of(TWO_PEAKS)
    assert phases_of(plan) == "B2 5, B3 5, TAPER 2"
    assert note("warn.dual_peak", lead="half", other="physique", weeks=2) in plan.warnings
    show = plan.weeks[13]
    event = next(s for s in show.sessions if s.type is SessionType.EVENT)
    assert "take_part" in event.flags
    assert note("warn.take_part", event="physique") in show.notes
    near = [s for s in show.sessions if abs(s.day - event.day) <= 1]
    assert not any(is_heavy(s) or s.type is SessionType.HIIT for s in near)


def test_g35_the_first_two_weeks_are_short(starter: Plan) -> None:
    first, second, third = starter.weeks[:3]
    assert [s.minutes for s in first.sessions if s.type is SessionType.FINISH] == [10, 10, 10]
    assert [s.minutes for s in first.sessions if s.type is SessionType.EASY] == [20, 15]
    assert [w.cardio_minutes for w in (first, second, third)] == [65, 80, 105]
    for week in (first, second):
        assert all(e.sets <= 2 and e.rir == 4 for s in week.sessions for e in s.exercises)
        assert {s.rir for s in week.sessions if s.is_strength} == {4}


def test_g35_intervals_wait_four_weeks(starter: Plan) -> None:
    for week in starter.weeks[:4]:
        assert week.counts.hiit == 0
        assert "Tue C_EASY 20 walk" in lines(week)
    fifth = next(s for s in starter.weeks[4].sessions if s.type is SessionType.HIIT)
    assert (fifth.day, fifth.intervals) == (1, 6)


def test_g35_the_safety_tip_comes_before_the_first_intervals(starter: Plan) -> None:
    fast = tuple(s for s in starter.weeks[4].sessions if s.type is SessionType.HIIT)
    chosen = select_tip(TipContext(sessions=fast, hiit_done=0, weeks_in_plan=4), (), starter.weeks[4].start)
    assert "T46" in [c.tip.id for c in chosen]
    assert not TIPS["T46"].applies(TipContext(sessions=fast, hiit_done=1))


def test_g35_a_younger_starter_does_brisk_intervals() -> None:
    plan = plan_of(replace(STARTER, age=Age(30)), 3)
    for week in plan.weeks[:2]:
        hiit = next(s for s in week.sessions if s.type is SessionType.HIIT)
        assert (hiit.intervals, hiit.minutes) == (6, 20)
        assert "onramp" in hiit.flags
        assert hiit.effort is not None
        assert hiit.effort.high == 6
    assert [w.cardio_minutes for w in plan.weeks] == [65, 80, 105]


def test_g36_three_days_side_by_side() -> None:
    week = plan_of(FRI_SAT_SUN).weeks[0]
    assert [s.type.value for s in week.sessions if s.is_strength] == ["S_LOWER", "S_UPPER", "S_FULL"]
    assert (week.counts.strength, week.counts.cardio) == (3.0, 1.5)
    assert sum(is_heavy(s) for s in week.sessions) == 1
    assert note("degrade.fallback", conflict="D-45") in [d.reason for d in week.degradations]
    assert {s.day for s in week.sessions} == {4, 5, 6}


def test_g36_the_deload_keeps_days_and_kinds() -> None:
    fourth, fifth = plan_of(FRI_SAT_SUN).weeks[3:5]
    assert fifth.deload
    kinds = [[(s.day, s.type) for s in w.sessions if s.is_strength] for w in (fourth, fifth)]
    assert kinds[0] == kinds[1]


def test_g36_two_days_side_by_side() -> None:
    week = plan_of(SAT_SUN).weeks[0]
    assert [(s.day, s.type.value, s.heavy) for s in week.sessions if s.is_strength] == [
        (5, "S_FULL", True),
        (6, "S_FULL", False),
    ]


def test_g37_a_lifter_without_cardio(lifter: Plan) -> None:
    assert (lifter.s_level, lifter.e_level) == (Level.INTERMEDIATE, Level.NOVICE)
    assert (lifter.level, lifter.model) == (Overall.INTERMEDIATE, Model.UNDULATING)
    first, second, third = lifter.weeks[:3]
    assert first.cardio_minutes <= 75
    assert second.cardio_minutes <= 90
    assert third.cardio_minutes <= 105
    assert "onramp" not in first.flags


def test_g37_one_gentle_hiit_and_no_long_session_yet(lifter: Plan) -> None:
    week = lifter.weeks[0]
    assert week.counts.hiit == 1
    hiit = next(s for s in week.sessions if s.type is SessionType.HIIT)
    assert hiit.intervals == 6
    assert "onramp" in hiit.flags
    assert hiit.mode is not Mode.RUN
    assert not any(s.type is SessionType.LONG for w in lifter.weeks[:2] for s in w.sessions)
    assert all(s.type is SessionType.EASY for s in week.sessions if is_long(s))
    longs = [s.minutes for w in lifter.weeks[:5] for s in w.sessions if is_long(s)]
    assert longs[0] <= 35, "30 minutes by default, and five more"
    assert all(b <= a + max(5, 0.1 * a) for a, b in itertools.pairwise(longs))


def test_g37_all_strength_stays_and_what_is_left_out_is_listed(lifter: Plan) -> None:
    week = lifter.weeks[0]
    assert week.counts.strength == 5.0
    dropped = [d for d in week.degradations if d.rule_id == "D-75"]
    assert dropped
    assert {d.reason.code for d in dropped} <= {"degrade.ramp_drop", "degrade.ramp_shorten"}
