"""Short on time: about 30 or 15 minutes that keep a session's purpose (G-71)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rules import easing
from rules.cardio.hiit import hiit_minutes, intervals, is_compressed
from rules.constants import P
from rules.exercises import EXERCISES, Pattern
from rules.sessions import ExerciseSet, Session, SessionType, SetKind, note

HALF_HOUR = 30
PUSH_OR_PULL = frozenset({Pattern.H_PUSH, Pattern.V_PUSH, Pattern.H_PULL, Pattern.V_PULL})
SETS_OF_TWO, SETS_OF_MORE = 3, 2  # sets an exercise when two, or more, share half an hour
SHORTEST_SETS = 2


def short(session: Session, minutes: int) -> Session | None:
    """The session in about 30 or 15 minutes; a finisher goes (None); what is short already stays (G-71)."""
    if session.type is SessionType.FINISH:
        return None
    if session.type is SessionType.HIIT:
        return _intervals(session, minutes)
    if session.minutes <= minutes:
        return session
    return _strength(session, minutes) if session.is_strength else easing.as_easy(session, minutes)


def short_day(sessions: Iterable[Session], minutes: int) -> tuple[Session, ...]:
    """A day's sessions in their short forms, finishers gone (G-71)."""
    forms = (short(session, minutes) for session in sessions)
    return tuple(form for form in forms if form is not None)


def _intervals(session: Session, minutes: int) -> Session:
    """n = min(planned, 8) in full, or 6 in the compressed form (G-71)."""
    planned = session.intervals or P.hiit.n_onramp
    half_hour = minutes >= HALF_HOUR
    n = min(planned, P.hiit.n_min if half_hour else P.hiit.n_onramp)
    compressed = not half_hour or is_compressed(planned, session.minutes)
    if n == planned and hiit_minutes(n, compressed) >= session.minutes:
        return session
    line = session.pace_note
    if line is not None and "n" in dict(line.values):
        line = note(line.code, **(dict(line.values) | {"n": n}))
    return replace(
        session,
        intervals=n,
        minutes=hiit_minutes(n, compressed),
        work=intervals(n, compressed),
        pace_note=line,
        flags=session.flags | {easing.REDUCED},
    )


def _strength(session: Session, minutes: int) -> Session:
    kept = _first_priority(session) if minutes >= HALF_HOUR else _first_pair(session)
    return replace(session, exercises=kept, minutes=minutes, flags=session.flags | {easing.REDUCED})


def _first_priority(session: Session) -> tuple[ExerciseSet, ...]:
    kept = [e for e in session.exercises if e.priority == 1]
    most = SETS_OF_TWO if len({e.exercise_id for e in kept}) <= SETS_OF_TWO - 1 else SETS_OF_MORE
    return tuple(replace(e, sets=min(e.sets, most)) for e in kept)


def _first_pair(session: Session) -> tuple[ExerciseSet, ...]:
    """The first main lift and the first push or pull beside it, as a superset, 2 sets each."""
    first = next((e for e in session.exercises if e.kind is not SetKind.CONTACTS), None)
    if first is None:
        return session.exercises[:1]
    other = next((e for e in session.exercises if e.exercise_id != first.exercise_id and _pushes(e)), None)
    pair = [first] if other is None else [first, other]
    letter = "A" if other is not None else None
    return tuple(replace(e, sets=min(e.sets, SHORTEST_SETS), superset=letter) for e in pair)


def _pushes(entry: ExerciseSet) -> bool:
    exercise = EXERCISES.get(entry.exercise_id)
    return exercise is not None and exercise.pattern in PUSH_OR_PULL
