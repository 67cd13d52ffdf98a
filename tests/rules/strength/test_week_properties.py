"""What holds for every strength week: minutes, coverage, limits, levels and bodies (E-01, E-04, E-06, E-10, E-12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.athlete import Age, Goal, Injury, Level, Profile, RecentLift, Region
from rules.decisions import Decision
from rules.exercises import COVERAGE, EXERCISES, PRESETS, Pattern, equipment_has, load_kind
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import SetKind
from rules.strength.draft import Draft
from rules.strength.likeness import lasting, undated
from rules.strength.pool import JUMP_WEEKS, may_jump
from rules.strength.power import FIRST_WEEKS, contacts_per_session
from rules.strength.templates import templates_of_week
from rules.strength.timing import estimate_minutes
from rules.strength.volume import LIMITED, SESSION_MAX, hard_sets, volume_for, weekly_sets
from rules.strength.week import (
    COUNTS,
    COVERAGE_FROM,
    coverage_gaps,
    strength_week,
    undated_week,
)
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.strength.weeks import MONDAY, WEEKS, context, sessions_of
from tests.soaking import steady

BASES = {Level.NOVICE: BEGINNER, Level.INTERMEDIATE: INTERMEDIATE, Level.ADVANCED: ADVANCED}
REGIONS = st.lists(st.sampled_from(list(Region)), max_size=2, unique=True)


@st.composite
def athletes(draw: Callable[..., object]) -> Profile:
    level = draw(st.sampled_from(list(Level)))
    regions = draw(REGIONS)
    severities = draw(st.lists(st.integers(0, 7), min_size=2, max_size=2))
    assert isinstance(level, Level)
    assert isinstance(regions, list)
    assert isinstance(severities, list)
    preset = draw(st.sampled_from(sorted(PRESETS)))
    return athlete(
        BASES[level],
        equipment=PRESETS[str(preset)],
        age=Age(int(str(draw(st.sampled_from([19, 45, 60, 78]))))),
        injuries=tuple(Injury(r, s) for r, s in zip(regions, severities, strict=False)),
        weight_kg=draw(st.sampled_from([None, 45.0, 75.0, 130.0])),
    )


CONTEXTS: dict[str, dict[str, Any]] = {
    "loading": {},
    "deload": {"deload": True},
    "on-ramp": {"onramp": True, "week_in_phase": 1},
    "reduce": {"decision": Decision.REDUCE},
    "reduce as short": {"decision": Decision.REDUCE},
    "return": {"decision": Decision.RETURN, "return_share": 0.7, "return_load": 0.9},
}


SORE_SENIOR = athlete(
    BEGINNER,
    equipment=PRESETS["home_gym"],
    age=Age(60),
    injuries=(Injury(Region.ANKLE_FOOT, 5), Injury(Region.HIP, 2)),
    weight_kg=45.0,
)


@steady(120)
@example(
    SORE_SENIOR, (PhaseName.B1, "D6"), None, "loading"
)  # a set for the quads was one too many for the glutes
@given(
    profile=athletes(),
    key=st.sampled_from(sorted(WEEKS)),
    minutes=st.sampled_from([None, 20, 30, 45, 75]),
    kind=st.sampled_from(sorted(CONTEXTS)),
)
def test_every_week_fits_and_keeps_the_rules(
    profile: Profile, key: tuple[PhaseName, str], minutes: int | None, kind: str
) -> None:
    ctx = context(profile, key[0], **CONTEXTS[kind])
    sessions = sessions_of(WEEKS[key], minutes)
    if ctx.deload:
        sessions = tuple(replace(s, minutes=max(15, round(s.minutes * 0.6 / 5) * 5)) for s in sessions)
    if kind == "reduce as short":  # the window was as short the week before
        ctx = replace(ctx, held_minutes=tuple((s.type, s.minutes) for s in sessions))
    week = strength_week(sessions, ctx)
    for draft in week:
        assert draft.items
        assert estimate_minutes(draft.items, draft.mobility_min) <= draft.session.minutes
        assert_possible(draft, ctx)
    assert_covered(week, ctx)
    assert_within_limits(week, ctx)


@steady(120)
@given(
    profile=athletes(),
    key=st.sampled_from(sorted(WEEKS)),
    kind=st.sampled_from(sorted(CONTEXTS)),
    weeks=st.tuples(*[st.integers(1, 14)] * 4),
    recent=st.booleans(),
)
def test_weeks_that_strength_sees_alike_are_alike(
    profile: Profile, key: tuple[PhaseName, str], kind: str, weeks: tuple[int, int, int, int], recent: bool
) -> None:
    """What `lasting` takes out of a context changes no exercise, set or load."""
    in_phase, length, trained, jumped = weeks
    if recent:
        profile = replace(profile, recent_lifts=(RecentLift("back_squat", 100.0, 5, 2, MONDAY),))
    counters = {"week_in_phase": in_phase, "phase_weeks": max(length, in_phase)}
    ctx = context(profile, key[0], **{**CONTEXTS[kind], **counters}, weeks_trained=trained, jump_weeks=jumped)
    ctx = replace(ctx, week_start=MONDAY + timedelta(weeks=trained))
    sessions = sessions_of(WEEKS[key])
    names = templates_of_week([s.type for s in sessions], ctx.week_number)
    bare = tuple(undated(s) for s in sessions)
    exact, lasting_week = (
        undated_week.__wrapped__(x, names, c, None) for x, c in ((sessions, ctx), (bare, lasting(ctx)))
    )
    assert [(d.items, d.rir, d.keep, d.mobility_min) for d in exact] == [
        (d.items, d.rir, d.keep, d.mobility_min) for d in lasting_week
    ]


@pytest.mark.parametrize("jumped", [0, FIRST_WEEKS - 1, FIRST_WEEKS])
@pytest.mark.parametrize("trained", [0, JUMP_WEEKS - 1, JUMP_WEEKS, JUMP_WEEKS + 1])
@pytest.mark.parametrize("base", [BEGINNER, INTERMEDIATE])
def test_what_is_kept_allows_the_same_jumps(base: Profile, trained: int, jumped: int) -> None:
    """E-50: a novice's eight weeks and the first four with jumps are part of what makes two weeks alike."""
    key = (PhaseName.B2, "D6 advanced")
    ctx = context(base, key[0], weeks_trained=trained, jump_weeks=jumped)
    assert may_jump(lasting(ctx)) is may_jump(ctx) is (base is INTERMEDIATE or trained >= JUMP_WEEKS)
    assert contacts_per_session(lasting(ctx)) == contacts_per_session(ctx)
    sessions = sessions_of(WEEKS[key])
    names = templates_of_week([s.type for s in sessions], ctx.week_number)
    exact = undated_week.__wrapped__(sessions, names, ctx, None)
    assert [d.items for d in strength_week(sessions, ctx)] == [d.items for d in exact]


@pytest.mark.parametrize("week", [1, 2, 3, 4])
@pytest.mark.parametrize("phase", [PhaseName.BEGINNER, PhaseName.B1, PhaseName.TAPER])
@pytest.mark.parametrize("base", [BEGINNER, ADVANCED])
def test_a_week_that_differs_by_its_place_in_the_phase_is_kept_apart(
    base: Profile, phase: PhaseName, week: int
) -> None:
    """E-11, D-07: the first weeks of beginners and of a block for size, the last one of a taper."""
    profile = athlete(base, goal=Goal.MUSCLE)
    ctx = context(profile, phase, week_in_phase=week, phase_weeks=2)
    key = next(k for k in sorted(WEEKS) if k[0] is phase)
    sessions = sessions_of(WEEKS[key])
    names = templates_of_week([s.type for s in sessions], ctx.week_number)
    exact = undated_week.__wrapped__(sessions, names, ctx, None)
    assert [d.items for d in strength_week(sessions, ctx)] == [d.items for d in exact]


def assert_possible(draft: Draft, ctx: PrescriptionContext) -> None:
    ids = [item.exercise_id for item in draft.items if item.kind is not SetKind.BACKOFF]
    assert len(ids) == len(set(ids))
    for item in draft.items:
        exercise = EXERCISES[item.exercise_id]
        assert equipment_has(ctx.profile.equipment, exercise)
        assert exercise.min_level.rank <= ctx.s_level.rank
        assert not ctx.injuries.blocks(exercise, load_kind(exercise, ctx.profile.equipment))
        assert item.sets >= 1
        if ctx.is_senior:
            assert item.rir >= 2
            assert exercise.pattern is not Pattern.PLYO
        if ctx.is_deload:
            assert item.rir >= 4


def assert_covered(week: tuple[Draft, ...], ctx: PrescriptionContext) -> None:
    if sum(COUNTS.get(draft.session.type, 1.0) for draft in week) < COVERAGE_FROM:
        return
    done = {EXERCISES[item.exercise_id].pattern for draft in week for item in draft.items}
    gaps = {dict(gap.values)["pattern"] for gap in coverage_gaps(week, ctx)}
    for group in COVERAGE:
        assert group & done or min(group) in gaps


def assert_within_limits(week: tuple[Draft, ...], ctx: PrescriptionContext) -> None:
    high = volume_for(ctx.phase, ctx.s_level).high
    totals = weekly_sets(draft.items for draft in week)
    for muscle in LIMITED:
        assert all(hard_sets(draft.items, muscle) <= SESSION_MAX for draft in week)
        assert totals[muscle] <= high


@pytest.mark.parametrize("key", sorted(WEEKS))
def test_same_week_twice_is_the_same(key: tuple[PhaseName, str]) -> None:
    ctx, sessions = context(phase=key[0]), sessions_of(WEEKS[key])
    assert strength_week(sessions, ctx) == strength_week(sessions, ctx)


@pytest.mark.parametrize(
    ("key", "profile"),
    [
        ((PhaseName.BEGINNER, "D5"), BEGINNER),
        ((PhaseName.UNDULATING, "D6"), INTERMEDIATE),
        ((PhaseName.B2, "D6"), INTERMEDIATE),
        ((PhaseName.B2, "D6 advanced"), ADVANCED),
    ],
)
def test_default_weeks_reach_the_lower_limits(key: tuple[PhaseName, str], profile: Profile) -> None:
    ctx = context(profile, key[0])
    low = volume_for(ctx.phase, ctx.s_level).low
    totals = weekly_sets(draft.items for draft in strength_week(sessions_of(WEEKS[key]), ctx))
    assert {muscle: sets for muscle, sets in totals.items() if muscle in LIMITED and sets < low} == {}


def test_no_knee_means_the_plan_says_nothing_is_missing_while_squats_stay() -> None:
    ctx = context(athlete(injuries=(Injury(Region.KNEE, 5),)), PhaseName.B2)
    week = strength_week(sessions_of(WEEKS[PhaseName.B2, "D6"]), ctx)
    assert coverage_gaps(week, ctx) == ()
    patterns = {EXERCISES[item.exercise_id].pattern for draft in week for item in draft.items}
    assert not patterns & {Pattern.LUNGE, Pattern.PLYO, Pattern.KNEE_EXTENSION}
