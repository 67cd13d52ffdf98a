"""A strength session set by set, in the order and with the rests prescribed: warm-up, work (E-03, E-13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rules.sessions import ExerciseSet, Session, SetKind, Value
from rules.strength.timing import ROUND_REST_S
from rules.units import floor_to_step

MOST_RAISE = 1.15  # of the next set of a ramp test (E-20)
TEST_SET_RIR = 3  # "until 3 or fewer reps are left"
NO_ITEM = -1


class StepKind(StrEnum):
    """What a step is: easy movement, a rising set before a main lift, work, or a set of a ramp test."""

    MOVE = "move"
    RISING = "rising"
    WORK = "work"
    RAMP = "ramp"


@dataclass(frozen=True, slots=True)
class Step:
    """One set. `item` is its exercise's place in the session, `number` of `of` its place among the exercise's sets.

    `reps` is what to aim for, in seconds where the exercise is timed; `rest_s` comes after it. Easy movement has
    `minutes` and no exercise.
    """

    kind: StepKind
    item: int = NO_ITEM
    number: int = 1
    of: int = 1
    reps: int = 0
    load_kg: float | None = None
    rest_s: int = 0
    minutes: int = 0

    @property
    def counts(self) -> bool:
        """Whether it goes into the log: work does, a warm-up doesn't."""
        return self.kind in (StepKind.WORK, StepKind.RAMP)


def walkthrough(session: Session) -> tuple[Step, ...]:
    """Every set in order; exercises of one letter and stations of a circuit in turns. No rest after the last."""
    steps = [*_movement(session)]
    warmed: set[str] = set()
    for group in _groups(session.exercises):
        for place in group:
            exercise_id = session.exercises[place].exercise_id
            if exercise_id not in warmed:
                steps += _rising(session, place)
                warmed.add(exercise_id)
        steps += _rounds(session.exercises, group)
    return (*steps[:-1], replace(steps[-1], rest_s=0)) if steps else ()


def heavier(load_kg: float, step_kg: float) -> float:
    """The next load of a ramp test: 10-15 % more, at least one step (E-20)."""
    return max(load_kg + step_kg, floor_to_step(load_kg * MOST_RAISE, step_kg))


def _groups(items: tuple[ExerciseSet, ...]) -> list[list[int]]:
    found: dict[object, list[int]] = {}
    for place, item in enumerate(items):
        alone = item.superset is None and item.kind is not SetKind.STATION
        found.setdefault(place if alone else item.superset or item.kind, []).append(place)
    return list(found.values())


def _rounds(items: tuple[ExerciseSet, ...], group: list[int]) -> Iterator[Step]:
    for number in range(1, max(items[place].sets for place in group) + 1):
        present = [place for place in group if number <= items[place].sets]
        for place in present:
            item = items[place]
            ends_round = item.kind is SetKind.STATION and place == present[-1]
            yield Step(
                StepKind.RAMP if item.kind is SetKind.RAMP else StepKind.WORK,
                place,
                number,
                item.sets,
                item.reps_target or item.reps_low,
                item.load_kg,
                ROUND_REST_S if ends_round else item.rest_s,
            )


def _movement(session: Session) -> Iterator[Step]:
    for note in session.notes:
        if note.code == "do.warmup":
            yield Step(StepKind.MOVE, minutes=int(dict(note.values)["minutes"]))


def _rising(session: Session, place: int) -> list[Step]:
    exercise_id = session.exercises[place].exercise_id
    sets: list[tuple[int, float]] = []
    for note in session.notes:
        values = dict(note.values)
        if note.code in ("do.ramp_sets", "do.ramp_set") and values["exercise"] == exercise_id:
            sets += _sets_of(values)
    return [
        Step(StepKind.RISING, place, number, len(sets), reps, load)
        for number, (reps, load) in enumerate(sets, start=1)
    ]


def _sets_of(values: Mapping[str, Value]) -> list[tuple[int, float]]:
    if "reps" in values:
        return [(int(values["reps"]), float(values["load"]))]
    numbers = sorted(name.removeprefix("reps_") for name in values if name.startswith("reps_"))
    return [(int(values[f"reps_{n}"]), float(values[f"load_{n}"])) for n in numbers]
