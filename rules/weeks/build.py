"""One week from the state: shape, place, prescribe, score, explain (D-01).

Emits degradation `degrade.nothing_fits` (conflict, tried) for a week in which no session can stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.decisions import Decision
from rules.errors import NoPlacement, OnHold
from rules.fixed import is_fixed
from rules.interference import counts, score_week
from rules.placement import place
from rules.plan import Counts, Degradation, PhaseName, Score, Week
from rules.prescription import prescribe_week
from rules.ramp import RULE as RAMP
from rules.ramp import minutes_of
from rules.review.reading import planned_load
from rules.sessions import Session, note
from rules.state import TrainingState
from rules.unit import FewerDays, Placement, PlacementRequest, Unit
from rules.weeks.context import prescription_context
from rules.weeks.explain import milestone_of, purpose_of, week_notes
from rules.weeks.finishing import finish
from rules.weeks.growth import fullest_minutes, load_allowed, most_trims
from rules.weeks.holding import held_cardio, held_lifting, held_load, lifting_minutes
from rules.weeks.lightening import lightened
from rules.weeks.shape import Shaped, adjacent, shape
from rules.weeks.situation import Situation, situation_of
from rules.weeks.stepdown import optional_minutes


@dataclass(frozen=True, slots=True)
class Most:
    """The bounds that a placed week is trimmed to (G-40, G-50); None: there is none."""

    load: float | None = None
    lifting_min: int | None = None


HELD_TRIES = 3
NO_MOST = Most()
NO_SCORE = Score(0, 0.0, 0.0, 0.0, 0.0, 0.0)


def build_week(state: TrainingState, decision: Decision = Decision.PROGRESS, first_day: int = 0) -> Week:
    """The next week of this state (D-01), its volume shaped by the decision (G-01, G-50).

    HOLD and REPEAT: the state's own numbers. REDUCE: cardio -20 %, n - 2, a set less. DELOAD: E-40, F-40; a deload of
    the calendar also comes with PROGRESS. RETURN and ILLNESS follow `state.recovery`: `step` is the week of the G-30
    row, or the training days done since the illness (G-32). STOP: an empty week. `first_day` is the first day (0
    Monday) that may hold a session; 7 leaves the week empty. Refuses with OnHold while a hold is active (U13).
    """
    situation = situation_of(state, decision, first_day)
    if situation.restrictions.hold is not None:
        raise OnHold(situation.restrictions.hold)
    if decision is Decision.STOP:
        return _week(situation, (), (), ())
    placed, made = _placed(situation)
    bare = finish(situation, placed.sessions, made.active_day)
    full = prescribe_week(bare, prescription_context(situation))
    return _week(situation, full, made.steps, placed.degradations)


def _placed(s: Situation) -> tuple[Placement, Shaped]:
    """The cheapest valid week, and the shape it was placed from; in a held week what was cut stays cut (G-50)."""
    placed, made = _within_load(s)
    most = held_cardio(s)
    for _ in range(HELD_TRIES):
        over = 0 if most is None else _cardio_min(placed) - most
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
    spared_min = minutes_of(made.units) - _cardio_min(placed)
    if spared_min <= 0 or held_cardio(s) is not None or all(step.rule_id != RAMP for step in made.steps):
        return None
    fuller = _place(replace(s, spared_min=spared_min), 0)
    within = _cardio_min(placed) < _cardio_min(fuller[0]) <= minutes_of(made.units)
    return fuller if within else None


def _cardio_min(placed: Placement) -> int:
    return sum(x.minutes for x in placed.sessions if x.is_cardio and not is_fixed(x))


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
        asked.clear()
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
    return placed, next(iter(asked.values()))


def request_of(
    s: Situation, units: tuple[Unit, ...], trims: int = 0, fewer_days: FewerDays | None = None
) -> PlacementRequest:
    """What the search is asked to place (D-51)."""
    history = s.state.history
    last = history[-1].week if history else None
    is_next = last is not None and (s.monday - last.start).days == 7
    return PlacementRequest(
        week_start=s.monday,
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


def _week(
    s: Situation,
    sessions: tuple[Session, ...],
    steps: tuple[Degradation, ...],
    placed_steps: tuple[Degradation, ...],
) -> Week:
    cardio_minutes = sum(x.minutes for x in sessions if x.is_cardio)
    week = Week(
        start=s.monday,
        number=s.state.week_number,
        phase=s.name,
        week_in_phase=s.week,
        deload=s.deload,
        sessions=sessions,
        counts=counts(sessions) if sessions else Counts(0.0, 0.0, 0),
        cardio_minutes=cardio_minutes,
        score=score_week(sessions, s.levels.strength) if sessions else NO_SCORE,
        degradations=steps + placed_steps,
        optional_easy_minutes=optional_minutes(s, cardio_minutes),
        purpose=purpose_of(s),
        milestone=milestone_of(s),
        flags=_flags(s, sessions),
    )
    return replace(week, notes=week_notes(s, week))


def _flags(s: Situation, sessions: tuple[Session, ...]) -> frozenset[str]:
    """What marks the week as a whole."""
    marks = {
        "deload": s.deload,
        "taper": s.name is PhaseName.TAPER,
        "recovery": s.name is PhaseName.RECOVERY,
        "return": s.returning,
        "illness": s.ill,
        "onramp": s.onramp_week > 0,
        "reduced": s.decision is Decision.REDUCE and not s.deload,
        "micro": s.micro,
        "high_volume": s.high_volume,
        "stepdown": s.stepdown and s.state.week_number <= 2,
        "light": s.restrictions.light,
        "event": any(x.type.value == "EVENT" for x in sessions),
    }
    return frozenset(name for name, is_so in marks.items() if is_so)
