"""One session on each later day of its week: where it could stand there, and what that costs (G-60 point 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from rules.calendar import minute_of
from rules.days import DAY_MINUTES, FULL_GAP_MIN, SEPARATE_GAP_MIN, clock, clock_end
from rules.hard import HardContext, violations
from rules.interference import is_heavy
from rules.missed.priorities import rank
from rules.occasions import occasions
from rules.placement.losses import worth_of_sessions
from rules.plan import PhaseName
from rules.sessions import Note, Session, SessionType, note
from rules.soft import Athlete, cost, week_terms
from rules.violation import Violation

Held = tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class DayOption:
    """A later day: when it could start there, what it replaces, what it costs; or why it can't be that day.

    `cost` are the points by which the week gets dearer (D-50, W15 of what is replaced). `shares_day`: another
    session than an easy finisher stays on the day.
    """

    day: int
    start: time | None = None
    replaces: tuple[str, ...] = ()
    cost: int = 0
    shares_day: bool = False
    consequences: tuple[Note, ...] = ()
    refusals: tuple[Violation, ...] = ()
    refusal: Note | None = None

    @property
    def is_possible(self) -> bool:
        """Whether the session may go there."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class _Search:
    """The session that moves, the rest of the week, and its surroundings."""

    session: Session
    held: Held
    hard: HardContext
    athlete: Athlete
    now_minute: int
    known: frozenset[Violation]  # what the week breaks already; a move is not blamed for it


def day_options(
    session: Session,
    held: Held,
    replaceable: frozenset[str],
    phase: PhaseName,
    hard: HardContext,
    athlete: Athlete,
    now_minute: int,
) -> tuple[DayOption, ...]:
    """One option for each later day of the week that is not over (G-60 points 1 and 2)."""
    known = frozenset(violations(held, hard))
    search = _Search(session, held, hard, athlete, now_minute, known)
    first = max(session.day + 1, now_minute // DAY_MINUTES)
    return tuple(_on_day(search, day, replaceable, phase) for day in range(first, 7))


def _on_day(search: _Search, day: int, replaceable: frozenset[str], phase: PhaseName) -> DayOption:
    there = [s for s in search.held if s.day == day and (s.is_strength or s.is_cardio)]
    if not there:
        return _best(search, day, ())
    weak = [s for s in there if s.id in replaceable]
    weak.sort(key=lambda s: -rank(s, phase, race=search.hard.race))
    for replaced in _replacements(weak):
        option = _best(search, day, replaced)
        if option.is_possible:
            return option
    beside = _best(search, day, ())
    if beside.refusals:
        return beside
    return DayOption(day, refusal=note("move.day_taken", day=day, type=there[0].type.value))


def _replacements(weak: list[Session]) -> list[Held]:
    """What may give way, least important first: one session, or a lift together with its finisher."""
    finishers = tuple(s for s in weak if s.type is SessionType.FINISH)
    outings: list[Held] = [(s, *finishers) for s in weak if s.is_strength and finishers]
    return [*((s,) for s in weak), *outings]


def _best(search: _Search, day: int, replaced: Held) -> DayOption:
    """The cheapest start of the day that breaks nothing, or the reason why there is none."""
    held = tuple(s for s in search.held if s not in replaced)
    broken: tuple[Violation, ...] = ()
    best: tuple[int, int, Session] | None = None
    for order, start in enumerate(_starts(search, day, held)):
        moved = replace(search.session, day=day, start=time(*divmod(start, 60)))
        new = tuple(v for v in violations([*held, moved], search.hard) if v not in search.known)
        broken = broken or new
        if not new:
            points = cost([*held, moved], search.athlete)
            best = min(best, (points, order, moved), key=lambda b: b[:2]) if best else (points, order, moved)
    if best is None:
        return DayOption(day, refusals=broken, refusal=None if broken else note("move.no_window", day=day))
    return _possible(search, held, best[2], replaced)


def _starts(search: _Search, day: int, held: Held) -> Iterator[int]:
    """Starts to try (minutes of the day): each window's own, and right after or 3 or 6 h after what stands there."""
    windows = search.hard.availability[day] if search.hard.availability is not None else ()
    ordered = sorted(windows, key=lambda w: w.start, reverse=not search.session.is_strength)
    there = [s for s in held if s.day == day]
    ends = [clock_end(s) for s in there]
    later = [end + gap for gap in (0, SEPARATE_GAP_MIN, FULL_GAP_MIN) for end in ends]
    for window in ordered:
        first = minute_of(window.start)
        last = min(first + window.max_minutes, DAY_MINUTES) - search.session.minutes
        for start in dict.fromkeys([first, *later]):
            is_ahead = day * DAY_MINUTES + start >= search.now_minute
            if first <= start <= last and is_ahead and not _overlaps(start, search.session.minutes, there):
                yield start


def _overlaps(start: int, minutes: int, there: Sequence[Session]) -> bool:
    return any(start < clock_end(s) and clock(s) < start + minutes for s in there)


def _possible(search: _Search, held: Held, moved: Session, replaced: Held) -> DayOption:
    race, where = search.hard.race, search.session
    before = [*search.held, where]
    points = cost([*held, moved], search.athlete) - cost(before, search.athlete)
    points += worth_of_sessions(before, race=race) - worth_of_sessions([*held, moved], race=race)
    others = [s for s in held if s.day == moved.day and s.type is not SessionType.FINISH]
    return DayOption(
        day=moved.day,
        start=moved.start,
        replaces=tuple(s.id for s in replaced),
        cost=points,
        shares_day=any(s.is_strength or s.is_cardio for s in others),
        consequences=_consequences(search, held, moved, replaced),
    )


def _consequences(search: _Search, held: Held, moved: Session, replaced: Held) -> tuple[Note, ...]:
    at = f"{moved.start:%H:%M}"
    fits = note("move.possible" if replaced else "move.fits", day=moved.day, start=at)
    told = [fits]
    told += [note("move.replaces", type=s.type.value, minutes=s.minutes) for s in replaced]
    for code, day in (("move.day_before", moved.day - 1), ("move.day_after", moved.day + 1)):
        near = [o[0] for o in occasions(held) if o[0].day == day]
        told += [note(code, type=s.type.value, heavy=is_heavy(s)) for s in near]
    before = dict(week_terms([*search.held, search.session], search.athlete))
    after = dict(week_terms([*held, moved], search.athlete))
    risen = {term: points - before.get(term, 0) for term, points in after.items()}
    return (*told, *(note("move.term", term=t, cost=points) for t, points in risen.items() if points > 0))
