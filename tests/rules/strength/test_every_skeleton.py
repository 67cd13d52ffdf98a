"""Every skeleton can be filled: each preset, each level, each single sore region, or the week says what is missing."""

from __future__ import annotations

from itertools import product

import pytest

from rules.athlete import Injury, Level, Profile, Region
from rules.exercises import COVERAGE, EXERCISES, PRESETS, equipment_has, load_kind
from rules.packaged import read_table
from rules.plan import PhaseName
from rules.sessions import SessionType
from rules.skeletons import Choice, days_offered, lines
from rules.strength.week import COUNTS, COVERAGE_FROM, coverage_gaps, strength_week
from tests.rules.athletes import ADVANCED, BEGINNER, INTERMEDIATE, athlete
from tests.rules.strength.weeks import Piece, context, sessions_of

BASES = {Level.NOVICE: BEGINNER, Level.INTERMEDIATE: INTERMEDIATE, Level.ADVANCED: ADVANCED}
BLOCKED = 6
REGIONS = (None, *Region)
CHOICES = [Choice(long=long, hiit=hiit, race=race) for long, hiit, race in product((False, True), repeat=3)]
NAMED_APART = {
    "MICRO": PhaseName.UNDULATING,
    "HIGH_VOLUME": PhaseName.B1,
    "HIGH_VOLUME_B3": PhaseName.B3,
}


def phase_of(skeleton: str) -> PhaseName:
    """The phase that a skeleton of the table belongs to: B1_ADJACENT to B1."""
    return NAMED_APART.get(skeleton) or PhaseName[skeleton.partition("_")[0]]


def skeletons() -> list[tuple[PhaseName, tuple[Piece, ...]]]:
    """The strength sessions of every skeleton, with every option; those that hold the same kinds count once."""
    found: dict[tuple[SessionType, ...], tuple[PhaseName, tuple[Piece, ...]]] = {}
    for name in read_table("skeletons"):
        for days, choice in product(days_offered(name), CHOICES):
            slots = [s for line in lines(name, days, choice) for s in line.slots if s.type.is_strength]
            if slots:
                kinds = tuple(sorted(s.type for s in slots))
                found.setdefault(kinds, (phase_of(name), tuple((s.type, s.row) for s in slots)))
    return list(found.values())


SKELETONS = skeletons()


def sore(level: Level, preset: str, region: Region | None) -> Profile:
    injuries = (Injury(region, BLOCKED),) if region is not None else ()
    return athlete(BASES[level], equipment=PRESETS[preset], injuries=injuries)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_session_is_filled_and_what_is_missing_is_named(preset: str, level: Level) -> None:
    for region, (phase, pieces) in product(REGIONS, SKELETONS):
        ctx = context(sore(level, preset, region), phase)
        week = strength_week(sessions_of(pieces), ctx)
        case = (preset, level, region, phase, pieces)
        assert len(week) == len(pieces)
        assert all(draft.items for draft in week), case
        used = [EXERCISES[item.exercise_id] for draft in week for item in draft.items]
        assert all(equipment_has(ctx.profile.equipment, e) for e in used), case
        assert all(e.min_level.rank <= ctx.s_level.rank for e in used), case
        assert not any(ctx.injuries.blocks(e, load_kind(e, ctx.profile.equipment)) for e in used), case
        if sum(COUNTS.get(draft.session.type, 1.0) for draft in week) >= COVERAGE_FROM:
            gaps = {dict(gap.values)["pattern"] for gap in coverage_gaps(week, ctx)}
            missing = [group for group in COVERAGE if not group & {e.pattern for e in used}]
            assert {min(group) for group in missing} <= gaps, case
            assert region is not None or not missing, case


def test_the_library_is_as_large_as_specified() -> None:
    assert len(EXERCISES) >= 111
