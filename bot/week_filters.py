"""Doors from templates into a week: which sessions stand together, and how long they are in all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules import interference
from rules.plan import Week
from rules.sessions import Session

SAME_SESSION_MIN = 60  # less than an hour between two sessions is one training time (0.6, D-60)


def blocks(week: Week) -> list[list[Session]]:
    """Sessions that follow each other directly, as one training time each, in order of time."""
    return grouped(week.sessions)


def grouped(sessions: Iterable[Session]) -> list[list[Session]]:
    """The same for any sessions of one week."""
    found: list[list[Session]] = []
    for session in sorted(sessions, key=lambda s: s.start_minute):
        if found and 0 <= session.start_minute - found[-1][-1].end_minute < SAME_SESSION_MIN:
            found[-1].append(session)
        else:
            found.append([session])
    return found


def trainings(week: Week) -> list[list[Session]]:
    """The training times of a week."""
    return blocks(week)


def total(week: Week) -> int:
    """Minutes of the whole week."""
    return strength_minutes(week) + cardio_minutes(week)


def strength_minutes(week: Week) -> int:
    """Minutes of strength."""
    return sum(s.minutes for s in week.sessions if s.is_strength)


def cardio_minutes(week: Week) -> int:
    """Minutes of cardio."""
    return sum(s.minutes for s in week.sessions if s.is_cardio)


def band(score: int) -> str:
    """The score's band as its code (D-60)."""
    return interference.band(score)


FILTERS: dict[str, Callable[..., object]] = {
    "blocks": blocks,
    "grouped": grouped,
    "trainings": trainings,
    "total": total,
    "strength_minutes": strength_minutes,
    "cardio_minutes": cardio_minutes,
    "band": band,
}
