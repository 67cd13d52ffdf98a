"""G01 to G03: the physique show before the marathon, 60 miles a week (D-70), the busy solicitor."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from rules.athlete import Level, Overall, Priority, Profile
from rules.audit import audit
from rules.hard import HardContext
from rules.interference import band, score_week
from rules.nutrition import protein
from rules.plan import PhaseName, Plan, Week
from rules.sessions import SessionType, note
from rules.soft import Athlete
from rules.state import Screening
from rules.tips import TIPS
from rules.tips.context import TipContext
from rules.weeks.explain import largest_term
from tests.golden.athletes import (
    JAMES,
    MARCUS,
    MARCUS_LATER,
    MARCUS_THREE_DAYS,
    SARAH,
    deloads_of,
    lines,
    phases_of,
    plan_of,
)
from tests.golden.placed import placement_of_week
from tests.golden.universal import is_heavy, is_long
from tests.rules.week_builder import week as written


@pytest.fixture(scope="module")
def sarah() -> Plan:
    return plan_of(SARAH)


@pytest.fixture(scope="module")
def james() -> Plan:
    return plan_of(JAMES)


@pytest.fixture(scope="module")
def marcus() -> Plan:
    return plan_of(MARCUS)


def weeks_of(plan: Plan, first: int, last: int) -> list[Week]:
    return [w for w in plan.weeks if first <= w.number <= last]


def test_g01_phases_lead_through_both_events(sarah: Plan) -> None:
    assert phases_of(sarah) == ("B3 5, B2 5, B1 5, TAPER 1, RECOVERY 1, GENERAL 4, B1 6, B2 6, B3 6, TAPER 3")
    assert sum(p.weeks for p in sarah.phases) == 42
    assert deloads_of(sarah) == [5, 10, 13, 21, 27, 33, 36]
    assert len(sarah.weeks) == 44, "the recovery after the marathon is planned too"


def test_g01_no_week_has_two_long_sessions(sarah: Plan) -> None:
    assert all(sum(is_long(s) for s in w.sessions) <= 1 for w in sarah.weeks)


def test_g01_the_second_block_swaps_long_runs_for_intervals(sarah: Plan) -> None:
    for week in weeks_of(sarah, 6, 9):
        held = [s.type for s in week.sessions]
        assert held.count(SessionType.HIIT) == 2
        assert held.count(SessionType.LONG) == 1
        assert week.counts.strength == 3


def test_g01_the_strength_block_lifts_four_times(sarah: Plan) -> None:
    for week in weeks_of(sarah, 11, 12):
        assert week.counts.strength == 4
        assert 2 <= week.counts.cardio <= 3


def test_g01_protein_follows_the_cut(sarah: Plan) -> None:
    grams = {}
    for number in (1, 16, 18):
        amount = protein(SARAH, Screening(), sarah.weeks[number - 1].start)
        assert amount is not None
        grams[number] = amount.grams
    assert grams == {1: 135, 16: 135, 18: 110}


def test_g01_the_last_heavy_legs_lie_ten_days_before_the_marathon(sarah: Plan) -> None:
    marathon = max(e.date for e in SARAH.events)
    heavy = [w.date_of(s) for w in sarah.weeks for s in w.sessions if is_heavy(s) and w.number <= 42]
    assert marathon - max(heavy) >= timedelta(days=10)


def test_g01_the_order_of_the_phases_is_explained(sarah: Plan) -> None:
    assert note("because.phase_order", first="physique", then="marathon") in sarah.warnings


def test_g01_long_runs_reach_towards_the_marathon(sarah: Plan) -> None:
    longs = [s.minutes for w in weeks_of(sarah, 28, 39) for s in w.sessions if is_long(s) and not w.deload]
    assert longs == sorted(longs)
    assert longs[-1] == 120, "the longest window"


HABITS = written(
    "0 18:00 L* 60",
    "1 18:00 U 60",
    "3 18:00 L* 60",
    "4 18:00 U 60",
    *(f"{day} 06:30 E 80" for day in range(5)),
    "5 08:00 LG 140",
)


def test_g02_levels_and_present_habits(james: Plan) -> None:
    assert (james.s_level, james.e_level) == (Level.INTERMEDIATE, Level.ADVANCED)
    assert (james.level, james.priority) == (Overall.ADVANCED, Priority.STRENGTH)
    score = score_week(HABITS, james.s_level)
    assert (score.total, band(score.total), largest_term(score)) == (62, "very_high", "volume")
    found = audit(HABITS, HardContext(james.s_level, any_length=True), Athlete(james.s_level, 42))
    shares = dict(found.shares)
    assert shares["V"] == max(shares.values())
    assert (found.change.code, dict(found.change.values)["term"]) == ("advice.drop_easy", "V")


def test_g02_phases_end_in_the_season(james: Plan) -> None:
    assert phases_of(james) == "GENERAL 1, B1 6, B2 6, B1 6, TAPER 1"
    assert deloads_of(james) == [6, 12, 16]


def test_g02_the_step_down_is_softened_for_two_weeks(james: Plan) -> None:
    first, second, third = james.weeks[:3]
    assert first.cardio_minutes <= 144
    assert first.optional_easy_minutes == 324 - first.cardio_minutes
    assert second.optional_easy_minutes == 216 - second.cardio_minutes
    assert third.optional_easy_minutes == 0
    assert "stepdown" in first.flags & second.flags - third.flags
    told = note(
        "because.stepdown", current=540, planned=first.cardio_minutes, optional=first.optional_easy_minutes
    )
    assert told in first.notes


def test_g02_the_first_block_is_for_strength(james: Plan) -> None:
    assert all(w.counts.cardio <= 4 for w in james.weeks[2:])
    for week in (*weeks_of(james, 2, 7), *weeks_of(james, 14, 19)):
        assert week.phase is PhaseName.B1
        assert (week.counts.strength, week.counts.hiit) == (4, 0)
    assert james.weeks[2].score.total <= 20


def test_g03_strength_at_six_and_cardio_at_noon(marcus: Plan) -> None:
    assert phases_of(marcus) == "B1 5, B2 5, B3 5, TAPER 1"
    for week in marcus.weeks:
        for s in week.sessions:
            if s.is_strength:
                assert s.start == time(6)
            if s.type in (SessionType.HIIT, SessionType.TEMPO, SessionType.EASY, SessionType.LONG):
                assert s.start == time(12)
            if s.is_strength or s.is_cardio:
                assert s.day < 5
                assert s.minutes <= 60


def test_g03_the_weekend_is_for_rest(marcus: Plan) -> None:
    assert all(s.day < 5 or s.type is SessionType.EVENT for w in marcus.weeks for s in w.sessions)


def test_g03_finishers_follow_the_lifting_directly(marcus: Plan) -> None:
    for week in marcus.weeks:
        for s in (s for s in week.sessions if s.type is SessionType.FINISH):
            assert any(o.is_strength and o.end_minute == s.start_minute for o in week.sessions)


def test_g03_counts_of_the_first_two_blocks(marcus: Plan) -> None:
    assert marcus.priority is Priority.BALANCED
    first, sixth = marcus.weeks[0], marcus.weeks[5]
    assert (first.counts.strength, first.counts.cardio, first.counts.hiit) == (4, 2, 1)
    assert (sixth.counts.strength, sixth.counts.cardio) == (3, 3)
    assert sixth.score.total <= 12
    assert placement_of_week(MARCUS, 6).cost <= 11


@pytest.mark.parametrize(
    ("profile", "code", "gap_minutes", "tip"),
    [(MARCUS_THREE_DAYS, "order.partial_gap", 310, "T05"), (MARCUS_LATER, "order.full_gap", 370, "T04")],
)
def test_g03b_one_day_holds_lifting_and_intervals(
    profile: Profile, code: str, gap_minutes: int, tip: str
) -> None:
    week = plan_of(profile).weeks[5]
    assert lines(week) == [
        "Mon S_LOWER* 45",
        "Mon C_FINISH 15 bike",
        "Wed S_UPPER 50",
        "Wed C_HIIT 24 n8 bike",
        "Fri S_FULL 45",
        "Fri C_FINISH 15 bike",
    ]
    lifting, intervals = week.sessions[2:4]
    assert intervals.start_minute - lifting.end_minute == gap_minutes
    assert intervals.order_note is not None
    assert intervals.order_note.code == code
    assert dict(intervals.order_note.values)["gap_min"] == gap_minutes
    context = TipContext(sessions=week.sessions[2:4], week_sessions=week.sessions)
    assert [i for i in ("T04", "T05") if TIPS[i].applies(context)] == [tip]
