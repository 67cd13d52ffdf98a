"""A week held against the rules one by one, worst first: what to fix, what to watch, what is fine (D-60, D-65, A-35).

To fix is what breaks a hard constraint; to watch is what costs by D-50, A-06, A-24 or the talk test; what is fine is
named as well. Codes of what is fine, only where the week has it: `check.legs`, `check.fast`, `check.order`,
`check.rest`, `check.day`, `check.long`, `check.windows`, `check.spacing`, `check.steady`, `check.number`, `check.pace`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.audit.watching import Finding, watched
from rules.days import is_long, week_facts
from rules.hard import HardContext
from rules.interference import is_heavy
from rules.sessions import Note, Session, SessionType, note
from rules.soft import Athlete
from rules.violation import Violation

BROKEN_BY = {
    "before_heavy": "legs",
    "after_heavy": "legs",
    "same_day_heavy": "legs",
    "heavy_in_row": "legs",
    "fast_in_row": "fast",
    "cardio_first": "order",
    "no_rest_day": "rest",
    "days_in_row": "rest",
    "day_minutes": "day",
    "two_strength": "day",
    "two_cardio": "day",
    "two_long": "long",
    "no_window": "windows",
}
OTHER = "other"


class Grade(StrEnum):
    """How a check turned out, worst first."""

    FIX = "fix"
    WATCH = "watch"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that the week was held against, and what was found; for FINE the sentence that says so."""

    name: str
    grade: Grade
    findings: tuple[Finding, ...]


def checklist(
    sessions: Sequence[Session],
    context: HardContext,
    athlete: Athlete,
    broken: Iterable[Violation],
    *,
    failed_easy_minutes: int = 0,
    most_hiit: int = 2,
) -> tuple[Check, ...]:
    """Every rule that has a say in this week, worst first.

    `broken` are the hard constraints it breaks, `most_hiit` the athlete's own ceiling of interval sessions (D-20).
    """
    wrong: dict[str, list[Finding]] = {}
    for violation in broken:
        name = BROKEN_BY.get(violation.note.code.removeprefix("hard."), OTHER)
        wrong.setdefault(name, []).append(Finding(violation.note, violation.session_ids))
    doubtful = watched(
        sessions,
        athlete,
        race=context.race,
        failed_easy_minutes=failed_easy_minutes,
        most_hiit=most_hiit,
    )
    fine = dict(_fine(sessions, windows_bind=context.availability is not None))
    order = [*fine, *(name for name in (*wrong, *doubtful) if name not in fine)]
    return (
        *(Check(name, Grade.FIX, tuple(wrong[name])) for name in order if name in wrong),
        *(Check(n, Grade.WATCH, tuple(doubtful[n])) for n in order if n in doubtful and n not in wrong),
        *(
            Check(name, Grade.FINE, (Finding(told),))
            for name, told in fine.items()
            if name not in wrong and name not in doubtful
        ),
    )


def _fine(sessions: Sequence[Session], *, windows_bind: bool) -> Iterator[tuple[str, Note]]:
    """What there is to be checked in this week, with the words for when it is well."""
    days = week_facts(sessions)
    steady = [s for s in sessions if s.type in (SessionType.EASY, SessionType.LONG)]
    if any(is_heavy(s) for s in sessions):
        yield "legs", note("check.legs")
    if any(day.fast for day in days):
        yield "fast", note("check.fast")
    if any(day.strength and day.cardio for day in days):
        yield "order", note("check.order")
    yield "rest", note("check.rest")
    yield "day", note("check.day")
    if any(is_long(s) for s in sessions):
        yield "long", note("check.long")
    if windows_bind:
        yield "windows", note("check.windows")
    if any(day.strength and day.cardio for day in days):
        yield "spacing", note("check.spacing")
    if any(s.type is SessionType.EASY for s in sessions):
        yield "steady", note("check.steady")
    if any(s.is_cardio for s in sessions):
        yield "number", note("check.number")
    if steady:
        yield "pace", note("check.pace")
