"""Which events a plan is counted back from, and which are only taken part in (D-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.athlete import Event, EventType, Profile
from rules.calendar import weeks_between, weeks_to_event
from rules.constants import P
from rules.phases.counting import RACE_EVENTS
from rules.remembering import remembered_of

LONG_EVENTS = frozenset(
    {EventType.HALF, EventType.MARATHON, EventType.ULTRA, EventType.TRI_LONG, EventType.CYCLE_LONG}
)
# Longer needs more preparation for safety: later in this order wins a dual peak (D-08).
BY_DEMAND = (
    EventType.SEASON,
    EventType.MEET,
    EventType.PHYSIQUE,
    EventType.ROW_2K,
    EventType.K5,
    EventType.K10,
    EventType.TRI_SHORT,
    EventType.HYROX,
    EventType.HALF,
    EventType.CYCLE_LONG,
    EventType.TRI_LONG,
    EventType.MARATHON,
    EventType.ULTRA,
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """An event with its place in the order of dates. `peak`: it gets blocks and a taper; else only taken part in."""

    event: Event
    index: int
    peak: bool = True

    @property
    def type(self) -> EventType:
        """The event's type."""
        return self.event.type

    @property
    def date(self) -> date:
        """The event's local date."""
        return self.event.date


def ordered_events(profile: Profile) -> tuple[Event, ...]:
    """The profile's events by date; a phase's `event_index` points into this order."""
    return tuple(sorted(profile.events, key=lambda e: (e.date, BY_DEMAND.index(e.type), e.rank)))


@remembered_of(16)  # each week of a plan asks for the same profile several times
def fixtures(profile: Profile) -> tuple[Fixture, ...]:
    """All events by date, each marked whether the plan peaks for it (D-08)."""
    events = ordered_events(profile)
    peaks = [True] * len(events)
    for later in range(1, len(events)):
        first = next((i for i in range(later - 1, -1, -1) if peaks[i]), None)
        if first is None or weeks_between(events[first].date, events[later].date) >= P.event_gap_min_weeks:
            continue
        peaks[first if _outranks(events[later], events[first]) else later] = False
    return tuple(Fixture(event, i, peaks[i]) for i, event in enumerate(events))


def _outranks(one: Event, other: Event) -> bool:
    """Whether `one` keeps the blocks and the taper: rank A before B, then the greater demand (D-08)."""
    if one.rank != other.rank:
        return one.rank == "A"
    return BY_DEMAND.index(one.type) > BY_DEMAND.index(other.type)


def upcoming(profile: Profile, monday: date) -> tuple[Fixture, ...]:
    """The events of this week and later ones."""
    return tuple(f for f in fixtures(profile) if f.date >= monday)


def dual_peak(profile: Profile, monday: date) -> tuple[Fixture, Fixture] | None:
    """The event that is peaked for and the one only taken part in, where two lie too close (D-08)."""
    ahead = upcoming(profile, monday)
    other = next((f for f in ahead if not f.peak), None)
    if other is None:
        return None
    near = [f for f in ahead if f.peak and abs(weeks_between(f.date, other.date)) < P.event_gap_min_weeks]
    return (near[0], other) if near else None


def long_event_ahead(profile: Profile, monday: date, *, beginner: bool) -> Fixture | None:
    """The next event whose preparation needs a weekly long session (D-30, "race >= half"); beginners: any race."""
    wanted = RACE_EVENTS if beginner else LONG_EVENTS
    return next((f for f in upcoming(profile, monday) if f.type in wanted), None)


def race_within(profile: Profile, monday: date, weeks: int) -> bool:
    """Whether an endurance event lies at most so many plan weeks ahead (D-70, D-71)."""
    ahead = (f for f in upcoming(profile, monday) if f.type in RACE_EVENTS)
    return any(weeks_to_event(monday, f.date) <= weeks for f in ahead)
