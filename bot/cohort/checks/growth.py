"""U9 and the increases of G-40: how much more a week may hold than what was reported done before it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from bot.cohort.checks.terms import LIFT_TYPES, cardio_minutes, is_long, ours, planned_au, sets_total, where
from bot.cohort.findings import Finding
from rules.athlete import Level, Mode
from rules.constants import P
from rules.levels import assess, is_inactive
from rules.plan import PhaseName, Week
from rules.review.metrics import adherence
from rules.review.reading import executed_load, minutes_done, read_record
from rules.review.reading import unplanned as besides
from rules.sessions import Session, SessionType
from rules.state import TrainingState, WeekRecord

CARDIO_FLOOR_MIN, RUN_FLOOR_MIN = 60, 30
REL, ABS_MIN = 0.10, 15
CARDIO_WEEKS, RUN_WEEKS, LOOK_BACK = 8, 4, 8
COMPLETED_FROM = 0.8
LONG_DAYS, STALE_DAYS, STALE_CAP_MIN, LONG_FROM_MIN, LEAST_L_MIN = 30, 56, 45, 45, 20
DEFAULT_LONGEST = {Level.NOVICE: 30, Level.INTERMEDIATE: 45, Level.ADVANCED: 60}
LIGHT_FLAGS = frozenset({"return", "illness", "reduced", "onramp", "taper", "recovery", "light"})
SETS_REL, SETS_ABS = 0.10, 4
LOAD_MOST = 1.25
START_N = 8
ONRAMP_WEEKS = 3
MORE_SETS_WEEK = 3  # BEGINNER from its third week on (E-11)
EASED_STEPS = frozenset(
    {"simplify", "load", "drop_unit", "fewer_days", "nothing_fits"}
)  # weeks below their phase's own numbers
EPS = 1e-9


@dataclass(frozen=True, slots=True)
class Done:
    """A cardio session as reported."""

    day: date
    minutes: int
    mode: Mode | None
    planned: bool = True


def growth_findings(state: TrainingState, week: Week, planned: Sequence[Week]) -> Iterator[Finding]:
    """Everything by which the week may not exceed the past.

    `state` is the one it was built from, `planned` the weeks before it as they were built, oldest first.
    """
    yield from _cardio(state, week)
    yield from _long(state, week)
    if week.deload or week.flags & LIGHT_FLAGS:
        return
    whole = planned[1:]  # the first week may have begun on a Wednesday
    recent = [w for w in whole[-LOOK_BACK:] if _is_loading(w)]
    same = [w for w in _this_phase(whole[-LOOK_BACK:], week.phase) if _is_loading(w)]
    full = [w for w in same if not any(d.step in EASED_STEPS for d in w.degradations)]
    if recent:
        yield from _intervals(recent, same, week)
    if full and not (week.phase is PhaseName.BEGINNER and week.week_in_phase <= MORE_SETS_WEEK):
        yield from _sets(same, week)
    if len(recent) > 1:
        yield from _load(state, planned, week)


def _is_loading(week: Week) -> bool:
    return bool(week.sessions) and not week.deload and not week.flags & LIGHT_FLAGS


def _this_phase(recent: Sequence[Week], phase: PhaseName) -> list[Week]:
    """The weeks of the phase that goes on; a repeated week has the number in its phase of the one before it.

    A block after a taper is another one, also where it has the name of the last one before.
    """
    return list(reversed(list(takewhile(lambda w: w.phase is phase, reversed(recent)))))


def _cardio(state: TrainingState, week: Week) -> Iterator[Finding]:
    """D-75: all cardio and all running within the bound on the reference week."""
    onramp = "onramp" in week.flags or (is_inactive(state.profile) and week.week_in_phase <= ONRAMP_WEEKS)
    if onramp or week.phase is PhaseName.RECOVERY or "illness" in week.flags:
        return
    profile = state.profile
    run_zero = profile.current_run_min_per_week
    if run_zero is None:
        main = profile.main_cardio_mode
        run_zero = profile.current_cardio_min_per_week if main in (Mode.RUN, None) else 0
    zeros = ((profile.current_cardio_min_per_week, False), (run_zero, True))
    for zero, runs in zeros:
        weeks, floor_min = (RUN_WEEKS, RUN_FLOOR_MIN) if runs else (CARDIO_WEEKS, CARDIO_FLOOR_MIN)
        lived = [
            _completed(r, runs=runs)
            for r in state.history
            if 0 < (week.start - r.week.start).days <= 7 * weeks
        ]
        since = (week.start - state.start).days // 7
        reference = max([floor_min, *lived, *([zero] if since < weeks else [])])
        most = reference + max(math.floor(reference * REL + EPS), ABS_MIN)
        wanted = [s for s in week.sessions if s.is_cardio and (not runs or s.mode is Mode.RUN)]
        fixed = sum(s.minutes for s in wanted if "fixed" in s.flags)
        beside = [
            s for s in wanted if not (fixed and is_long(s))
        ]  # a race long session stays beside them (D-72)
        planned = sum(s.minutes for s in beside)
        if planned > max(most, fixed):
            name = "run" if runs else "cardio"
            yield Finding("G-40 " + name, f"week {week.number} {week.phase}: {planned} of {most} min {name}")


def _completed(record: WeekRecord, *, runs: bool) -> int:
    """Planned minutes if A_C >= 0.8, else the executed ones (G-40)."""
    cardio = [x for x in read_record(record) if x.session.is_cardio]
    share = adherence(cardio)
    wanted = [x for x in cardio if not runs or x.session.mode is Mode.RUN]
    if share is not None and share >= COMPLETED_FROM:
        return sum(x.session.minutes for x in wanted)
    return round(sum(minutes_done(x) for x in wanted))


def _long(state: TrainingState, week: Week) -> Iterator[Finding]:
    """U9: L + max(5, 10 %) of the last 30 days, with the stale rule of F-31."""
    past = [*_before_plan(state), *(d for r in state.history for d in _done(r))]
    for s in filter(is_long, ours(week.sessions)):
        day = week.date_of(s)
        counted = [d for d in past if s.mode is not Mode.RUN or d.mode is Mode.RUN]
        longest = _longest(counted, day)
        most = longest + max(5, math.floor(longest * REL + EPS))
        if s.minutes > most:
            yield Finding("U9", f"{where(week, s)}: {most} at most")


def _longest(past: Iterable[Done], day: date) -> int:
    ages = [(d, (day - d.day).days) for d in past]
    recent = [d for d, age in ages if 0 < age <= LONG_DAYS]
    best = max([LEAST_L_MIN, *(d.minutes for d in recent)])
    if any(d.planned and d.minutes >= LONG_FROM_MIN for d in recent):
        return best
    older = [d.minutes for d, age in ages if 0 < age <= STALE_DAYS]
    return max(best, min(STALE_CAP_MIN, max([0, *older])))


def _before_plan(state: TrainingState) -> Iterator[Done]:
    profile = state.profile
    told = profile.longest_session_30d_min
    longest = DEFAULT_LONGEST[assess(profile).endurance] if told is None else told
    main = profile.main_cardio_mode
    runs = main in (Mode.RUN, Mode.MIXED) or (main is None)
    yield Done(state.start - timedelta(days=1), longest, Mode.RUN if runs else main)


def _done(record: WeekRecord) -> Iterator[Done]:
    for x in read_record(record):
        if x.session.is_cardio and x.done:
            day = x.checkin.date if x.checkin is not None else x.day
            yield Done(day, round(minutes_done(x)), x.session.mode)
    for c in besides(record.week, record.checkins):
        if c.mode is not None and c.actual_minutes:
            yield Done(c.date, c.actual_minutes, Mode(c.mode), planned=False)


def _intervals(recent: list[Week], same: list[Week], week: Week) -> Iterator[Finding]:
    """+1 per session beside the best of the last weeks; one HIIT more at most within a phase."""
    best = max((n for w in recent for n in _numbers(w)), default=None)
    n = max(_numbers(week), default=0)
    if best is not None and n > max(best, START_N - 1) + 1:
        yield Finding("G-40 intervals", f"week {week.number} {week.phase}: n {n} after {best}")
    most = max((len(_numbers(w)) for w in same), default=None)
    if most is not None and len(_numbers(week)) > most + 1:
        yield Finding("G-40 HIIT", f"week {week.number} {week.phase}: {len(_numbers(week))} after {most}")


def _numbers(week: Week) -> list[int]:
    return [s.intervals or 0 for s in ours(week.sessions) if s.type is SessionType.HIIT]


def _sets(same: list[Week], week: Week) -> Iterator[Finding]:
    """max(10 %, 4 sets) beside the fullest of the last weeks of the phase."""
    best = max(sets_total(ours(w.sessions)) for w in same)
    most = best + max(math.floor(best * SETS_REL + EPS), SETS_ABS)
    planned = sets_total(ours(week.sessions))
    if planned > most:
        yield Finding("G-40 sets", f"week {week.number} {week.phase}: {planned} sets after {best}")


def _load(state: TrainingState, planned_weeks: Sequence[Week], week: Week) -> Iterator[Finding]:
    """1.25 x the highest week so far, planned or done; a way back may climb to where it was (G-30).

    What G-40 takes off a week that would leap is a set of each accessory, then the finishers, no more: a week of
    circuits has neither, nor has one whose lifts are as short as a window made them.
    """
    lived = [sum(map(executed_load, read_record(r))) for r in state.history[-LOOK_BACK:]]
    best = max([*lived, *(planned_au(w.sessions) for w in planned_weeks)])
    planned = planned_au(week.sessions)
    lifts = [s for s in week.sessions if s.type in LIFT_TYPES]
    shortest = all(s.minutes <= P.minutes[s.type][0] for s in lifts)
    taken = shortest or "load" in {d.step for d in week.degradations}
    helped = taken and not any(map(_is_finisher, week.sessions))
    if best and planned > LOAD_MOST * best and not helped:
        detail = f"week {week.number} {week.phase}: {planned} AU after {best:.0f}"
        yield Finding("G-40 load", f"{detail}, {cardio_minutes(week.sessions)} min cardio")


def _is_finisher(session: Session) -> bool:
    return session.type is SessionType.FINISH
