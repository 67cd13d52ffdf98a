"""What the days around an event allow: rest, no strength, no heavy legs, nothing hard (D-07, D-08, D-47)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import EventType, Profile
from rules.constants import P
from rules.phases import Fixture
from rules.phases.events import fixtures
from rules.remembering import remembered_of

DAYS = range(7)
MEET_HEAVY_DAYS = 5
EASY_AFTER = {EventType.HALF: 3, EventType.MARATHON: 7, EventType.ULTRA: 7}
LONGEST_BEFORE = max(
    *P.no_strength_last_days.values(), *P.last_heavy_lower_days.values(), MEET_HEAVY_DAYS
)  # days
LONGEST_AFTER = max(EASY_AFTER.values())


@dataclass(frozen=True, slots=True)
class EventDays:
    """Days 0-6 of a week. `easy_only`: no heavy legs and no intense cardio around an event only taken part in."""

    events: tuple[tuple[int, Fixture], ...] = ()
    blocked: frozenset[int] = frozenset()
    no_strength: frozenset[int] = frozenset()
    no_heavy: frozenset[int] = frozenset()
    easy_only: frozenset[int] = frozenset()


NO_EVENTS = EventDays()


@remembered_of(16)  # a week is looked at once to see what grows, and once to be built
def event_days(profile: Profile, monday: date) -> EventDays:
    """The days of the week of this Monday that an event closes or softens."""
    around = [f for f in fixtures(profile) if _is_near((f.date - monday).days)]
    if not around:
        return NO_EVENTS
    peaks = [f for f in around if f.peak]
    others = [f for f in around if not f.peak]
    held = tuple((d, f) for d in DAYS for f in around if f.date == monday + timedelta(days=d))

    def days(closes: Callable[[Fixture, int], bool], which: list[Fixture]) -> frozenset[int]:
        return frozenset(
            d for d in DAYS for f in which if closes(f, (f.date - monday - timedelta(days=d)).days)
        )

    easy_only = days(_is_softened, others)
    return EventDays(
        events=held,
        blocked=days(_is_blocked, peaks) | frozenset(d for d, _ in held) | _rest_of_week(held),
        no_strength=days(lambda f, out: 0 <= out <= P.no_strength_last_days[f.type], peaks),
        no_heavy=days(lambda f, out: 0 <= out < _heavy_days(f.type), peaks) | easy_only,
        easy_only=easy_only,
    )


def _is_near(days_out: int) -> bool:
    """Whether an event so many days after the Monday changes anything in its week."""
    return -LONGEST_AFTER <= days_out <= LONGEST_BEFORE + DAYS[-1]


def _is_blocked(fixture: Fixture, days_out: int) -> bool:
    """The day before is rest, before a meet two days; the day after too."""
    return -1 <= days_out <= (2 if fixture.type is EventType.MEET else 1)


def _rest_of_week(held: tuple[tuple[int, Fixture], ...]) -> frozenset[int]:
    """After an event that needs a recovery phase nothing more stands in its week (D-09)."""
    spent = [day for day, f in held if f.peak and P.recovery_weeks[f.type]]
    return frozenset(range(min(spent), 7)) if spent else frozenset()


def _is_softened(fixture: Fixture, days_out: int) -> bool:
    return -EASY_AFTER.get(fixture.type, 1) <= days_out <= 1


def _heavy_days(kind: EventType) -> int:
    if kind is EventType.MEET:
        return MEET_HEAVY_DAYS
    return P.last_heavy_lower_days[kind]
