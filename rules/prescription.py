"""The door of the prescriptions: what every session of a week holds (E, F, H-10, H-11).

Emits `warn.needs_load` (maximal strength needs load, E-60) on the first strength session of a week without any, and
`warn.pattern_missing` (see `rules.injuries`); `warn.notice` on an athlete's first HIIT (C-50).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rules.briefing import briefed
from rules.cardio.session import prescribed as prescribed_cardio
from rules.exercises import LoadType
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.remembering import remembered_of
from rules.sessions import Note, Session, SessionType, note
from rules.strength.block import choose_block_exercises
from rules.strength.draft import Draft
from rules.strength.likeness import dated
from rules.strength.week import coverage_gaps, strength_week

__all__ = ["PrescriptionContext", "choose_block_exercises", "prescribe_week"]

LOADABLE = frozenset(LoadType) - {LoadType.BAND, LoadType.BODYWEIGHT}


def prescribe_week(sessions: tuple[Session, ...], ctx: PrescriptionContext) -> tuple[Session, ...]:
    """The week's sessions with everything they prescribe, in the order given (E-01 to F-70, H-10, H-11).

    Fills exercises with loads and reserve, intervals, effort, heart rate, pace, notes, expected RPE and rule ids.
    Never changes day, start, minutes, type or mode; `heavy` falls where the main lifts keep 3 or more in reserve
    (D-10). Exercises are cut to the session's minutes (E-04).
    """
    lifts = tuple(session for session in sessions if session.is_strength)
    return _prescribed(strength_week(lifts, ctx), sessions, _lasting(sessions, ctx))


@remembered_of(64)  # many weeks of a plan repeat another one, but for their dates
def _prescribed(
    drafts: tuple[Draft, ...], sessions: tuple[Session, ...], ctx: PrescriptionContext
) -> tuple[Session, ...]:
    lifts = [session for session in sessions if session.is_strength]
    notes = (*_load_warning(ctx), *coverage_gaps(drafts, ctx)) if lifts else ()
    done = iter([dated(draft.session, lift) for draft, lift in zip(drafts, lifts, strict=True)])
    filled = [next(done) if s.is_strength else prescribed_cardio(s, ctx) for s in sessions]
    if notes:
        filled = _with_notes(filled, notes, lifts[0].id)
    if ctx.first_hiit:
        filled = _with_notes(filled, (note("warn.notice"),), _first_hiit(filled))
    return briefed(filled, ctx)


def _lasting(sessions: tuple[Session, ...], ctx: PrescriptionContext) -> PrescriptionContext:
    """The context without what only lifts ask for, its date and counters only where cardio asks for them.

    The date ages a race's pace (F-05); tempo and race effort go by the week of the phase (F-50, F-60).
    """
    counts_weeks = ctx.phase is PhaseName.B3 or any(s.type is SessionType.TEMPO for s in sessions)
    return replace(
        ctx,
        week_start=date.min if ctx.profile.recent_race is None else ctx.week_start,
        week_number=1,
        week_in_phase=ctx.week_in_phase if counts_weeks else 1,
        phase_weeks=0,
        lifts=(),
        block_exercises=(),
        return_share=1.0,
        return_load=1.0,
        weeks_trained=0,
        jump_weeks=0,
        sets_most=None,
        held_minutes=(),
    )


def _first_hiit(sessions: list[Session]) -> str | None:
    """The id of the first HIIT, under which one line of the medical notice stands (C-50)."""
    return next((s.id for s in sessions if s.type is SessionType.HIIT), None)


def _with_notes(sessions: list[Session], notes: tuple[Note, ...], id_: str | None) -> list[Session]:
    return [replace(s, notes=(*s.notes, *notes)) if s.id == id_ else s for s in sessions]


def _load_warning(ctx: PrescriptionContext) -> Iterator[Note]:
    if not LOADABLE & ctx.profile.equipment:
        yield note("warn.needs_load")
