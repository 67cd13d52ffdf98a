"""Which mode a cardio session is done in (F-10, F-11, D-30)."""

from __future__ import annotations

from rules.athlete import EventType, Level, Mode, Priority
from rules.cardio.mode_context import RUN_EVENTS, ModeContext
from rules.constants import P
from rules.plan import PhaseName
from rules.remembering import remembered_of
from rules.sessions import SessionType

EVENT_MODE = {
    **dict.fromkeys(RUN_EVENTS, Mode.RUN),
    EventType.HYROX: Mode.RUN,
    EventType.CYCLE_LONG: Mode.BIKE,
    EventType.TRI_LONG: Mode.BIKE,
    EventType.ROW_2K: Mode.ROW,
}
RACE_PHASES = frozenset({PhaseName.B3, PhaseName.SHARPEN, PhaseName.TAPER})
HIIT_ORDER = (Mode.BIKE, Mode.ROW, Mode.SKI, Mode.ELLIPTICAL, Mode.SWIM, Mode.STAIRS)
STEADY_ORDER = (Mode.BIKE, Mode.ELLIPTICAL, Mode.WALK)
IMPACT = frozenset({Mode.RUN})
RUN_DAYS_MAX = 4
BIKE_FACTOR, BIKE_CAP_MIN, WALK_FACTOR = 1.3, 50, 1.5


def allowed(mode: Mode, ctx: ModeContext) -> bool:
    """True if the mode is usable; for a template that names one (D-30)."""
    return mode in ctx.usable


@remembered_of(32)
def non_impact_mode(ctx: ModeContext) -> Mode:
    """The mode an impact session changes to (D-55, D-75, G-41): what an injury prefers, liked, then bike first."""
    liked = (mode for mode in (*HIIT_ORDER, Mode.WALK) if mode in ctx.likes and mode is not Mode.STAIRS)
    return _first(ctx, (*ctx.injuries.preferred_modes, *liked, *STEADY_ORDER))


@remembered_of(32)
def hiit_mode(ctx: ModeContext, template_run: bool = False) -> Mode:
    """The mode of intervals (F-10): the event's own in race phases, else without impact first; stairs, then run.

    `template_run`: the Tuesday of the advanced B2 template. Never a flat run for an e novice, from 60 years on or
    with lower-limb pain from 3, and never then by liking it either.
    """
    if flat_run_default(ctx, template_run):
        return _swapped(ctx, Mode.RUN)
    own = EVENT_MODE.get(ctx.event) if ctx.event and ctx.phase in RACE_PHASES else None
    first = (own,) if own and own is not Mode.RUN else ()
    liked = tuple(mode for mode in HIIT_ORDER if mode in ctx.likes)
    return _swapped(ctx, _first(ctx, (*first, *liked, *HIIT_ORDER, Mode.WALK)))


def flat_run_default(ctx: ModeContext, template_run: bool = False) -> bool:
    """True where intervals are flat runs by default (F-10 point 2)."""
    if ctx.e_level is Level.NOVICE or ctx.age_years >= P.age.senior or ctx.sore_legs:
        return False
    by_event = ctx.event in RUN_EVENTS and ctx.phase in RACE_PHASES
    by_template = template_run and ctx.main_mode in {Mode.RUN, Mode.MIXED}
    return Mode.RUN in ctx.usable and (by_event or by_template)


@remembered_of(32)
def finisher_mode(ctx: ModeContext, after: SessionType) -> Mode:
    """The mode of an easy finisher: without impact; the rower only after upper body (F-10 point 3)."""
    own = (ctx.main_mode,) if ctx.main_mode in {Mode.BIKE, Mode.ELLIPTICAL, Mode.WALK} else ()
    rower = (Mode.ROW,) if after is SessionType.UPPER else ()
    return _swapped(ctx, _first(ctx, (*own, Mode.BIKE, Mode.ELLIPTICAL, *rower, Mode.WALK)))


@remembered_of(32)
def easy_mode(ctx: ModeContext, run_days: int = 0) -> Mode:
    """The mode of an easy day: the preferred one, at most four run days a week in B1 and B2 (F-10 point 4).

    Rung 0 of the run-walk ladder is walking (F-03); a beginner's "any mode" without an endurance goal is a brisk
    walk or hike for a runner (A-26).
    """
    wanted = _steady_wish(ctx)
    if wanted is Mode.RUN and _walks_first(ctx):
        wanted = Mode.WALK
    too_many = run_days >= RUN_DAYS_MAX and ctx.phase in {PhaseName.B1, PhaseName.B2}
    if wanted not in ctx.usable or (wanted in IMPACT and too_many):
        wanted = non_impact_mode(ctx)
    return _swapped(ctx, wanted)


@remembered_of(32)
def long_mode(ctx: ModeContext) -> Mode:
    """The mode of the long session: the event's, else the preferred one (F-10 point 1, F-60)."""
    wanted = EVENT_MODE.get(ctx.event, _steady_wish(ctx)) if ctx.event else _steady_wish(ctx)
    if wanted is Mode.RUN and ctx.event not in RUN_EVENTS and _walks_first(ctx):
        wanted = Mode.WALK
    return _swapped(ctx, wanted if wanted in ctx.usable else non_impact_mode(ctx))


def substitute_minutes(minutes: int, from_mode: Mode, to_mode: Mode) -> int:
    """Minutes at equal effort in another mode: bike x 1.3 (to 5, at most 50), brisk walk x 1.5, others 1 (F-11)."""
    weight = {Mode.BIKE: BIKE_FACTOR, Mode.WALK: WALK_FACTOR}
    equal = minutes * weight.get(to_mode, 1.0) / weight.get(from_mode, 1.0)
    rounded = int(equal / 5 + 0.5) * 5 if from_mode is not to_mode else minutes
    return max(minutes, min(rounded, BIKE_CAP_MIN)) if to_mode is Mode.BIKE else rounded


def _steady_wish(ctx: ModeContext) -> Mode:
    if ctx.main_mode is not Mode.MIXED:
        return ctx.main_mode
    if ctx.event in RUN_EVENTS:
        return Mode.RUN
    return non_impact_mode(ctx)


def _walks_first(ctx: ModeContext) -> bool:
    if ctx.run_walk_level == 0:
        return True
    relaxed = ctx.event is None and ctx.priority is not Priority.ENDURANCE
    return ctx.phase is PhaseName.BEGINNER and relaxed


def _first(ctx: ModeContext, wishes: tuple[Mode, ...]) -> Mode:
    return next((mode for mode in wishes if mode in ctx.usable), Mode.WALK)


def _swapped(ctx: ModeContext, mode: Mode) -> Mode:
    target = dict(ctx.swaps).get(mode, mode)
    return target if target in ctx.usable else mode
