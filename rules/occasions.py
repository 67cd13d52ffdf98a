"""Sessions that are one outing: a lift with its finisher is missed, moved and late as one (D-42, G-60)."""

from __future__ import annotations

from collections.abc import Iterable

from rules.days import SEPARATE_GAP_MIN, in_order
from rules.sessions import Session

Occasion = tuple[Session, ...]


def occasions(sessions: Iterable[Session]) -> tuple[Occasion, ...]:
    """Strength and cardio grouped by day and by gaps under 3 h, in order of time (D-42)."""
    groups: list[list[Session]] = []
    for session in in_order(s for s in sessions if s.is_strength or s.is_cardio):
        last = groups[-1][-1] if groups else None
        if last and last.day == session.day and session.start_minute - last.end_minute < SEPARATE_GAP_MIN:
            groups[-1].append(session)
        else:
            groups.append([session])
    return tuple(tuple(group) for group in groups)


def occasion_of(sessions: Iterable[Session], session_id: str) -> Occasion:
    """The outing that holds this session; empty if none does."""
    return next((o for o in occasions(sessions) if any(s.id == session_id for s in o)), ())
