"""What happens on one training day, before it has a day and a time: the pieces of a skeleton (D-30)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rules.athlete import FixedSession, Level, Mode, Window
from rules.plan import Degradation, PhaseName
from rules.sessions import Row, Session, SessionType


@dataclass(frozen=True, slots=True)
class Piece:
    """One session to be placed. `minutes` wished, `min_minutes` its type's (or its on-ramp's) minimum (D-10, D-16).

    `heavy` is the definition of D-10 (novices are never heavy). `intervals` is n of a HIIT; `compressed` its short
    form 2n + 4. `impact_free_mode` is the non-impact mode it may be changed to (D-55 step 2, D-75).
    """

    type: SessionType
    minutes: int
    min_minutes: int
    mode: Mode | None = None
    row: Row | None = None
    heavy: bool = False
    intervals: int | None = None
    compressed: bool = False
    impact_free_mode: Mode | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What one training day holds, strength first, and the template day (0 Monday) it stands on in D-30."""

    pieces: tuple[Piece, ...]
    template_day: int

    @property
    def minutes(self) -> int:
        """Minutes of all pieces together."""
        return sum(p.minutes for p in self.pieces)


FewerDays = Callable[[int], tuple[Unit, ...]]


@dataclass(frozen=True, slots=True)
class PlacementRequest:
    """All that the exact search needs to know to place one week (D-51).

    `availability` has seven entries, Monday first. `before` are the sessions of the previous week and `after` those
    already known of the next one; both only bind (D-40, D-43 to D-45), neither is moved. `first_day` is the first day
    that may hold a session (a plan that starts on a Wednesday); `blocked_days` hold nothing (events, illness);
    `no_strength_days` no strength (D-07); `no_heavy_days` no heavy lower body (D-07).
    `fallback_units` are those that D-30 names for adjacent days. `fewer_days(k)` gives the skeleton with k days.
    """

    units: tuple[Unit, ...]
    availability: tuple[tuple[Window, ...], ...]
    s_level: Level
    age_years: int
    phase: PhaseName
    long_session_days: frozenset[int]
    race: bool
    before: tuple[Session, ...] = ()
    after: tuple[Session, ...] = ()
    fixed: tuple[FixedSession, ...] = ()
    first_day: int = 0
    blocked_days: frozenset[int] = frozenset()
    no_strength_days: frozenset[int] = frozenset()
    no_heavy_days: frozenset[int] = frozenset()
    fallback_units: tuple[Unit, ...] = ()
    fewer_days: FewerDays | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """The cheapest valid week: bare sessions (no prescriptions yet) in order of time, its cost by W id, the steps."""

    sessions: tuple[Session, ...]
    cost: int
    terms: tuple[tuple[str, int], ...]
    degradations: tuple[Degradation, ...]
