"""Whether there is time enough for an event, and what to say if there isn't (D-05, D-08, C-32).

Emits `warn.min_prep` (event, weeks, needed, shorter), `warn.short_longest` (event, minutes, needed),
`warn.finish_comfortably` (event), `warn.dual_peak` (lead, other, weeks).
"""

from __future__ import annotations

from datetime import date

from rules.athlete import EventType, Level, Profile
from rules.calendar import weeks_between, weeks_to_event
from rules.constants import P
from rules.phases.counting import RACE_EVENTS
from rules.phases.events import Fixture, dual_peak, upcoming
from rules.sessions import Note, note

SHORTER = {EventType.MARATHON: "half", EventType.HALF: "10k", EventType.K10: "5k", EventType.K5: ""}
SHORT_MARATHON_WEEKS = 16
SHORT_LONGEST_MIN = 60


def preparation_warnings(
    profile: Profile, e_level: Level, monday: date, *, light: bool = False, longest_min: int
) -> tuple[Note, ...]:
    """Warnings about the events ahead, the nearest first; the plan is made all the same."""
    found = [
        warning
        for fixture in upcoming(profile, monday)
        for warning in _for_event(fixture, e_level, monday, light=light, longest_min=longest_min)
    ]
    pair = dual_peak(profile, monday)
    if pair is not None:
        lead, other = pair
        gap = abs(weeks_between(lead.date, other.date))
        found.append(note("warn.dual_peak", lead=lead.type.value, other=other.type.value, weeks=gap))
    return tuple(found)


def _for_event(
    fixture: Fixture, e_level: Level, monday: date, *, light: bool, longest_min: int
) -> list[Note]:
    kind = fixture.type
    weeks = weeks_to_event(monday, fixture.date)
    found: list[Note] = []
    needed = P.min_prep_weeks[kind][e_level.rank] if kind in P.min_prep_weeks else 0
    if weeks < needed:
        found.append(
            note("warn.min_prep", event=kind.value, weeks=weeks, needed=needed, shorter=SHORTER[kind])
        )
    if kind is EventType.MARATHON and weeks < SHORT_MARATHON_WEEKS and longest_min < SHORT_LONGEST_MIN:
        found.append(
            note("warn.short_longest", event=kind.value, minutes=longest_min, needed=SHORT_LONGEST_MIN)
        )
    if light and kind in RACE_EVENTS:
        found.append(note("warn.finish_comfortably", event=kind.value))
    return found
