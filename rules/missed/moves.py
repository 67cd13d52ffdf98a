"""What a missed or moved session does to the rest of the week (G-60 points 1 to 5).

Note codes. Refusals of any move: `move.nothing_moves` (deload, phase), `move.two_moves` (most), `move.moved_before`
(type), `move.three_missed` (missed), `move.not_key` (type). Refusals of a day: the violations of rules.hard (M9 "Monday
is heavy legs" is hard.before_heavy), `move.no_window` (day), `move.day_taken` (day, type). Consequences:
`move.fits` and, in place of another, `move.possible` (day, start), `move.replaces` (minutes, type), `move.day_before`
and `move.day_after` (heavy, type), `move.term` (cost, term: an id of D-50).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.athlete import Level
from rules.briefing import reordered
from rules.days import in_order, is_long
from rules.fixed import is_fixed
from rules.hard import HardContext
from rules.interference import counts, score_week
from rules.missed.days import DayOption, day_options
from rules.missed.priorities import key_ids
from rules.occasions import occasion_of, occasions
from rules.plan import PhaseName, Week
from rules.sessions import Note, Session, SessionType, note
from rules.soft import Athlete

MOST_MOVES = 2
MOST_MISSED = 2
MOVED = "moved"
STILL_PHASES = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})


@dataclass(frozen=True, slots=True)
class MoveContext:
    """Where the week stands: its surroundings, the local time as minutes since its Monday 00:00, what won't happen.

    `gone` are ids of sessions missed, skipped or dropped so far. Moved sessions carry the flag `moved`.
    """

    hard: HardContext
    athlete: Athlete
    now_minute: int
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Moves:
    """The days a session may go to, one entry a later day; `chosen` is what happens by itself, None: it is dropped.

    `refusal` says why nothing may move at all; then there are no days. `left_out`: ids of the finisher of a lift,
    which isn't key and doesn't move with it (point 3).
    """

    session_id: str
    is_key: bool
    days: tuple[DayOption, ...]
    chosen: DayOption | None
    refusal: Note | None = None
    left_out: frozenset[str] = frozenset()


def options(week: Week, session_id: str, context: MoveContext, *, ahead: bool = False) -> Moves:
    """Where a session may still go this week, day by day, with consequence or refusal (G-60 points 1 to 5).

    Missed (`ahead` False): only key sessions move. `ahead`: the athlete moves a session that is still to come, or
    that they skipped; then any session may go to a free day, also one that is none of theirs so far, at the times of
    its own day (M9); and only a key session may replace another. Raises UnknownSession.
    """
    session = week.session(session_id)
    is_key = session_id in key_ids(week, race=context.hard.race)
    refusal = _refusal(week, session, context, is_key=is_key, ahead=ahead)
    if refusal:
        return Moves(session_id, is_key, (), None, refusal)
    mine = _with_finisher(week, session)
    held = tuple(s for s in week.sessions if s.id not in context.gone | mine)
    replaceable = _replaceable(week, context) if is_key else frozenset[str]()
    hard = _with_every_day(context.hard, session.day) if ahead else context.hard
    days = day_options(session, held, replaceable, week.phase, hard, context.athlete, context.now_minute)
    return Moves(session_id, is_key, days, _chosen(days), left_out=mine - {session_id})


def _refusal(week: Week, session: Session, context: MoveContext, *, is_key: bool, ahead: bool) -> Note | None:
    if week.deload or week.phase in STILL_PHASES:
        return note("move.nothing_moves", phase=week.phase.value, deload=week.deload)
    if MOVED in session.flags:
        return note("move.moved_before", type=session.type.value)
    if sum(MOVED in s.flags for s in week.sessions) >= MOST_MOVES:
        return note("move.two_moves", most=MOST_MOVES)
    missed = missed_occasions(week, context.gone if ahead else context.gone | {session.id})
    if missed > MOST_MISSED:
        return note("move.three_missed", missed=missed)
    return None if is_key or ahead else note("move.not_key", type=session.type.value)


def _with_every_day(hard: HardContext, day: int) -> HardContext:
    """Who moves a session themselves can train on other days too: those without times of their own get this day's."""
    windows = hard.availability
    return hard if windows is None else replace(hard, availability=tuple(w or windows[day] for w in windows))


def _with_finisher(week: Week, session: Session) -> frozenset[str]:
    """The session, and the finisher that no one does without its lift."""
    outing = occasion_of(week.sessions, session.id) if session.is_strength else ()
    return frozenset({session.id, *(s.id for s in outing if s.type is SessionType.FINISH)})


def missed_occasions(week: Week, gone: frozenset[str]) -> int:
    """How many outings were missed; a lift with its finisher is one."""
    return sum(all(s.id in gone for s in o if not is_fixed(s)) for o in occasions(week.sessions) if _ours(o))


def _ours(occasion: tuple[Session, ...]) -> bool:
    return any(not is_fixed(s) for s in occasion)


def _replaceable(week: Week, context: MoveContext) -> frozenset[str]:
    """Sessions that may give way to a key one: neither key nor fixed, nor the long session of a race plan (D-55)."""
    keys = key_ids(week, race=context.hard.race)
    return frozenset(
        s.id
        for s in week.sessions
        if s.id not in keys | context.gone and not is_fixed(s) and not (context.hard.race and is_long(s))
    )


def _chosen(days: tuple[DayOption, ...]) -> DayOption | None:
    """The earliest free day; else the earliest day on which it replaces another without sharing the day (point 2)."""
    possible = [d for d in days if d.is_possible]
    free = [d for d in possible if not d.replaces]
    alone = [d for d in possible if d.replaces and not d.shares_day]
    return next(iter(free + alone), None)


def after_move(week: Week, session_id: str, option: DayOption, s_level: Level) -> Week:
    """The week with the session on its new day, what it replaces left out, counts and score anew."""
    assert option.start is not None
    session = week.session(session_id)
    moved = replace(
        session,
        day=option.day,
        start=option.start,
        flags=session.flags | {MOVED},
    )
    gone = _with_finisher(week, session) | set(option.replaces)
    return with_sessions(week, [*(s for s in week.sessions if s.id not in gone), moved], s_level)


def with_sessions(week: Week, sessions: list[Session], s_level: Level) -> Week:
    """The week with other sessions: in order of time, with order lines, counts, minutes and score of their own."""
    ordered = reordered(in_order(sessions))
    return replace(
        week,
        sessions=ordered,
        counts=counts(ordered),
        cardio_minutes=sum(s.minutes for s in ordered if s.is_cardio),
        score=score_week(ordered, s_level),
    )
