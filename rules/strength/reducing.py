"""A reduced week is the week before it, its exercises of three sets or more one set shorter (G-50)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from rules.constants import P
from rules.sessions import Session, SessionType
from rules.strength.timing import Exercises

REDUCED_BY_MIN = 10  # about a set less of each exercise (E-04)
REDUCED_FROM_SETS = 3


def in_full(session: Session, held_minutes: Mapping[SessionType, int]) -> Session:
    """The session with the minutes that it had before it was reduced: those of its type in the week before.

    A short window or the type's minimum kept it from losing ten; without a week before it is taken to have lost them.
    """
    lost = session.minutes + REDUCED_BY_MIN
    held = held_minutes.get(session.type, lost)
    return replace(session, minutes=max(session.minutes, min(held, lost)))


def one_set_less(items: Exercises) -> Exercises:
    """Every exercise of three sets or more with one less; a back-off set goes, not the top set."""
    sets = Counter[str]()
    for item in items:
        sets[item.exercise_id] += item.sets
    last = {item.exercise_id: place for place, item in enumerate(items)}
    return tuple(
        replace(item, sets=item.sets + P.reduce.sets)
        if sets[item.exercise_id] >= REDUCED_FROM_SETS and last[item.exercise_id] == place
        else item
        for place, item in enumerate(items)
    )
