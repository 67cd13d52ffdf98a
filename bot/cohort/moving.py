"""Moves within a week: a missed session to another day, and the gap kept when a session ended late (G-60)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

from rules.days import DAY_MINUTES
from rules.hard import HardContext
from rules.levels import assess
from rules.missed import (
    GapAnswer,
    MoveContext,
    Quiet,
    Verdict,
    after_move,
    gap_after_finish,
    options,
    with_sessions,
)
from rules.plan import Week
from rules.sessions import Session
from rules.soft import Athlete
from rules.state import TrainingState


@dataclass(frozen=True, slots=True)
class Move:
    """What was asked of the rules and what they answered. `after` None: nothing moved; `dropped` won't happen.

    `gone` were missed or dropped before: they stand in the week, but nobody trains them.
    `finished_minute` is the real finish of a late session, minutes from Monday 00:00; None for a missed one.
    """

    before: Week
    session: Session
    after: Week | None
    dropped: frozenset[str] = frozenset()
    finished_minute: int | None = None
    answers: tuple[GapAnswer, ...] = ()
    gone: frozenset[str] = frozenset()


def move_missed(
    state: TrainingState, week: Week, last: Week | None, session: Session, gone: frozenset[str]
) -> Move:
    """A missed session where the rules let it go by themselves (G-60 points 1 to 5)."""
    context = move_context(state, last, session.end_minute, gone)
    moves = options(week, session.id, context)
    if moves.chosen is None:
        return Move(week, session, None)
    after = after_move(week, session.id, moves.chosen, assess(state.profile).strength)
    return Move(week, session, after, gone=gone - {session.id})


def keep_gap(
    state: TrainingState,
    week: Week,
    last: Week | None,
    session: Session,
    late_min: int,
    gone: frozenset[str] = frozenset(),
) -> Move | None:
    """A session that ended late: what the gap keeper moves, and what drops without an answer (G-60 point 6)."""
    finished = session.end_minute + late_min
    context = move_context(state, last, finished, gone)
    profile = state.profile
    answers = gap_after_finish(
        week, session.id, finished, Quiet(profile.quiet_from, profile.quiet_until), context
    )
    if not answers:
        return None
    dropped = frozenset(i for a in answers if a.verdict is Verdict.ASK for i in a.session_ids)
    here = {s.id for s in week.sessions}
    moved = [a for a in answers if a.verdict is Verdict.MOVED and here.issuperset(a.session_ids)]
    after = shifted(week, moved, state) if moved else None
    return Move(week, session, after, dropped & here, finished, answers, gone)


def shifted(week: Week, moved: list[GapAnswer], state: TrainingState) -> Week:
    """The week with the outings at their new times."""
    starts: dict[str, int] = {}
    for answer in moved:
        pieces = [week.session(i) for i in answer.session_ids]
        by = answer.start_minute - min(p.start_minute for p in pieces)
        starts |= {p.id: p.start_minute + by for p in pieces}
    sessions = [_at(s, starts[s.id]) if s.id in starts else s for s in week.sessions]
    return with_sessions(week, sessions, assess(state.profile).strength)


def move_context(
    state: TrainingState, last: Week | None, now_minute: int, gone: frozenset[str]
) -> MoveContext:
    """Where the week stands, as the chat asks it."""
    profile, levels = state.profile, assess(state.profile)
    hard = HardContext(
        s_level=levels.strength,
        availability=profile.availability,
        race=bool(profile.events),
        before=last.sessions if last is not None else (),
    )
    athlete = Athlete(levels.strength, profile.age.years, profile.long_session_days)
    return MoveContext(hard, athlete, now_minute, gone)


def _at(session: Session, minute: int) -> Session:
    day, clock = divmod(minute, DAY_MINUTES)
    return replace(session, day=day, start=time(*divmod(clock, 60)))
