"""What sore regions rule out, strain and prefer (C-60, G-33)."""

from __future__ import annotations

from datetime import date

import pytest

from rules.athlete import Injury, Mode, Region
from rules.exercises import EXERCISES, PRESETS, Pattern, load_kind
from rules.injuries import (
    InjuryLimits,
    injury_limits,
    loads_region,
    lower_limb_pain,
    missing_coverage,
)
from rules.state import RegionLimit

GYM = PRESETS["full_gym"]
SINCE = date(2026, 3, 2)


def sore(region: Region, severity: int = 4) -> InjuryLimits:
    return injury_limits([Injury(region, severity)])


def blocked(limits: InjuryLimits) -> set[str]:
    return {e.id for e in EXERCISES.values() if limits.blocks(e, load_kind(e, GYM))}


@pytest.mark.parametrize(
    ("region", "out", "stays"),
    [
        (Region.KNEE, {"split_squat", "box_jump", "leg_extension"}, {"leg_press", "deadlift", "push_up"}),
        (Region.ANKLE_FOOT, {"standing_calf_raise", "squat_jump", "step_up"}, {"leg_press", "glute_bridge"}),
        (Region.HIP, {"reverse_lunge", "broad_jump"}, {"hip_thrust", "back_squat"}),
        (
            Region.LOWER_BACK,
            {"deadlift", "db_rdl", "back_squat", "barbell_row", "kb_swing"},
            {"leg_press", "hip_hinge_drill", "chest_supported_row", "goblet_squat"},
        ),
        (Region.SHOULDER, {"overhead_press", "pike_push_up"}, {"bench_press", "lat_pulldown", "db_row"}),
        (Region.ELBOW, {"biceps_curl", "bench_press", "overhead_press"}, {"db_bench_press", "db_row"}),
        (Region.WRIST, {"triceps_pressdown", "landmine_press"}, {"machine_chest_press"}),
        (Region.NECK, {"db_shoulder_press", "farmer_carry", "deadlift"}, {"db_rdl", "leg_press"}),
        (Region.UPPER_BACK, {"overhead_press", "suitcase_carry"}, {"bodyweight_squat"}),
    ],
)
def test_region_rules_out_what_loads_it(region: Region, out: set[str], stays: set[str]) -> None:
    assert out <= blocked(sore(region))
    assert not stays & blocked(sore(region))


@pytest.mark.parametrize(
    ("region", "modes"),
    [
        (Region.KNEE, {Mode.RUN, Mode.STAIRS}),
        (Region.LOWER_BACK, {Mode.ROW}),
        (Region.SHOULDER, {Mode.SWIM}),
        (Region.NECK, {Mode.SWIM}),
        (Region.ELBOW, set()),
        (Region.OTHER, set()),
    ],
)
def test_region_rules_out_modes(region: Region, modes: set[Mode]) -> None:
    assert sore(region).modes == modes


def test_severity_decides_between_tender_and_sore() -> None:
    assert blocked(sore(Region.KNEE, 3)) == set()
    assert sore(Region.KNEE, 3).unfriendly(EXERCISES["split_squat"], load_kind(EXERCISES["split_squat"], GYM))
    assert "split_squat" in blocked(sore(Region.KNEE, 4))
    assert blocked(sore(Region.KNEE, 0)) == set()


def test_light_spares_every_listed_region() -> None:
    assert "split_squat" in blocked(injury_limits([Injury(Region.KNEE, 1)], light=True))


def test_pain_rules_in_force_count_like_injuries() -> None:
    watched = injury_limits([], [RegionLimit(Region.KNEE, "watch", SINCE)])
    modified = injury_limits([], [RegionLimit(Region.KNEE, "modify", SINCE)])
    assert blocked(watched) == set()
    assert "reverse_lunge" in blocked(modified)


def test_shoulder_rules_out_presses_and_pulldowns_once_they_hurt() -> None:
    hurts = RegionLimit(Region.SHOULDER, "modify", SINCE, patterns=("h_push",))
    limits = injury_limits([], [hurts])
    assert {"bench_press", "overhead_press"} <= blocked(limits)
    assert "lat_pulldown" not in blocked(limits)


def test_what_strains_a_sore_knee_is_lightened() -> None:
    knee = sore(Region.KNEE)
    assert knee.strains(EXERCISES["leg_press"])
    assert not knee.strains(EXERCISES["bench_press"])
    assert loads_region(EXERCISES["overhead_press"], Region.SHOULDER)


def test_replacements_keep_the_tables_order_and_leave_out_what_is_ruled_out() -> None:
    assert sore(Region.KNEE).preferred_modes == (Mode.BIKE, Mode.ROW, Mode.SWIM)
    both = injury_limits([Injury(Region.KNEE, 5), Injury(Region.LOWER_BACK, 5)])
    assert both.preferred_modes == (Mode.BIKE, Mode.SWIM)
    assert both.prefers(EXERCISES["leg_press"])
    assert both.prefers(EXERCISES["glute_bridge"])


def test_lower_limb_pain_begins_at_three() -> None:
    assert lower_limb_pain([Injury(Region.KNEE, 3)])
    assert not lower_limb_pain([Injury(Region.KNEE, 2), Injury(Region.SHOULDER, 8)])
    assert lower_limb_pain([], [RegionLimit(Region.HIP, "modify", SINCE)])


def test_missing_part_of_the_week_is_named_with_its_region() -> None:
    notes = missing_coverage(
        [Pattern.SQUAT, Pattern.HINGE, Pattern.H_PULL, Pattern.CARRY], sore(Region.SHOULDER)
    )
    assert [(n.code, dict(n.values)) for n in notes] == [
        ("warn.pattern_missing", {"pattern": "h_push", "regions": "shoulder"})
    ]
