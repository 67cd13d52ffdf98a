"""The exercise library and what the athlete can use of it (X, E-01, E-02, equipment presets of C-10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from rules.athlete import Level, Sex
from rules.errors import OutOfRange
from rules.packaged import convert, read_table


class Pattern(StrEnum):
    """Movement patterns (E-01)."""

    SQUAT = "squat"
    LUNGE = "lunge"
    HINGE = "hinge"
    HIP_EXTENSION = "hip_extension"
    KNEE_FLEXION = "knee_flexion"
    KNEE_EXTENSION = "knee_extension"
    CALF = "calf"
    H_PUSH = "h_push"
    V_PUSH = "v_push"
    H_PULL = "h_pull"
    V_PULL = "v_pull"
    DELT_ISO = "delt_iso"
    REAR_DELT = "rear_delt"
    ARM_FLEXION = "arm_flexion"
    ARM_EXTENSION = "arm_extension"
    CORE_BRACE = "core_brace"
    CORE_FLEXION = "core_flexion"
    CARRY = "carry"
    POWER = "power"
    PLYO = "plyo"


class LoadType(StrEnum):
    """What carries the load; decides steps, anchors and the order of choice (E-02, E-05)."""

    BARBELL = "barbell"
    MACHINE = "machine"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    CABLE = "cable"
    BAND = "band"
    BODYWEIGHT = "bodyweight"


COVERAGE: tuple[frozenset[Pattern], ...] = (
    frozenset({Pattern.SQUAT, Pattern.LUNGE}),
    frozenset({Pattern.HINGE, Pattern.HIP_EXTENSION}),
    frozenset({Pattern.H_PUSH, Pattern.V_PUSH}),
    frozenset({Pattern.H_PULL, Pattern.V_PULL}),
    frozenset({Pattern.CORE_BRACE, Pattern.CORE_FLEXION, Pattern.CARRY}),
)
LOWER_BODY: frozenset[Pattern] = frozenset(
    {
        Pattern.SQUAT,
        Pattern.LUNGE,
        Pattern.HINGE,
        Pattern.HIP_EXTENSION,
        Pattern.KNEE_FLEXION,
        Pattern.KNEE_EXTENSION,
        Pattern.CALF,
    }
)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One record of section X (E-02). `equipment`: any of the tuples, all of each; `anchor`: % bodyweight (M, F)."""

    id: str
    name: str
    pattern: Pattern
    equipment: tuple[tuple[str, ...], ...]
    primary: str
    secondary: tuple[str, ...]
    unilateral: bool
    min_level: Level
    load_type: LoadType
    substitutes: tuple[str, ...]
    anchor: tuple[float, ...] = ()
    timed: bool = False
    bodyweight_is_heavy: bool = False
    supported: bool = False

    def anchor_share(self, sex: Sex) -> float | None:
        """Start load as a share of bodyweight; unspecified sex takes the lower column (E-20)."""
        if not self.anchor:
            return None
        return self.anchor[0 if sex is Sex.MALE else 1] / 100


def _load() -> Mapping[str, Exercise]:
    records = (convert(Exercise, table) for table in read_table("exercises")["exercise"])
    return MappingProxyType({exercise.id: exercise for exercise in records})


EXERCISES: Mapping[str, Exercise] = _load()
ORDER: Mapping[str, int] = MappingProxyType({id_: place for place, id_ in enumerate(EXERCISES)})

_HOME_BASIC = frozenset({"bodyweight", "dumbbell", "band"})
_HOME_GYM = _HOME_BASIC | {"barbell", "bench", "pullup_bar"}
_FULL_GYM = _HOME_GYM | {
    *("machine", "cable", "kettlebell", "box", "dip_bars", "trap_bar", "ab_wheel", "swiss_ball"),
    *("med_ball", "rope", "bike", "rower", "treadmill", "elliptical"),
}
PRESETS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "none": frozenset({"bodyweight"}),
        "home_basic": _HOME_BASIC,
        "home_gym": _HOME_GYM,
        "full_gym": _FULL_GYM,
    }
)
EQUIPMENT: frozenset[str] = _FULL_GYM | {"ski_erg", "pool", "backpack"}


def expand_equipment(chosen: str | Iterable[str]) -> frozenset[str]:
    """The set of things at hand for a preset's name or a list of presets and flags (C-10, E-60).

    The body is part of every set, and a loaded backpack counts as a dumbbell. Refuses unknown names (OutOfRange).
    """
    names = {chosen} if isinstance(chosen, str) else set(chosen)
    unknown = sorted(names - EQUIPMENT - PRESETS.keys())
    if unknown:
        raise OutOfRange("equipment", ", ".join(unknown), ", ".join(sorted(EQUIPMENT | PRESETS.keys())))
    at_hand = frozenset({"bodyweight"}).union(*(PRESETS.get(name, {name}) for name in names))
    return at_hand | {"dumbbell"} if "backpack" in at_hand else at_hand


def equipment_has(equipment: frozenset[str], exercise: Exercise) -> bool:
    """True if one of the exercise's ways to be equipped is complete (E-02: "/" any of, "+" all of)."""
    at_hand = equipment | {"bodyweight"}
    return any(at_hand.issuperset(way) for way in exercise.equipment)


@lru_cache(maxsize=64)
def at_hand(equipment: frozenset[str]) -> tuple[Exercise, ...]:
    """The exercises that can be done with this equipment (E-02)."""
    return tuple(e for e in EXERCISES.values() if equipment_has(equipment, e))


def load_kind(exercise: Exercise, equipment: frozenset[str]) -> LoadType:
    """What really carries the load with this equipment: the record's load type, else the first way at hand."""
    return _load_kind(exercise.id, equipment)


@lru_cache(
    maxsize=4096
)  # asked for every exercise of every week; hashing an id is cheaper than hashing a record
def _load_kind(exercise_id: str, equipment: frozenset[str]) -> LoadType:
    exercise, at_hand = EXERCISES[exercise_id], equipment | {"bodyweight"}
    ways = [way for way in exercise.equipment if at_hand.issuperset(way)]
    things = {thing for way in ways for thing in way}
    if not ways or exercise.load_type in things or not things & _CARRIERS:
        return exercise.load_type
    if exercise.load_type is LoadType.BODYWEIGHT:
        return LoadType.BODYWEIGHT
    return next(LoadType(thing) for way in ways for thing in way if thing in _CARRIERS)


_CARRIERS: frozenset[str] = frozenset(LoadType)
