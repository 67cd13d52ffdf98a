"""What if: the plan beside the one with a day less, a day more, half the minutes, another emphasis or event date.

Nothing is kept: two plans are built from values and compared. Note codes of what is lost and gained (means a loading
week, one decimal): `whatif.less` and `whatif.more` (quantity: S, C, HIIT, strength_minutes, cardio_minutes; before,
after); `whatif.gone` and `whatif.new` (type). Of why nothing changes: `whatif.event_leads` (event), `whatif.six_days`,
`whatif.days_full` (days), `whatif.day_spare` (day), `whatif.time_spare`, `whatif.same_rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from rules.athlete import EventType, Goal, Profile, Window
from rules.constants import P
from rules.errors import OutOfRange
from rules.plan import Plan, Week
from rules.planning import build_plan
from rules.sessions import Note, SessionType, note
from rules.state import Screening
from rules.windows import LEAST_WINDOW_MIN, MOST_WINDOW_MIN, usable_windows

DAYS = 7
WEEKS_AHEAD = 104
MODEST = 0.25  # a difference below this isn't worth a word: a quarter of a session
MODEST_MINUTES = 5
QUANTITIES = ("S", "C", "HIIT", "strength_minutes", "cardio_minutes")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is tried. `dropped_days` 0 Monday to 6 Sunday; `minutes_share` 0.5 halves every window (not below 15).

    `event_dates` moves events by their type; `dropped_events` takes them out.
    """

    dropped_days: frozenset[int] = frozenset()
    added_days: tuple[tuple[int, Window], ...] = ()
    minutes_share: float = 1.0
    goal: Goal | None = None
    event_dates: tuple[tuple[EventType, date], ...] = ()
    dropped_events: frozenset[EventType] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """A week, or the mean of weeks, in numbers."""

    S: float
    C: float
    HIIT: float
    strength_minutes: float
    cardio_minutes: float
    score: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both plans, their mean loading week, what is lost and what is gained."""

    before: Plan
    after: Plan
    mean_before: Numbers
    mean_after: Numbers
    lost: tuple[Note, ...]
    gained: tuple[Note, ...]
    unchanged: tuple[Note, ...] = ()  # why nothing changes, where nothing does

    @property
    def same_phases(self) -> bool:
        """Whether the phases stay as they are."""
        return self.before.phases == self.after.phases


def what_if(
    profile: Profile, screening: Screening, today: date, scenario: Scenario, weeks: int | None = None
) -> WhatIf:
    """Build the plan as it is and as it would be, over the same weeks, and compare them (D-01, D-20, D-60).

    Refuses what `build_plan` and `apply` refuse.
    """
    changed = apply(profile, scenario, today)
    plans = [build_plan(p, screening, today, weeks) for p in (profile, changed)]
    if weeks is None:
        longest = max(len(plan.weeks) for plan in plans)
        plans = [
            plan if len(plan.weeks) == longest else build_plan(p, screening, today, longest)
            for plan, p in zip(plans, (profile, changed), strict=True)
        ]
    before, after = plans
    means = mean_numbers(before.weeks), mean_numbers(after.weeks)
    found = WhatIf(
        before,
        after,
        *means,
        lost=(*_less(*means), *(note("whatif.gone", type=kind) for kind in _only_in(before, after))),
        gained=(*_more(*means), *(note("whatif.new", type=kind) for kind in _only_in(after, before))),
    )
    is_same = found.same_phases and not found.lost and not found.gained and means[0] == means[1]
    return replace(found, unchanged=tuple(_why_unchanged(profile, scenario, before))) if is_same else found


def _why_unchanged(profile: Profile, scenario: Scenario, plan: Plan) -> Iterator[Note]:
    """Why the plan stays as it is (D-02, D-30, D-40, D-52)."""
    if scenario == Scenario():
        return
    used = max(
        (len({s.day for s in w.sessions if s.is_strength or s.is_cardio}) for w in plan.weeks), default=0
    )
    told = []
    if scenario.goal is not None and profile.events:
        told.append(note("whatif.event_leads", event=profile.events[0].type.value))
    if scenario.added_days and used >= P.training_days_max:
        told.append(note("whatif.six_days"))
    elif scenario.added_days and used < len({*_open(profile), *(day for day, _ in scenario.added_days)}):
        told.append(note("whatif.days_full", days=used))
    told += [note("whatif.day_spare", day=day) for day in sorted(scenario.dropped_days)]
    if scenario.minutes_share < 1:
        told.append(note("whatif.time_spare"))
    yield from told or [note("whatif.same_rules")]


def _open(profile: Profile) -> frozenset[int]:
    return frozenset(day for day, windows in enumerate(profile.availability) if windows)


def apply(profile: Profile, scenario: Scenario, today: date) -> Profile:
    """The profile of the scenario. Refuses with the first of its `refusals`."""
    for refusal in refusals(profile, scenario, today):
        raise refusal
    dates = dict(scenario.event_dates)
    return replace(
        profile,
        availability=_availability(profile, scenario),
        goal=scenario.goal or profile.goal,
        events=tuple(
            replace(e, date=dates.get(e.type, e.date))
            for e in profile.events
            if e.type not in scenario.dropped_events
        ),
    )


def refusals(profile: Profile, scenario: Scenario, today: date) -> Iterator[OutOfRange]:
    """All that can't be tried: a day without a window, no day left, events and dates that aren't there (C-10)."""
    for day in sorted(scenario.dropped_days):
        if not profile.availability[day]:
            yield OutOfRange("dropped_days", day, "a day with a window")
    if not any(_availability(profile, scenario)):
        yield OutOfRange("availability", "no day", "1 to 7 days with a window")
    known = {e.type for e in profile.events}
    for kind in (*dict(scenario.event_dates), *sorted(scenario.dropped_events)):
        if kind not in known:
            yield OutOfRange("event", kind.value, ", ".join(sorted(known)) or "no event is planned")
    last = today + timedelta(weeks=WEEKS_AHEAD)
    for moved in dict(scenario.event_dates).values():
        if not today <= moved <= last:
            yield OutOfRange("event date", moved.isoformat(), f"{today} to {last}")


def numbers_of(week: Week) -> Numbers:
    """One week in numbers."""
    strength = sum(s.minutes for s in week.sessions if s.is_strength)
    c = week.counts
    return Numbers(c.strength, c.cardio, c.hiit, strength, week.cardio_minutes, week.score.total)


def mean_numbers(weeks: Sequence[Week]) -> Numbers:
    """The mean over weeks that are neither deload nor taper nor recovery; over all where there is no other."""
    lighter = frozenset({"deload", "taper", "recovery"})
    loading = [w for w in weeks if not w.deload and not w.flags & lighter] or list(weeks)
    columns = zip(*(_row(numbers_of(w)) for w in loading), strict=True)
    return Numbers(*(round(fmean(column), 1) for column in columns))


def _row(n: Numbers) -> tuple[float, ...]:
    return n.S, n.C, n.HIIT, n.strength_minutes, n.cardio_minutes, n.score


def _availability(profile: Profile, scenario: Scenario) -> tuple[tuple[Window, ...], ...]:
    return tuple(_windows(profile, scenario, day) for day in range(DAYS))


def _windows(profile: Profile, scenario: Scenario, day: int) -> tuple[Window, ...]:
    kept = () if day in scenario.dropped_days else profile.availability[day]
    added = tuple(window for where, window in scenario.added_days if where == day)
    both = usable_windows((*kept, *added))
    return tuple(replace(w, max_minutes=_share(w.max_minutes, scenario.minutes_share)) for w in both)


def _share(minutes: int, share: float) -> int:
    return max(LEAST_WINDOW_MIN, min(MOST_WINDOW_MIN, int(minutes * share)))


def _less(before: Numbers, after: Numbers) -> Iterator[Note]:
    for quantity, was, will in _differences(before, after):
        if will < was:
            yield note("whatif.less", quantity=quantity, before=was, after=will)


def _more(before: Numbers, after: Numbers) -> Iterator[Note]:
    for quantity, was, will in _differences(before, after):
        if will > was:
            yield note("whatif.more", quantity=quantity, before=was, after=will)


def _differences(before: Numbers, after: Numbers) -> Iterator[tuple[str, float, float]]:
    """What differs by more than a trifle."""
    for quantity in QUANTITIES:
        was, will = getattr(before, quantity), getattr(after, quantity)
        if abs(will - was) >= (MODEST_MINUTES if quantity.endswith("minutes") else MODEST):
            yield quantity, was, will


def _only_in(one: Plan, other: Plan) -> tuple[str, ...]:
    """Kinds of session that only the first plan has."""
    held, kept = (
        {s.type for week in plan.weeks for s in week.sessions if s.is_strength or s.is_cardio}
        for plan in (one, other)
    )
    return tuple(kind.value for kind in SessionType if kind in held - kept)
