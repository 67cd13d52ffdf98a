"""The rising sets before the first working weight (E-13).

Emits `do.warmup` (minutes), `do.ramp_sets` (exercise, load_1, load_2, load_3, reps_1, reps_2, reps_3; loads in kg),
`do.ramp_set` (exercise, load, reps), `do.ramp_test` (exercise, reps, load, raise_low, raise_high in percent) and
`do.ramp_known` (for whoever is no novice).
"""

from __future__ import annotations

from collections.abc import Sequence

from rules.athlete import Profile
from rules.exercises import EXERCISES, load_kind
from rules.sessions import ExerciseSet, Note, SetKind, note
from rules.strength.loads import floor_load
from rules.strength.timing import WARMUP_MIN, is_main
from rules.vocabulary import Level

FIRST_MAIN = ((8, 0.40), (5, 0.60), (3, 0.80))
LATER_MAIN = (5, 0.60)
RAISE_PERCENT = (10, 15)


def warmup_notes(
    items: Sequence[ExerciseSet], profile: Profile, level: Level = Level.NOVICE
) -> tuple[Note, ...]:
    """The warm-up of a session: easy movement, then rising sets for its main lifts, or their ramp test (E-13, E-20).

    The ramp goes upwards from 60 % of a cautious anchor; whoever is no novice is told to begin higher.
    """
    notes = [note("do.warmup", minutes=WARMUP_MIN)]
    mains = [item for item in items if is_main(item) and item.kind is not SetKind.BACKOFF]
    for place, item in enumerate(mains):
        if item.load_kg is None:
            continue
        if item.kind is SetKind.RAMP:
            notes.append(_ramp_test(item))
        else:
            notes.append(_rising(item, profile) if place == 0 else _single(item, profile))
    if level is not Level.NOVICE and any(n.code == "do.ramp_test" for n in notes):
        notes.append(note("do.ramp_known"))
    return tuple(notes)


def _ramp_test(item: ExerciseSet) -> Note:
    low, high = RAISE_PERCENT
    return note(
        "do.ramp_test",
        exercise=item.exercise_id,
        reps=item.reps_high,
        load=item.load_kg or 0.0,
        raise_low=low,
        raise_high=high,
    )


def _rising(item: ExerciseSet, profile: Profile) -> Note:
    loads = {f"load_{k}": _part(item, share, profile) for k, (_, share) in enumerate(FIRST_MAIN, 1)}
    reps = {f"reps_{k}": count for k, (count, _) in enumerate(FIRST_MAIN, 1)}
    return note("do.ramp_sets", exercise=item.exercise_id, **loads, **reps)


def _single(item: ExerciseSet, profile: Profile) -> Note:
    reps, share = LATER_MAIN
    return note("do.ramp_set", exercise=item.exercise_id, load=_part(item, share, profile), reps=reps)


def _part(item: ExerciseSet, share: float, profile: Profile) -> float:
    kind = load_kind(EXERCISES[item.exercise_id], profile.equipment)
    return floor_load(share * (item.load_kg or 0.0), kind, profile)
