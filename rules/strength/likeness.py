"""When two strength weeks are alike, so that one is worked out and both have it (E-11, E-50, D-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from rules.athlete import Level
from rules.plan import PhaseName
from rules.prescription_context import PrescriptionContext
from rules.sessions import Row, Session, SessionType
from rules.strength.dose import SIZE_FROM_WEEK
from rules.strength.pool import JUMP_WEEKS
from rules.strength.power import FIRST_WEEKS
from rules.strength.scheme import NOVICE_START_WEEKS

CHANGES_IN_WEEK = {PhaseName.BEGINNER: NOVICE_START_WEEKS + 1, PhaseName.B1: SIZE_FROM_WEEK}


def lasting(ctx: PrescriptionContext) -> PrescriptionContext:
    """The context with its counters only as far as strength asks for them, so that weeks which are alike are equal."""
    has_dates = ctx.lifts or ctx.profile.recent_lifts
    changes_in = CHANGES_IN_WEEK.get(ctx.phase, 1)
    learns_to_jump = ctx.s_level is Level.NOVICE and ctx.phase is not PhaseName.BEGINNER
    return replace(
        ctx,
        week_start=ctx.week_start if has_dates else date.min,
        week_number=1,
        week_in_phase=changes_in if ctx.week_in_phase >= changes_in else 1,
        phase_weeks=1 if ctx.is_last_taper_week else 2,
        weeks_trained=JUMP_WEEKS if learns_to_jump and ctx.weeks_trained >= JUMP_WEEKS else 0,
        jump_weeks=FIRST_WEEKS if ctx.jump_weeks >= FIRST_WEEKS else 0,
        sets_most=None,
        first_hiit=False,
    )


def undated(session: Session) -> Session:
    """What a strength session is, whenever it stands."""
    return _undated(session.minutes, session.type, session.row, session.heavy)


@lru_cache(maxsize=256)  # few kinds of session make up all weeks, and none of them is anyone's own
def _undated(minutes: int, kind: SessionType, row: Row | None, heavy: bool) -> Session:
    return Session(id="", day=0, start=time(0), minutes=minutes, type=kind, row=row, heavy=heavy)


def dated(prescribed: Session, session: Session) -> Session:
    """The planned session with what an undated one like it prescribes."""
    return replace(
        session,
        heavy=prescribed.heavy,
        rpe=prescribed.rpe,
        rir=prescribed.rir,
        exercises=prescribed.exercises,
        notes=(*session.notes, *prescribed.notes),
        rule_ids=tuple(dict.fromkeys((*session.rule_ids, *prescribed.rule_ids))),
    )
