"""Loads in kg: steps, working loads, start loads and the ramp test (E-20, E-30's steps)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rules.athlete import Profile, RecentLift
from rules.constants import P
from rules.exercises import EXERCISES, Exercise, LoadType, load_kind
from rules.state import Lift
from rules.strength import e1rm
from rules.units import floor_to_step

STEPS_KG: Mapping[LoadType, float] = MappingProxyType(
    {
        LoadType.BARBELL: 2.5,
        LoadType.DUMBBELL: 2.0,
        LoadType.KETTLEBELL: 4.0,
        LoadType.MACHINE: 5.0,
        LoadType.CABLE: 2.5,
    }
)
EMPTY_BAR_KG = 20.0
DEFAULT_WEIGHT_KG = 60.0
SENIOR_ANCHOR = 0.8
RAMP_FROM, LOW_RANGE_TOP = 0.60, 6
RAMP_REPS, RAMP_REPS_LOW = 8, 5
RAMP_RIR = 3  # at the end of a ramp test
USUAL_RIR = 2
ANCHOR_REPS, ANCHOR_RIR = 8, 3  # what the ramp test's set of 8 with 3 left comes to


@dataclass(frozen=True, slots=True)
class Load:
    """A load in kg; `ramp` marks the start of a ramp test, where nothing is known yet (E-20 point 3)."""

    kg: float | None
    ramp: bool = False


def step_kg(kind: LoadType, profile: Profile) -> float | None:
    """The smallest increase for what carries the load, per hand for dumbbells; None without loads (C-10)."""
    return dict(profile.load_steps_kg).get(kind, STEPS_KG.get(kind))


def floor_load(load_kg: float, kind: LoadType, profile: Profile) -> float:
    """Down to the next available load, at least one step, at least the empty bar for barbells (0.4, E-20)."""
    step = step_kg(kind, profile)
    if step is None:
        return load_kg
    return max(EMPTY_BAR_KG if kind is LoadType.BARBELL else step, floor_to_step(load_kg, step))


def middle(low: int, high: int) -> int:
    """The middle of a range of repetitions, rounded up (E-20)."""
    return math.ceil((low + high) / 2)


def working_load(e1rm_kg: float, low: int, high: int, rir: int) -> float:
    """The unrounded load in kg for a range of repetitions at a reserve (E-20 point 2)."""
    return e1rm_kg / (1 + (middle(low, high) + rir) / 30)


def latest(profile: Profile, exercise_id: str) -> RecentLift | None:
    """The newest entry for an exercise among the profile's recent lifts."""
    entries = [entry for entry in profile.recent_lifts if entry.exercise_id == exercise_id]
    return max(entries, key=lambda entry: entry.date, default=None)


def known_e1rm(exercise_id: str, lifts: Mapping[str, Lift], profile: Profile, today: date) -> float | None:
    """The tracked e1RM, else the one that the last load or the profile's entry implies (E-20, E-21)."""
    lift = lifts.get(exercise_id)
    if lift is not None:
        value = e1rm.tracked(lift)
        if value is None and lift.load_kg is not None and lift.reps_target is not None:
            value = e1rm.estimate(lift.load_kg, lift.reps_target, USUAL_RIR)
        if value is not None:
            return value
    entry = latest(profile, exercise_id)
    return e1rm.from_recent(entry, today) if entry else None


def anchor_kg(exercise: Exercise, profile: Profile) -> float | None:
    """The start anchor in kg, unrounded: a share of bodyweight, x 0.8 from 60 years on (E-20 point 3).

    A barbell exercise done with dumbbells takes half of it in each hand.
    """
    share = exercise.anchor_share(profile.sex)
    kind = load_kind(exercise, profile.equipment)
    if share is None or step_kg(kind, profile) is None:
        return None
    weight = profile.weight_kg if profile.weight_kg is not None else DEFAULT_WEIGHT_KG
    halves = kind is LoadType.DUMBBELL and exercise.load_type is LoadType.BARBELL
    senior = SENIOR_ANCHOR if profile.age.years >= P.age.senior else 1.0
    return weight * share * senior * (0.5 if halves else 1.0)


def start_load(exercise: Exercise, low: int, high: int, rir: int, profile: Profile, today: date) -> Load:
    """The first load of an exercise nobody has logged (E-20): from a recent lift, else a ramp test from the anchor."""
    kind = load_kind(exercise, profile.equipment)
    if step_kg(kind, profile) is None:
        return Load(None)
    entry = latest(profile, exercise.id)
    value = e1rm.from_recent(entry, today) if entry else None
    if value is not None:
        return Load(floor_load(working_load(value, low, high, rir), kind, profile))
    anchor = anchor_kg(exercise, profile)
    if entry is not None:
        return Load(floor_load(entry.load_kg, kind, profile), ramp=True)
    if anchor is None:
        return Load(None)
    return Load(floor_load(RAMP_FROM * anchor, kind, profile), ramp=True)


def below_the_bar(exercise: Exercise, load_kg: float, profile: Profile) -> bool:
    """True if a barbell exercise would need less than the empty bar (E-20)."""
    step = step_kg(LoadType.BARBELL, profile) or EMPTY_BAR_KG
    barbell = load_kind(exercise, profile.equipment) is LoadType.BARBELL
    return barbell and floor_to_step(load_kg, step) < EMPTY_BAR_KG


def lighter_substitutes(exercise: Exercise, equipment: frozenset[str]) -> list[Exercise]:
    """The dumbbell and machine substitutes, in order (E-20)."""
    found = (EXERCISES[id_] for id_ in exercise.substitutes)
    return [e for e in found if load_kind(e, equipment) in (LoadType.DUMBBELL, LoadType.MACHINE)]


def ramp_reps(high: int) -> int:
    """Repetitions of the ramp test's sets: 8, or 5 for ranges up to 6 (E-20)."""
    return RAMP_REPS_LOW if high <= LOW_RANGE_TOP else RAMP_REPS
