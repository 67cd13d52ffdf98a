"""What the edit of a told week can change in a running plan: its sessions, or its training times (D-65, G-60)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules.athlete import Level, Window
from rules.audit.edits import Edit, EditStep
from rules.easing import FAST, as_easy
from rules.fixed import is_fixed
from rules.hard import violations
from rules.missed.moves import MOVED, STILL_PHASES, MoveContext, with_sessions
from rules.occasions import occasion_of, occasions
from rules.plan import Week
from rules.sessions import Session, SessionType
from rules.windows import LEAST_WINDOW_MIN, MOST_WINDOW_MIN, usable_windows


def fitted(week: Week, edit: Edit, context: MoveContext, s_level: Level) -> Week | None:
    """The plan with the edit in it; None where a step has no counterpart, lies behind, or breaks something new.

    A step's counterpart is the session of the same type on the same day, else one of the same kind: a lift, hard
    cardio, or easy cardio. Moves, sessions left out and hard cardio made easy can be made; other lengths would need
    another prescription. Nothing moves in a deload, taper or recovery.
    """
    if week.deload or week.phase in STILL_PHASES:
        return None
    sessions = list(week.sessions)
    for step in edit.steps:
        mine = _counterpart(step.before, sessions, context)
        made = _made(mine, step, context) if mine is not None else None
        if mine is None or (made is None and step.after is not None):
            return None
        gone = {mine.id, *(_finisher_of(week, mine) if step.kind != "easier" else ())}
        sessions = [s for s in sessions if s.id not in gone] + ([made] if made is not None else [])
    after = with_sessions(week, sessions, s_level)
    before = set(violations(week.sessions, context.hard))
    return after if set(violations(after.sessions, context.hard)) <= before else None


def _counterpart(told: Session, sessions: list[Session], context: MoveContext) -> Session | None:
    there = (s for s in sessions if s.day == told.day and _kind(s) == _kind(told) and not is_fixed(s))
    ahead = [s for s in there if s.id not in context.gone and s.start_minute > context.now_minute]
    return min(ahead, key=lambda s: s.type is not told.type, default=None)


def _kind(session: Session) -> str:
    """Lift, finisher, fast or easy: what counts as the same session in another plan."""
    if session.is_strength:
        return "lift"
    if session.type is SessionType.FINISH:
        return "finisher"
    return "fast" if session.type in FAST else "easy"


def _made(mine: Session, step: EditStep, context: MoveContext) -> Session | None:
    after = step.after
    if after is None:
        return None
    if step.kind == "move" and after.start_minute > context.now_minute:
        return replace(mine, day=after.day, start=after.start, flags=mine.flags | {MOVED})
    is_now_easy = step.kind == "easier" and mine.type in FAST
    stays = (after.day, after.start) == (step.before.day, step.before.start)
    return as_easy(mine) if is_now_easy and stays else None


def training_times(sessions: Iterable[Session]) -> tuple[tuple[Window, ...], ...]:
    """When a week trains, as the windows of a plan: each outing from its first start to its last end (C-10)."""
    offered: list[list[Window]] = [[] for _ in range(7)]
    for outing in occasions(s for s in sessions if not is_fixed(s)):
        minutes = outing[-1].end_minute - outing[0].start_minute
        offered[outing[0].day].append(
            Window(outing[0].start, min(max(minutes, LEAST_WINDOW_MIN), MOST_WINDOW_MIN))
        )
    return tuple(usable_windows(windows) for windows in offered)


def _finisher_of(week: Week, lift: Session) -> tuple[str, ...]:
    """The finisher that no one does without its lift (G-60)."""
    outing = occasion_of(week.sessions, lift.id) if lift.is_strength else ()
    return tuple(s.id for s in outing if s.type is SessionType.FINISH)
