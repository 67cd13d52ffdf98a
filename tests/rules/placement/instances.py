"""Random weeks to place: seeded, small, and full of corners (neighbouring weeks, fixed sessions, short windows)."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from random import Random

from rules.athlete import FixedSession, Level, Mode, Window
from rules.calendar import WEEKDAYS
from rules.fixed import as_sessions
from rules.sessions import Row, Session, SessionType
from rules.unit import Piece, PlacementRequest, Unit
from tests.rules.placement.units import PIECES, piece, request

STRENGTH = ("L", "L*", "U", "FB", "FB*", "POWER", "CIRCUIT", "PR", "M")
CARDIO = ("F15", "F20", "E20", "E30", "E40", "LG50", "LG83:run", "LG120:run", "H", "H:run", "T", "R")
STARTS = (time(6), time(6, 30), time(9), time(12, 30), time(18), time(20, 45), time(22, 30))
MINUTES = (20, 22, 30, 35, 45, 60, 75, 90, 120, 240)
KINDS = {name: kind for name, (kind, _, _) in PIECES.items()}


def random_request(seed: int, most_units: int, most_days: int = 7) -> PlacementRequest:
    """One instance; the same seed gives the same one."""
    r = Random(seed)
    days = r.sample(range(7), r.randint(1, most_days))
    open_days = [r.choice(days) if r.random() < 0.8 else r.randrange(7) for _ in range(most_units)]
    made = tuple(random_unit(r, day) for day in open_days[: r.randint(1, most_units)])
    return request(
        "Mon U",
        units=made,
        availability=tuple(random_windows(r) if day in days else () for day in range(7)),
        s_level=r.choice(list(Level)),
        age_years=r.choice((35, 65)),
        race=r.random() < 0.4,
        long_session_days=frozenset(r.sample(range(7), 2)),
        before=random_neighbours(r) if r.random() < 0.5 else (),
        after=random_neighbours(r) if r.random() < 0.5 else (),
        fixed=random_fixed(r) if r.random() < 0.35 else (),
        first_day=r.choice((0, 0, 0, 0, 2)),
        blocked_days=frozenset(r.sample(range(7), 1)) if r.random() < 0.15 else frozenset(),
        no_strength_days=frozenset(r.sample(range(7), 2)) if r.random() < 0.1 else frozenset(),
        no_heavy_days=frozenset(r.sample(range(7), 2)) if r.random() < 0.1 else frozenset(),
    )


def busy_request(seed: int) -> PlacementRequest:
    """Four hard units on five or six long evenings: where spacing, runs of hard days and regions decide."""
    r = Random(seed)
    days = sorted(r.sample(range(7), r.choice((5, 6))))
    kinds = ("L*", "FB*", "U", "H", "H:run", "T", "LG83:run", "L*+F15", "U+H", "FB")
    text = " · ".join(f"{WEEKDAYS[r.choice(days)]} {r.choice(kinds)}" for _ in range(4))
    evenings = tuple((Window(r.choice(STARTS[3:5]), 120),) if day in days else () for day in range(7))
    return request(
        text,
        availability=evenings,
        s_level=r.choice((Level.INTERMEDIATE, Level.ADVANCED)),
        race=r.random() < 0.5,
        before=random_neighbours(r) if r.random() < 0.3 else (),
    )


def random_unit(r: Random, day: int) -> Unit:
    """Strength, cardio, or both."""
    strength = [piece(r.choice(STRENGTH))] if r.random() < 0.7 else []
    cardio = [random_cardio(r)] if r.random() < 0.6 or not strength else []
    return Unit((*strength, *cardio), day)


def random_cardio(r: Random) -> Piece:
    """A cardio piece, now and then on-ramp short or flagged as the week's long session."""
    made = piece(r.choice(CARDIO))
    if made.type is SessionType.EASY and r.random() < 0.2:
        return replace(made, flags=frozenset({"long"}), minutes=37, min_minutes=20)
    if made.type is SessionType.FINISH and r.random() < 0.2:
        return replace(made, minutes=10, min_minutes=10)
    return made


def random_windows(r: Random) -> tuple[Window, ...]:
    """One window, or two that start at least three hours apart."""
    first = Window(r.choice(STARTS), r.choice(MINUTES))
    second = Window(r.choice(STARTS), r.choice(MINUTES))
    apart = abs(minutes(first.start) - minutes(second.start))
    return (second, first) if apart >= 180 and r.random() < 0.6 else (first,)


def minutes(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def random_fixed(r: Random) -> tuple[FixedSession, ...]:
    """Team sport and commutes; sometimes every day."""
    days = range(7) if r.random() < 0.15 else r.sample(range(7), r.randint(1, 2))
    return tuple(
        FixedSession(
            day,
            r.choice(STARTS[:5]),
            r.choice((15, 45, 90)),
            r.choice(("team_sport", "commute_bike", "class")),
            r.choice((4, 6, 8)),
        )
        for day in days
    )


def random_neighbours(r: Random) -> tuple[Session, ...]:
    """A plausible week before or after; only its days and heaviness matter."""
    days = sorted(r.sample(range(7), r.randint(1, 6)))
    found = [neighbour(r, day, number) for number, day in enumerate(days)]
    return (*found, *as_sessions(random_fixed(r))) if r.random() < 0.15 else tuple(found)


def neighbour(r: Random, day: int, number: int) -> Session:
    """One session of a neighbouring week."""
    kind = r.choice(
        (SessionType.LOWER, SessionType.FULL, SessionType.HIIT, SessionType.TEMPO, SessionType.EASY)
    )
    return Session(
        id=f"near-{number}",
        day=day,
        start=r.choice(STARTS),
        minutes=45,
        type=kind,
        mode=Mode.RUN if kind.is_cardio else None,
        row=Row.HEAVY if kind.is_strength else None,
        heavy=kind.is_strength and r.random() < 0.7,
        intervals=8 if kind is SessionType.HIIT else None,
    )
