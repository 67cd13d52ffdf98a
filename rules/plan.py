"""The plan as a value: phases, weeks, the counts and the score of a week, and what had to give way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.athlete import Level, Overall, Priority
from rules.errors import UnknownSession
from rules.sessions import Note, Session


class Model(StrEnum):
    """Plan models (D-02)."""

    BEGINNER = "BEGINNER"
    UNDULATING = "UNDULATING"
    BLOCK = "BLOCK"


class PhaseName(StrEnum):
    """Phases a week can belong to (D-05, D-09, D-20)."""

    BEGINNER = "BEGINNER"
    UNDULATING = "UNDULATING"
    GENERAL = "GENERAL"
    B1 = "B1"
    B2 = "B2"
    B3 = "B3"
    SHARPEN = "SHARPEN"
    TAPER = "TAPER"
    RECOVERY = "RECOVERY"


@dataclass(frozen=True, slots=True)
class Phase:
    """A run of weeks; `event_index` names the event (index into profile.events by date) it leads to, if any."""

    name: PhaseName
    weeks: int
    event_index: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Session counts of 0.6: strength, cardio, HIIT sessions."""

    strength: float
    cardio: float
    hiit: int


@dataclass(frozen=True, slots=True)
class Score:
    """Interference score 0-100 with its five terms (D-60)."""

    total: int
    volume: float
    number: float
    pairing: float
    rest: float
    quality: float


@dataclass(frozen=True, slots=True)
class Degradation:
    """A step of D-55 (or D-52, D-75) that was taken, with its reason."""

    step: str
    reason: Note
    rule_id: str


@dataclass(frozen=True, slots=True)
class Week:
    """One planned week. `start` is its Monday, `number` counts from 1, sessions are in order of time."""

    start: date
    number: int
    phase: PhaseName
    week_in_phase: int
    deload: bool
    sessions: tuple[Session, ...]
    counts: Counts
    cardio_minutes: int
    score: Score
    degradations: tuple[Degradation, ...] = ()
    optional_easy_minutes: int = 0
    purpose: Note | None = None
    milestone: Note | None = None
    notes: tuple[Note, ...] = ()
    flags: frozenset[str] = frozenset()

    def session(self, session_id: str) -> Session:
        """The session with this id; raises UnknownSession."""
        for session in self.sessions:
            if session.id == session_id:
                return session
        raise UnknownSession(session_id)

    def date_of(self, session: Session) -> date:
        """The local date on which the session stands."""
        return self.start + timedelta(days=session.day)

    def on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a local date, in order of time."""
        return tuple(s for s in self.sessions if self.date_of(s) == day)


@dataclass(frozen=True, slots=True)
class Plan:
    """The way ahead: model, levels, phases, projected weeks (as if everything gets done), warnings."""

    model: Model
    level: Overall
    s_level: Level
    e_level: Level
    priority: Priority
    start: date
    phases: tuple[Phase, ...]
    weeks: tuple[Week, ...]
    warnings: tuple[Note, ...] = ()
