"""Sessions that stand together: what follows another directly is one training time with it (0.6)."""

from __future__ import annotations

from collections.abc import Iterable

from rules.plan import Week
from rules.sessions import Session

SAME_SESSION_MIN = 60


def grouped(sessions: Iterable[Session]) -> list[list[Session]]:
    """The sessions of one week as training times, in order; less than an hour between two joins them."""
    found: list[list[Session]] = []
    for session in sorted(sessions, key=lambda s: s.start_minute):
        if found and 0 <= session.start_minute - found[-1][-1].end_minute < SAME_SESSION_MIN:
            found[-1].append(session)
        else:
            found.append([session])
    return found


def block_of(week: Week, session_id: str) -> frozenset[str]:
    """The ids of a session's training time."""
    blocks = grouped(week.sessions)
    return frozenset(
        next(({s.id for s in block} for block in blocks if any(s.id == session_id for s in block)), set())
    )
