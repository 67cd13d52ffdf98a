"""Which sessions of a week matter most in its phase (G-60, priority order)."""

from __future__ import annotations

from collections.abc import Callable

from rules.days import is_long
from rules.fixed import is_fixed
from rules.interference import HARD_TYPES, is_heavy
from rules.plan import PhaseName, Week
from rules.sessions import Row, Session, SessionType

KEY_TYPES = 2
Test = Callable[[Session], bool]


def _is(*kinds: SessionType) -> Test:
    return lambda s: s.type in kinds and not is_long(s)


def _is_fast(session: Session) -> bool:
    return session.type in HARD_TYPES


def _is_heavy_row(session: Session) -> bool:
    return session.row is Row.HEAVY or session.heavy


def _heavy_legs(session: Session) -> bool:
    is_legs = session.type in {SessionType.LOWER, SessionType.FULL}
    return is_heavy(session) or (is_legs and _is_heavy_row(session))


def _heavy_upper(session: Session) -> bool:
    return session.type is SessionType.UPPER and _is_heavy_row(session)


LOWER, UPPER = _is(SessionType.LOWER), _is(SessionType.UPPER)
FULL = _is(SessionType.FULL, SessionType.MICRO)
EASY, FINISH = _is(SessionType.EASY), _is(SessionType.FINISH)
CIRCUIT, POWER, PRIMER = _is(SessionType.CIRCUIT), _is(SessionType.POWER), _is(SessionType.PRIMER)
STRENGTH = _is(SessionType.LOWER, SessionType.UPPER, SessionType.FULL, SessionType.MICRO)
BEGINNER = (LOWER, FULL, UPPER, _is_fast, EASY, FINISH)
B2 = (LOWER, _is_fast, FULL, is_long, UPPER, POWER, EASY, CIRCUIT, FINISH)
B3 = (is_long, _is_fast, FULL, EASY, UPPER, FINISH)
UNDULATING = (_heavy_legs, _is_fast, _heavy_upper, is_long, STRENGTH, PRIMER, FINISH)
BY_PHASE: dict[PhaseName, tuple[Test, ...]] = {
    PhaseName.BEGINNER: BEGINNER,
    PhaseName.B2: B2,
    PhaseName.B3: B3,
    PhaseName.SHARPEN: B3,
    PhaseName.UNDULATING: UNDULATING,
    PhaseName.GENERAL: UNDULATING,
}


def _b1(*, race: bool) -> tuple[Test, ...]:
    long = (is_long,) if race else ()
    return (LOWER, UPPER, FULL, *long, _is_fast, EASY, CIRCUIT, FINISH)


def rank(session: Session, phase: PhaseName, *, race: bool) -> int:
    """Place of a session in its phase's list, 0 first; what the list does not name comes after it (G-60)."""
    tests = BY_PHASE.get(phase) or _b1(race=race)
    return next((number for number, test in enumerate(tests) if test(session)), len(tests))


def key_ids(week: Week, *, race: bool) -> frozenset[str]:
    """Ids of the key sessions: the first two types of the phase's list that occur in the week (G-60 point 2).

    A finisher is never key: it is done after its lift or not at all.
    """
    own = [s for s in week.sessions if not is_fixed(s) and not FINISH(s)]
    ranks = {s.id: rank(s, week.phase, race=race) for s in own}
    unnamed = len(BY_PHASE.get(week.phase) or _b1(race=race))
    first = sorted(set(ranks.values()) - {unnamed})[:KEY_TYPES]
    return frozenset(session_id for session_id, place in ranks.items() if place in first)
