"""Sets that a block adds and lifts that stand still, applied to the lifts of a review (E-32, E-34).

Codes: because.block_sets (week), because.plateau (percent).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rules.calendar import WEEK
from rules.decisions import Decision
from rules.review.causes import Cause
from rules.review.view import View
from rules.review.worked import Worked
from rules.sessions import Note, SetKind, note
from rules.state import Lift
from rules.strength.plateau import extra_sets, plateau
from rules.strength.pool import Pool
from rules.strength.volume import volume_for

MAIN_KINDS = frozenset({SetKind.MAIN, SetKind.TOP})


@dataclass(frozen=True, slots=True)
class Moved:
    """One lift moved on: the lift, a swap to another exercise if there is one, the key of its change and its cause."""

    lift: Lift
    key: str
    cause: Cause
    swap_to: str | None = None


def more_sets(view: View, lifts: Mapping[str, Lift]) -> tuple[Moved, ...]:
    """One set more on up to two exercises in B1's second and third week (E-32)."""
    week = [s.exercises for s in view.week.sessions if s.is_strength]
    following = view.week.week_in_phase + 1
    ids = extra_sets(week, view.week.phase, following, volume_for(view.week.phase, view.levels.strength))
    cause = Cause("E-32", note("because.block_sets", week=following))
    found = ((exercise_id, lifts.get(exercise_id, Lift(exercise_id, None))) for exercise_id in ids)
    return tuple(
        Moved(replace(lift, extra_sets=lift.extra_sets + 1), f"sets:{exercise_id}", cause)
        for exercise_id, lift in found
    )


def unstuck(
    view: View, lifts: Mapping[str, Lift], work: Mapping[str, tuple[Worked, ...]], pool: Pool
) -> tuple[Moved, ...]:
    """What is done about main lifts that stand still: a deload of their own, another range, a variation (E-34)."""
    found = []
    for exercise_id, items in work.items():
        last = items[-1].planned
        if last.kind not in MAIN_KINDS or exercise_id not in lifts:
            continue
        said = plateau(
            lifts[exercise_id],
            last,
            view.week.phase,
            view.metrics.adherence,
            weeks_since_deload(view),
            pool,
        )
        moved = None if said is None else _moved(view, lifts[exercise_id], said)
        found += [moved] if moved is not None else []
    return tuple(found)


def weeks_since_deload(view: View) -> int:
    """Closed weeks since the last deload, this one included (E-34)."""
    weeks = 1
    for record in reversed(view.state.history):
        if record.week.deload or record.decision is Decision.STOP:
            break
        weeks += 1
    return weeks


def _moved(view: View, lift: Lift, said: Note) -> Moved | None:
    values = dict(said.values)
    cause = Cause("E-34", note("because.plateau", percent=values["percent"]))
    kind = said.code.removeprefix("plateau.")
    if kind == "deload":
        rested = replace(lift, deload_week=view.week.start + WEEK)
        return Moved(rested, f"sets:{lift.exercise_id}", cause)
    if kind == "range":
        other = replace(lift, rep_range=(int(values["low"]), int(values["high"])), reps_target=None)
        return Moved(other, f"reps:{lift.exercise_id}", cause)
    if kind == "variation":
        return Moved(lift, f"exercise_in:{values['to']}", cause, swap_to=str(values["to"]))
    return None
