"""The hard constraints D-40 to D-47 as a check on any list of sessions, ours or anybody's.

Note codes of the violations (days 0-6; `first`, `second` are session types in order of time):
`hard.no_rest_day`, `hard.days_in_row` (most); `hard.cardio_first`, `hard.two_strength`, `hard.two_cardio`,
`hard.same_day_heavy`, `hard.before_heavy`, `hard.after_heavy`, `hard.heavy_in_row`, `hard.fast_in_row` (day,
first, gap_minutes from end to start, second, start_gap_minutes); `hard.no_window` (day, type); `hard.too_short`
(day, least, minutes, type); `hard.day_minutes` (day, minutes, most); `hard.two_long` (count); `hard.hiit_ceiling`
and `hard.cardio_ceiling` (count, most); `hard.minutes_ceiling` (minutes, most); `hard.blocked_day`,
`hard.no_strength_day`, `hard.no_heavy_day`, `hard.limit` (day, type).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rules.athlete import Level, Window
from rules.calendar import minute_of
from rules.ceilings import NO_CEILINGS, Ceilings, ceiling_violations
from rules.clashes import (
    EXCEPTION_MAX_DAYS,
    MOST_DAYS_IN_A_ROW,
    Clash,
    border_clashes,
    counted_minutes,
    day_cap_min,
    day_clashes,
    rest_breaks,
)
from rules.constants import P
from rules.days import (
    DayFacts,
    all_days_fixed,
    clock,
    clock_end,
    in_order,
    run_at_start,
    trained_days,
    training_flags,
    week_facts,
)
from rules.fixed import is_fixed
from rules.interference import is_heavy
from rules.sessions import Session, Value, note
from rules.unit import PlacementRequest
from rules.violation import Violation

SHORT_FLAGS = frozenset({"onramp", "return", "reduced", "deload", "taper", "illness", "easier", "long"})


@dataclass(frozen=True, slots=True)
class HardContext:
    """What the hard constraints ask beside the sessions.

    `availability` None: windows aren't known or don't bind. `unbound_ids` are sessions moved within their day, which no
    window binds (G-60 point 6). `before` and `after` are the sessions of the neighbouring weeks, each with days 0-6.
    """

    s_level: Level
    availability: tuple[tuple[Window, ...], ...] | None = None
    race: bool = False
    before: tuple[Session, ...] = ()
    after: tuple[Session, ...] = ()
    blocked_days: frozenset[int] = frozenset()
    no_strength_days: frozenset[int] = frozenset()
    no_heavy_days: frozenset[int] = frozenset()
    ceilings: Ceilings = NO_CEILINGS
    unbound_ids: frozenset[str] = frozenset()
    any_length: bool = False  # someone's own week: no minimum of a type applies


def context_of(request: PlacementRequest) -> HardContext:
    """The context in which a placed week is checked."""
    return HardContext(
        s_level=request.s_level,
        availability=request.availability,
        race=request.race,
        before=request.before,
        after=request.after,
        blocked_days=request.blocked_days,
        no_strength_days=request.no_strength_days,
        no_heavy_days=request.no_heavy_days,
    )


def violations(sessions: Iterable[Session], context: HardContext) -> tuple[Violation, ...]:
    """Every hard constraint that the week breaks, in the order of the rules, each once (D-40 to D-47)."""
    ordered = in_order(sessions)
    days = week_facts(ordered)
    found = [
        *_rest(days, context),
        *_clashes(days, context),
        *(v for day in days for v in _minutes(day, context)),
        *(v for s in ordered if not is_fixed(s) for v in _place(s, context)),
        *ceiling_violations(ordered, context.ceilings),
        *(v for s in ordered if not is_fixed(s) for v in _event(s, context)),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda v: v.rule_id))


def _rest(days: tuple[DayFacts, ...], context: HardContext) -> list[Violation]:
    planned_only = all_days_fixed(days)
    before = trained_days(context.before, planned_only=planned_only)
    after = trained_days(context.after, planned_only=planned_only)
    trains = training_flags(days, planned_only=planned_only)
    ids = tuple(s.id for day in days for s in (*day.strength, *day.cardio) if not is_fixed(s))
    codes = rest_breaks(trains, run_at_start(before[::-1]), run_at_start(after))
    return [Violation("D-40", note(code, most=MOST_DAYS_IN_A_ROW), ids) for code in codes]


def _clashes(days: tuple[DayFacts, ...], context: HardContext) -> list[Violation]:
    few_days = sum(day.trains_planned for day in days) <= EXCEPTION_MAX_DAYS
    sunday = week_facts(context.before)[-1]
    monday = week_facts(context.after)[0]
    found = [c for day in days for c in day_clashes(day, few_days=few_days)]
    found += [c for a, b in pairwise((sunday, *days, monday)) for c in border_clashes(a, b)]
    return [_told(clash) for clash in found]


def _told(clash: Clash) -> Violation:
    rule_id, code, first, second = clash
    days = (second.day - first.day) % 7 * 1440
    values: dict[str, Value] = {
        "day": second.day,
        "first": first.type.value,
        "second": second.type.value,
        "gap_minutes": days + clock(second) - clock_end(first),
        "start_gap_minutes": days + clock(second) - clock(first),
    }
    return Violation(rule_id, note(code, **values), (first.id, second.id))


def _minutes(day: DayFacts, context: HardContext) -> list[Violation]:
    total, most = counted_minutes(day, race=context.race), day_cap_min(context.s_level)
    planned = [s for s in (*day.strength, *day.cardio) if not is_fixed(s)]
    if total <= most or not planned:
        return []
    told = note("hard.day_minutes", day=planned[0].day, minutes=total, most=most)
    return [Violation("D-42", told, tuple(s.id for s in planned))]


def _place(session: Session, context: HardContext) -> list[Violation]:
    """Window and least minutes of one session (D-42)."""
    if not (session.is_strength or session.is_cardio):
        return []
    where: dict[str, Value] = {"day": session.day, "type": session.type.value}
    found: list[Violation] = []
    windows = context.availability[session.day] if context.availability is not None else None
    if windows is not None and session.id not in context.unbound_ids:
        begin, end = clock(session), clock_end(session)
        spans = [(minute_of(w.start), minute_of(w.start) + w.max_minutes) for w in windows]
        if not any(first <= begin and end <= last for first, last in spans):
            found.append(Violation("D-42", note("hard.no_window", **where), (session.id,)))
    least = P.minutes[session.type][0]
    if session.minutes < least and not context.any_length and not session.flags & SHORT_FLAGS:
        told = note("hard.too_short", minutes=session.minutes, least=least, **where)
        found.append(Violation("D-42", told, (session.id,)))
    return found


def _event(session: Session, context: HardContext) -> list[Violation]:
    """Days that an event or an illness closes (D-07, D-47)."""
    if not (session.is_strength or session.is_cardio):
        return []
    closed = {
        "hard.blocked_day": session.day in context.blocked_days,
        "hard.no_strength_day": session.is_strength and session.day in context.no_strength_days,
        "hard.no_heavy_day": is_heavy(session) and session.day in context.no_heavy_days,
    }
    where: dict[str, Value] = {"day": session.day, "type": session.type.value}
    return [
        Violation("D-47", note(code, **where), (session.id,)) for code, breaks in closed.items() if breaks
    ]
