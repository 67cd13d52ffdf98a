"""All the units of a week for a number of days, after every rule that adds, lightens or limits (D-01)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.plan import Degradation, PhaseName
from rules.ramp import limit_minutes, limit_running, minutes_of, ramp_bounds, runs
from rules.sessions import SessionType
from rules.skeletons import Line
from rules.unit import Unit
from rules.weeks.assembly import assemble
from rules.weeks.choosing import adjacent_lines, skeleton_of
from rules.weeks.growth import load_allowed, within_load
from rules.weeks.intervals import hiit_plan
from rules.weeks.limits import beside_fixed, simplified, under_ceilings
from rules.weeks.long_session import long_session
from rules.weeks.situation import Situation
from rules.weeks.spreading import held
from rules.weeks.taper import tapered
from rules.weeks.volume import lighter


@dataclass(frozen=True, slots=True)
class Shaped:
    """The units of a week, what was left out of the skeleton, and the day of an active recovery (None: no such)."""

    units: tuple[Unit, ...]
    steps: tuple[Degradation, ...] = ()
    active_day: int | None = None


def shape(s: Situation, days: int) -> Shaped:
    """The week's units for so many training days."""
    if days < 1:
        return Shaped(())
    skeleton = skeleton_of(s, days)
    active = next((line.day for line in skeleton if line.has(SessionType.ACTIVE)), None)
    units, steps = shaped(s, skeleton)
    return Shaped(units, steps, active)


def adjacent(s: Situation, days: int) -> tuple[Unit, ...]:
    """The units D-30 names where the days lie side by side; empty where it names none."""
    skeleton = adjacent_lines(s, days)
    return shaped(s, skeleton)[0] if skeleton else ()


def shaped(s: Situation, skeleton: tuple[Line, ...]) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """The units of a skeleton in this week, with the steps that took something out of it."""
    units = loading_units(s, skeleton)
    told: tuple[Degradation, ...] = ()
    for limit in (beside_fixed, under_ceilings):
        units, steps = limit(s, units)
        told += steps
    if s.name is PhaseName.TAPER:
        units = tapered(s, units)
    units = lighter(s, units, _full_minutes(s, skeleton))
    for limit in (simplified, within_ramp):
        units, steps = limit(s, units)
        told += steps
    units, steps = within_load(units, load_allowed(s))
    return units, told + steps


def loading_units(s: Situation, skeleton: tuple[Line, ...]) -> tuple[Unit, ...]:
    """The units before anything makes the week lighter."""
    units = assemble(s, skeleton, hiit_plan(s), long_session(s))
    return held(s, units) if s.high_volume and s.name is not PhaseName.TAPER else units


def within_ramp(s: Situation, units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """D-75; the on-ramp has its own schedule, taper and recovery only go down."""
    if s.onramp_schedule or s.name in (PhaseName.TAPER, PhaseName.RECOVERY):
        return units, ()
    bounds = ramp_bounds(s.state.profile, s.state.history, s.state.start, s.monday)
    beside = sum(f.minutes for f in s.fixed)
    race = s.race is not None
    units, shorter = limit_minutes(units, max(0, bounds.cardio_min - beside), race=race)
    if minutes_of(units, runs) <= bounds.run_min:
        return units, shorter
    units, gentler = limit_running(units, bounds.run_min, race=race)
    return units, shorter + gentler


def _full_minutes(s: Situation, skeleton: tuple[Line, ...]) -> int:
    """Cardio minutes of the same week without a break (G-30)."""
    if not s.returning:
        return 0
    whole = replace(s, state=replace(s.state, recovery=None))
    return minutes_of(loading_units(whole, skeleton))
