"""The door of the prescriptions: what every session of a week holds (E, F, H-10, H-11).

Emits `warn.needs_load` (maximal strength needs load, E-60) on the first strength session of a week without any, and
`warn.pattern_missing` (see `rules.injuries`); `warn.notice` on an athlete's first HIIT (C-50).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.briefing import briefed
from rules.cardio.session import prescribed as prescribed_cardio
from rules.exercises import LoadType
from rules.prescription_context import PrescriptionContext
from rules.sessions import Note, Session, SessionType, note
from rules.strength.block import choose_block_exercises
from rules.strength.week import coverage_gaps, strength_week

__all__ = ["PrescriptionContext", "choose_block_exercises", "prescribe_week"]

LOADABLE = frozenset(LoadType) - {LoadType.BAND, LoadType.BODYWEIGHT}


def prescribe_week(sessions: tuple[Session, ...], ctx: PrescriptionContext) -> tuple[Session, ...]:
    """The week's sessions with everything they prescribe, in the order given (E-01 to F-70, H-10, H-11).

    Fills exercises with loads and reserve, intervals, effort, heart rate, pace, notes, expected RPE and rule ids.
    Never changes day, start, minutes, type or mode; `heavy` falls where the main lifts keep 3 or more in reserve
    (D-10). Exercises are cut to the session's minutes (E-04).
    """
    strength = tuple(session for session in sessions if session.is_strength)
    drafts = strength_week(strength, ctx)
    done = {draft.session.id: draft.session for draft in drafts}
    if strength:
        first = done[strength[0].id]
        extra = (*_load_warning(ctx), *coverage_gaps(drafts, ctx))
        done[first.id] = replace(first, notes=(*first.notes, *extra))
    filled = [done[s.id] if s.is_strength else prescribed_cardio(s, ctx) for s in sessions]
    return briefed(_with_notice(filled) if ctx.first_hiit else filled, ctx)


def _with_notice(sessions: list[Session]) -> list[Session]:
    """One line of the medical notice under the first HIIT (C-50)."""
    first = next((s.id for s in sessions if s.type is SessionType.HIIT), None)
    return [replace(s, notes=(*s.notes, note("warn.notice"))) if s.id == first else s for s in sessions]


def _load_warning(ctx: PrescriptionContext) -> Iterator[Note]:
    if not LOADABLE & ctx.profile.equipment:
        yield note("warn.needs_load")
