"""The exercise library against the table it was made from, and what equipment makes of it (E-02)."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.athlete import Level, Sex
from rules.errors import OutOfRange
from rules.exercises import (
    COVERAGE,
    EXERCISES,
    PRESETS,
    LoadType,
    equipment_has,
    expand_equipment,
    load_kind,
)

TABLE = Path(__file__).with_name("exercise_table.md")
LEVELS = {"B": Level.NOVICE, "I": Level.INTERMEDIATE, "A": Level.ADVANCED}


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def as_row(exercise_id: str) -> list[str]:
    e = EXERCISES[exercise_id]
    letters = {level: letter for letter, level in LEVELS.items()}
    anchor = "/".join(f"{share:g}" for share in e.anchor) or "-"
    ways = "/".join("+".join(way) for way in e.equipment)
    uni = "yes" if e.unilateral else "no"
    secondary = ",".join(e.secondary) or "–"
    return [
        *(e.id, e.name, e.pattern, ways, e.primary, secondary, uni, letters[e.min_level]),
        *(e.load_type, anchor, ",".join(e.substitutes)),
    ]


def test_library_is_the_specified_table_row_for_row() -> None:
    assert len(rows()) == 111
    assert [as_row(exercise_id) for exercise_id in EXERCISES] == rows()


def test_every_substitute_exists_and_none_names_itself() -> None:
    for exercise in EXERCISES.values():
        assert set(exercise.substitutes) <= EXERCISES.keys()
        assert exercise.id not in exercise.substitutes


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_lets_a_novice_cover_the_week(preset: str) -> None:
    usable = {
        e.pattern
        for e in EXERCISES.values()
        if equipment_has(PRESETS[preset], e) and e.min_level is Level.NOVICE
    }
    assert all(group & usable for group in COVERAGE)


def test_no_equipment_leaves_only_what_the_body_loads() -> None:
    usable = [e for e in EXERCISES.values() if equipment_has(PRESETS["none"], e)]
    assert usable
    assert {load_kind(e, PRESETS["none"]) for e in usable} == {LoadType.BODYWEIGHT}


def test_equipment_is_expanded_from_presets_and_flags() -> None:
    assert expand_equipment("home_basic") == {"bodyweight", "dumbbell", "band"}
    assert expand_equipment(["none", "bike"]) == {"bodyweight", "bike"}
    assert "dumbbell" in expand_equipment(["none", "backpack"])
    assert expand_equipment(["kettlebell"]) == {"bodyweight", "kettlebell"}


def test_unknown_equipment_is_refused_by_name() -> None:
    with pytest.raises(OutOfRange, match="sofa"):
        expand_equipment(["home_gym", "sofa"])


@pytest.mark.parametrize(
    ("exercise_id", "equipment", "kind"),
    [
        ("reverse_lunge", {"bodyweight"}, LoadType.BODYWEIGHT),
        ("reverse_lunge", {"dumbbell"}, LoadType.DUMBBELL),
        ("goblet_squat", {"kettlebell"}, LoadType.KETTLEBELL),
        ("romanian_deadlift", {"dumbbell"}, LoadType.DUMBBELL),
        ("good_morning", {"band"}, LoadType.BAND),
        ("trap_bar_deadlift", {"trap_bar"}, LoadType.BARBELL),
        ("inverted_row", {"barbell"}, LoadType.BODYWEIGHT),
    ],
)
def test_load_is_carried_by_what_is_at_hand(exercise_id: str, equipment: set[str], kind: LoadType) -> None:
    assert load_kind(EXERCISES[exercise_id], frozenset(equipment)) is kind


def test_all_of_means_all_of() -> None:
    bench = EXERCISES["bench_press"]
    assert not equipment_has(frozenset({"barbell"}), bench)
    assert equipment_has(frozenset({"barbell", "bench"}), bench)


def test_unspecified_sex_takes_the_lower_anchor() -> None:
    squat = EXERCISES["back_squat"]
    assert [squat.anchor_share(sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNSPECIFIED)] == [0.50, 0.35, 0.35]
    assert EXERCISES["push_up"].anchor_share(Sex.MALE) is None
