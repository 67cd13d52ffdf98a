"""Athletes living real weeks: built by the rules, logged as planned unless told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rules.adaptation import Review, adapt
from rules.athlete import Profile
from rules.checkin import CheckIn, LoggedSet, SkipReason, Status, TalkTest, Wellness
from rules.decisions import Decision
from rules.plan import Week
from rules.planning import advance, first_state
from rules.review.worked import in_its_own_unit
from rules.sessions import Session, SessionType
from rules.state import Lift, Screening, TrainingState, WeekRecord
from rules.weeks import build_week
from tests.rules.athletes import INTERMEDIATE

MONDAY = date(2026, 11, 23)
Log = Callable[[Session, CheckIn], CheckIn | None]
TALKING = frozenset({SessionType.EASY, SessionType.LONG, SessionType.FINISH})


def own(week: Week) -> tuple[Session, ...]:
    """Strength and cardio of ours."""
    return tuple(s for s in week.sessions if (s.is_strength or s.is_cardio) and "fixed" not in s.flags)


def as_planned(session: Session, week: Week, talk: TalkTest | None = TalkTest.COMFORTABLE) -> CheckIn:
    """Done, at the effort expected, every set at the bottom of its range, comfortable talking."""
    sets = tuple(
        LoggedSet(e.exercise_id, e.reps_low, e.load_kg, e.rir)
        for e in session.exercises
        for _ in range(e.sets)
        if in_its_own_unit(e)
    )
    return CheckIn(
        week.date_of(session),
        Status.DONE,
        session.id,
        rpe=session.rpe,
        sets=sets,
        talk_test=talk if session.type in TALKING else None,
    )


def logs(week: Week, log: Log | None = None) -> tuple[CheckIn, ...]:
    """The week's check-ins; `log` may change each or leave it out (None)."""
    made = ((s, as_planned(s, week)) for s in own(week))
    changed = (log(s, c) if log is not None else c for s, c in made)
    return tuple(c for c in changed if c is not None)


def only(share: float, reason: SkipReason = SkipReason.TIME) -> Log:
    """The first share of each week's sessions done, the others skipped."""
    seen: list[str] = []

    def log(session: Session, checkin: CheckIn) -> CheckIn:
        seen.append(session.id)
        done = int(len(seen) * share) > int((len(seen) - 1) * share)
        return checkin if done else skip(checkin, reason)

    return log


def skip(checkin: CheckIn, reason: SkipReason = SkipReason.TIME) -> CheckIn:
    """The same session skipped."""
    return CheckIn(checkin.date, Status.SKIPPED, checkin.session_id, reason=reason)


def at_the_top(session: Session, checkin: CheckIn) -> CheckIn:
    """Every set at the top of its range, with the reserve asked for."""
    sets = tuple(
        LoggedSet(e.exercise_id, e.reps_high, e.load_kg, e.rir)
        for e in session.exercises
        for _ in range(e.sets)
        if in_its_own_unit(e)
    )
    return replace(checkin, sets=sets)


def slept(week: Week, hours: float = 7.5, soreness: int = 2) -> tuple[Wellness, ...]:
    """The same answers every day of the week."""
    days = (week.start + timedelta(days=k) for k in range(7))
    return tuple(Wellness(d, sleep_h=hours, soreness_legs=soreness, soreness_upper=1) for d in days)


def begin(profile: Profile = INTERMEDIATE, **changed: Any) -> tuple[TrainingState, Week]:
    """A new plan and its first week; `changed` fields of the state, as if the plan stood there."""
    state = replace(first_state(profile, Screening(), MONDAY), **changed)
    return state, build_week(state)


def live(
    state: TrainingState, week: Week, weeks: int, log: Log | None = None, **wellness: Any
) -> tuple[TrainingState, Week]:
    """So many weeks lived and reviewed; the state and the week that come then."""
    for _ in range(weeks):
        made = review(state, week, log, **wellness)
        assert made.next_week is not None
        state, week = made.state, made.next_week
    return state, week


def review(state: TrainingState, week: Week, log: Log | None = None, **wellness: Any) -> Review:
    """The review of a week on its Sunday."""
    return adapt(state, week, logs(week, log), slept(week, **wellness), week.start + timedelta(days=6))


def assumed(state: TrainingState, week: Week, weeks: int) -> tuple[TrainingState, Week]:
    """So many weeks passed over as planned, without reviews."""
    for _ in range(weeks):
        record = WeekRecord(week, logs(week), (), Decision.PROGRESS, fatigue=0)
        state = advance(state, record)
        week = build_week(state)
    return state, week


def strong(state: TrainingState) -> tuple[TrainingState, Week]:
    """The athlete with a known maximum for everything: 120 kg, for dumbbells a quarter; the week built with it."""
    ids = dict.fromkeys(exercise_id for _, exercise_id in state.block_exercises)
    lifts = tuple(Lift(id_, None, e1rm_kg=(30.0 if "db_" in id_ else 120.0,) * 2) for id_ in ids)
    state = replace(state, lifts=lifts)
    return state, build_week(state)


def of_type(week: Week, kind: SessionType) -> list[Session]:
    """Sessions of one type."""
    return [s for s in week.sessions if s.type is kind]


def total_sets(week: Week) -> int:
    """Sets of the week."""
    return sum(e.sets for s in week.sessions for e in s.exercises)
