"""A week as someone tells it: days, kinds, clock times and lengths, without any prescription (D-65)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from rules.athlete import Mode
from rules.calendar import minute_of
from rules.constants import P
from rules.fixed import is_fixed
from rules.sessions import Session, SessionType

FRAME_MIN = P.hiit.warmup + P.hiit.cooldown
INTERVAL_MIN = 2
LAST_MINUTE = 24 * 60 - 1
STEADY = frozenset({SessionType.EASY, SessionType.LONG})


@dataclass(frozen=True, slots=True)
class ToldSession:
    """One session of a told week. `guessed` names what was not said: start, minutes, type."""

    day: int
    type: SessionType
    start: time
    minutes: int
    heavy: bool = False
    mode: Mode | None = None
    guessed: frozenset[str] = frozenset()

    @property
    def end_minute(self) -> int:
        """Minutes of the day at the end."""
        return minute_of(self.start) + self.minutes


@dataclass(frozen=True, slots=True)
class ToldWeek:
    """The sessions in the order told, and whether easy sessions allow talking (F-02)."""

    sessions: tuple[ToldSession, ...] = ()
    talks: bool = True

    def on(self, day: int) -> tuple[ToldSession, ...]:
        """The sessions of a day, in the order told."""
        return tuple(s for s in self.sessions if s.day == day)

    def placed(self, session: ToldSession) -> ToldWeek:
        """With one more session: where its time is taken it begins when what stands there is over."""
        start = minute_of(session.start)
        for other in sorted(self.on(session.day), key=lambda s: s.start):
            if minute_of(other.start) < start + session.minutes and start < other.end_minute:
                start = min(other.end_minute, LAST_MINUTE)
        moved = replace(session, start=time(*divmod(start, 60)))
        return replace(self, sessions=(*self.sessions, moved))


def sessions_of(week: ToldWeek) -> tuple[Session, ...]:
    """The told week as sessions, in order of time."""
    ordered = sorted(week.sessions, key=lambda s: (s.day, s.start))
    return tuple(
        with_intervals(Session(f"told-{n}", s.day, s.start, s.minutes, s.type, s.mode, heavy=s.heavy))
        for n, s in enumerate(ordered, start=1)
    )


def failed_easy_minutes(week: ToldWeek) -> int:
    """Minutes that fail the talk test: all easy and long ones, or none."""
    return 0 if week.talks else sum(s.minutes for s in week.sessions if s.type in STEADY)


def as_told(sessions: Iterable[Session]) -> ToldWeek:
    """A plan's sessions as their owner would tell them; what is no training of its own is left out."""
    return ToldWeek(
        tuple(
            ToldSession(s.day, s.type, s.start, s.minutes, s.heavy, s.mode)
            for s in sessions
            if s.is_strength or s.is_cardio or is_fixed(s)
        )
    )


def with_intervals(session: Session) -> Session:
    """A HIIT with its number of intervals, worked out from its minutes where it isn't told (F-20)."""
    if session.type is not SessionType.HIIT or session.intervals is not None:
        return session
    return replace(session, intervals=max(1, (session.minutes - FRAME_MIN) // INTERVAL_MIN))
