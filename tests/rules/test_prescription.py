"""A whole week prescribed: nothing that was placed changes, everything is filled (E, F, golden scenarios)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import prescription
from rules.athlete import Age, Event, EventType, Injury, Mode, Profile, RecentLift, RecentRace, Region
from rules.cardio.hiit import hiit_minutes
from rules.decisions import Decision
from rules.exercises import COVERAGE, EXERCISES, PRESETS, LoadType, Pattern, load_kind
from rules.plan import PhaseName
from rules.prescription import choose_block_exercises, prescribe_week
from rules.prescription_context import PrescriptionContext
from rules.screening import Restrictions
from rules.sessions import Session, SessionType, SetKind
from rules.state import Lift
from rules.strength.week import strength_week
from tests.rules.athletes import ADVANCED, BEGINNER, INACTIVE, INTERMEDIATE, athlete
from tests.rules.strength.weeks import CIRCUIT, HEAVY, MODERATE, POWER, F, L, U, context
from tests.soaking import steady

H, FINISH, EASY, LONG = SessionType.HIIT, SessionType.FINISH, SessionType.EASY, SessionType.LONG
MONDAY = date(2026, 3, 2)


def at(day: int, kind: SessionType, minutes: int, hour: int = 18, **more: Any) -> Session:
    return Session(f"{day}{hour}{kind}", day, time(hour), minutes, kind, **more)


BEGINNER_WEEK = (
    at(0, U, 50, row=MODERATE),
    at(0, FINISH, 20, 19, mode=Mode.BIKE),
    at(1, H, 20, mode=Mode.BIKE, intervals=6, flags=frozenset({"onramp"})),
    at(2, L, 55, row=MODERATE),
    at(2, FINISH, 15, 19, mode=Mode.BIKE),
    at(4, F, 55, row=MODERATE),
    at(4, FINISH, 20, 19, mode=Mode.BIKE),
    at(5, EASY, 30, mode=Mode.WALK),
)
ADVANCED_WEEK = (
    at(0, L, 60, row=HEAVY, heavy=True),
    at(0, FINISH, 15, 19, mode=Mode.BIKE),
    at(1, H, 24, mode=Mode.RUN, intervals=8),
    at(2, U, 50, row=HEAVY),
    at(2, FINISH, 20, 19, mode=Mode.ROW),
    at(3, POWER, 40),
    at(3, FINISH, 15, 19, mode=Mode.RUN),
    at(4, CIRCUIT, 40),
    at(5, LONG, 60, mode=Mode.RUN),
)


def prescribed(
    week: tuple[Session, ...], profile: Profile, phase: PhaseName, **more: Any
) -> tuple[Session, ...]:
    return prescribe_week(week, context(profile, phase, **more))


@pytest.mark.parametrize(
    ("week", "profile", "phase"),
    [(BEGINNER_WEEK, BEGINNER, PhaseName.BEGINNER), (ADVANCED_WEEK, ADVANCED, PhaseName.B2)],
)
def test_placed_week_keeps_its_shape_and_gets_its_content(
    week: tuple[Session, ...], profile: Profile, phase: PhaseName
) -> None:
    done = prescribed(week, profile, phase)
    shape = [(s.id, s.day, s.start, s.minutes, s.type, s.mode, s.intervals) for s in done]
    assert shape == [(s.id, s.day, s.start, s.minutes, s.type, s.mode, s.intervals) for s in week]
    for session in done:
        assert session.rpe > 0
        assert session.rule_ids
        assert session.pace_note is not None
        assert bool(session.exercises) is session.is_strength
        assert (session.effort is not None) is session.is_cardio


def test_beginners_lift_only_beginner_exercises_far_from_failure() -> None:
    done = prescribed(BEGINNER_WEEK, BEGINNER, PhaseName.BEGINNER, week_in_phase=1)
    for session in (s for s in done if s.is_strength):
        assert not session.heavy
        assert session.rir is not None
        assert session.rir >= 3
        assert all(EXERCISES[x.exercise_id].min_level == "novice" for x in session.exercises)
    hiit = done[2]
    assert hiit.minutes == hiit_minutes(6)
    assert hiit.effort is not None
    assert (hiit.effort.low, hiit.effort.high) == (7, 8)


def test_inactive_starters_do_two_sets_with_four_left() -> None:
    done = prescribed(BEGINNER_WEEK, INACTIVE, PhaseName.BEGINNER, week_in_phase=1, onramp=True)
    entries = [x for s in done for x in s.exercises]
    assert {x.sets for x in entries} <= {1, 2}
    assert {x.rir for x in entries} == {4}
    assert done[2].rpe == 6


def test_heavy_lower_day_expects_eight_and_a_deload_two_less() -> None:
    loading = prescribed(ADVANCED_WEEK, ADVANCED, PhaseName.B2)
    deload = prescribed(ADVANCED_WEEK, ADVANCED, PhaseName.B2, deload=True)
    assert [s.rpe for s in loading if s.is_strength] == [8, 7, 6, 7]
    assert [s.rpe for s in deload if s.is_strength] == [6, 5, 4, 5]
    assert not deload[0].heavy
    assert all(x.rir >= 4 for s in deload for x in s.exercises)


def test_order_lines_of_the_advanced_week() -> None:
    done = prescribed(ADVANCED_WEEK, ADVANCED, PhaseName.B2)
    codes = [s.order_note.code if s.order_note else None for s in done]
    assert codes[0] == "order.lift_then_easy"
    assert codes[2] == "order.heavy_legs_yesterday"


def test_without_equipment_everything_is_bodyweight_and_the_week_is_covered() -> None:
    profile = athlete(BEGINNER, equipment=PRESETS["none"])
    week = tuple(s for s in BEGINNER_WEEK if s.day != 5)
    done = prescribed(week, profile, PhaseName.BEGINNER)
    entries = [x for s in done for x in s.exercises]
    assert {load_kind(EXERCISES[x.exercise_id], profile.equipment) for x in entries} == {LoadType.BODYWEIGHT}
    assert all(x.load_kg is None for x in entries)
    patterns = {EXERCISES[x.exercise_id].pattern for x in entries}
    assert all(group & patterns for group in COVERAGE)
    assert "warn.needs_load" in [n.code for n in done[0].notes]


def test_seniors_keep_two_in_reserve_six_reps_and_both_feet_down() -> None:
    profile = athlete(ADVANCED, age=Age(70))
    done = prescribed(ADVANCED_WEEK, profile, PhaseName.B2)
    entries = [x for s in done for x in s.exercises]
    assert all(x.rir >= 2 for x in entries)
    assert all(x.sets <= 3 for x in entries if x.kind is not SetKind.CONTACTS)
    mains = [x for s in done for x in s.exercises if x.kind in (SetKind.MAIN, SetKind.RAMP)]
    assert min(x.reps_low for x in mains) >= 6
    assert not [x for x in entries if EXERCISES[x.exercise_id].pattern is Pattern.PLYO]


def test_light_screening_keeps_four_in_reserve() -> None:
    light = Restrictions(
        light=True, no_hiit=True, no_heavy=True, no_jumping=True, max_cardio_rpe=3, min_rir=4
    )
    done = prescribed(BEGINNER_WEEK, INTERMEDIATE, PhaseName.B1, restrictions=light)
    assert all(x.rir >= 4 for s in done for x in s.exercises)
    assert all(s.effort and s.effort.high <= 3 for s in done if s.type in (FINISH, EASY))


def test_short_sleep_adds_a_rep_in_reserve_to_heavy_lower_days_only() -> None:
    rested = prescribed(ADVANCED_WEEK, INTERMEDIATE, PhaseName.B2)
    ctx = context(INTERMEDIATE, PhaseName.B2)
    tired = prescribe_week(
        ADVANCED_WEEK, replace(ctx, adjustments=replace(ctx.adjustments, heavy_rir_plus_one=True))
    )
    assert (rested[0].rir, tired[0].rir) == (2, 3)
    assert (rested[3].rir, tired[3].rir) == (2, 2)
    assert not tired[0].heavy


def test_knee_pain_replaces_and_lightens() -> None:
    lifts = (Lift("leg_press", 100.0, 6), Lift("bench_press", 60.0, 6))
    healthy = context(INTERMEDIATE, PhaseName.B2, lifts=lifts, block_exercises=KNEE_BLOCK)
    sore = replace(healthy, profile=athlete(injuries=(Injury(Region.KNEE, 5),)))
    before, after = (loads(prescribe_week(ADVANCED_WEEK, ctx)) for ctx in (healthy, sore))
    assert (before["leg_press"], after["leg_press"]) == (100.0, 80.0)
    assert before["bench_press"] == after["bench_press"] == 60.0
    patterns = {EXERCISES[id_].pattern for id_ in after}
    assert not patterns & {Pattern.LUNGE, Pattern.PLYO, Pattern.KNEE_EXTENSION}


KNEE_BLOCK = (("lower_a.squat", "leg_press"), ("upper_a.h_push", "bench_press"))


def loads(week: tuple[Session, ...]) -> dict[str, float | None]:
    return {x.exercise_id: x.load_kg for s in week for x in s.exercises}


def test_reduce_takes_one_set_where_there_are_three() -> None:
    full = prescribed(ADVANCED_WEEK, INTERMEDIATE, PhaseName.B2)
    less = prescribed(ADVANCED_WEEK, INTERMEDIATE, PhaseName.B2, decision=Decision.REDUCE)
    sets = {x.exercise_id: x.sets for x in full[0].exercises}
    fewer = {x.exercise_id: x.sets for x in less[0].exercises}
    assert {id_: n for id_, n in fewer.items() if id_ in sets} == {
        id_: n - 1 if n >= 3 else n for id_, n in sets.items() if id_ in fewer
    }


def test_return_shrinks_sets_and_loads() -> None:
    lifts = (Lift("back_squat", 100.0, 6, e1rm_kg=(120.0,)),)
    block = (("lower_a.squat", "back_squat"),)
    back = context(
        INTERMEDIATE, PhaseName.B2, lifts=lifts, block_exercises=block,
        decision=Decision.RETURN, return_share=0.7, return_load=0.9,
    )  # fmt: skip
    squat = next(x for x in prescribe_week(ADVANCED_WEEK, back)[0].exercises if x.exercise_id == "back_squat")
    assert (squat.sets, squat.load_kg) == (2, 90.0)


def test_deload_halves_sets_and_takes_a_tenth_off_rounded_down() -> None:
    ctx: PrescriptionContext = context(
        INTERMEDIATE, PhaseName.B1, lifts=(Lift("back_squat", 80.0, 6),), deload=True,
        block_exercises=(("lower_a.squat", "back_squat"),),
    )  # fmt: skip
    squat = next(x for x in prescribe_week(ADVANCED_WEEK, ctx)[0].exercises if x.exercise_id == "back_squat")
    assert (squat.sets, squat.load_kg, squat.rir) == (2, 70.0, 4)


def test_recent_lift_sets_the_first_load_and_no_ramp_test() -> None:
    entry = RecentLift("back_squat", 100.0, 5, 2, MONDAY)
    done = prescribed(ADVANCED_WEEK, athlete(recent_lifts=(entry,)), PhaseName.B1)
    squat = next(x for x in done[0].exercises if x.exercise_id == "back_squat")
    assert (squat.kind, squat.load_kg) == (SetKind.MAIN, 92.5)
    assert squat.sets == 4


def test_block_exercises_are_kept_and_mains_take_turns() -> None:
    block = dict(choose_block_exercises(context(INTERMEDIATE, PhaseName.B1)))
    assert block["lower_a.squat"] != block["lower_b.squat"]
    ctx = context(INTERMEDIATE, PhaseName.B1, block_exercises=tuple(sorted(block.items())))
    again = dict(choose_block_exercises(ctx, new_block=False))
    assert again == block
    rotated = dict(choose_block_exercises(ctx, new_block=True))
    assert {k: rotated[k] for k in rotated if k.endswith((".squat", ".hinge")) and "lower" in k} == {
        k: block[k] for k in block if k.endswith((".squat", ".hinge")) and "lower" in k
    }
    assert rotated["lower_a.lunge"] != block["lower_a.lunge"]


RACER = replace(
    ADVANCED,
    recent_race=RecentRace(10_000.0, 3_000.0, date(2026, 1, 5)),
    events=(Event(EventType.MARATHON, date(2026, 6, 7)),),
)


@steady(150)
@given(
    profile=st.sampled_from([BEGINNER, ADVANCED, RACER]),
    phase=st.sampled_from([PhaseName.BEGINNER, PhaseName.B2, PhaseName.B3, PhaseName.TAPER]),
    kind=st.sampled_from([{}, {"deload": True}, {"onramp": True}, {"decision": Decision.REDUCE}]),
    weeks=st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(0, 40)),
    first_hiit=st.booleans(),
    tempo=st.booleans(),
)
def test_a_week_that_repeats_another_is_prescribed_as_if_nothing_were_remembered(
    profile: Profile,
    phase: PhaseName,
    kind: dict[str, Any],
    weeks: tuple[int, int, int],
    first_hiit: bool,
    tempo: bool,
) -> None:
    in_phase, length, number = weeks
    ctx = context(
        profile,
        phase,
        **kind,
        week_in_phase=in_phase,
        phase_weeks=max(length, in_phase),
        week_number=number + 1,
        weeks_trained=number,
        first_hiit=first_hiit,
        event=next(iter(profile.events), None),
    )
    ctx = replace(ctx, week_start=MONDAY + timedelta(weeks=number))
    week = ADVANCED_WEEK if not tempo else (*ADVANCED_WEEK, at(6, SessionType.TEMPO, 40, mode=Mode.RUN))
    lifts = tuple(s for s in week if s.is_strength)
    exact = prescription._prescribed.__wrapped__(strength_week(lifts, ctx), week, ctx)  # type: ignore[attr-defined]
    prescribe_week(week, replace(ctx, week_start=MONDAY, week_in_phase=1, week_number=1))  # one to repeat
    assert prescribe_week(week, ctx) == exact
