"""Which skeleton a week takes, by phase, level, days and event (D-05, D-07, D-09, D-30, D-71)."""

from __future__ import annotations

from dataclasses import replace

from rules.athlete import EventType, Level, Overall, Priority
from rules.constants import P
from rules.interference import HALF_TYPES
from rules.phases import RACE_EVENTS
from rules.plan import PhaseName
from rules.sessions import SessionType
from rules.skeletons import Choice, Line, Slot, lines
from rules.weeks.base import skeleton_name
from rules.weeks.growth import strength_allowed
from rules.weeks.limits import with_three_lifts
from rules.weeks.situation import Situation

FULL_DAYS = 6
FALLBACK = "fallback"  # the step of D-55.1
BLOCKS = frozenset({PhaseName.B1, PhaseName.B2, PhaseName.B3})
ENDURANCE_BLOCKS = frozenset({PhaseName.B3, PhaseName.SHARPEN})
TAPERS = {EventType.PHYSIQUE: "TAPER_PHYSIQUE", EventType.MEET: "TAPER_MEET"}


def skeleton_of(s: Situation, days: int) -> tuple[Line, ...]:
    """The skeleton of the week for so many days, with fewer where strength would leap (G-40)."""
    chosen = _skeleton(s, days)
    most = strength_allowed(s)
    while most is not None and days > 1 and _strength_count(chosen) > most:
        days -= 1
        chosen = _skeleton(s, days)
    return chosen


def _skeleton(s: Situation, days: int) -> tuple[Line, ...]:
    if s.deload and _fell_back(s) and (side_by_side := adjacent_lines(s, days)):
        return side_by_side
    chosen = _for_hyrox(s, lines(_name(s, days), days, _choice(s, days)))
    return with_three_lifts(chosen) if s.beginner and s.name in BLOCKS else chosen


def _fell_back(s: Situation) -> bool:
    """The block's last week was the version for adjacent days: its deload keeps the exercises (E-40, D-30)."""
    history = s.state.history
    return bool(history) and any(d.step == FALLBACK for d in history[-1].week.degradations)


def _for_hyrox(s: Situation, chosen: tuple[Line, ...]) -> tuple[Line, ...]:
    """A circuit in place of the upper body every second week of a hyrox B3 (F-60)."""
    is_hyrox = s.event is not None and s.event.type is EventType.HYROX
    if not is_hyrox or s.name is not PhaseName.B3 or s.week % 2:
        return chosen
    circuit = Slot(SessionType.CIRCUIT)
    return tuple(
        replace(line, slots=tuple(circuit if x.type is SessionType.UPPER else x for x in line.slots))
        for line in chosen
    )


def _name(s: Situation, days: int) -> str:
    if s.micro:
        return "MICRO"
    if s.name is PhaseName.RECOVERY:
        return f"RECOVERY_{min(2, s.week)}"
    if s.name is PhaseName.TAPER:
        return _taper_name(s)
    if s.high_volume:
        return "HIGH_VOLUME_B3" if s.name in ENDURANCE_BLOCKS else "HIGH_VOLUME"
    if s.name is PhaseName.GENERAL and s.beginner:
        return PhaseName.BEGINNER.value
    name = skeleton_name(s.name)
    return f"{name}_ADVANCED" if days == FULL_DAYS and _is_advanced(s) else name


def _taper_name(s: Situation) -> str:
    assert s.event is not None
    if s.event.type in TAPERS:
        return TAPERS[s.event.type]
    if s.event.type not in RACE_EVENTS:
        return skeleton_name(_phase_before(s))
    if s.week < s.phase.weeks:
        return "HIGH_VOLUME_B3" if s.high_volume else skeleton_name(PhaseName.TAPER)
    if s.high_volume:
        return "TAPER_HIGH_VOLUME"
    return "TAPER_ONE" if P.taper_weeks[s.event.type] == 1 else "TAPER_LAST"


def _phase_before(s: Situation) -> PhaseName:
    index = s.state.phase_index
    return s.state.phases[index - 1].name if index else PhaseName.UNDULATING


def _is_advanced(s: Situation) -> bool:
    if s.name is PhaseName.B1:
        return s.levels.strength is Level.ADVANCED
    if s.name not in (PhaseName.B2, PhaseName.B3):
        return False
    return s.levels.overall is Overall.ADVANCED and s.levels.strength is not Level.NOVICE


def _choice(s: Situation, days: int) -> Choice:
    last_taper_week = s.name is PhaseName.TAPER and s.week >= s.phase.weeks
    resting = s.name is PhaseName.RECOVERY or last_taper_week
    is_race = s.event is not None and s.event.type in RACE_EVENTS
    return Choice(
        long=s.race is not None and not resting,
        hiit=s.name is PhaseName.B1 and _wants_hiit(s, days),
        race=is_race and s.name in ENDURANCE_BLOCKS,
    )


def _wants_hiit(s: Situation, days: int) -> bool:
    """The optional intervals of B1 (D-20): with the circuit of six advanced days only instead of it."""
    if s.levels.priority is Priority.STRENGTH or s.levels.endurance is Level.NOVICE:
        return False
    return s.state.profile.prefers_cardio if days == FULL_DAYS and _is_advanced(s) else True


def _strength_count(skeleton: tuple[Line, ...]) -> float:
    lifts = [slot for line in skeleton for slot in line.slots if slot.type.is_strength]
    return sum(P.counts.primer if slot.type in HALF_TYPES else P.counts.full for slot in lifts)


def adjacent_lines(s: Situation, days: int) -> tuple[Line, ...]:
    """The units that D-30 names for adjacent days; empty where it names none."""
    plain = not (s.micro or s.high_volume or s.beginner or s.race is not None)
    if s.name is PhaseName.B1 and plain and days in (2, 3):
        return lines("B1_ADJACENT", days, Choice())
    return ()
