"""All the units of a week for a number of days, after every rule that adds, lightens or limits (D-01).

Emits degradation `degrade.micro` (minutes: the longest window) beside those of the rooms it calls.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rules.plan import Degradation, PhaseName
from rules.ramp import Bounds, limit_minutes, limit_running, minutes_of, ramp_bounds, runs
from rules.sessions import SessionType, note
from rules.skeletons import Line
from rules.unit import Unit
from rules.weeks.assembly import assemble
from rules.weeks.below import below_last
from rules.weeks.choosing import adjacent_lines, skeleton_of
from rules.weeks.growth import trimmed
from rules.weeks.intervals import hiit_plan
from rules.weeks.limits import beside_fixed, simplified, under_ceilings
from rules.weeks.long_session import long_session
from rules.weeks.situation import Situation
from rules.weeks.spreading import held
from rules.weeks.taper import tapered
from rules.weeks.volume import capped, lighter

WINDING_DOWN = frozenset({PhaseName.TAPER, PhaseName.RECOVERY})
Limit = Callable[[Situation, tuple[Unit, ...]], tuple[tuple[Unit, ...], tuple[Degradation, ...]]]


@dataclass(frozen=True, slots=True)
class Shaped:
    """The units of a week, what was left out of the skeleton, and the day of an active recovery (None: no such)."""

    units: tuple[Unit, ...]
    steps: tuple[Degradation, ...] = ()
    active_day: int | None = None


def shape(s: Situation, days: int, trims: int = 0) -> Shaped:
    """The week's units for so many training days; `trims` steps are taken off the load (G-40)."""
    if days < 1:
        return Shaped(())
    skeleton = skeleton_of(s, days)
    active = next((line.day for line in skeleton if line.has(SessionType.ACTIVE)), None)
    units, steps = shaped(s, skeleton)
    units, lighter_steps = trimmed(units, trims)
    return Shaped(units, _micro_step(s) + steps + lighter_steps, active)


def adjacent(s: Situation, days: int, trims: int = 0) -> tuple[Unit, ...]:
    """The units D-30 names where the days lie side by side; empty where it names none."""
    skeleton = adjacent_lines(s, days)
    return trimmed(shaped(s, skeleton)[0], trims)[0] if skeleton else ()


def _micro_step(s: Situation) -> tuple[Degradation, ...]:
    if not s.micro:
        return ()
    return (Degradation("micro", note("degrade.micro", minutes=s.longest_window), "D-30"),)


def shaped(s: Situation, skeleton: tuple[Line, ...]) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """The units of a skeleton in this week, with the steps that took something out of it.

    A full week comes first, within its limits; what makes the week lighter is then taken from that.
    """
    units = capped(s, loading_units(s, skeleton))
    limits: tuple[Limit, ...] = (beside_fixed, under_ceilings, within_ramp)
    units, told = _limited(s, units, limits)
    if s.name is PhaseName.TAPER:
        units, gentler = within_bounds(s, capped(s, tapered(s, units)))
        told += gentler
    units = lighter(s, units, _full_minutes(s, skeleton))
    units, steps = simplified(s, units)
    units, below = below_last(s, units)
    return units, told + steps + below


def _limited(
    s: Situation, units: tuple[Unit, ...], limits: tuple[Limit, ...]
) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    told: tuple[Degradation, ...] = ()
    for limit in limits:
        units, steps = limit(s, units)
        told += steps
    return units, told


def loading_units(s: Situation, skeleton: tuple[Line, ...]) -> tuple[Unit, ...]:
    """The units before anything makes the week lighter."""
    units = assemble(s, skeleton, hiit_plan(s), long_session(s))
    return held(s, units) if s.high_volume and s.name not in WINDING_DOWN else units


def within_ramp(s: Situation, units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """D-75 for a loading week; a taper is held to it once it is one, a recovery goes down from there."""
    return (units, ()) if s.name in WINDING_DOWN else within_bounds(s, units)


def within_bounds(s: Situation, units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], tuple[Degradation, ...]]:
    """The cardio and the run minutes within D-75; the on-ramp has its own schedule.

    A taper brings nothing back that its block did without.
    """
    if s.onramp_schedule:
        return units, ()
    bounds = _bounds(s)
    most = max(0, bounds.cardio_min - sum(f.minutes for f in s.fixed))
    if s.cardio_most is not None:
        most = min(most, s.cardio_most)
    units, shorter = limit_minutes(units, most, race=s.race is not None, spared_min=s.spared_min)
    if minutes_of(units, runs) <= bounds.run_min:
        return units, shorter
    units, gentler = limit_running(units, bounds.run_min, race=s.race is not None)
    return units, shorter + gentler


def _bounds(s: Situation) -> Bounds:
    return ramp_bounds(s.state.profile, s.state.history, s.state.start, s.monday)


def _full_minutes(s: Situation, skeleton: tuple[Line, ...]) -> int:
    """Cardio minutes of the same week without a break (G-30)."""
    if not s.returning:
        return 0
    whole = replace(s, state=replace(s.state, recovery=None))
    return minutes_of(loading_units(whole, skeleton))
