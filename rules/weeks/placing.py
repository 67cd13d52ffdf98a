"""The units of a week on its days, within the bounds that only a placed week can be held to (D-51, G-40, G-50, D-75).

Emits degradation `degrade.nothing_fits` (conflict, tried) for a week in which no session can stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.errors import NoPlacement
from rules.placement import place
from rules.plan import Degradation
from rules.ramp import RULE as RAMP
from rules.ramp import minutes_of
from rules.review.reading import planned_load
from rules.sessions import note
from rules.unit import FewerDays, Placement, PlacementRequest, Unit
from rules.weeks.finishing import finish
from rules.weeks.growth import fullest_minutes, load_allowed, most_trims
from rules.weeks.holding import held_cardio, held_lifting, held_load, lifting_minutes, own_cardio_minutes
from rules.weeks.lightening import lightened
from rules.weeks.shape import Shaped, adjacent, shape
from rules.weeks.situation import Situation


@dataclass(frozen=True, slots=True)
class Most:
    """The bounds that a placed week is trimmed to (G-40, G-50); None: there is none."""

    load: float | None = None
    lifting_min: int | None = None


HELD_TRIES = 3
NO_MOST = Most()


def placed_within(s: Situation) -> tuple[Placement, Shaped]:
    """The cheapest valid week, and the shape it was placed from; in a held week what was cut stays cut (G-50)."""
    placed, made = _within_load(s)
    most = held_cardio(s)
    for _ in range(HELD_TRIES):
        over = 0 if most is None else own_cardio_minutes(placed.sessions) - most
        if over <= 0:
            break
        s = replace(s, cardio_most=max(0, minutes_of(made.units) - over))
        placed, made = _within_load(s)
    return placed, made


def _within_load(s: Situation) -> tuple[Placement, Shaped]:
    """The cheapest valid week within the load of G-40, and the shape it was placed from.

    Where no trim of the skeleton brings it there (in a narrow window a lift may take a finisher's place), the first of
    the lightest, and then what stands gets lighter.
    """
    bounds = [bound for bound in (load_allowed(s), held_load(s)) if bound is not None]
    most = Most(min(bounds, default=None), held_lifting(s))
    placed, made = _place(s, 0)
    fuller = _cut_once(s, placed, made)
    if fuller is not None and _share(s, fuller[0], most) <= 1:
        return fuller
    if most == NO_MOST:
        return placed, made
    steps = most_trims(made.units)
    for trims in range(1, steps + 1):
        if _share(s, placed, most) <= 1:
            break
        tried = _place(s, trims)
        if _share(s, tried[0], most) < _share(s, placed, most):
            placed, made = tried
    if _share(s, placed, most) <= 1:
        return placed, made
    sessions, told = lightened(placed.sessions, made.units, most.load, most.lifting_min)
    return replace(placed, sessions=sessions, degradations=placed.degradations + told), made


def _cut_once(s: Situation, placed: Placement, made: Shaped) -> tuple[Placement, Shaped] | None:
    """The week in which D-75 doesn't take again what short windows take off the cardio.

    None where that is no fuller, or where the week is held as the last one was.
    """
    spared_min = minutes_of(made.units) - own_cardio_minutes(placed.sessions)
    if spared_min <= 0 or held_cardio(s) is not None or all(step.rule_id != RAMP for step in made.steps):
        return None
    fuller = _place(replace(s, spared_min=spared_min), 0)
    within = (
        own_cardio_minutes(placed.sessions) < own_cardio_minutes(fuller[0].sessions) <= minutes_of(made.units)
    )
    return fuller if within else None


def _share(s: Situation, placed: Placement, most: Most) -> float:
    """The week's load as a share of the most it may be; after an illness as it is trained, and its minutes (G-32)."""
    trained = finish(s, placed.sessions, None) if s.ill else placed.sessions
    shares = [] if most.load is None else [sum(planned_load(x) for x in trained) / max(1.0, most.load)]
    if most.lifting_min is not None:
        shares.append(lifting_minutes(trained) / max(1, most.lifting_min))
    if s.ill:
        shares.append(sum(x.minutes for x in trained) / max(1, fullest_minutes(s)))
    return max(shares, default=0.0)


def _place(s: Situation, trims: int) -> tuple[Placement, Shaped]:
    asked = {s.days: shape(s, s.days, trims)}

    def fewer(days: int) -> tuple[Unit, ...]:
        asked[days] = shape(s, days, trims)
        return asked[days].units

    request = request_of(s, asked[s.days].units, trims, fewer)
    if not request.units:
        return Placement((), 0, (), ()), asked[s.days]
    try:
        placed = place(request)
    except NoPlacement as refusal:
        conflict, tried = ", ".join(refusal.conflicts), ", ".join(dict.fromkeys(refusal.steps))
        told = note("degrade.nothing_fits", conflict=conflict, tried=tried.replace("degrade.", ""))
        step = Degradation("nothing_fits", told, "D-55")
        return Placement((), 0, (), (step,)), Shaped(())
    return placed, asked[_days_planned(placed) or s.days]


def _days_planned(placed: Placement) -> int | None:
    """The days of the skeleton that D-55 came down to; None where it kept the week's own."""
    down = (dict(d.reason.values)["days"] for d in placed.degradations if d.step == "fewer_days")
    days = next(down, None)
    return days if isinstance(days, int) else None


def request_of(
    s: Situation, units: tuple[Unit, ...], trims: int = 0, fewer_days: FewerDays | None = None
) -> PlacementRequest:
    """What the search is asked to place (D-51)."""
    history = s.state.history
    last = history[-1].week if history else None
    is_next = last is not None and (s.monday - last.start).days == 7
    return PlacementRequest(
        units=units,
        availability=s.windows,
        s_level=s.levels.strength,
        age_years=s.age,
        phase=s.name,
        long_session_days=s.state.profile.long_session_days,
        race=s.race is not None,
        before=last.sessions if last is not None and is_next else (),
        fixed=s.state.profile.fixed_sessions,
        first_day=s.first_day,
        blocked_days=s.around.blocked,
        no_strength_days=s.around.no_strength,
        no_heavy_days=s.around.no_heavy,
        fallback_units=adjacent(s, s.days, trims),
        fewer_days=fewer_days,
    )
