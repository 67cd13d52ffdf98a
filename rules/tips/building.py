"""The tip context of a message, gathered from the training state, the week and what was logged (H-20)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from statistics import fmean

from rules.athlete import Event, EventType, Mode, Region
from rules.cardio.easy import HOT
from rules.checkin import CheckIn, Status, Wellness
from rules.levels import assess
from rules.nutrition import is_cutting, may_supplement, protein, shows_numbers
from rules.plan import Week
from rules.review.metrics import measure
from rules.sessions import Session, SessionType
from rules.state import TrainingState
from rules.tips.context import TipContext

LOWER_LIMB = frozenset({Region.HIP, Region.KNEE, Region.ANKLE_FOOT})
LONG_RACES = frozenset({EventType.HALF, EventType.MARATHON})
RECENT_DAYS = 7
PAIN_DAYS = 3
SLEEP_REPORTS = 3
WARMUP_MAX_MIN = 10


@dataclass(frozen=True, slots=True)
class Log:
    """Check-ins and wellness of the running week; those of closed weeks stand in the state's history."""

    checkins: tuple[CheckIn, ...] = ()
    wellness: tuple[Wellness, ...] = ()


@dataclass(frozen=True, slots=True)
class _Past:
    """Check-ins of sessions really trained, oldest first, each with the planned session where there was one."""

    done: tuple[tuple[CheckIn, Session | None], ...]
    wellness: tuple[Wellness, ...]


def context_of(
    state: TrainingState,
    week: Week,
    day: date,
    log: Log,
    *,
    minute_now: int | None = None,
    evening_before: bool = False,
) -> TipContext:
    """The context of a message about the sessions of `day`, a date of `week` (H-20).

    What only the conversation knows (`asked_about_mode`, `score_term`, `score_fix`) the caller adds with
    `dataclasses.replace`.
    """
    past = _read_past(state, week, day, log)
    context = _with_person(_with_plan(week, day), state, day)
    context = _with_body(_with_log(context, past, day), past, day)
    context = _with_last_week(context, state)
    return replace(context, minute_now=minute_now, evening_before=evening_before)


def _read_past(state: TrainingState, week: Week, day: date, log: Log) -> _Past:
    lived = [r for r in state.history if not r.assumed]
    planned = {s.id: s for w in (*(r.week for r in lived), week) for s in w.sessions}
    checkins = chain(*(r.checkins for r in lived), log.checkins)
    trained = [c for c in checkins if c.status in (Status.DONE, Status.PARTIAL) and c.date <= day]
    done = [(c, planned.get(c.session_id or "")) for c in sorted(trained, key=lambda c: c.date)]
    return _Past(tuple(done), (*chain(*(r.wellness for r in lived)), *log.wellness))


def _with_plan(week: Week, day: date) -> TipContext:
    sessions = week.on(day)
    return TipContext(
        sessions=sessions,
        week_sessions=week.sessions,
        phase=week.phase,
        deload=week.deload,
        flags=week.flags.union(*(s.flags for s in sessions)),
        weeks_in_plan=week.number - 1,
        hot=any(HOT in s.flags for s in sessions),
        heart_rate_known=any(s.heart_rate_bpm for s in sessions),
        score=week.score.total,
    )


def _with_person(context: TipContext, state: TrainingState, day: date) -> TipContext:
    profile, screening = state.profile, state.screening
    levels = assess(profile)
    return replace(
        context,
        level=levels.overall,
        s_level=levels.strength,
        e_level=levels.endurance,
        priority=levels.priority,
        weight_kg=profile.weight_kg,
        numbers_allowed=shows_numbers(profile, screening),
        protein=protein(profile, screening, day),
        cut_phase=is_cutting(profile, day),
        supplements_wanted=profile.supplements_opt_in and may_supplement(profile, screening),
        days_to_long_race=_days_to_long_race(profile.events, day),
        show_ahead=any(
            e.type is EventType.PHYSIQUE and 0 <= (e.date - day).days <= 7 for e in profile.events
        ),
    )


def _days_to_long_race(events: tuple[Event, ...], day: date) -> int | None:
    return min(((e.date - day).days for e in events if e.type in LONG_RACES and e.date >= day), default=None)


def _with_log(context: TipContext, past: _Past, day: date) -> TipContext:
    hiits = [(c, s) for c, s in past.done if s is not None and s.type is SessionType.HIIT]
    talks = [c.talk_test for c, _ in past.done if c.talk_test is not None]
    modes = {s.mode for s in context.sessions if s.type is SessionType.HIIT}
    return replace(
        context,
        last_easy_talk=talks[-1] if talks else None,
        hiit_done=len(hiits),
        last_hiit_faded=bool(hiits and hiits[-1][0].intervals_faded),
        hiit_mode_is_new=bool(modes - {s.mode for _, s in hiits}),
        ran_before_lifting=_ran_before_lifting(past, day - timedelta(days=RECENT_DAYS)),
    )


def _ran_before_lifting(past: _Past, since: date) -> bool:
    """A run of more than ten minutes that ended before a strength session of the same day, lately (B-15)."""
    timed = [(c, s) for c, s in past.done if c.date > since and c.finished_at is not None]
    lifts = [
        c for c, s in timed if (s is not None and s.is_strength) or (c.session_type or "").startswith("S_")
    ]
    runs = [
        c for c, s in timed if c.mode == Mode.RUN or (s is not None and s.is_cardio and s.mode is Mode.RUN)
    ]
    return any(
        run.date == lift.date and _ended_before(run, lift) and (run.actual_minutes or 0) > WARMUP_MAX_MIN
        for run in runs
        for lift in lifts
    )


def _ended_before(first: CheckIn, second: CheckIn) -> bool:
    return bool(first.finished_at and second.finished_at and first.finished_at < second.finished_at)


def _with_body(context: TipContext, past: _Past, day: date) -> TipContext:
    today = [w for w in past.wellness if w.date == day]
    sore = [x for w in today for x in (w.soreness_legs, w.soreness_upper) if x is not None]
    nights = [
        w.sleep_h for w in past.wellness if 0 <= (day - w.date).days < RECENT_DAYS and w.sleep_h is not None
    ]
    pains = [
        p.severity
        for c, _ in past.done
        for p in c.pain
        if p.region in LOWER_LIMB and (day - c.date).days < PAIN_DAYS
    ]
    return replace(
        context,
        sleep_last_h=next((w.sleep_h for w in today if w.sleep_h is not None), None),
        sleep_week_h=fmean(nights) if len(nights) >= SLEEP_REPORTS else None,
        soreness=max(sore, default=None),
        lower_limb_pain=max(pains, default=None),
    )


def _with_last_week(context: TipContext, state: TrainingState) -> TipContext:
    """Adherence and counted sessions of the last lived week (G-11)."""
    if not state.history or state.history[-1].assumed:
        return context
    record = state.history[-1]
    metrics = measure(record.week, record.checkins, record.wellness)
    return replace(
        context,
        adherence=metrics.adherence,
        done_last_week=metrics.strength.done + metrics.cardio.done,
        planned_last_week=metrics.strength.planned + metrics.cardio.planned,
    )
