"""Training times for the eye: outings as the rules see them, and what is neither strength nor cardio by itself."""

from __future__ import annotations

from collections.abc import Iterable

from rules.occasions import occasion_of, occasions
from rules.plan import Week
from rules.sessions import Session


def grouped(sessions: Iterable[Session]) -> list[list[Session]]:
    """The sessions of one week as training times, in order (D-42)."""
    known = list(sessions)
    outings = [list(o) for o in occasions(known)]
    others = [[s] for s in known if not (s.is_strength or s.is_cardio)]
    return sorted(outings + others, key=lambda block: block[0].start_minute)


def block_of(week: Week, session_id: str) -> frozenset[str]:
    """The ids of a session's training time, its own among them."""
    return frozenset({session_id, *(s.id for s in occasion_of(week.sessions, session_id))})
