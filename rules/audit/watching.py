"""What no hard constraint forbids but is worth watching in a week (A-06, A-24, D-50, F-02).

Note codes: `watch.gap` and `watch.cardio_before` (day, gap_minutes: between the two), `watch.muscles` (day),
`watch.after_long` (day), `watch.hard_days` (count), `watch.days_in_row` (count), `watch.late` (day),
`watch.steady` (count, minutes: the longest, least, most: by A-06), `watch.many` (count, most), `watch.intervals`
(count, most), `watch.pace`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rules.constants import P
from rules.days import FULL_GAP_MIN, DayFacts, clock, clock_end, week_facts
from rules.fixed import is_fixed
from rules.interference import counts
from rules.sessions import Note, Session, SessionType, note
from rules.soft import LATE_HIIT_FROM_MIN, LONGEST_HARD_RUN, Athlete, border_terms, most_days_in_row
from rules.soft import one_session_term as together

MUCH_CARDIO = 4.0
SHORT_FINISHER = "W1"


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about the week, and the sessions that it is about (none: the week as a whole)."""

    note: Note
    session_ids: tuple[str, ...] = ()


Findings = Iterator[tuple[str, Finding]]


def watched(
    sessions: Sequence[Session], athlete: Athlete, *, race: bool, failed_easy_minutes: int, most_hiit: int
) -> dict[str, list[Finding]]:
    """What to watch, by the name of the check; the caps of steady cardio don't bind before a race (I-11)."""
    days = week_facts(sessions)
    found: dict[str, list[Finding]] = {}
    for name, finding in (
        *(one for day in days for one in _same_day(day)),
        *(one for a, b in pairwise(days) for one in _next_day(a, b)),
        *_runs(days, athlete),
        *_amounts(sessions, most_hiit, race=race),
    ):
        found.setdefault(name, []).append(finding)
    if failed_easy_minutes:
        found["pace"] = [Finding(note("watch.pace"))]
    return found


def _same_day(day: DayFacts) -> Findings:
    for s in day.strength:
        for c in day.cardio:
            before = clock(c) < clock(s)
            gap = clock(s) - clock_end(c) if before else clock(c) - clock_end(s)
            ids = (c.id, s.id) if before else (s.id, c.id)
            if before:
                yield "order", Finding(note("watch.cardio_before", day=s.day, gap_minutes=max(0, gap)), ids)
            elif gap < FULL_GAP_MIN and together(s, c)[0] != SHORT_FINISHER:
                yield "spacing", Finding(note("watch.gap", day=s.day, gap_minutes=max(0, gap)), ids)
    for c in day.fast:
        if c.type is SessionType.HIIT and clock(c) > LATE_HIIT_FROM_MIN and not is_fixed(c):
            yield "late", Finding(note("watch.late", day=c.day), (c.id,))


def _next_day(yesterday: DayFacts, today: DayFacts) -> Findings:
    costs = dict(border_terms(yesterday, today))
    if "W6" in costs:
        ids = tuple(s.id for s in (*yesterday.strength, *today.strength))
        yield "muscles", Finding(note("watch.muscles", day=today.strength[0].day), ids)
    if "W8" in costs:
        hard = (*today.heavy, *today.intense)
        yield "after_long", Finding(note("watch.after_long", day=hard[0].day), tuple(s.id for s in hard))


def _runs(days: Sequence[DayFacts], athlete: Athlete) -> Findings:
    hard = _longest(day.hard > 0 for day in days)
    if hard > LONGEST_HARD_RUN:
        yield "hard_days", Finding(note("watch.hard_days", count=hard))
    training = _longest(day.trains for day in days)
    if training > most_days_in_row(athlete):
        yield "rest", Finding(note("watch.days_in_row", count=training))


def _longest(flags: Iterable[bool]) -> int:
    longest = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest


def _amounts(sessions: Sequence[Session], most_hiit: int, *, race: bool) -> Findings:
    held = counts(sessions)
    steady = [s for s in sessions if s.type is SessionType.EASY and s.minutes > P.steady.max]
    if steady and not race:
        longest = max(s.minutes for s in steady)
        told = note("watch.steady", count=len(steady), minutes=longest, least=P.steady.min, most=P.steady.max)
        yield "steady", Finding(told, tuple(s.id for s in steady))
    if held.cardio > MUCH_CARDIO and not race:
        yield "number", Finding(note("watch.many", count=held.cardio, most=MUCH_CARDIO))
    if held.hiit > most_hiit:
        yield "number", Finding(note("watch.intervals", count=held.hiit, most=most_hiit))
