"""How far a load may move at once: increments, the ceiling's extension, the weekly bound (E-30, G-40)."""

from __future__ import annotations

from rules.athlete import Level, Profile
from rules.exercises import LOWER_BODY, Exercise, LoadType, load_kind
from rules.strength.loads import floor_load, step_kg

LOWER_MAIN_NOVICE_KG, BARBELL_KG = 5.0, 2.5
LARGE_STEP = {Level.NOVICE: 0.10, Level.INTERMEDIATE: 0.05, Level.ADVANCED: 0.05}
NOISE = 1e-9


def increment_kg(exercise: Exercise, main: bool, profile: Profile, s_level: Level) -> float | None:
    """One step up in kg (E-30): 5 for a novice's lower-body barbell and machine mains, 2.5 for barbells otherwise.

    Dumbbells, kettlebells, other machines and cables go up by one load step. Never less than the step at hand; None
    without a load.
    """
    kind = load_kind(exercise, profile.equipment)
    step = step_kg(kind, profile)
    if step is None:
        return None
    heavy_legs = main and exercise.pattern in LOWER_BODY and kind in (LoadType.BARBELL, LoadType.MACHINE)
    if heavy_legs:
        return max(step, LOWER_MAIN_NOVICE_KG if s_level is Level.NOVICE else BARBELL_KG)
    return max(step, BARBELL_KG) if kind is LoadType.BARBELL else step


def is_large_step(step: float, load_kg: float, s_level: Level) -> bool:
    """True if one step is more than 10 % (novice) or 5 % (others) of the load: reps go up first (E-30)."""
    return step > LARGE_STEP[s_level] * load_kg + NOISE


def bounded(load_kg: float, week_start_kg: float, step: float, s_level: Level) -> float:
    """A proposed load held within max(one step, 5 %; novice 10 %) of the week's first load (E-30)."""
    room = max(step, LARGE_STEP[s_level] * week_start_kg)
    return min(load_kg, week_start_kg + room)


def lowered(load_kg: float, share: float, exercise: Exercise, profile: Profile) -> float:
    """The load less a share, down to a step (E-31, E-33, G-33)."""
    return floor_load(load_kg * (1 - share), load_kind(exercise, profile.equipment), profile)
