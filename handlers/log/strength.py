"""Sets, repetitions and loads of one exercise, as `3x5 100`, `100x5`, `5/5/4`, `bw+10`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.coaching.entries import Lifted
from handlers.log.amounts import take_hold, take_rir, take_rpe
from handlers.log.loads import A_HAND, BY_BODY, take_load, told_load
from handlers.log.normal import Line
from handlers.log.sets import SETS_WORD, Sets, take_holds, take_sets
from rules.athlete import Units
from rules.exercises import EXERCISES

_SAID = re.compile(rf"×|{SETS_WORD}", re.IGNORECASE)  # else `8/10` are the repetitions of two sets
_EXTRAS = re.compile(
    rf"(?<!\w)(?:reps?|{SETS_WORD}|wdh|at|with|mit|con|bei|for|{A_HAND})(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LiftRead:
    """An entry, and the other way to read it where a line can mean two things; None: no sets in the line."""

    entry: Lifted | None
    other: Lifted | None = None


def read_lift(line: Line, exercise_id: str, units: Units) -> LiftRead:
    """The sets of one exercise; what can't be read stays in the line."""
    rir = take_rir(line)
    rpe = take_rpe(line, of_ten=bool(_SAID.search(line.text)))
    sets = _sets_of(line, exercise_id)
    if sets is None:
        return LiftRead(None)
    entry = Lifted(exercise_id, sets.reps, rpe=rpe, rir=rir)
    entry = take_load(line, entry, units) if sets.load is None else told_load(entry, *sets.load, units)
    while line.take(_EXTRAS):
        continue
    return LiftRead(entry, replace(entry, reps=sets.other) if sets.other else None)


def _sets_of(line: Line, exercise_id: str) -> Sets | None:
    exercise = EXERCISES[exercise_id]
    if exercise.timed and (holds := take_holds(line)):
        return holds
    seconds = take_hold(line) if exercise.timed and "×" not in line.text else None
    if seconds is not None:
        return Sets((seconds,))
    return take_sets(line, loaded=exercise.load_type not in BY_BODY and not exercise.timed)
