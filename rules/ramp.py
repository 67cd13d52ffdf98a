"""The ramp limiter: cardio and run minutes may not leap past what the last weeks held (D-75, G-40).

Emits degradations `degrade.ramp_shorten` (type, from_minutes, to_minutes), `degrade.ramp_drop` (type, minutes),
`degrade.ramp_mode` (type, mode), each with the bound in minutes (`most`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.athlete import Mode, Profile
from rules.calendar import weeks_between
from rules.cardio.mode_context import main_mode
from rules.constants import P
from rules.lived import Wanted, completed_minutes, is_cardio, is_run, recent
from rules.plan import Degradation
from rules.sessions import Note, SessionType, note
from rules.state import WeekRecord
from rules.unit import Piece, Unit

RULE = "D-75"
STEP_MIN = 5
LONG = "long"
Place = tuple[int, int]  # index of the unit, index of the piece


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most cardio and most run minutes of a week."""

    cardio_min: int
    run_min: int


def bound_on(reference_min: int, floor_min: int) -> int:
    """The G-40 bound on a reference week: max(10 %, 15 min) more, the reference never below its floor (D-75)."""
    base = max(reference_min, floor_min)
    return base + max(math.floor(base * P.bounds.cardio_rel + 1e-9), P.bounds.cardio_abs)


def ramp_bounds(profile: Profile, history: Sequence[WeekRecord], start: date, monday: date) -> Bounds:
    """The bounds for the week of this Monday; what the athlete did before counts as week 0 (D-75)."""
    before = profile.current_cardio_min_per_week
    runs = profile.current_run_min_per_week
    if runs is None:
        runs = before if main_mode(profile) is Mode.RUN else 0
    since = weeks_between(start, monday)
    rules = P.bounds
    cardio = _reference(history, monday, rules.cardio_ref_weeks, is_cardio, before, since)
    running = _reference(history, monday, rules.run_ref_weeks, is_run, runs, since)
    return Bounds(bound_on(cardio, rules.cardio_ref_floor_min), bound_on(running, rules.run_ref_floor_min))


def _reference(
    history: Sequence[WeekRecord], monday: date, weeks: int, wanted: Wanted, week_zero: int, since: int
) -> int:
    lived = [completed_minutes(r, wanted) for r in recent(history, monday, weeks)]
    return max([*lived, week_zero if since < weeks else 0])


def minutes_of(units: Iterable[Unit], wanted: Callable[[Piece], bool] = lambda p: p.type.is_cardio) -> int:
    """Cardio minutes of the units."""
    return sum(p.minutes for u in units for p in u.pieces if wanted(p))


def runs(piece: Piece) -> bool:
    """Whether the piece is a run."""
    return piece.type.is_cardio and piece.mode is Mode.RUN


def limit_minutes(
    units: tuple[Unit, ...], most: int, *, race: bool, spared_min: int = 0
) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """The units with at most so many cardio minutes, in the order of D-75; `spared_min` are lost in any case.

    Easy sessions shrink to 20, then the long one to 45; then the last easy session goes, then finishers, last first;
    at the very end a long session shrinks to 20 and, outside race plans, goes; then intervals go, where what is fixed
    leaves them no room.
    """
    shaped = Shaping(units, most, spared_min=spared_min)
    if shaped.over() <= 0:
        return units, ()
    for place in reversed(shaped.easy()):
        shaped.shrink(place, P.steady.min)
    for place in shaped.long():
        shaped.shrink(place, P.long_growth.easy_below_min)
    for place in [*reversed(shaped.easy()), *reversed(shaped.of(SessionType.FINISH))]:
        shaped.drop(place)
    for place in shaped.long():
        shaped.shrink(place, P.steady.min)
        if not race:
            shaped.drop(place)
    for place in reversed([*shaped.of(SessionType.HIIT), *shaped.of(SessionType.TEMPO)]):
        shaped.drop(place)
    return shaped.result(), tuple(shaped.steps)


def limit_running(
    units: tuple[Unit, ...], most: int, *, race: bool
) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """The units with at most so many run minutes: minutes stay, modes change, last session first (D-75)."""
    shaped = Shaping(units, most, runs)
    if shaped.over() <= 0:
        return units, ()
    finish, easy, long = shaped.of(SessionType.FINISH), shaped.easy(), shaped.long()
    fast = [*shaped.of(SessionType.TEMPO), *shaped.of(SessionType.HIIT)]
    order = [finish, easy, fast, long] if race else [easy, long, finish, fast]
    for places in order:
        for place in reversed(places):
            shaped.change_mode(place)
    return shaped.result(), tuple(shaped.steps)


class Shaping:
    """Units being brought under a bound; every step taken is noted."""

    def __init__(
        self,
        units: tuple[Unit, ...],
        most: int,
        wanted: Callable[[Piece], bool] | None = None,
        spared_min: int = 0,
    ) -> None:
        self.units = units
        self.pieces: list[list[Piece | None]] = [list(u.pieces) for u in units]
        self.most = most
        self.spared_min = spared_min
        self.wanted = wanted or (lambda p: p.type.is_cardio)
        self.steps: list[Degradation] = []

    def over(self) -> int:
        """Minutes beyond the bound."""
        minutes = sum(p.minutes for row in self.pieces for p in row if p and self.wanted(p))
        return minutes - self.most - self.spared_min

    def of(self, kind: SessionType) -> list[Place]:
        """Where sessions of this type stand, in order."""
        return self._where(lambda p: p.type is kind)

    def easy(self) -> list[Place]:
        """Easy sessions that aren't the week's long one."""
        return self._where(lambda p: p.type is SessionType.EASY and LONG not in p.flags)

    def long(self) -> list[Place]:
        """The week's long session."""
        return self._where(lambda p: p.type is SessionType.LONG or LONG in p.flags)

    def _where(self, wanted: Callable[[Piece], bool]) -> list[Place]:
        return [(u, i) for u, row in enumerate(self.pieces) for i, p in enumerate(row) if p and wanted(p)]

    def shrink(self, place: Place, least: int) -> None:
        """Shorten by what is too much, easy sessions in steps of five, never below `least`."""
        piece = self._at(place)
        over = self.over()
        if over <= 0 or piece.minutes <= least:
            return
        step = 1 if LONG in piece.flags else STEP_MIN
        minutes = max(least, piece.minutes - -(-over // step) * step)
        told = note(
            "degrade.ramp_shorten",
            type=piece.type.value,
            from_minutes=piece.minutes,
            to_minutes=minutes,
            most=self.most,
        )
        kind = SessionType.EASY if minutes < P.long_growth.easy_below_min else piece.type
        self._put(
            place, replace(piece, type=kind, minutes=minutes, min_minutes=min(piece.min_minutes, minutes))
        )
        self._told(told)

    def drop(self, place: Place) -> None:
        """Leave the session out."""
        if self.over() <= 0:
            return
        piece = self._at(place)
        self._put(place, None)
        self._told(note("degrade.ramp_drop", type=piece.type.value, minutes=piece.minutes, most=self.most))

    def change_mode(self, place: Place) -> None:
        """Change a run to the mode without impact."""
        piece = self._at(place)
        if self.over() <= 0 or not runs(piece) or piece.impact_free_mode in (None, Mode.RUN):
            return
        self._put(place, replace(piece, mode=piece.impact_free_mode))
        mode = piece.impact_free_mode or Mode.MIXED
        self._told(note("degrade.ramp_mode", type=piece.type.value, mode=mode.value, most=self.most))

    def result(self) -> tuple[Unit, ...]:
        """The units that are left."""
        kept = (tuple(p for p in row if p) for row in self.pieces)
        return tuple(replace(u, pieces=row) for u, row in zip(self.units, kept, strict=True) if row)

    def _at(self, place: Place) -> Piece:
        piece = self.pieces[place[0]][place[1]]
        assert piece is not None
        return piece

    def _put(self, place: Place, piece: Piece | None) -> None:
        self.pieces[place[0]][place[1]] = piece

    def _told(self, told: Note) -> None:
        self.steps.append(Degradation(told.code.removeprefix("degrade."), told, RULE))
