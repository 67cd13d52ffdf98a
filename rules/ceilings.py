"""What a week may hold at most, and what health forbids, as a check on any list of sessions (D-25, D-46, D-47)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rules.athlete import Mode
from rules.days import is_long
from rules.fixed import is_fixed
from rules.interference import counts, is_heavy
from rules.sessions import Session, SessionType, note
from rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings of D-20 and G-40 where the caller knows them, and limits of the health screen (C-31, C-32).

    `limits` are of no_hiit, no_tempo, no_heavy, no_running.
    """

    hiit_max: int | None = None
    cardio_count_max: float | None = None
    cardio_minutes_max: int | None = None
    long_max: int | None = 1
    limits: frozenset[str] = frozenset()


NO_CEILINGS = Ceilings()
LIMITS: dict[str, Callable[[Session], bool]] = {
    "no_hiit": lambda s: s.type is SessionType.HIIT,
    "no_tempo": lambda s: s.type is SessionType.TEMPO,
    "no_heavy": is_heavy,
    "no_running": lambda s: s.mode is Mode.RUN,
}


def ceiling_violations(sessions: tuple[Session, ...], ceilings: Ceilings) -> list[Violation]:
    """What is too much in the week as a whole, and sessions that a limit forbids; fixed ones are not judged."""
    planned = [s for s in sessions if not is_fixed(s)]
    held = counts(planned)
    cardio = [s for s in planned if s.is_cardio]
    minutes = sum(s.minutes for s in cardio)
    longs = [s for s in planned if is_long(s)]
    hiit = [s for s in cardio if s.type is SessionType.HIIT]
    found: list[Violation] = []
    if ceilings.hiit_max is not None and held.hiit > ceilings.hiit_max:
        found.append(_too_much("hard.hiit_ceiling", hiit, count=held.hiit, most=ceilings.hiit_max))
    if ceilings.cardio_count_max is not None and held.cardio > ceilings.cardio_count_max:
        most = ceilings.cardio_count_max
        found.append(_too_much("hard.cardio_ceiling", cardio, count=held.cardio, most=most))
    if ceilings.cardio_minutes_max is not None and minutes > ceilings.cardio_minutes_max:
        most = ceilings.cardio_minutes_max
        found.append(_too_much("hard.minutes_ceiling", cardio, minutes=minutes, most=most))
    if ceilings.long_max is not None and len(longs) > ceilings.long_max:
        found.append(_too_much("hard.two_long", longs, rule_id="D-25", count=len(longs)))
    return found + [_limited(s) for s in planned if _is_limited(s, ceilings.limits)]


def _too_much(code: str, sessions: list[Session], *, rule_id: str = "D-46", **values: float) -> Violation:
    return Violation(rule_id, note(code, **values), tuple(s.id for s in sessions))


def _is_limited(session: Session, limits: frozenset[str]) -> bool:
    return any(LIMITS[name](session) for name in sorted(limits) if name in LIMITS)


def _limited(session: Session) -> Violation:
    return Violation("D-47", note("hard.limit", day=session.day, type=session.type.value), (session.id,))
