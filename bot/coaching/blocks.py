"""Training times for the eye: outings as the rules see them, and what is neither strength nor cardio by itself."""

from __future__ import annotations

from collections.abc import Iterable

from rules.missed.priorities import rank
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


def leading(week: Week, session_id: str, *, race: bool) -> tuple[int, Session]:
    """The piece of a session's training time that matters most in this phase, after its place in the list (G-60)."""
    block = block_of(week, session_id)
    pieces = [s for s in week.sessions if s.id in block]
    places = [rank(s, week.phase, race=race) for s in pieces]
    first = min(range(len(pieces)), key=lambda n: places[n])
    return places[first], pieces[first]
